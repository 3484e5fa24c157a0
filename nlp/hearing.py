"""What the words of a text say of its language: their letters and how often people say them, added up."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.grams import open_model
from nlp.lexicon import open_lexicon
from nlp.word_rows import WordRows

# Fitted by bench/fit_language.py, for texts of 1, 2, 3-5 and 6 or more words: the weight of the letters' log
# odds, and of the words' log frequencies, whose sum is divided by the root of their number.
GRAMS_WEIGHT = (0.95, 1.06, 0.94, 0.78)
WORDS_WEIGHT = (0.91, 0.97, 0.88, 1.15)
MOST_HEARD = 50_000  # words kept with what they say: some 30 MB
_GRAMS_WEIGHT, _WORDS_WEIGHT = np.array([GRAMS_WEIGHT]).T, np.array([WORDS_WEIGHT]).T
_BUCKETS = np.array([0, 0, 1, 2, 2, 2, 3])
_JOINT = re.compile("['’ʼ`-]")


class Heard(NamedTuple):
    """What the words of one text say: a row per word (see `said`), and their log odds, shape (classes,)."""

    rows: NDArray[np.float32]
    odds: NDArray[np.float64]
    known: int  # words


def classes() -> tuple[str, ...]:
    """The classes all arrays here speak of: language codes, and `bg-latn` for Bulgarian in Latin letters."""
    return open_model().classes


@cache
def _words() -> WordRows:
    return WordRows(2 * len(classes()) + 2, MOST_HEARD, _hear)


def _hear(words: Sequence[str]) -> NDArray[np.float32]:
    letters, buckets = open_model().hear(words)
    said = open_lexicon().look_up(words)
    for place in np.flatnonzero(~said.any(axis=1)).tolist():  # l'avion, п'ять, quê-lo: the parts may be known
        parts = [part for part in _JOINT.split(words[place])[:4] if part != words[place]]
        if parts:
            said[place] = open_lexicon().look_up(parts).sum(axis=0)
    return np.column_stack([letters, said, buckets, said.any(axis=1)]).astype(np.float32)


def hear(texts: Sequence[Sequence[str]]) -> list[Heard]:
    """What the words (in lower case, one or more) of each text say; all are looked up at once."""
    if not texts:
        return []
    rows = _words().of([word for words in texts for word in words])
    ends = np.cumsum([len(words) for words in texts])
    starts = ends - [len(words) for words in texts]
    sums = np.add.reduceat(rows, starts)
    weighed, known = _weigh(sums, ends - starts), sums[:, -1].astype(int).tolist()
    return [
        Heard(rows[first:end], odds, count)
        for first, end, odds, count in zip(starts.tolist(), ends.tolist(), weighed, known, strict=True)
    ]


def said(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log frequencies of words above the floor, shape (words, classes)."""
    return rows[:, len(classes()) : -2]


def odds(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log odds of the classes by some words of a text, shape (classes,)."""
    found: NDArray[np.float64] = _weigh(np.add.reduce(rows)[None], np.array([len(rows)]))[0]
    return found


def parts(sums: NDArray[np.float32], counts: NDArray[np.intp]) -> tuple[NDArray[np.float32], ...]:
    """Log odds by letters and by words, (texts, classes) each, of sums of rows of so many words."""
    half = len(classes())
    letters = open_model().weigh(sums[:, :half], sums[:, -2:-1])
    return letters, sums[:, half:-2] * counts[:, None].astype(np.float32) ** np.float32(-0.5)


def _weigh(sums: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Log odds of the classes, (texts, classes), where all are equally likely beforehand."""
    letters, words = parts(sums, counts)
    at = _BUCKETS[np.minimum(counts, len(_BUCKETS) - 1)]
    found: NDArray[np.float64] = _GRAMS_WEIGHT[at] * letters + _WORDS_WEIGHT[at] * words
    return found


def bucket(count: int) -> int:
    """The class of length of a text of `count` words: 1, 2, 3-5, 6 or more → 0, 1, 2, 3."""
    return int(_BUCKETS[min(count, len(_BUCKETS) - 1)])
