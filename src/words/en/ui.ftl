# Words that stand in several places: reports, prompts, errors, lists.

# Reports
ui-expected = expected
ui-actual = there is
ui-empty = (empty)
ui-waits-for = waits for { $check }

# Messages
ui-error = error:
ui-warning = warning:
ui-caused-by = caused by:
ui-hint = hint:

# Prompts
ui-prompt-yes = y
ui-prompt-no = n
ui-prompt-number = number
ui-prompt-instead = give { $flag } to answer it beforehand

# Lists
ui-list-passed = { $passed } of { $all }
ui-list-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
ui-list-optional = optional
ui-list-skipped = skipped
ui-list-minutes = { $minutes } min

# Differences between two texts
ui-diff-same = No difference.
ui-diff-no-newline = no line break at the end of the file

# Notes in a lesson
ui-alert-note = Note
ui-alert-tip = Tip
ui-alert-important = Important
ui-alert-warning = Warning
ui-alert-caution = Caution
