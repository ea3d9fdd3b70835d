"""A tour → its tracks: what is said when, by which engine, and the finished sound."""
