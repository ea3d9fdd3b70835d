"""The web player: its templates and scripts, their values, and map and drawings as SVG."""
