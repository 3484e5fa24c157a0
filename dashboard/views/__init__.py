"""The screens: each a function `show(database, words)` that reads, shows, and only requests changes."""
