"""The coding frame as data files, and their loader."""
