"""Bulgarian, Ukrainian and Russian in Latin letters ("kade moga da izvadq nomer"), which no library knows."""

from collections.abc import Sequence

from nlp.hearing import bucket

SUFFIX = "-latn"
BASES = ("bg", "uk", "ru")
# Log odds beforehand that a text in Latin letters is in one of these, for texts of 1, 2, 3-5 and 6 or more
# words: low, as a false find turns a text into nonsense.
BEFOREHAND = (-2.5, -2.0, -1.5, -1.5)
# People who write so have no diacritics at hand: one of these letters speaks against it.
MARKED_LETTER = 4.0


def beforehand(words: Sequence[str]) -> float:
    """What is added to the log odds of each of the three before they are compared with the others."""
    marked = any(not word.isascii() and not word.replace("’", "'").isascii() for word in words)
    return BEFOREHAND[bucket(len(words))] - MARKED_LETTER * marked
