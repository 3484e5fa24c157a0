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

    def __init__(self, width: int, most: int, work_out: Callable[[str], NDArray[np.float32]]) -> None:
        """`work_out` gives the numbers of a word, shape (width,)."""
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
                kept = self._room_for(len(words))
                places = [self._place(kept, word) for word in words]
        found: NDArray[np.float32] = kept.rows[places] if places else kept.rows[:0]
        return found

    def _room_for(self, more: int) -> _Kept:
        kept = self._kept
        if len(kept.places) + more > max(self._most, more):
            kept = self._kept = _Kept(self._width)
        while len(kept.places) + more > len(kept.rows):
            kept.rows = np.concatenate([kept.rows, np.zeros_like(kept.rows)])
        return kept

    def _place(self, kept: _Kept, word: str) -> int:
        place = kept.places.get(word)
        if place is None:
            place = len(kept.places)
            kept.rows[place] = self._work_out(word)
            kept.places[word] = place
        return place
