"""The typefaces and colours that everything drawn or printed shares."""
