# Ce que l'on dit quand un faux pas précis a été vu. Markdown. Les valeurs sont des données, entre accents graves.
# Une clé s'écrit near-miss-SUJET-ID quand les mots dépendent du sujet, sinon near-miss-ID.

# Conteneurs
near-miss-container-not-found = Aucun conteneur ne s'appelle `{ $name }`. `docker ps -a` les liste tous, même arrêtés.
near-miss-container-none = Aucun conteneur de cette étape n'est encore là. `docker ps -a` les liste tous, même arrêtés.
near-miss-container-of-image = Aucun conteneur n'a été créé depuis `{ $image }` depuis le début de l'étape. `docker run { $image }` en crée un.
near-miss-container-close-name = Pas de conteneur `{ $name }`, mais il y a `{ $found }`. Une faute de frappe ? `docker rename { $found } { $name }` la corrige.
near-miss-container-other-name = Un conteneur de la bonne image est là, mais il s'appelle `{ $found }` et non `{ $name }`. Le nom se donne avec `--name` ; `docker rename { $found } { $name }` marche aussi.
near-miss-other-image = `{ $name }` vient de l'image `{ $image }`, pas de celle de cette étape.
near-miss-container-stale = `{ $name }` était là avant le début de l'étape : ce n'est donc pas le travail de celle-ci. Refais-le maintenant ; s'il gêne, `docker rm -f { $name }` l'enlève. `kesako check --accept` le compte tel quel.
near-miss-container-stale-image = Il y a bien un conteneur de `{ $image }`, mais il date d'avant cette étape. Lances-en un maintenant.
near-miss-network-stale = Le réseau `{ $name }` était là avant le début de l'étape. `docker network rm { $name }` l'enlève, puis recrée-le ; `kesako check --accept` le compte tel quel.
near-miss-volume-stale = Le volume `{ $name }` était là avant le début de l'étape. `docker volume rm { $name }` l'enlève avec ce qu'il contient, puis recrée-le ; `kesako check --accept` le compte tel quel.
near-miss-older-build = `{ $name }` tourne sur un ancien build de `{ $wanted }` : un conteneur garde l'image dont il est né. Supprime-le et lances-en un nouveau.
near-miss-created-only = `{ $name }` a été créé, jamais démarré. `docker start { $name }` le démarre.
near-miss-exited = { $how ->
    [no-program] `{ $name }` n'a pas pu démarrer : son image n'a pas de programme `{ $key }`. Le chemin est-il bon, et le nom ?
    [not-executable] `{ $name }` n'a pas pu démarrer : `{ $key }` n'est pas exécutable. `chmod +x` y remédie, avant de copier le fichier ou dans un `RUN` qui suit.
    [no-interpreter] `{ $name }` n'a pas pu exécuter `{ $key }`. Un script commence par `#!` et un programme de l'image, comme `#!/bin/sh`, et ses lignes finissent en LF, pas en CRLF.
    [not-started] `{ $name }` n'a pas pu démarrer. Docker dit : `{ $line }`
   *[ended] `{ $name }` s'est terminé avec le code { $code }. { $meaning }
}
near-miss-image-exited = { $how ->
    [no-program] Un conteneur de `{ $image }` ne peut pas démarrer : l'image n'a pas de programme `{ $key }`. Le chemin est-il bon, et le nom ?
    [not-executable] Un conteneur de `{ $image }` ne peut pas démarrer : `{ $key }` n'est pas exécutable. `chmod +x` y remédie, avant de copier le fichier ou dans un `RUN` qui suit.
    [no-interpreter] Un conteneur de `{ $image }` ne peut pas exécuter `{ $key }`. Un script commence par `#!` et un programme de l'image, comme `#!/bin/sh`, et ses lignes finissent en LF, pas en CRLF.
    [not-started] Un conteneur de `{ $image }` ne peut pas démarrer. Docker dit : `{ $line }`
   *[ended] Un conteneur de `{ $image }` se termine avec le code { $code }. { $meaning }
}
near-miss-no-shell = { $how ->
    [sentence] Aucun programme ne s'appelle `{ $key }`. Entre crochets, ou entre guillemets derrière l'image, un texte est un seul mot, et aucun shell ne le découpe. Donne chaque mot à part, ou laisse faire un shell : `sh -c`.
    [word] `{ $key }` est un mot du shell, pas un programme. Entre crochets, il n'y a pas de shell : écris la commande sans eux, ou commence-la par `"sh", "-c"`.
   *[sign] `{ $key }` n'a de sens que pour un shell. Entre crochets, il n'y en a pas : le programme l'a reçu comme un simple mot. Écris la commande sans crochets, ou commence-la par `"sh", "-c"`.
}
near-miss-exited-line = Ses derniers mots : `{ $line }`
near-miss-restarting = `{ $name }` s'arrête et redémarre sans cesse. `docker logs { $name }` dit pourquoi il s'arrête.
near-miss-paused = `{ $name }` est en pause. `docker unpause { $name }` le relance.
near-miss-removed = `{ $name }` a existé, puis a été supprimé : par `--rm` à sa fin, ou par `docker rm`. Cette étape a besoin de le trouver : relance-le, et laisse-le en place.
near-miss-port-unpublished = `{ $name }` ne publie aucun port. Son port { $container } reste à l'intérieur tant que `-p` n'ouvre pas le passage : `-p { $host }:{ $container }`.
near-miss-port-exposed-only = Le port { $container } de `{ $name }` est exposé, pas publié. Exposer, c'est une note sur l'emballage ; seul `-p { $host }:{ $container }` ouvre le passage.
near-miss-port-swapped = Les deux numéros sont inversés. Le port de ta machine vient d'abord : `-p { $host }:{ $container }`.
near-miss-port-other = Le passage est `{ $actual }` ; il faut ici `{ $host }:{ $container }` (ta machine d'abord, le conteneur ensuite).
near-miss-port-random = Docker a choisi lui-même le port de ta machine ({ $actual }). Donne-le : `-p { $host }:{ $container }`.
near-miss-port-loopback = Le port n'est ouvert que sur `{ $actual }`, pour cette machine seule. Enlève l'adresse : `-p { $host }:{ $container }`.
near-miss-port-taken = `{ $name }` n'a pas pu démarrer : le port { $port } de ta machine est déjà pris. `docker ps` montre si c'est par un autre conteneur.
near-miss-default-bridge = `{ $name }` est sur le réseau par défaut, où les conteneurs ne se trouvent pas par leur nom. Lance-le avec `--network { $network }`.
near-miss-other-network = `{ $name }` est sur `{ $actual }`, pas sur `{ $network }`.
near-miss-alias-missing = `{ $name }` est bien sur `{ $network }`, mais sans l'alias `{ $alias }`. `--network-alias { $alias }` le lui donne.
near-miss-no-init = `{ $name }` tourne sans processus init. `--init` (deux tirets) en ajoute un, qui transmet les signaux.
near-miss-kept = `{ $name }` restera là une fois terminé. Avec `--rm`, Docker le supprime à ce moment-là.
near-miss-bind-not-volume = C'est un dossier de ta machine (`{ $actual }`) qui est monté là, pas un volume. Un volume se donne par son seul nom : `-v { $volume }:{ $destination }`.
near-miss-volume-not-bind = C'est un volume nommé `{ $actual }` qui est monté là, pas un dossier. Un dossier se donne par son chemin, avec `./` devant : un mot seul est un nom de volume.
near-miss-anonymous-volume = Le volume n'a pas de nom : `-v { $destination }` en crée un que personne ne retrouvera. Mets le nom devant : `-v { $volume }:{ $destination }`.
near-miss-other-volume = Le volume monté là est `{ $actual }`, pas `{ $volume }`.
near-miss-other-path = C'est monté, mais depuis ou vers un autre endroit : `{ $actual }`.
near-miss-read-only = C'est monté ; seule la lecture seule diffère de la consigne (`:ro`, ou `readonly` avec `--mount`).
near-miss-other-command = `{ $name }` a exécuté `{ $command }`.
near-miss-container-long-dash = `{ $argument }` commence par un tiret long, comme en font les traitements de texte et les pages web. Tape deux tirets courts : `--`.

# Codes de sortie
near-miss-code-0 = Il a fait ce qu'il avait à faire, et s'est terminé de lui-même.
near-miss-code-1 = Son programme a signalé une erreur.
near-miss-code-2 = Son programme a été appelé d'une façon qu'il ne comprend pas.
near-miss-code-125 = Docker lui-même n'a pas pu le lancer : relis le message de `docker run`.
near-miss-code-126 = La commande existe mais ne peut pas être exécutée : le fichier est-il exécutable (`chmod +x`) ?
near-miss-code-127 = La commande est introuvable dans l'image : le chemin est-il bon, et le nom ?
near-miss-code-130 = Il a été interrompu par Ctrl+C (128 + 2).
near-miss-code-137 = Il a été tué net (128 + 9) : `docker kill`, ou `docker stop` après dix secondes d'attente.
near-miss-code-139 = Son programme a planté (128 + 11).
near-miss-code-143 = On lui a demandé de s'arrêter et il l'a fait (128 + 15) : c'est `docker stop`.
near-miss-code-other = C'est son programme qui a choisi ce nombre : `docker logs` en dit peut-être plus.

# Images
near-miss-image-not-found = Aucune image ne s'appelle `{ $image }`. `docker image ls` les liste toutes.
near-miss-image-close-name = Pas d'image `{ $image }`, mais il y a `{ $found }`. Une faute de frappe ? `docker tag { $found } { $image }` lui donne le bon nom.
near-miss-image-other-name = Pas d'image `{ $image }` ; la dernière que tu as faite s'appelle `{ $found }`.
near-miss-untagged = Une image a bien été construite (`{ $id }`), mais elle n'a pas de nom. `-t { $image }` la nomme : `docker build -t { $image } .`
near-miss-other-tag = Il y a `{ $found }`, mais pas `{ $image }` : c'est le tag, après les deux-points, qui diffère.
near-miss-from-before = `{ $image }` est encore là d'avant tes débuts, et sur ce moteur un build inchangé refait la même image sans laisser de trace. `docker rmi -f { $image }` lui retire son nom ; ensuite, relance le build.
near-miss-not-rebuilt = `{ $image }` est toujours ce qu'elle était au début de l'étape. Le fichier est-il enregistré ? Alors relance le build.
near-miss-cmd-not-json = On dirait la forme JSON, mais ce n'en est pas : c'est le shell qui la reçoit telle quelle. JSON veut des guillemets doubles : `["echo", "hello"]`.
near-miss-run-not-cmd = L'image n'a pas de commande à elle : ce qui suit `RUN` a été fait à la construction, et il n'en reste rien à faire au démarrage d'un conteneur. Ce qui doit se passer au démarrage va dans `CMD`.
near-miss-tagged-base = `{ $image }` n'est qu'un autre nom de `{ $base }` : rien n'a été construit. `docker build` fait une image à partir du Dockerfile.
near-miss-committed = `{ $image }` vient d'un conteneur (`docker commit`), pas d'un Dockerfile. Ce qui a été fait dans un conteneur, personne ne peut le relire ni le refaire. `docker build` fait l'image à partir du fichier.
near-miss-planted = `{ $image }` n'a pas été construite ici : elle est venue toute faite (`docker import`, `docker load` ou `docker pull`). `docker build` la fait à partir du Dockerfile.
near-miss-other-build = `{ $image }` n'est plus l'image demandée par { $step } : une autre a pris son nom depuis. Reconstruis-la comme tu l'avais fait là-bas.
near-miss-other-recipe = `{ $image }` n'a pas été construite à partir de `{ $file }` tel qu'il est maintenant : { $how ->
    [other] le fichier dit `{ $line }` là où l'image a été faite par `{ $text }`.
    [less] le fichier dit aussi `{ $line }`.
   *[more] l'image a aussi été faite par `{ $text }`.
} Enregistre le fichier, puis reconstruis-la.
near-miss-other-base = Elle ne repose pas sur l'image de base de cette étape.

# Ce que fait une image ou un Dockerfile quand on l'essaie
near-miss-no-source = Docker ne peut pas exécuter `{ $command }` : { $error }.
near-miss-run-failed = `{ $command }` échoue avec le code { $code }.
near-miss-no-program = Il n'y a pas de programme `{ $command }` dans l'image : le nom est-il juste, et le chemin ? A-t-il été copié là ?
near-miss-no-interpreter = Le programme ne peut pas démarrer tel quel. Un script veut `#!/bin/sh` en première ligne, avec une fin de ligne simple, et un interpréteur que l'image possède.
near-miss-still-running = { $name } tournait encore quand son temps était écoulé.
near-miss-loopback = Le serveur n'écoute que sur `127.0.0.1`, c'est-à-dire à l'intérieur du conteneur. Pour être joint du dehors, il doit écouter sur `0.0.0.0`.
near-miss-other-port = Le serveur écoute sur le port { $found }, et non sur le port { $port }.
near-miss-image-not-listening = Un conteneur de `{ $image }` tourne, et personne n'y écoute sur le port { $port }.
near-miss-calls-other-host = `{ $image }` appelle `{ $found }`, et non `{ $host }`.
near-miss-no-call = Un conteneur de `{ $image }` tourne, et n'appelle pas `{ $host }`.
near-miss-not-heard = `{ $image }` appelle `{ $host }`, et n'écrit pas ce que répond le serveur.

# Fichiers
near-miss-missing = Il n'y a pas encore de `{ $path }`.
near-miss-other-case = Il y a `{ $found }` ; Docker cherche `{ $path }`, et les majuscules comptent.
near-miss-other-extension = Il y a `{ $found }` : l'éditeur a ajouté une extension. Docker cherche exactement `{ $path }`. `mv { $found } { $path }` le renomme.
near-miss-file-close-name = Pas de `{ $path }`, mais il y a `{ $found }`. Une faute de frappe ?
near-miss-curly-quotes = La ligne { $number } contient des guillemets typographiques, comme en font les pages web et les traitements de texte : `{ $line }`. Tape des guillemets droits : `"`.
near-miss-long-dash = La ligne { $number } contient un tiret long là où il faut deux tirets courts : `{ $line }`.
near-miss-crlf = `{ $path }` a des fins de ligne Windows (CRLF). Enregistre-le en LF : dans le conteneur, le CR ferait partie de la commande.
near-miss-not-executable = `{ $path }` n'est pas exécutable. `chmod +x { $path }` le rend exécutable.
near-miss-tabs = `{ $path }` est indenté avec des tabulations. YAML ne veut que des espaces.
near-miss-empty = `{ $path }` est vide. Est-il enregistré ?
near-miss-no-from = `{ $path }` n'a pas de `FROM` : un Dockerfile commence par l'image sur laquelle il repose.
near-miss-unparsable = { $how ->
    [close] La ligne { $number } commence par `{ $key }`, qui n'est pas une instruction. Voulais-tu dire `{ $found }` ?
    [instruction] La ligne { $number } commence par `{ $key }`, qui n'est pas une instruction. Si elle prolonge la précédente, celle-ci doit finir par `\`.
   *[other] Docker ne sait pas lire `{ $path }` : { $error }
}
near-miss-utf16 = `{ $path }` est enregistré en UTF-16, comme le fait le `>` de PowerShell : un zéro accompagne chaque lettre, et ni Docker ni un shell ne savent le lire. Enregistre-le en UTF-8 ; dans PowerShell : `(Get-Content { $path }) | Set-Content -Encoding ascii { $path }`.
near-miss-binary = `{ $path }` n'est pas du texte : un autre fichier a pris son nom. Réécris-le.
near-miss-byte-order-mark = `{ $path }` commence par une marque invisible (un BOM), si bien que le `#!` qui la suit passe inaperçu. Enregistre-le en « UTF-8 », et non en « UTF-8 avec BOM ».
near-miss-html = `{ $path }` est une page web entière (HTML) : c'est la page qui a été enregistrée, pas le texte qu'elle montre. Copie le texte seul dans le fichier.
near-miss-rich-text = `{ $path }` est un document mis en forme (RTF), comme en font les traitements de texte. Enregistre-le en texte brut (dans TextEdit : Format, Convertir au format Texte).
near-miss-markdown-fence = La ligne { $number } délimite un bloc de code sur la page d'où le texte a été copié, et n'a pas de sens ici. Enlève-la, ainsi que sa jumelle.
near-miss-prompt = La ligne { $number } commence par l'invite d'un shell, copiée avec le reste : `{ $line }`. Enlève-la, là et sur les lignes suivantes.
near-miss-no-break-space = La ligne { $number } contient une espace insécable, comme en font les pages web et les traitements de texte (montrée ici par `␣`) : `{ $line }`. Elle ressemble à une espace, mais n'en est pas une : tape une espace ordinaire à la place.
near-miss-invisible-sign = La ligne { $number } contient un signe invisible, copié on ne sait d'où (montré ici par `·`) : `{ $line }`. Retape la ligne.
near-miss-only-comments = `{ $path }` ne contient que des commentaires : Docker passe sur toute ligne qui commence par `#`. Enlève le `#`.
near-miss-escape-directive = { $how ->
    [twice] Ligne { $number } : un deuxième `# escape=`. Un seul suffit.
    [sign] Ligne { $number } : `# escape=` prend une barre oblique inverse ou un accent grave, pas « { $line } ». Enlève cette ligne : c'est alors la barre oblique inverse qui prolonge une ligne.
    [backslash] Le fichier commence par une ligne `# escape=` : depuis, c'est l'accent grave qui prolonge une ligne, et non plus la barre oblique inverse. La ligne { $number } est donc coupée de la précédente : `{ $line }`. Enlève la ligne `# escape=`.
   *[backtick] La ligne { $number } est coupée de la précédente : `{ $line }`. L'accent grave prolonge une ligne dans PowerShell ; dans un Dockerfile, c'est la barre oblique inverse, `\`.
}

# Réseaux et volumes
near-miss-network-not-found = Aucun réseau ne s'appelle `{ $name }`. `docker network ls` les liste, `docker network create { $name }` le crée.
near-miss-network-close-name = Pas de réseau `{ $name }`, mais il y a `{ $found }`. Une faute de frappe ?
near-miss-volume-not-found = Aucun volume ne s'appelle `{ $name }`. `docker volume ls` les liste.
near-miss-volume-close-name = Pas de volume `{ $name }`, mais il y a `{ $found }`. Une faute de frappe ?

# Requêtes web
near-miss-refused = Personne ne répond sur `{ $url }`. Un conteneur tourne-t-il, et publie-t-il son port ? `docker ps` le dit.
near-miss-not-listening = `{ $name }` publie le port, mais personne n'écoute derrière. Dans un conteneur, un serveur doit écouter sur `0.0.0.0` : `127.0.0.1`, c'est l'intérieur du conteneur.
near-miss-other-process = Quelqu'un répond sur `{ $url }`, mais ce n'est pas le conteneur de cette étape. Un autre programme ou conteneur tient le port { $port }.
near-miss-other-status = La réponse a le statut { $actual }.
near-miss-other-body = Quelqu'un répond, mais avec d'autres mots : `{ $actual }`.

# Registres
near-miss-registry-down = Personne ne répond sur `{ $registry }`. Le conteneur du registre tourne-t-il, son port est-il publié ? `docker ps` le dit ; s'il s'est arrêté, `docker logs` dit pourquoi.
near-miss-not-a-registry = Quelqu'un répond sur `{ $registry }`, mais ce n'est pas un registre : `/v2/` renvoie le statut { $actual }. Un autre programme occupe le port.
near-miss-open = Le registre `{ $registry }` laisse entrer tout le monde : il ne demande de mot de passe à personne. Ses réglages se donnent à la création du conteneur (`-e REGISTRY_AUTH=…`) : supprime-le et relance-le avec.
near-miss-other-account = Le registre `{ $registry }` demande bien un mot de passe, mais il ne connaît pas le compte de cette étape. Voit-il le bon fichier ? Le chemin donné dans ses réglages est un chemin dans le conteneur.
near-miss-unauthorized = Le registre `{ $registry }` ne laisse entrer personne sans identifiants, et aucun qu'il accepte n'est enregistré : `docker login { $registry }`.
near-miss-no-access = Le registre `{ $registry }` accepte tes identifiants, mais pas pour `{ $image }`. Le chemin est-il le bon, ce compte a-t-il le droit d'y lire et d'y écrire ?
near-miss-not-pushed = `{ $image }` existe sur ton moteur, mais le registre ne l'a pas. `docker push { $image }` l'y envoie.
near-miss-not-tagged = Ni le registre ni ton moteur n'ont d'image `{ $image }`. Donne ce nom à une image, puis pousse-la.
near-miss-no-host = Il y a `{ $found }`, sans l'hôte du registre devant : Docker irait la chercher sur le Docker Hub. Le nom, c'est l'adresse : `docker tag { $found } { $image }`.
near-miss-other-host = Il y a `{ $found }` : c'est l'adresse d'un autre registre. Docker compare lettre à lettre : `docker tag { $found } { $image }`.
near-miss-registry-other-tag = Le registre a `{ $found }`, mais pas `{ $image }` : c'est le tag, après le dernier deux-points, qui diffère.
near-miss-other-digest = Le registre a bien `{ $image }`, mais ce n'est pas la même image que sur ton moteur : ce qui a été poussé est un build plus ancien. Refais un push.
near-miss-not-logged-in = Aucun identifiant n'est enregistré pour `{ $registry }` : Docker ne les garde qu'une fois acceptés par le registre. `docker login { $registry }`, avec l'hôte : sans lui, c'est le Docker Hub.
near-miss-login-other-host = Des identifiants sont enregistrés pour `{ $found }`, pas pour `{ $registry }`. Docker compare lettre à lettre : connecte-toi sous le nom exact qui précède l'image.
near-miss-wrong-password = Des identifiants sont enregistrés pour `{ $registry }` (utilisateur `{ $user }`), mais le registre les refuse. Reconnecte-toi avec l'utilisateur et le mot de passe de ce registre.
near-miss-login-down = Des identifiants sont enregistrés, mais personne ne répond sur `{ $registry }`. Le conteneur du registre tourne-t-il ? `docker ps` le dit.

# Réponses
near-miss-other-property = Ça, c'est `{ $property }`. La question porte sur autre chose du même objet.
near-miss-other-object = Cela appartient à `{ $object }`. La question porte sur autre chose.
near-miss-format = Je n'arrive pas à lire ça comme une réponse. { $kind ->
    [number] Il faut un nombre.
    [id] Il faut un identifiant : quatre chiffres ou plus suffisent.
    [choice] Choisis parmi : { $choices }.
    [path] Il faut un chemin.
    [image] Il faut le nom entier d'une image : `HÔTE/groupe/projet/nom:tag`.
   *[other] Tape les mots eux-mêmes.
}
near-miss-ask-credential = Il y a un mot de passe ou un jeton dans cette réponse. Elle n'a pas été notée ; mais ton shell se souvient peut-être de ce que tu as tapé : si c'était un vrai, révoque-le. Seul le nom est demandé, `HÔTE/groupe/projet/nom:tag` ; les mots de passe, c'est pour `docker login`.
near-miss-ask-scheme = Le nom d'une image commence par l'hôte, sans `https://` devant : `HÔTE/groupe/projet/nom:tag`.
near-miss-ask-no-host = Ce nom n'a pas d'hôte devant, donc Docker l'enverrait au Docker Hub. Un hôte contient un point ou un port : `HÔTE/groupe/projet/nom:tag`, avec celui de ton registre.
near-miss-ask-upper-case = Après l'hôte, le nom d'une image s'écrit tout en minuscules, même si le titre du projet a des majuscules. Seul le tag y a droit.
near-miss-ask-digest = Une empreinte découle de ce qu'on pousse : personne ne peut la choisir d'avance. Donne un tag : `HÔTE/groupe/projet/nom:tag`.
near-miss-ask-no-tag = Il manque le tag derrière le nom, par exemple `:1.0`. Sans tag, Docker prend `latest`, et personne ne sait quelle version c'est.

# Fichiers Compose
near-miss-compose-file-close-name = Il n'y a pas de `{ $path }`, mais il y a `{ $found }`. Compose cherche `compose.yaml`, `compose.yml`, `docker-compose.yml` ou `docker-compose.yaml`, à la lettre près.
near-miss-compose-file-tabs = La ligne { $number } de `{ $path }` est indentée par une tabulation. YAML ne veut que des espaces.
near-miss-compose-file-unparsable = { $how ->
    [colon] Ligne { $number } de `{ $path }` : il manque un `:` après `{ $key }`.
    [space] Ligne { $number } de `{ $path }` : il manque une espace après `{ $key }:`.
    [indent] La ligne { $number } de `{ $path }` commence dans une colonne à elle : `{ $line }`. Ce qui va ensemble commence dans la même colonne.
   *[other] La lecture de `{ $path }` s'arrête à la ligne { $number } : `{ $line }`. Est-elle alignée sur ses voisines, crochets et guillemets sont-ils fermés, et chaque `:` est-il suivi d'une espace ?
}
near-miss-compose-file-refused = Compose refuse `{ $path }` : `{ $says }`
near-miss-compose-says = Compose, lui, le dit ainsi : `{ $says }`
near-miss-two-files = Compose lit `{ $path }` et laisse de côté `{ $found }`, qui ferait l'affaire. N'en garde qu'un.
near-miss-wrong-key = { $how ->
    [top] Ligne { $number } : `{ $key }` est collé à la marge, à côté de `services:`. Sa place est en dessous : indente-le, avec toutes ses lignes.
    [inside] Ligne { $number } : `{ $key }` se trouve dans `{ $other }`, et passe donc pour un réglage de ce service. Décale-le vers la gauche avec ses lignes, au niveau de `{ $other }`.
    [beside] Ligne { $number } : `{ $key }` se trouve là où l'on attend le nom d'un service. Sa place est dans un service, indenté sous son nom.
    [no-map] Ligne { $number } : sous `{ $key }`, il faut des noms suivis de deux-points, et non un texte ou une liste.
    [listed-map] Ligne { $number } : les réseaux de `{ $other }` forment une liste (avec `-`), et rien ne peut se mettre sous l'élément d'une liste. Écris `{ $key }:` sans le tiret.
    [aliases] Ligne { $number } : `aliases` se met sous le nom d'un réseau, un cran plus loin.
    [condition] Ligne { $number } : la condition `{ $key }` n'existe pas. Il y a `service_started`, `service_healthy` et `service_completed_successfully`.
    [strange] Ligne { $number } : Compose ne connaît pas `{ $key }`, pas à cet endroit. Est-ce une faute de frappe, ou plutôt un commentaire (`#`) ?
    [twice] Ligne { $number } : `{ $key }` est déjà là, au même endroit. N'en garde qu'un.
   *[close] Ligne { $number } : Compose ne connaît pas `{ $key }`. Voulais-tu dire `{ $other }` ?
}
near-miss-wrong-value = { $how ->
    [list] Ligne { $number } : `{ $key }` demande une liste, même d'un seul élément. Va à la ligne, plus en retrait, et commence par un tiret et une espace.
    [truth] Ligne { $number } : `{ $key }` prend `true` ou `false`, rien d'autre.
    [text] Ligne { $number } : `{ $key }` prend un texte, sur la même ligne, et non une liste ou des clés.
    [quotes] Ligne { $number } : `{ $key }` demande un texte. Mets des guillemets : `"{ $other }"`.
    [unit] Ligne { $number } : `{ $key }` demande une unité : `{ $other }s` pour des secondes.
    [empty] Ligne { $number } : il n'y a rien après `{ $key }:`. Ce qui suit est-il bien dessous, et plus en retrait ? Sinon, enlève la ligne.
    [list-of-settings] Ligne { $number } : sous `{ $key }`, il faut des réglages suivis de deux-points, ou rien du tout, mais pas de liste.
    [settings] Ligne { $number } : après `{ $key }:`, rien ne peut suivre sur la même ligne. Ses réglages se mettent dessous, comme `driver: { $other }` ; sans réglage, laisse-le seul.
    [item] Ligne { $number } : un élément de `{ $key }` est un seul texte. Un deux-points suivi d'une espace le coupe en deux : YAML y voit une clé et sa valeur.
    [no-condition] Ligne { $number } : sous `{ $key }`, il manque `condition:`. Sans condition, fais une simple liste : `- { $key }`.
    [circle] Ligne { $number } : `{ $other }` attend `{ $key }`, et de fil en aiguille on revient à `{ $other }` : aucun ne pourrait démarrer le premier.
    [again] Ligne { $number } : cet élément de `{ $key }` est déjà là. N'en garde qu'un.
   *[health-test] Ligne { $number } : en liste, `test` commence par `CMD` ou `CMD-SHELL`, et non par `{ $key }`. Sans liste, une ligne de texte suffit.
}
near-miss-no-image = Ligne { $number } : le service `{ $key }` n'a ni `image:` ni `build:`. Sont-ils bien dessous, plus en retrait que son nom ?
near-miss-undeclared = { $how ->
    [network] Ligne { $number } : `{ $other }` doit être sur le réseau `{ $key }`, et le fichier ne déclare aucun réseau de ce nom. Nomme-le sous `networks:`, contre la marge.
    [volume] Ligne { $number } : `{ $other }` utilise le volume `{ $key }`, et le fichier ne déclare aucun volume de ce nom. Nomme-le sous `volumes:`, contre la marge.
    [service] Ligne { $number } : `{ $other }` dépend de `{ $key }`, et aucun service ne porte ce nom.
   *[file] Ligne { $number } : le fichier `{ $key }` n'est pas là.
}
near-miss-compose-file-no-service = Le fichier n'a pas de service `{ $name }`. Il a : { $found }.
near-miss-compose-file-close-service = Le fichier n'a pas de service `{ $name }`, mais il en a un qui s'appelle `{ $found }`. Une faute de frappe ?

# Projets Compose
near-miss-no-project = Il n'y a rien du projet `{ $project }`. Lance `docker compose up -d` dans le dossier de ce chapitre.
near-miss-no-service = Le projet `{ $project }` n'a pas de conteneur pour le service `{ $name }`. Il a : { $found }.
near-miss-close-service = Le projet `{ $project }` n'a pas de service `{ $name }`, mais il en a un qui s'appelle `{ $found }`. Une faute de frappe dans le fichier ?
near-miss-other-project = Tout est là, mais sous le nom de projet `{ $found }` ; cette étape cherche `{ $project }`, le nom du dossier. Y a-t-il un `-p`, un `name:` dans le fichier ou un `COMPOSE_PROJECT_NAME` dans ton shell ?
near-miss-by-hand = Des conteneurs portent les étiquettes du projet `{ $project }`, et ce n'est pas Compose qui les a créés. Supprime-les, puis laisse faire Compose : `docker compose up -d`.
near-miss-close-project = Il n'y a pas de projet `{ $project }`, mais il y en a un qui s'appelle `{ $found }`. Une faute de frappe après `-p` ?
near-miss-service-exited = Le service `{ $name }` s'est terminé avec le code { $code }. { $meaning }
near-miss-compose-created-only = Le conteneur de `{ $name }` a été créé, mais jamais démarré. `docker compose up -d` le démarre.
near-miss-compose-paused = Le service `{ $name }` est en pause. `docker compose unpause` le fait repartir.
near-miss-compose-restarting = Le service `{ $name }` s'arrête et redémarre sans cesse. `docker compose logs { $name }` dit pourquoi.
near-miss-no-healthcheck = Le conteneur de `{ $name }` n'a pas de healthcheck. Est-il bien dans le fichier, et le service a-t-il été relancé depuis ?
near-miss-unhealthy = Le healthcheck de `{ $name }` échoue.
near-miss-compose-other-network = { $how ->
    [none] Le service `{ $name }` n'est plus sur aucun réseau ; il devrait être sur `{ $network }`. `docker compose up -d --force-recreate { $name }` recrée son conteneur.
   *[others] Le service `{ $name }` est sur `{ $actual }`, et non sur `{ $network }`. Si le fichier le dit désormais, `docker compose up -d` l'applique.
}
near-miss-compose-default-bridge = Le service `{ $name }` est sur le réseau par défaut de Docker, et non sur `{ $network }`.
near-miss-compose-alias-missing = Le service `{ $name }` est sur `{ $network }`, mais sans l'alias `{ $alias }`. Si le fichier le dit désormais, `docker compose up -d` l'applique.
near-miss-compose-stale = Des conteneurs de `{ $name }` étaient là avant le début de cette étape. `docker compose down`, puis `docker compose up -d` en font de nouveaux.
