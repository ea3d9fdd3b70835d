"""An author's files → a tour, and every fault in them with its place."""
