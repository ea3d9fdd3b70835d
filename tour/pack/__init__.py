"""A pack on the disk: cache, manifest, zip, and saving that never leaves it half there."""
