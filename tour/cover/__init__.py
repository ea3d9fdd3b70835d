"""The cover: a poster painted from the tour's title, map and first drawing."""
