"""A pack on the disk: its cache, its manifest, its zip, and how it is changed without ever being half there."""
