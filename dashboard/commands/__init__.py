"""One command per file: arguments, one call, and what it gave."""
