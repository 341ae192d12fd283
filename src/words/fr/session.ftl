# La session interactive.

# La ligne de touches en bas : une lettre et ce qu'elle fait.
session-key-next = suite
session-key-back = retour
session-key-hint = indice
session-key-check = vérifier
session-key-answer = répondre
session-key-shell = terminal
session-key-diff = comparer
session-key-list = liste
session-key-reset = remettre à zéro
session-key-quit = quitter
session-key-all = aide

# La première fois
session-welcome = # { $course }

    Tu apprends Docker en pratiquant, sur ton propre moteur. `kesako` regarde ce qui s'y trouve vraiment, et te le dit. Rien ne quitte cette machine.
session-workspace-ask = Ton travail va dans un dossier à part, avec ta progression à côté.
session-workspace-folder = Dossier
session-workspace = Ton travail va dans `{ $folder }`.
session-engine = Moteur Docker
session-images = Images de base : { $images }

# Le retour
session-welcome-back = Te revoilà : { $passed ->
    [one] { $passed } étape faite
   *[other] { $passed } étapes faites
} sur { $all }. Voici où tu en étais.
session-torn = { $count ->
    [one] Une ligne de ta progression n'a pas pu être lue ; le reste va bien.
   *[other] { $count } lignes de ta progression n'ont pas pu être lues ; le reste va bien.
}
session-bye = À bientôt. `kesako` reprendra ici.

# L'étape
session-where = Tape tes commandes dans un autre terminal : `cd { $folder }`. Tu n'en as qu'un ? `s` ouvre un shell ici.
session-go-on = `n` pour la suite : { $title }
session-passed-before = Tu as déjà réussi cette étape. `n` pour la suite : { $title }
session-last = C'était la dernière étape. `l` les liste toutes.
session-end = C'était la dernière étape, et toutes sont réussies ! `n` montre ce que tu sais maintenant.
session-end-more = `n` montre le reste.
session-finished = Le cours finit ici, et ton chemin commence. `q` termine, `l` liste toutes les étapes.
session-steps-open = Il n'y a pas d'étape après, mais certaines restent à faire : `l` les liste.
session-all-passed = Et voilà toutes les étapes du cours réussies ! `kesako summary` montre ce que tu sais maintenant.
session-first = C'est la première étape.
session-preparing = préparation de l'étape…
session-looking-again = je regarde encore…
session-looked = regardé à { $time }
session-cut = … `c` affiche tout
session-stale = Cela date d'avant l'étape. `r` l'enlève, `y` le laisse compter.
session-stuck = Ça coince ? `h` donne un coup de pouce.
session-skip = Pas encore réussi. Encore `n` pour sauter l'étape, une autre touche pour y rester.
session-skip-optional = Cette étape est facultative, le cours est complet sans elle. Encore `n` pour continuer, une autre touche pour rester.
session-solution = Encore `d` pour voir la solution, une autre touche pour la garder fermée.
session-typing = Cette fenêtre ne fait que montrer la leçon. Les commandes vont dans un autre terminal, ou appuie sur `s` pour un shell ici. Entrée pour continuer.
session-pasted = Coller du texte ne fait rien ici : les commandes vont dans un autre terminal, ou appuie sur `s` pour un shell ici.
session-no-hint = Cette étape n'a pas d'indice.
session-last-hint = C'était le dernier indice. `d` montre la solution.
session-hint-again = C'était déjà le dernier indice, il n'y en a pas d'autre. `d` montre la solution.
session-hint-answer = `a` répond à la question.
session-no-question = Cette étape ne pose pas de question : c'est ce que tu fais qui est regardé.
session-answer = Ta réponse
session-shell = Un shell dans le dossier de l'étape. `exit` te ramène ici.
session-nothing-to-accept = Il n'y a rien à accepter ici.
session-help = Je regarde ce que tu fais dès que c'est fait. Tu peux aussi taper `kesako hint`, `kesako check`, etc. dans un autre terminal.

# Le moteur
session-engine-gone = Le moteur Docker ne répond pas (`{ $endpoint }`).
session-engine-silent = Le moteur Docker met trop de temps à répondre (`{ $endpoint }`).
session-engine-permission = Tu n'as pas le droit d'utiliser le moteur Docker (`{ $endpoint }`).
session-engine-mend = Essaie dans un autre terminal : { $command }
session-engine-waits = Tu peux continuer à lire. Dès qu'il répond, ça reprend tout seul.
session-needs-engine = Il faut le moteur pour ça, et il ne répond pas pour l'instant.
