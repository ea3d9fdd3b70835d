"""Every fixed word that a walker sees or hears, by language, and the tour put into words."""
