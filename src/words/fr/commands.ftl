# Ce que disent les commandes.

# Scripts d’un cours qui n’est pas celui d’origine
commands-trust-shown = Ce cours veut exécuter ceci sur ta machine :
commands-trust-question = L’exécuter ?
commands-trust-refused = le script n’a pas été exécuté

# show
commands-show-task = À toi :

# check
commands-check-passed = Réussi
commands-check-next = `kesako show` passe à l’étape suivante.
commands-check-hint = Tu cales ? `kesako hint` donne un coup de pouce.

# hint
commands-hint-heading = Indice { $level } sur { $of }
commands-hint-last = C’était le dernier indice. `kesako solve` montre la solution.

# solve
commands-solve-file = { $path } (solution)
commands-solve-answer = Réponse : `{ $answer }`
commands-solve-answer-from = La réponse vient de :
commands-solve-question = L’exécuter ? Les fichiers remplacés sont gardés en copie.

# jump
commands-jump-plan = Pour arriver au début de { $step }, voici ce qui est supprimé (-) et exécuté (+) :
commands-jump-question = On y va ? Tes fichiers de ces chapitres sont mis de côté, pas perdus.
commands-jump-saved = Tes fichiers sont dans { $folder }.
commands-jump-done = { $step } commence ici.

# reset
commands-reset-nothing = Rien à supprimer : il ne reste rien de ce que le tutoriel a créé.
commands-reset-list = { $count ->
    [one] Cette chose vient du tutoriel :
   *[other] Ces { $count } choses viennent du tutoriel :
}
commands-reset-question = Les supprimer ?
commands-reset-done = C’est fait. Tout le reste est intact.

# course verify
commands-verify-question = Les préparatifs, solutions et tentatives de ce cours s’exécutent sur ta machine et ton moteur. Continuer ?
commands-verify-point-1 = avant toute action, l’étape n’est pas réussie
commands-verify-point-2 = chaque mauvaise tentative échoue, avec le constat annoncé
commands-verify-point-3 = la solution et chaque autre bonne façon réussissent, deux fois
commands-verify-point-4 = une vérification laisse le moteur tel quel
commands-verify-point-5 = un reset ne laisse rien de l’étape et ne touche à rien d’autre
commands-verify-step = étape
commands-verify-sum = { $proven } étapes prouvées sur { $all } : { $rights } bonnes façons, { $wrongs } mauvaises tentatives, { $seconds } s

# course lint
commands-lint-clean = Rien à redire sur ce cours.
commands-lint-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
commands-lint-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
commands-lint-files = { $count ->
    [one] dans { $count } fichier
   *[other] dans { $count } fichiers
}

# images
commands-images-registry = téléchargée d’un registre
commands-images-kit = vient d’un kit hors ligne
commands-images-stand-in = remplaçante construite ici
commands-images-present = déjà là
