# Les exports : ce qui est demandé et dit, et les mots de leurs pages.

# export
export-name-question = Ton nom, à faire figurer dans l'export (Entrée : aucun)
export-overwrite-question = { $file } existe déjà, et ce n'est pas un export antérieur de ce journal. L'écraser ?
export-written-to = Écrit dans { $file }.
export-nothing-yet = il n'y a pas encore de progression dans `{ $folder }`
export-is-folder = `{ $file }` est un dossier
export-unwritable = impossible d'écrire `{ $file }` : { $error }
export-json-alone = `--json` donne le format json sur la sortie standard ; `--format { $format }` veut `--output FICHIER` avec lui

# import
export-import-unreadable = impossible de lire `{ $file }` : { $error }
export-import-empty = `{ $file }` est vide
export-import-too-large = `{ $file }` est plus gros que n'importe quel export
export-import-cut-short = `{ $file }` s'interrompt à la ligne { $line } : la copie n'est pas complète
export-import-not-json = `{ $file }` n'est pas un export : { $error }
export-import-not-an-export = `{ $file }` est du JSON, mais pas un export de kesako
export-import-older = `{ $file }` a le schéma { $schema }, plus ancien que ce que lit ce kesako
export-import-future = `{ $file }` a le schéma { $schema }, plus récent que ce que lit ce kesako
export-import-broken = `{ $file }` est un export abîmé : { $error }
export-import-other-course = `{ $file }` vient du cours `{ $found }` ; ici c'est `{ $expected }`
export-import-hint-again = sur l'autre machine : `kesako export --output FICHIER`, puis copie-le de nouveau
export-import-hint-json = seul le format json peut être repris : `kesako export --output FICHIER`
export-import-hint-newer = un kesako plus récent le lit ; `kesako --version` dit lequel est celui-ci
export-import-hint-course = `--course DOSSIER` nomme le dossier d'un autre cours
export-import-edited = Cet export a été modifié après avoir été écrit : { $event ->
    [0] ses événements sont intacts, autre chose ne l'est pas.
   *[other] l'événement { $event } n'est plus ce qu'il était.
}
export-import-edited-question = Le reprendre quand même ?
export-import-other-record = Il y a déjà de la progression dans `{ $folder }` ({ $here ->
    [one] { $here } étape réussie
   *[other] { $here } étapes réussies
}), et l'export vient d'un autre journal ({ $there ->
    [one] { $there } étape réussie
   *[other] { $there } étapes réussies
}). Les deux sont gardés : ce qui est réussi dans l'un ou l'autre est réussi.
export-import-other-record-question = Les réunir ?
export-import-other-version = L'export vient de la version { $there } du cours ; ici c'est la { $here }. Les étapes sont reconnues à leur nom.
export-import-nothing-new = Rien de nouveau : tout ce que contient cet export est déjà là.
export-import-done = { $events ->
    [one] Un événement repris.
   *[other] { $events } événements repris.
} { $passed ->
    [one] { $passed } étape réussie
   *[other] { $passed } étapes réussies
} sur { $all }.
export-import-unknown-steps = { $count ->
    [one] Une de ses étapes n'est pas dans ce cours.
   *[other] { $count } de ses étapes ne sont pas dans ce cours.
} Le journal les garde.
export-import-jump = `kesako jump { $step }` amène ce moteur au début de l'étape suivante : **{ $title }**. Ce dont elle part n'est pas encore ici.
export-import-go-on = `kesako` reprend à l'étape suivante : **{ $title }**
export-import-finished = Le cours est terminé. `kesako summary` montre ce que tu sais maintenant.

# Les pages
export-steps = étapes réussies
export-points = points
export-active-time = de travail
export-attempts = essais manqués
export-hints = indices vus
export-solutions = solutions vues
export-troubles = fois où le moteur n'a pas pu être examiné
export-state = État
export-step = Étape
export-time = Travail
export-column-attempts = Essais manqués
export-help = Aide
export-near-misses = Faux pas
export-hints-seen = { $count ->
    [one] { $count } indice
   *[other] { $count } indices
}
export-solution-seen = solution
export-optional = facultatif
export-state-passed = ✓ réussie
export-state-current = → ici
export-state-seen = · vue
export-state-open = pas encore
export-period = Du premier événement au dernier :
export-known = Ce qui en reste :
export-instructions = Dans un Dockerfile :
export-course = Cours
export-content = Son contenu (SHA-256)
export-engine = Moteur
export-record = Journal
export-events-hash = Dernière empreinte des événements
export-written = Écrit
export-no-proof = Les empreintes révèlent une modification. Ce ne sont pas des preuves : qui modifie peut les recalculer.

# La page de la fin
export-end-heading = { $course } : tu as tout réussi !
export-so-far-heading = { $course } : ce que tu sais déjà
export-end-said = Tout cela, tu l'as fait toi-même, sur un vrai moteur. Chaque faux pas en chemin a été regardé, compris et réparé : c'est ce qui reste.
export-so-far-said = Tout cela, tu l'as fait toi-même, sur un vrai moteur. Le reste t'attend, à ton rythme.
export-end-figures = { $passed ->
    [one] { $passed } étape
   *[other] { $passed } étapes
} sur { $all }, { $time } de travail. { $attempts ->
    [0] Pas un seul essai manqué
    [one] Un essai manqué
   *[other] { $attempts } essais manqués
}, { $hints ->
    [0] aucun indice.
    [one] un indice.
   *[other] { $hints } indices.
}
export-end-commands = Les commandes que tu connais maintenant
export-end-keep = À garder : `kesako summary --html FICHIER` en fait une page.
export-end-next = Et maintenant ? Prends un projet à toi, et donne-lui un Dockerfile. `kesako reset --all` enlève ce que le cours a créé ici.
export-so-far-next = `kesako` reprend : { $title }
export-end-none = Rien n'est encore réussi. `kesako` montre la première étape.
