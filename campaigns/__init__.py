"""Meaning to what to say, where and when; and what came of it."""
