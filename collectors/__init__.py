"""The outside world, turned into new items and measurements."""
