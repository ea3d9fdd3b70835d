"""OpenStreetMap: an extract in, the map of a walk out. © OpenStreetMap contributors, under the ODbL 1.0."""
