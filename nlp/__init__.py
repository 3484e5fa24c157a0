"""Text to meaning: pure functions; annotate, vector_fill, grouping, settling and listening touch the store."""
