"""Bulgarian, Ukrainian and Russian in Latin letters ("kade moga da izvadq nomer"), which no library knows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.grams import GramModel

SUFFIX = "-latn"
BASES = ("bg", "uk", "ru")
# Fitted by bench/fit_language.py: log odds = constant + a * margin + b * log P(lingua's first choice), for
# texts of 1, 2, 3-5 and 6 or more words. The margin is that of the model's classes.
CONSTANT = (-3.50, -4.17, -2.74, -2.80)
MARGIN = (1.28, 1.66, 2.12, 2.29)
LINGUA = (-0.38, -0.91, 1.10, 0.48)
# People who write so have no diacritics at hand: one of these letters speaks against it.
MARKED_LETTER = 4.0


@dataclass(frozen=True)
class Romanised:
    """The Cyrillic language that Latin letters may stand for, and the log odds that they do."""

    code: str
    odds: float
    share: float  # P(code | one of the three)


def weigh(
    words: list[str],
    scores: NDArray[np.float32],
    model: GramModel,
    *,
    surest: float,
    prior: Mapping[str, float],
) -> Romanised | None:
    """How much the words look like one of the three languages in Latin letters.

    `scores` are the model's; `surest` is lingua's highest log probability; `prior` holds, for those of the
    three that are candidates, the log prior above that of the source's usual Latin-script language. None
    where none is a candidate.
    """
    by_class = dict(zip(model.classes, scores.tolist(), strict=True))
    ours = {base: by_class[base + SUFFIX] + chance for base, chance in prior.items()}
    if not ours:
        return None
    code = max(ours, key=lambda base: ours[base])
    at = bucket(len(words))
    odds = CONSTANT[at] + MARGIN[at] * margin(by_class) + LINGUA[at] * surest
    odds -= MARKED_LETTER * any(not word.replace("’", "'").isascii() for word in words)
    odds += prior[code]
    total = sum(np.exp(value - ours[code]) for value in ours.values())
    return Romanised(code, float(odds), float(1 / total))


def margin(by_class: Mapping[str, float]) -> float:
    """The best of the three above the best language that is at home in Latin letters."""
    ours = max(by_class[base + SUFFIX] for base in BASES)
    return ours - max(score for code, score in by_class.items() if not code.endswith(SUFFIX))


def bucket(count: int) -> int:
    """The class of length of a text of `count` words: 1, 2, 3-5, 6 or more → 0, 1, 2, 3."""
    return 0 if count <= 1 else 1 if count == 2 else 2 if count <= 5 else 3
