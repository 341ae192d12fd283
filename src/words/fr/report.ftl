# Le rapport sur beaucoup d'apprenants.

report-seconds = { $count } s
report-minutes = { $count } min
report-hours = { $count } h { $minutes }
report-days = { $count } j
report-of = { $part } sur { $all }

# En-tête
report-title = { $course } : le groupe
report-subtitle = Au { $now } UTC, heure de l'export le plus récent · fichiers lus : { $files } · version du cours : { $versions }
report-headline = { $course } : { $learners ->
    [one] { $learners } personne
   *[other] { $learners } personnes
}, { $finished } au bout, médiane { $median } sur { $steps } étapes
report-as-of = Au { $now } UTC, l'export le plus récent
report-figure-learners = { $count ->
    [one] personne
   *[other] personnes
}
report-figure-finished = sont au bout
report-figure-median = étapes réussies, médiane
report-figure-stuck = calent en ce moment

# Titres et colonnes
report-learners = Personnes
report-learner = Personne
report-steps = Étapes
report-step = Étape
report-stuck = Qui cale depuis le plus longtemps
report-nobody-stuck = Personne ne cale.
report-more = et { $count } de plus
report-map = Où c'est difficile
report-map-note = Une case par étape : réussie / atteinte. La couleur dit les essais ratés par personne qui l'a atteinte.
report-files = Fichiers avec une remarque
report-slips = Erreurs les plus fréquentes
report-slip = Sur quoi
report-reached = Atteinte
report-passed = Réussie
report-median = Médiane
report-p90 = 90 %
report-active = Temps actif
report-attempts = Ratés
report-hints = Indices
report-solutions = Solutions
report-last = Vu le
report-idle = Inactif
report-optional = facultative
report-chapters-only = Une colonne par chapitre : étapes réussies. Un terminal plus large montre chaque étape.

# Signes
report-heat = { $from } à { $to }
report-heat-above = { $from } et plus
report-key-passed = réussie
report-key-solution = réussie, solution vue
report-key-solution-seen = solution vue
report-key-current = en cours
report-key-seen = déjà vue
report-key-open = pas atteinte

# Les outils de la page
report-search = Chercher une personne
report-which = Montrer
report-which-all = tout le monde
report-which-going = pas encore au bout
report-which-stuck = qui cale
report-which-finished = au bout
report-which-marked = avec une remarque
report-shown = { $shown } sur { $all }
report-detail = Pointe une case, ou vas-y avec Tab et les flèches : ce qui s'y est passé s'affiche ici.
report-detail-attempts = essais ratés : { $count }
report-detail-hints = indices : { $count }
report-note-time = Le temps actif ne compte aucun silence de plus de cinq minutes. Médiane et 90 % portent sur qui a réussi.
report-note-hash = Les empreintes des exports rendent une modification visible ; elles ne prouvent rien.
report-generator = Fait par kesako { $version } à partir d'exports, sur cette machine. Rien de cette page ne vient d'un réseau ni n'y va.

# Ce qui est dit des fichiers
report-left-out = { $file } : laissé de côté : { $why }
report-marked = { $file } : { $learner } : { $why }
report-mark-edited = le fichier a été modifié après son export
report-mark-version = de la version { $version } du cours
report-why-empty = le fichier est vide
report-why-too-large = plus gros que n'importe quel export
report-why-cut-short = il s'interrompt à la ligne { $line }
report-why-not-json = ce n'est pas du JSON
report-why-not-an-export = du JSON, mais pas un export de kesako
report-why-older-schema = son schéma { $schema } est plus ancien que le { $known } que lit ce kesako ; refais l'export
report-why-future-schema = son schéma { $schema } est plus récent que le { $known } que lit ce kesako ; un kesako plus récent le lira
report-why-broken = l'export est abîmé ({ $error })
report-why-too-many-steps = il a plus d'étapes que n'importe quel cours
report-why-duplicate = du même journal que { $shown }, plus récent ou identique
report-why-other-course = du cours { $found } ; ce rapport porte sur { $expected }
report-why-not-found = ce fichier n'existe pas
report-why-unreadable = impossible à lire ({ $error })
report-why-not-a-file = ni un fichier ni un dossier ; un tube se lit avec -
report-why-empty-folder = un dossier sans aucun .json
report-why-no-match = aucun fichier ne correspond à ce motif

# Carnets de notes
report-gradebook-nameless = { $count ->
    [one] Une personne n'a pas donné de nom et figure comme (…) : le carnet de notes ne connaît personne de ce nom. Écris le sien à la place.
   *[other] { $count } personnes n'ont pas donné de nom et figurent comme (…) : le carnet de notes ne connaît personne de ce nom. Écris le leur à la place.
}
report-gradebook-twins = Ces noms figurent deux fois, et un carnet de notes ne peut les distinguer : { $names }

# Erreurs
report-nothing = aucun de ces fichiers n'est un export que l'on peut montrer
report-nothing-hint = `kesako export --output FICHIER`, sur la machine de chaque personne, en fait un
report-json-alone = --json affiche un seul objet JSON et rien d'autre ; un autre format veut --output
report-layout-alone = --layout ne va qu'avec le format csv
report-overwrite-question = { $file } n'est pas un rapport précédent. L'écraser ?
report-missing-words = les mots du cours sont illisibles ; les erreurs portent leur nom technique
