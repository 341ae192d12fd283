# Ce qu'on peut attendre de chaque sujet, en mots : property-SUJET-NOM quand cela dépend du sujet, sinon
# property-NOM ; le champ d'une entrée de liste est property-LISTE-CHAMP.

property-id = identifiant
property-name = nom
property-image = image
property-image_id = identifiant de son image
property-created = date de création
property-started_at = dernier démarrage
property-finished_at = dernière fin
property-state = état
property-exit_code = code de sortie
property-error = erreur
property-command = commande
property-cmd = CMD
property-entrypoint = ENTRYPOINT
property-env = environnement
property-labels = labels
property-user = utilisateur
property-workdir = dossier de travail
property-init = processus init (--init)
property-auto_remove = supprimé dès qu'il se termine (--rm)
property-tty = terminal (-t)
property-interactive = entrée ouverte (-i)
property-network_mode = réseau donné à la création
property-networks = réseaux
property-ports = ports publiés
property-exposed = ports exposés
property-publish_all = tous les ports publiés (-P)
property-mounts = montages
property-health = santé
property-restart = politique de redémarrage
property-signals = signaux reçus
property-execs = commandes exécutées dedans
property-inspect = docker inspect
property-fresh = créé depuis le début de l'étape
property-image-fresh = construite ou nommée depuis le début de l'étape
property-started_fresh = démarré depuis le début de l'étape
property-started_again = redémarré depuis le début de l'étape
property-overridden = une autre commande que celle de l'image
property-output = sortie
property-count = combien

property-networks-aliases = alias
property-networks-ip = adresse
property-networks-gateway = passerelle
property-ports-host = port de cette machine
property-ports-container = port du conteneur
property-ports-protocol = protocole
property-ports-host_ip = adresse d'écoute
property-ports-random = port choisi par Docker
property-mounts-kind = genre
property-mounts-name = volume
property-mounts-source = dossier de cette machine
property-mounts-destination = chemin dans le conteneur
property-mounts-read_only = lecture seule

property-tags = noms
property-digests = digests
property-tagged = moment où elle a reçu son nom
property-size = taille
property-layers = couches
property-healthcheck = HEALTHCHECK
property-base = image sur laquelle elle repose
property-added_layers = couches ajoutées à sa base
property-runs = commandes exécutées au build
property-kept_runs = RUN inchangés depuis le début de l'étape
property-cached_runs = RUN repris du cache
property-cmd_form = forme de son CMD
property-entrypoint_form = forme de son ENTRYPOINT

property-driver = pilote
property-internal = sans issue vers l'extérieur
property-subnets = sous-réseaux
property-containers = conteneurs
property-anonymous = sans nom
property-mountpoint = emplacement de ses données

property-actions = ce qui s'est passé
property-details = détails
property-exit_codes = codes de sortie

property-kind = genre
property-mode = droits
property-executable = exécutable
property-uid = propriétaire
property-hash = empreinte
property-content = contenu
property-lines = lignes
property-entries = noms qui s'y trouvent

property-instructions = instructions
property-bases = FROM
property-stages = étapes du build
property-run = RUN
property-copies = COPY
property-copies-from = étape ou image
property-copies-sources = ce qui est copié
property-copies-to = destination
property-text = texte

property-timed_out = encore en route au bout du délai
property-status = statut
property-body = corps de la réponse
property-headers = en-tête
property-failure = pourquoi personne n'a répondu
property-served_by = conteneur qui répond
property-answer = réponse
