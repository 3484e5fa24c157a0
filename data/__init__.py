"""What we know, and the only door to it."""
