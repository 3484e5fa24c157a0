"""Random numbers that depend on the seed and on what they are for, never on the order of calls."""

import random


def stream(seed: int, *purpose: object) -> random.Random:
    """A generator of its own for one purpose: the same seed and purpose always give the same numbers."""
    return random.Random("/".join(map(str, (seed, *purpose))))  # noqa: S311
