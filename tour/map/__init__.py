"""The map as a display list: what stands where, and no ink. Card and page draw the same one."""
