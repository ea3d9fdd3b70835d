"""What a pack says of its tour in other places than the sound, in plain words."""
