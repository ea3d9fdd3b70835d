"""Sound as numbers: mixed, levelled, measured, encoded and decoded."""
