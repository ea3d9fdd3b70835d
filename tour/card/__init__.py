"""The route card: what is set and drawn on paper."""
