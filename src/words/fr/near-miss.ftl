# Ce qu’on dit quand un faux pas précis a été reconnu.
