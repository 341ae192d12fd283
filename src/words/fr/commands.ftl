# Ce que disent les commandes.

# Scripts d'un cours qui n'est pas celui d'origine
commands-trust-shown = Ce cours veut exécuter ceci sur ta machine :
commands-trust-question = L'exécuter ?
commands-trust-refused = le script n'a pas été exécuté

# show
commands-show-task = À toi.
commands-show-prune = Un simple `{ $command }` emporterait aussi : { $names }{ $more ->
    [0] {""}
   *[other] {" "}et { $more } de plus
}. { $count ->
    [one] Ça n'appartient pas au cours.
   *[other] Tout cela n'appartient pas au cours.
}
commands-show-passed = Tu as déjà réussi cette étape. `kesako show { $step }` pour la suite : { $title }

# check
commands-check-passed = Réussi
commands-check-next = `kesako show` pour la suite : { $title }
commands-check-last = C'était la dernière étape. `kesako list` les liste toutes.
commands-check-finished = Et voilà toutes les étapes du cours réussies ! `kesako summary` montre ce que tu sais maintenant.
commands-check-hint = Tu cales ? `kesako hint` donne un coup de pouce.

# hint
commands-hint-heading = Indice { $level } sur { $of }
commands-hint-last = C'était le dernier indice. `kesako solve` montre la solution.
commands-hint-again = C'était déjà le dernier indice, il n'y en a pas d'autre. `kesako solve` montre la solution.

# solve
commands-solve-file = { $path } (solution)
commands-solve-answer = Réponse : `{ $answer }`
commands-solve-answer-from = La réponse vient de :
commands-solve-question = L'exécuter ? Les fichiers remplacés sont gardés en copie.

# jump
commands-jump-plan = Pour arriver au début de { $step }, voici ce qui est supprimé (-) et exécuté (+) :
commands-jump-question = On y va ? Tes fichiers de ces chapitres sont mis de côté, pas perdus.
commands-jump-saved = Tes fichiers sont dans { $folder }.
commands-jump-done = Te voici au début de { $step }.
commands-jump-adopt = `kesako reset --all --adopt`, si ce qui porte les noms du cours sur ce moteur est un reste du tutoriel

# reset
commands-reset-nothing = Rien à supprimer : il ne reste rien de ce que le tutoriel a créé.
commands-reset-list = { $count ->
    [one] Ceci vient du tutoriel :
   *[other] Ces { $count } choses viennent du tutoriel :
}
commands-reset-gives-back = Rendu : le nom { $image }, à l'image qui le portait au début de l'étape ({ $id }).
commands-reset-lost = Ce dont l'étape part n'existe plus : { $lost }. `kesako jump { $step }` le recrée.
commands-reset-untagged = image sans nom { $name }
commands-reset-used = L'image `{ $image }` garde son nom : des conteneurs auxquels `kesako reset` ne touche pas en sont issus. `docker ps -a` les montre.
commands-reset-in-use = Le volume `{ $volume }` reste : un conteneur auquel `kesako reset` ne touche pas s'en sert. `docker ps -a --filter volume={ $volume }` le montre.
commands-reset-question = On y va ?
commands-reset-done = C'est fait. Tout le reste est intact.
commands-reset-left = { $count ->
    [one] Gardée, car son nom n'est pas du tutoriel
   *[other] Gardées, car leurs noms ne sont pas du tutoriel
} : `{ $images }`. C'était toi ? `docker rmi { $images }`.

# course verify
commands-verify-question = Les préparatifs, solutions et tentatives de ce cours s'exécutent sur ta machine et ton moteur. Continuer ?
commands-verify-point-1 = avant toute action, l'étape n'est pas réussie
commands-verify-point-2 = chaque mauvaise tentative échoue, avec le constat annoncé
commands-verify-point-3 = la solution et chaque autre bonne façon réussissent, deux fois
commands-verify-point-4 = une vérification laisse le moteur tel quel
commands-verify-point-5 = un reset ne laisse rien de l'étape et ne touche à rien d'autre
commands-verify-step = étape
commands-verify-not-proven = Non prouvées :
commands-verify-sum = { $proven } étapes prouvées sur { $all } : { $rights } bonnes façons, { $wrongs } mauvaises tentatives, { $seconds } s, dont { $commands } s pour les commandes elles-mêmes
commands-verify-spent = Hors commandes : { $beginning } s pour arriver au début des étapes ({ $jumps } fois en rejouant toutes les solutions précédentes), { $judging } s de vérifications, { $clearing } s de remise en ordre
commands-verify-left-out = { $count } mauvaises tentatives sont laissées à leurs enregistrements
commands-mutate-made = faites
commands-mutate-caught = vues
commands-mutate-declared = bonnes
commands-mutate-unknown = ?
commands-mutate-sum = { $made } mutations : { $caught } vues, { $declared } déclarées bonnes, { $unknown } que personne n'a pu juger, { $survived } passées au travers, { $seconds } s

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
commands-images-registry = téléchargée d'un registre
commands-images-kit = vient d'un kit hors ligne
commands-images-stand-in = remplaçante construite ici
commands-images-present = déjà là
commands-images-missing = manque
commands-images-ways = Pour les avoir : `kesako images pull`, `pull --mirror PRÉFIXE`, `load FICHIER` (un kit hors ligne) ou `stand-in` (de petites remplaçantes construites ici).
commands-images-pulled = { $reference } est téléchargée.

# images pull : pourquoi pas
commands-pull-offline = { $reference } n'a pas pu être téléchargée : aucun registre n'est joignable d'ici.
commands-pull-refused = { $reference } n'a pas pu être téléchargée : le registre refuse la connexion.
commands-pull-rate-limit = { $reference } n'a pas pu être téléchargée : la limite de téléchargements du registre est atteinte ; elle se lève en quelques heures, ou après `docker login`.
commands-pull-not-found = { $reference } n'a pas pu être téléchargée : le registre n'a pas cette image, ou veut un login pour elle.
commands-pull-denied = { $reference } n'a pas pu être téléchargée : le registre veut un login.
commands-pull-timeout = { $reference } n'a pas pu être téléchargée : le registre ne répond pas.
commands-pull-certificate = { $reference } n'a pas pu être téléchargée : le moteur n'accepte pas le certificat du registre, ou il n'en a pas.
commands-pull-disk = { $reference } n'a pas pu être téléchargée : le disque du moteur est plein.
commands-pull-other = { $reference } n'a pas pu être téléchargée : { $message }

# images save, load
commands-kit-saving = sauvegarde
commands-kit-saved = Le kit est dans { $file } ({ $size }) : `kesako images load { $file }` le charge ailleurs.
commands-kit-incomplete = un kit a besoin de toutes les images de base, et il manque : { $images }
commands-kit-loading = chargement
commands-kit-loaded = { $reference } est chargée depuis le kit.
commands-kit-lost = { $image } a été chargée, et n'est pas là
commands-kit-lacks = il manque au kit { $images }

# images stand-in
commands-stand-in-building = construction
commands-stand-in-built = { $reference } est une remplaçante construite avec cette machine :
commands-stand-in-libraries = { $count ->
    [one] et la bibliothèque qu'il leur faut
   *[other] et les { $count } bibliothèques qu'il leur faut
}
commands-stand-in-none = Le cours n'a pas de remplaçante pour { $reference }.
commands-stand-in-fetch = Pour les remplaçantes, télécharger { $packages } dans { $folder } ? Rien n'est installé.
commands-stand-in-fetched = Téléchargé : { $packages }
commands-stand-in-lacks = les remplaçantes ont besoin de programmes de ces paquets (leurs noms chez Debian), qui ne sont pas ici : { $packages }
commands-stand-in-elsewhere = les remplaçantes se font avec des programmes Linux ({ $packages }), qui ne sont pas ici

# Il manque des images
commands-offer-missing = Il manque des images de base du cours : { $images }
commands-offer-question = Comment les avoir ?
commands-offer-pull = les télécharger
commands-offer-mirror = les télécharger d'un miroir
commands-offer-kit = charger un kit hors ligne
commands-offer-stand-ins = construire de petites remplaçantes avec cette machine
commands-offer-later = plus tard
commands-offer-prefix = Miroir (par exemple mirror.local:5000)
commands-offer-file = Fichier du kit

# Le journal
commands-record-torn = la ligne { $line } du journal est abîmée et illisible ; elle seule est perdue
