"""Goldens: what people read, to the character, in both languages."""
