# Ce que les vérifications regardent, et pourquoi l’une n’a pas pu.
