"""Keeping step: what the sound may do while somebody walks a leg, and a walk laid against it."""
