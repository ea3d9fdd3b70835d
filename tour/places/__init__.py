"""Lists of places that people have, from map makers, tables and photos, read as pins in walking order."""
