# The interactive session.

# The line of keys at the bottom: a letter and what it does.
session-key-next = next
session-key-back = back
session-key-hint = hint
session-key-check = check
session-key-answer = answer
session-key-shell = shell
session-key-diff = diff
session-key-map = map
session-key-list = list
session-key-reset = reset
session-key-quit = quit
session-key-all = help
