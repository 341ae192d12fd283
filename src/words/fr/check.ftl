# Ce que les vérifications regardent, et pourquoi l'une d'elles n'a pas pu.

# Ce qui est regardé
check-container = conteneur { $name }
check-containers = conteneurs
check-container-new = un nouveau conteneur
check-container-of = conteneur de l'image { $name }
check-logs-of = sortie d'un conteneur de l'image { $name }
check-image = image { $name }
check-dangling = images sans nom
check-network = réseau { $name }
check-volume = volume { $name }
check-event-of = { $event } : { $name }
check-no-event-of = pas de { $event } : { $name }
check-event-create = création
check-event-start = démarrage
check-event-die = fin
check-event-stop = arrêt
check-event-kill = signal
check-event-pause = pause
check-event-destroy = suppression
check-event-rename = changement de nom
check-event-prune = nettoyage (prune)
check-event-pull = pull
check-event-push = push
check-event-tag = nouveau tag
check-event-untag = perte d'un tag
check-event-delete = suppression
check-event-load = chargement
check-event-connect = connexion
check-event-disconnect = déconnexion
check-event-mount = montage
check-event-unmount = démontage
check-event-any = événement
check-of-any-container = conteneurs
check-of-any-image = images
check-of-any-network = réseaux
check-of-any-volume = volumes
check-file = fichier { $name }
check-dockerfile = { $name }
check-project = projet Compose { $name }
check-service = service { $name }
check-logs-of-service = sortie du service { $name }
check-run = essai : { $name }
check-serve = { $name } comme serveur sur le port { $port }
check-calls = les appels de { $name } vers { $host }
check-logs = sortie du conteneur { $name }
check-http = { $name }
check-registry = registre { $name }
check-registry-image = { $name } dans le registre
check-login = identifiants pour { $name }
check-ask = ta réponse

# L'état d'un conteneur, en mots ; celui de Docker l'accompagne
check-state-created = créé (created)
check-state-running = en marche (running)
check-state-paused = en pause (paused)
check-state-restarting = redémarre (restarting)
check-state-removing = en cours de suppression (removing)
check-state-exited = terminé (exited)
check-state-dead = mort (dead)
check-state-removed = supprimé
check-state-starting = démarre (starting)
check-state-healthy = en bonne santé (healthy)
check-state-unhealthy = en mauvaise santé (unhealthy)
check-state-none = pas de healthcheck

# Comment une exécution s'est terminée
check-end-itself = de lui-même
check-end-stop = par docker stop
check-end-kill = par un signal
check-end-unsettled = à l'instant
check-end = { $by } au bout de { $time } (code { $code })
check-end-timeless = { $by } (code { $code })

# Qui a vu sa sortie en direct
check-attached-at-start = quelqu'un, dès son démarrage
check-attached-later = quelqu'un, plus tard
check-attached-never = personne

# Ce qu'on dit d'un côté d'une différence
check-older-build = { $value }, mais un ancien build
check-present = quelque chose
check-absent = rien
check-no-value = rien
check-unanswered = pas encore de réponse
check-before = comme avant : { $value }
check-changed = autre chose qu'avant : { $value }
check-changed-any = un changement

# Ce qui est attendu, en mots
check-yes = oui
check-no = non
check-or = { $first } ou { $last }
check-and = { $first } et { $last }
check-then = { $first }, puis { $last }
check-expected-not = tout sauf { $value }
check-expected-contains = contient « { $value } »
check-expected-starts = commence par « { $value } »
check-expected-ends = finit par « { $value } »
check-expected-not-contains = ne contient pas « { $value } »
check-expected-not-starts = ne commence pas par « { $value } »
check-expected-not-ends = ne finit pas par « { $value } »
check-expected-repository = { $value }, avec n'importe quel tag
check-expected-program = le programme { $value }
check-expected-args = arguments : { $value }
check-expected-gt = plus de { $value }
check-expected-ge = { $value } ou plus
check-expected-lt = moins de { $value }
check-expected-le = { $value } au plus
check-expected-len = combien : { $value }
check-expected-without = sans { $value }
check-expected-each = chacun : { $value }
check-expected-any = l'un d'eux : { $value }
check-expected-none = aucun : { $value }
check-expected-same-as = comme { $subject }
check-expected-of = comme { $subject } ({ $property })
check-expected-gt-of = plus que { $subject }
check-expected-ge-of = au moins autant que { $subject }
check-expected-lt-of = moins que { $subject }
check-expected-le-of = au plus autant que { $subject }
check-field = { $name } { $value }
check-label = label { $key }
check-header = en-tête { $key }

# Que faire quand une question est ouverte
check-answer-next = `a` dans la session, ou `kesako answer { $step } …`

# Ce qu'on dit quand une vérification échoue sans qu'on sache rien de précis
check-fail-missing = { $subject } : ce n'est pas encore là.
check-fail-present = { $subject } : c'est encore là.
check-fail-differs = { $subject } : pas encore comme attendu ({ $property }).
check-not-yet = Rien n'a encore été fait depuis le début de cette étape.
check-fail-unanswered = La question attend encore ta réponse.
check-fail-wrong-answer = Ce n'est pas encore ça.

# Pourquoi quelque chose n'a pas pu être regardé, et que faire
check-unknown-engine-gone = Le moteur Docker est injoignable.
check-unknown-engine-gone-next = `kesako doctor` en cherche la raison.
check-unknown-timeout = Le moteur Docker n'a pas répondu à temps.
check-unknown-timeout-next = Réessaie ; s'il reste muet, `kesako doctor` en cherche la raison.
check-unknown-permission = Je n'ai pas le droit de regarder.
check-unknown-permission-next = `kesako doctor` dit comment l'obtenir.
check-unknown-engine = Le moteur Docker a répondu par une erreur : { $detail }
check-unknown-engine-next = `kesako doctor` en cherche la raison.
check-unknown-image-missing = Il manque une image pour pouvoir regarder : { $detail }
check-unknown-image-missing-next = `kesako images` montre ce qui manque et comment l'obtenir.
check-unknown-unreadable = Un fichier est illisible : { $detail }
check-unknown-unreadable-next = Vérifie ses droits, et que c'est un fichier ordinaire.
check-unknown-no-baseline = Je n'ai pas vu cette étape commencer : impossible de dire ce qui a changé.
check-unknown-no-baseline-next = `kesako show { $step }` la commence ; refais ensuite sa consigne.
check-unknown-gone = Le conteneur `{ $detail }` n'existe plus (`--rm`), et personne n'a vu ce qu'il a lancé ni ce qu'il a écrit.
check-unknown-forgotten = Le moteur ne garde que ses 256 derniers événements, et ce que cherche cette vérification est peut-être plus ancien.
check-unknown-forgotten-next = Refais le travail de l'étape, puis vérifie aussitôt.
check-unknown-gone-next = Recommence sans `--rm`, ou avec `kesako` ouvert dans un autre terminal : là, cela se voit.
check-unknown-registry = Le registre est injoignable : { $detail }
check-unknown-registry-next = S'il tourne sur cette machine, `docker ps` le montre. Sinon : l'hôte est-il le bon, et cette machine peut-elle le joindre (réseau, VPN, proxy) ?
check-unknown-no-compose = Seul Compose peut dire ce que donne un fichier Compose, et il n'est pas sur cette machine.
check-unknown-no-compose-next = `kesako doctor` dit comment l'obtenir.
check-unknown-compose = Compose n'a pas dit ce qu'il fait du fichier : { $detail }
check-unknown-compose-next = `docker compose config`, dans le dossier de ce chapitre, montre ce qui l'occupe.
check-unknown-compose-remote = Une partie du fichier se trouve sur un réseau, et une vérification ne télécharge rien : { $detail }
check-unknown-compose-remote-next = Mets une copie de cette partie à côté du fichier.
check-unknown-credentials = Des identifiants enregistrés ne peuvent pas être lus : { $detail }
check-unknown-credentials-next = `docker login` les enregistre à nouveau.
check-unknown-needs-build = Cela ne peut pas s'essayer sans build : `{ $detail }`
check-unknown-needs-build-next = Construis l'image et regarde si elle fait ce que demande la consigne. Si oui, passe à la suite.
check-unknown-unsupported = Cela ne peut pas se regarder ici : { $detail }
check-unknown-unsupported-next = `kesako doctor` montre ce que ce moteur sait faire.

# Une erreur de plusieurs personnes, sans les valeurs de quiconque
check-gist = { $about } : { $sentence }

# D'où vient une image
check-origin-built = construite à partir d'un Dockerfile
check-origin-tagged = un autre nom d'une image de base
check-origin-committed = faite à partir d'un conteneur
check-origin-imported = importée
check-origin-pulled = tirée d'un registre
check-origin-loaded = chargée d'une archive
