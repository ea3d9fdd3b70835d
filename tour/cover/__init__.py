"""What the cover is painted from."""
