# Pourquoi quelque chose n'a pas pu se faire : les erreurs de chaque partie, et leurs causes.

# Ce que dit le système
error-io-not-found = ce fichier ou ce dossier n'existe pas
error-io-permission = permission refusée
error-io-refused = connexion refusée
error-io-reset = la connexion a été coupée
error-io-unreachable = cette machine est injoignable
error-io-in-use = l'adresse est déjà prise
error-io-broken-pipe = plus personne ne lit à l'autre bout
error-io-exists = il existe déjà
error-io-not-a-folder = une partie du chemin n'est pas un dossier
error-io-is-a-folder = c'est un dossier
error-io-not-empty = le dossier n'est pas vide
error-io-read-only = le système de fichiers est en lecture seule
error-io-full = il n'y a plus de place sur le disque
error-io-quota = le quota de disque est épuisé
error-io-too-large = le fichier est trop gros
error-io-busy = il est en cours d'utilisation
error-io-timed-out = pas de réponse à temps
error-io-name = ce nom n'est pas possible ici
error-io-text = ce n'est pas du texte en UTF-8
error-io-cut-short = la fin manque
error-io-interrupted = interrompu
error-io-memory = il n'y a plus de mémoire
error-io-elsewhere = c'est sur un autre système de fichiers

# Là où du JSON n'a plus de sens
error-json-syntax = ce n'est pas du JSON à partir de la ligne { $line }, colonne { $column }
error-json-cut-short = ça s'interrompt à la ligne { $line }, colonne { $column }
error-json-missing = il manque le champ `{ $field }` dans ce qui finit à la ligne { $line }, colonne { $column }
error-json-value = une autre valeur est attendue à la ligne { $line }, colonne { $column }

# Le moteur
error-engine-gone = aucun moteur ne répond à `{ $endpoint }`
error-engine-permission = tu n'as pas le droit d'ouvrir le socket du moteur, `{ $endpoint }`
error-engine-timeout = le moteur à `{ $endpoint }` n'a pas répondu à `{ $what }` en { $after }
error-engine-answer = le moteur a répondu { $status } à `{ $what }` : { $message }
error-engine-absent = le moteur dit : { $message }
error-engine-garbled = la réponse à `{ $what }` est incompréhensible
error-engine-image-missing = l'image `{ $reference }` n'est pas sur le moteur
error-engine-context = le contexte `{ $name }` est inconnu (cherché dans `{ $path }`)
error-engine-host-and-context = `--host` et `--context` ne vont pas ensemble
error-file = `{ $path }` est inutilisable
error-config = `{ $path }` est incompréhensible
error-address = l'adresse du moteur, `{ $address }`, n'est pas valable : { $why }
error-address-no-socket = il manque le chemin du socket
error-address-no-host = pas d'hôte ni de port
error-address-no-certificates = il manque le dossier des certificats : donne-le dans `DOCKER_CERT_PATH`
error-address-no-machine = pas de machine
error-address-scheme = elle ne commence ni par `unix://`, ni par `tcp://`, `ssh://` ou `npipe://`

# Ce qui ne peut pas se faire ici
error-unsupported-links = suivre les liens à partir de `{ $path }` n'est pas possible ici
error-unsupported-tls = joindre `{ $address }` par TLS n'est pas possible ici
error-unsupported-connection = joindre `{ $address }` n'est pas possible ici
error-unsupported-request = une requête à `{ $url }` n'est pas possible ici
error-unsupported-stand-in = une remplaçante de `{ $reference }` sans `{ $program }` ({ $package }) n'est pas possible ici
error-unsupported-log = lire le journal de ce conteneur n'est pas possible ici
error-unsupported-helper = regarder avec une image sans `{ $program }` n'est pas possible ici
error-unsupported-folder = essayer un dossier de cette taille n'est pas possible ici
error-unsupported-look = regarder cela n'est pas possible ici
error-unsupported-registry-look = regarder un registre n'est pas possible ici
error-unsupported-runtime = regarder après la fin du programme n'est pas possible
error-unseen = impossible de regarder ce qu'il y a sur le moteur

# Le journal
error-record-make = impossible de créer `{ $path }`
error-record-read = impossible de lire le journal `{ $path }`
error-record-write = impossible d'écrire dans le journal `{ $path }`
error-record-busy = une autre session est ouverte dans `{ $path }`
error-record-beside = `kesako show`, `kesako check` et `kesako hint` marchent à côté d'elle
error-record-course = `{ $folder }` contient la progression d'un autre cours, `{ $course }`

# Trouver une étape
error-no-chapter = le cours n'a pas de chapitre `{ $wanted }`
error-no-step = aucune étape ne s'appelle `{ $wanted }`
error-no-position = le chapitre `{ $chapter }` compte { $steps } étapes : il n'y a pas de numéro { $wanted }
error-ambiguous = plusieurs étapes s'appellent `{ $wanted }`
error-did-you-mean = tu voulais dire `{ $meant }` ?

# Le cours
error-course-broken = le cours est cassé
error-course-invalid = le cours n'est pas valable
error-course-read = impossible de lire `{ $path }`
error-course-stamps = impossible de noter que les langues disent la même chose
error-course-embedded = `--stamp` ne s'applique pas au cours contenu dans le programme
error-course-empty = le cours n'a pas d'étapes
error-course-loop = `{ $step }` vient après elle-même

# Questions
error-prompt-refused = il n'y a pas de terminal où demander `{ $question }`
error-prompt-interrupted = interrompu
error-prompt-terminal = impossible de lire ce qui est tapé dans le terminal
error-answer-missing = il manque une réponse
error-answer-no-question = `{ $step }` ne pose pas de question : c'est ce que tu fais qui compte
error-answer-other-question = `{ $step }` n'a pas de question `{ $question }`

# Scripts
error-script-endless = le script à `{ $at }` a été arrêté : il n'avait pas fini après { $seconds } s
error-script-shell = impossible de lancer `sh`
error-script-write = impossible d'écrire `{ $path }`
error-script-failed = le script à `{ $at }` a fini avec le code { $code } :
    { $output }
error-script-killed = le script à `{ $at }` a été arrêté par un signal :
    { $output }

# Images
error-kit-read = `{ $path }` ne peut pas être lu
error-kit-none = `{ $path }` n'est pas un kit d'images : { $why }
error-kit-others = `{ $path }` contient d'autres images que celles du cours : { $tags }
error-kit-empty = `{ $path }` ne contient aucune image qui ait un nom
error-kit-no-archive = ce n'est pas une archive tar, ou la fin manque
error-kit-no-list = il n'a pas de `manifest.json`, ou la fin manque
error-kit-bad-list = son `manifest.json` est illisible
error-fetch-folder = impossible de créer `{ $path }`
error-fetch-start = impossible de lancer `{ $program }`
error-fetch-failed = `{ $program }` a échoué : { $output }

# Fichiers de l'apprenant
error-move = impossible de mettre `{ $path }` de côté : { $why }
error-copy = impossible de garder une copie de `{ $path }` : { $why }

# course verify
error-verify-leftovers = il y a déjà sur le moteur des choses qui portent les noms du cours : { $names }
error-verify-host = `--host ADRESSE` désigne un autre moteur

# La ligne de commande
error-usage-unknown = il n'y a pas d'argument `{ $arg }` ici
error-usage-command = il n'y a pas de commande `{ $command }`
error-usage-value = `{ $value }` n'est pas une valeur de `{ $arg }`
error-usage-no-value = `{ $arg }` veut une valeur
error-usage-possible = choisis parmi { $values }
error-usage-missing = il manque : { $args }
error-usage-conflict = `{ $arg }` et `{ $other }` ne vont pas ensemble
error-usage-twice = `{ $arg }` ne peut être donné qu'une fois
