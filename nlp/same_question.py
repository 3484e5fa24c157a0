"""Places questions in a space in which the same question lies near, whatever its words and language.

Learned from questions that several hands worded independently in ten languages, and from texts with codes
(`bench/train_same_question.py`). Stored vectors stay what the embedder gave: they are placed when read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Vectors, unit

TABLE = Path(__file__).parent / "models" / "same_question.npz"
# Chosen on questions whose groups were left out of learning, with other sets beside (docs/models.md).
SAID = 6.0  # in log-odds: what words say beside what the vector says; the second code counts half
THEME = 0.2  # the part of a squared length that a sure theme gets beside the 1 of what is said
ROWS = 8192  # at a time; bounds the memory


@dataclass(frozen=True)
class Space:
    """What was learned: how vectors are turned, and how they tell what a question is about.

    `turn`: shape (384, 384); `codes`: what `weights`, shape (codes, 384), and `bias`, shape (codes,), are of.
    """

    version: str  # of the embedder it belongs to
    turn: Vectors
    codes: tuple[str, ...]
    weights: Vectors
    bias: NDArray[np.float32]

    def place(self, centred: Vectors, codes: Sequence[Sequence[str]] | None = None) -> Vectors:
        """Vectors without their language's mean, shape (n, 384), in this space: (n, 384 + codes), length 1.

        `codes`, as words told them, best first, count beside what the vectors tell. Cosines mix how alike two
        vectors are once turned, and how likely it is that both are about the same (Bhattacharyya 1943,
        Bulletin of the Calcutta Mathematical Society 35:99-109), the less the less sure that is.
        """
        placed = np.empty((len(centred), len(self.turn) + len(self.codes)), dtype=np.float32)
        column = {code: number for number, code in enumerate(self.codes)}
        for start in range(0, len(centred), ROWS):
            some = slice(start, start + ROWS)
            told = centred[some] @ self.weights.T + self.bias
            if codes is not None:
                _add_said(told, codes[some], column)
            placed[some, : len(self.turn)] = unit(centred[some] @ self.turn.T)
            chances = _chances(told)
            sure = (chances**2).sum(axis=1, keepdims=True)
            placed[some, len(self.turn) :] = np.sqrt(THEME * sure * chances)
        return unit(placed)


@cache
def shipped_space() -> Space:
    """The table made by `bench/train_same_question.py`."""
    with np.load(TABLE, allow_pickle=False) as table:
        return Space(
            str(table["version"]),
            table["turn"].astype(np.float32),
            tuple(table["codes"].tolist()),
            table["weights"].astype(np.float32),
            table["bias"].astype(np.float32),
        )


def _add_said(told: Vectors, codes: Sequence[Sequence[str]], column: dict[str, int]) -> None:
    for row, named in enumerate(codes):
        for rank, code in enumerate(named, start=1):
            if code in column:
                told[row, column[code]] += SAID / rank


def _chances(told: Vectors) -> Vectors:
    chances: Vectors = np.exp(told - told.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    return chances
