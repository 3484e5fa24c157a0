"""Text to meaning: pure functions, and three modules that touch the store (annotate, grouping, listening)."""
