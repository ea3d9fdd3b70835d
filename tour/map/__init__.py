"""The map: what stands where, as a display list, and the painter that walks it with any pen."""
