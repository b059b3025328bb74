"""Forms to write in."""
