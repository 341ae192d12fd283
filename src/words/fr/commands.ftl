# Ce que disent les commandes.
