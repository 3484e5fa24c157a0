"""The spiders: one kind of source, one file."""
