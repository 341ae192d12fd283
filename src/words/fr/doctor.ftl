# Ce que dit `kesako doctor`.

# Le moteur
doctor-engine-well = Le moteur répond : { $version }, API { $api }, sur { $endpoint } ({ $origin }).
doctor-origin-option = donné par `--host`
doctor-origin-variable = nommé par `{ $name }`
doctor-origin-context = du contexte `{ $name }`
doctor-origin-usual = trouvé à un endroit habituel
doctor-origin-default = l'endroit habituel
doctor-not-installed = Docker n'est pas installé : il n'y a pas de moteur sur { $endpoint } ({ $origin }).
doctor-not-running = Le moteur est installé mais ne tourne pas : personne ne répond sur { $endpoint } ({ $origin }).
doctor-no-permission = Tu n'as pas le droit de parler au moteur : son socket { $endpoint } ({ $origin }) t'est fermé.
doctor-hangs = Le moteur sur { $endpoint } ({ $origin }) décroche, puis ne répond pas.
doctor-misled = Personne ne répond sur { $endpoint } ({ $origin }).
doctor-api-old = Le moteur est trop vieux : son API est la { $api }, et il faut la 1.40 (Docker 19.03).
doctor-windows-containers = Le moteur fait tourner des conteneurs Windows ; le cours veut des conteneurs Linux : change dans le menu de Docker Desktop.
doctor-podman = Le moteur est podman : les commandes `docker` marchent, mais les noms commencent par `localhost/` ou `docker.io/`, son historique en dit moins, et quelques étapes peuvent juger autrement.
doctor-remote = Le moteur est sur une autre machine : les ports publiés et les dossiers montés sont là-bas, pas ici.

# Les programmes
doctor-client = La commande docker est là : { $version }.
doctor-client-podman = La commande docker est celle de podman ({ $version }) : presque tout le cours marche avec.
doctor-client-missing = La commande `docker` manque : tout le cours se fait avec elle.
doctor-client-elsewhere = Tapée telle quelle, `docker` va vers un autre moteur que kesako.
doctor-compose = Compose est là : { $version }.
doctor-compose-old = Seul l'ancien Compose est là ({ $version }) : tape `docker-compose` au lieu de `docker compose`.
doctor-compose-missing = `docker compose` manque : les derniers chapitres en ont besoin.
doctor-buildx = BuildKit est là : buildx { $version }.
doctor-build-within = BuildKit est dans le moteur : `DOCKER_BUILDKIT=1` l'active.
doctor-buildx-missing = `docker buildx` manque : sans lui, cette commande docker ne construit pas avec BuildKit.

# Images, ports
doctor-image = L'image { $reference } est là ({ $origin }).
doctor-image-missing = L'image { $reference } manque.
doctor-image-unknown = L'image { $reference } n'a pas pu être regardée : { $why }
doctor-port-free = Le port { $port } est libre.
doctor-port-container = Le port { $port } est publié par le conteneur `{ $container }`.
doctor-port-program = Le port { $port } est pris par le programme `{ $program }`.
doctor-port-taken = Le port { $port } est pris.
doctor-port-moves = Un nouvel espace de travail prendra le prochain port libre.
doctor-port-begun = Cet espace de travail compte dessus : arrête ce qui l'occupe, ou commence un autre espace de travail.

# Le reste
doctor-workspace = On peut écrire dans l'espace de travail { $folder }.
doctor-workspace-closed = On ne peut pas écrire dans l'espace de travail { $folder } : { $error }
doctor-disk = Il y a de la place sur le disque : { $free }.
doctor-disk-little = Il reste peu de place sur le disque : { $free }.
doctor-disk-full = Le disque est plein : il reste { $free }.
doctor-git = L'espace de travail est dans le dépôt git { $repository } : tes fichiers y apparaîtront.
doctor-record-torn = { $count ->
    [one] Une ligne de ton journal est illisible ; le reste compte.
   *[other] { $count } lignes de ton journal sont illisibles ; le reste compte.
}
doctor-course = { $count ->
    [one] Le cours est cassé : { $count } erreur.
   *[other] Le cours est cassé : { $count } erreurs.
}
doctor-locale = La locale du terminal est en UTF-8.
doctor-locale-ascii = La locale n'est pas en UTF-8 : de simples lettres remplacent les signes.
doctor-terminal-dumb = Ce terminal ne sait pas déplacer son curseur : la session s'affiche ligne par ligne.

# Ce qu'il faut savoir en plus
doctor-note-manual = Comment l'installer ici : { $manual }
doctor-note-restart = Arrête le processus `dockerd` et relance-le.
doctor-note-desktop-permission = Lance Docker Desktop toi-même, et laisse-le finir son installation.
doctor-note-log-in-again = Déconnecte-toi puis reconnecte-toi : les groupes sont lus à la connexion.
doctor-note-host = Retire `--host`, ou donne l'adresse d'un moteur qui tourne.

# En tout
doctor-all-well = Tout va bien.
doctor-well-enough = { $count ->
    [one] Ça suffit pour continuer ; { $count } chose mérite un coup d'œil.
   *[other] Ça suffit pour continuer ; { $count } choses méritent un coup d'œil.
}
doctor-not-well = { $count ->
    [one] { $count } chose t'empêche de continuer.
   *[other] { $count } choses t'empêchent de continuer.
}
doctor-offer-fix = `kesako doctor --fix` exécute ces commandes, en demandant avant chacune.
doctor-fix-question = Exécuter `{ $command }` ?
doctor-fix-done = Fait : { $command }
doctor-fix-failed = `{ $command }` a échoué : { $why }
