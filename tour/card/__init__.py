"""The route card: set, drawn and tagged for screen readers, as PDF."""
