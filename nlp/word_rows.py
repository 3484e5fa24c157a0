"""Rows of numbers per word, worked out once and kept, so that a text is read with one look into one table."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST = 1024  # rows to begin with


class _Kept:
    """What was worked out so far: only ever added to, so that readers need no lock."""

    def __init__(self, width: int) -> None:
        self.places: dict[str, int] = {}
        self.rows = np.zeros((_FIRST, width), dtype=np.float32)


class WordRows:
    """A table of `width` numbers per word, of at most `most` words; then it begins anew."""

    def __init__(
        self, width: int, most: int, work_out: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> None:
        """`work_out` gives the numbers of one or more words, shape (words, width)."""
        self._width, self._most, self._work_out = width, most, work_out
        self._kept = _Kept(width)
        self._adding = threading.Lock()

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The numbers of each word, shape (words, width)."""
        kept = self._kept
        try:
            places = [kept.places[word] for word in words]
        except KeyError:
            with self._adding:
                kept = self._with(list(dict.fromkeys(words)))
            places = [kept.places[word] for word in words]
        found: NDArray[np.float32] = kept.rows[places] if places else kept.rows[:0]
        return found

    def _with(self, words: Sequence[str]) -> _Kept:
        """What is kept, these different words among it."""
        kept = self._kept
        if len(kept.places) + len(words) > max(self._most, len(words)):
            kept = self._kept = _Kept(self._width)
        new = [word for word in words if word not in kept.places]
        if not new:  # another thread was faster
            return kept
        first = len(kept.places)
        while first + len(new) > len(kept.rows):
            kept.rows = np.concatenate([kept.rows, np.zeros_like(kept.rows)])
        kept.rows[first : first + len(new)] = self._work_out(new)
        kept.places.update(zip(new, range(first, first + len(new)), strict=True))  # last: readers look here
        return kept


def sums(rows: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float32]:
    """Sums of so many rows each, one after the other, shape (counts, width); zeros of none."""
    found = np.zeros((len(counts), rows.shape[1]), dtype=rows.dtype)
    some = np.flatnonzero(counts)
    if len(some):
        found[some] = np.add.reduceat(rows, (np.cumsum(counts) - counts)[some])
    return found
