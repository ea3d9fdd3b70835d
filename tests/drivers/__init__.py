"""Three browsers to walk with, each behind the same few verbs, and what a browser needs around it."""
