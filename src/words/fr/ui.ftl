# Les mots qui servent à plusieurs endroits : comptes rendus, questions, erreurs, listes.

# Comptes rendus
ui-expected = attendu
ui-actual = il y a
ui-empty = (vide)
ui-waits-for = attend : { $check }

# Messages
ui-error = erreur :
ui-warning = attention :
ui-caused-by = à cause de :
ui-hint = piste :

# Questions
ui-prompt-yes = o
ui-prompt-no = n
ui-prompt-number = numéro
ui-prompt-instead = donne { $flag } pour répondre d'avance

# Listes
ui-list-passed = { $passed } sur { $all }
ui-list-steps = { $count ->
    [one] { $count } étape
   *[other] { $count } étapes
}
ui-list-optional = facultatif
ui-list-skipped = passé
ui-list-minutes = { $minutes } min

# Différences entre deux textes
ui-diff-same = Aucune différence.
ui-diff-no-newline = pas de saut de ligne à la fin du fichier

# Notes d'une leçon
ui-alert-note = Remarque
ui-alert-tip = Astuce
ui-alert-important = Important
ui-alert-warning = Attention
ui-alert-caution = Prudence
