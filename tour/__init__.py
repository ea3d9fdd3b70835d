"""tourpack: make a walking-tour audio guide from plain text."""

__version__ = "0.1.0"
