"""Files and data from outside: read within bounds, or refused with the reason."""
