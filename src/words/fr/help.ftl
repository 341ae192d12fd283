# L'aide de la ligne de commande. En anglais, elle se trouve dans `cli.rs`. Une clé est help-COMMANDE, ou
# help-arg-COMMANDE-ARGUMENT, ou help-arg-ARGUMENT quand il est le même partout ; help-value-NOM est le nom d'une valeur.

help-usage = Utilisation :
help-commands = Commandes
help-everywhere = Options partout
help-value-command = COMMANDE
help-value-step = ÉTAPE
help-value-step-value = [ÉTAPE] VALEUR
help-value-step-chapter = ÉTAPE|CHAPITRE
help-value-dir = DOSSIER
help-value-file = FICHIER
help-value-name = NOM
help-value-prefix = PRÉFIXE
help-value-endpoint = ADRESSE
help-value-check = QUESTION
help-value-lang = LANGUE
help-value-format = FORMAT
help-value-shell = SHELL
help-value-color = QUAND

help-about = Apprends Docker en pratiquant, sur ton propre moteur, en vérifiant ce qui s'y trouve vraiment
help-long =
    Apprends Docker en pratiquant, sur ton propre moteur, en vérifiant ce qui s'y trouve vraiment

    Sans commande, la session interactive reprend là où tu en étais.
help-show = Affiche le texte d'une étape, et la commence
help-check = Regarde une fois ton travail, et dit ce qui s'y trouve
help-hint = Donne l'indice suivant
help-answer = Répond à la question d'une étape
help-solve = Affiche la solution à côté de tes fichiers
help-jump = Amène le moteur et le dossier de travail au début d'une étape
help-reset = Supprime ce que le tutoriel a créé, après en avoir montré la liste
help-list = Liste les chapitres et les étapes
help-doctor = Examine moteur, outils, images et ports ; dit ce qui va, et comment réparer le reste
help-images = Montre les images de base, et les procure
help-images-pull = Fait le pull de celles qui manquent
help-images-save = Les enregistre dans un kit hors ligne
help-images-load = Charge un kit hors ligne
help-images-stand-in = Construit de petites remplaçantes avec ce que cette machine possède
help-export = Écrit ton journal dans un fichier qui peut quitter cette machine : ni chemin, ni environnement, ni log
help-import = Reprend ici l'export d'une autre machine
help-summary = Montre ce que tu sais maintenant : commandes par chapitre, temps, essais
help-course = Pour les auteurs : vérifie un cours
help-course-lint = Dit tout ce qui ne va pas dans ses fichiers
help-course-verify = Met chaque étape à l'épreuve d'un vrai moteur
help-completions = Affiche un script de complétion pour un shell
help-man = Affiche la page de manuel

help-arg-step = `6/publish`, `06-network/publish` ou `6.4` ; à défaut, l'étape en cours
help-arg-jump-step = `6/publish`, `06-network/publish` ou `6.4`
help-arg-check-all = Vérifie toutes les étapes commencées
help-arg-check-chapter = Vérifie les étapes commencées d'un chapitre
help-arg-check-accept = Fait compter ce qui date d'avant l'étape
help-arg-words = L'étape, si ce n'est pas celle en cours, et la réponse
help-arg-question = De quelle question il s'agit, quand l'étape en a plusieurs
help-arg-run = L'exécute
help-arg-scope = Une étape (`6/publish`), un chapitre (`6`) ; à défaut, l'étape en cours
help-arg-reset-all = Tout ce que le tutoriel a créé
help-arg-adopt = Aussi ce qui portait les noms du tutoriel avant la création de ce dossier
help-arg-dry_run = Montre seulement la liste
help-arg-fix = Exécute ce qui répare, en demandant avant
help-arg-mirror = Registre à utiliser à la place, par exemple celui de la salle : `mirror.local:5000` (KESAKO_MIRROR)
help-arg-images-save-file = Fichier à écrire ; à défaut, `kesako-images.tar`
help-arg-images-load-file = Fichier à lire ; à défaut, `kesako-images.tar`
help-arg-export-format = Ce qui est écrit : json (tout ; le défaut), jsonl, csv, md, html, junit ou xapi
help-arg-output = Fichier à écrire ; à défaut, ou si c'est `-`, la sortie standard
help-arg-name = Ton nom, à y faire figurer
help-arg-export-force = Écrase le fichier, quel qu'il soit
help-arg-summary-force = Écrase le fichier, quel qu'il soit
help-arg-schema = Affiche plutôt le JSON Schema du format json
help-arg-import-file = Un export au format json ; `-` pour l'entrée standard
help-arg-html = En fait une page HTML, à garder
help-arg-force = Même quand l'image est déjà là
help-arg-stamp = Note que toutes les langues disent maintenant la même chose
help-arg-scopes = Étapes ou chapitres à éprouver ; à défaut, tous
help-arg-fail_fast = S'arrête à la première étape qui échoue
help-arg-shell = Quel shell : bash, elvish, fish, powershell ou zsh
help-arg-workspace = Dossier de ton travail et de ta progression (KESAKO_WORKSPACE)
help-arg-course = Dossier d'un autre cours que celui d'origine (KESAKO_COURSE)
help-arg-lang = Langue : en ou fr (KESAKO_LANG)
help-arg-json = Un seul objet JSON sur la sortie standard, et rien d'autre
help-arg-color = Quand utiliser des couleurs : auto, always ou never
help-arg-host = Moteur à utiliser, comme `DOCKER_HOST` le nomme
help-arg-context = Contexte Docker à utiliser
help-arg-yes = Accepte d'avance tout ce qui serait demandé
help-arg-help = Affiche cette aide
help-arg-version = Affiche la version
