# La session interactive.

# La ligne de touches en bas : une lettre et ce qu’elle fait.
session-key-next = suite
session-key-back = retour
session-key-hint = indice
session-key-check = vérifier
session-key-answer = répondre
session-key-shell = terminal
session-key-diff = comparer
session-key-map = carte
session-key-list = liste
session-key-reset = remettre à zéro
session-key-quit = quitter
session-key-all = aide
