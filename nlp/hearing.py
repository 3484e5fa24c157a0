"""What the words of a text say of its language: their letters and how often people say them, added up."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.grams import open_model
from nlp.lexicon import open_lexicon

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


@lru_cache(maxsize=MOST_HEARD)
def hear(word: str) -> Heard:
    """One word in lower case; kept, as people say the same words again."""
    letters, buckets = open_model().hear(word)
    said = open_lexicon().look_up(word)
    if not said.any():  # l'avion, п'ять, quê-lo: the parts may be known
        for part in _JOINT.split(word)[:4]:
            if part != word:
                said = said + open_lexicon().look_up(part)
    return Heard(letters, said, buckets, 1, int(said.any()))


def total(heard: Sequence[Heard]) -> Heard:
    """The sum of words, one or more."""
    return Heard(
        np.add.reduce([each.letters for each in heard]),
        np.add.reduce([each.said for each in heard]),
        sum(each.buckets for each in heard),
        len(heard),
        sum(each.known for each in heard),
    )


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
