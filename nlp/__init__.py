"""Text to meaning: pure functions, and one module that touches the store."""
