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
_JOINT = re.compile("['’ʼ`-]")


class Heard(NamedTuple):
    """What words say, summed; and how many buckets, words, and known words that is."""

    letters: NDArray[np.float32]  # (classes,): log odds by the n-grams, before scaling
    said: NDArray[np.float32]  # (classes,): log frequencies above the floor
    buckets: int
    words: int
    known: int


def classes() -> tuple[str, ...]:
    """The classes all arrays here speak of: language codes, and `bg-latn` for Bulgarian in Latin letters."""
    return open_model().classes


@cache
def _words() -> WordRows:
    return WordRows(2 * len(classes()) + 2, MOST_HEARD, _hear)


def _hear(word: str) -> NDArray[np.float32]:
    letters, buckets = open_model().hear(word)
    known = open_lexicon().look_up(word)
    if not known.any():  # l'avion, п'ять, quê-lo: the parts may be known
        for part in _JOINT.split(word)[:4]:
            if part != word:
                known = known + open_lexicon().look_up(part)
    return np.concatenate([letters, known, [buckets, known.any()]]).astype(np.float32)


def hear(words: Sequence[str]) -> NDArray[np.float32]:
    """What each word in lower case says, a row each, for `total` and `said`; kept, as people repeat words."""
    return _words().of(words)


def said(heard: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log frequencies of words above the floor, shape (words, classes)."""
    return heard[:, len(classes()) : -2]


def total(heard: NDArray[np.float32]) -> Heard:
    """The sum of words, one or more."""
    summed, half = np.add.reduce(heard), len(classes())
    return Heard(summed[:half], summed[half:-2], int(summed[-2]), len(heard), int(summed[-1]))


def odds(heard: Heard) -> NDArray[np.float64]:
    """Log odds of the classes, shape (classes,), where all are equally likely beforehand."""
    at = bucket(heard.words)
    letters = open_model().weigh(heard.letters, heard.buckets)
    said = heard.said * np.float32(heard.words**-0.5)
    weighed: NDArray[np.float64] = (GRAMS_WEIGHT[at] * letters + WORDS_WEIGHT[at] * said).astype(np.float64)
    return weighed


def bucket(count: int) -> int:
    """The class of length of a text of `count` words: 1, 2, 3-5, 6 or more → 0, 1, 2, 3."""
    return 0 if count <= 1 else 1 if count == 2 else 2 if count <= 5 else 3
