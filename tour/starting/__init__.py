"""From a list of places to a project's files, and those made anew without touching what the author changed."""
