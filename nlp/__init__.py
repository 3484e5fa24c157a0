"""Text to meaning: pure functions; annotate, vector_fill, grouping, settling, listening touch the store."""
