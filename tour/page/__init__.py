"""What the pages show: the map and the drawings as SVG, and the values of the templates."""
