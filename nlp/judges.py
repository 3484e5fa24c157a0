"""Three judges of language that err differently: lingua, py3langid, and the project's own n-gram model."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.detectors import langid_scores, lingua_scores, wide_net
from nlp.grams import GramModel
from nlp.romanised import SUFFIX, bucket
from nlp.scripts import ARABIC_CANDIDATES, CYRILLIC_CANDIDATES, ONE_LANGUAGE

# Fitted by bench/fit_language.py, for texts of 1, 2, 3-5 and 6 or more words: the weight of each judge's log
# score. On one or two words lingua and the own model decide; py3langid counts from three words on.
LINGUA_WEIGHT = (0.80, 0.71, 0.54, 0.20)
LANGID_WEIGHT = (0.0, 0.0, 0.06, 0.10)
GRAMS_WEIGHT = (0.78, 1.17, 1.13, 1.15)
# Outside the candidates: the own model alone must be this far above the best of them (log odds), or less far
# when another judge agrees; of languages that it does not know, the two others must agree.
OUTSIDE_ALONE = 6.0
OUTSIDE_AGREED = 2.5
OUTSIDE_WORDS = 2
STRANGE_WORDS = 4
STRANGE_SURE = 0.9
OUTSIDE_CONFIDENCE = 0.95
SETTLED_FROM = 3  # class of length: six words or more
SETTLED_ODDS = 6.0  # lingua's whole say there is 0.2 * log 1e-6 = 2.8
# Near twins, which no short text tells apart: the second name stands where only it is a candidate.
TWINS = {"bs": "hr", "sr": "hr", "af": "nl", "fy": "nl", "lb": "de", "gl": "pt", "ms": "id"}
_NOT_LATIN = CYRILLIC_CANDIDATES | ARABIC_CANDIDATES | set(ONE_LANGUAGE.values())


@dataclass(frozen=True)
class Judged:
    """What the judges say of one text: log scores over the candidates of its script, shape (candidates,)."""

    candidates: tuple[str, ...]
    lingua: NDArray[np.float64]
    langid: NDArray[np.float64]
    grams: NDArray[np.float64]
    langid_first: str  # py3langid's first choice among all the languages it knows


def judge(
    words: Sequence[str], scores: NDArray[np.float32], model: GramModel, candidates: tuple[str, ...]
) -> Judged:
    """Asks the judges; where the own model (`scores`) does not know a candidate, it follows lingua.

    lingua, the slowest, is not asked of a text of six words and more on which the two others agree so
    clearly that it could not change the answer.
    """
    text = " ".join(words)
    langid, first = langid_scores(text, candidates)
    own = dict(zip(model.classes, scores.tolist(), strict=True))
    highest = max((own[code] for code in candidates if code in own), default=0.0)
    grams = np.array([own.get(code, highest) - highest for code in candidates])
    judged = Judged(candidates, np.zeros(len(candidates)), langid, grams, first)
    if all(code in own for code in candidates) and _settled(judged, len(words)):
        return judged
    lingua = lingua_scores(text, candidates)
    followed = np.where([code in own for code in candidates], grams, lingua - lingua.max())
    return Judged(candidates, lingua, langid, followed, first)


def _settled(judged: Judged, count: int) -> bool:
    """Whether two judges name the same language, further ahead than lingua's whole say."""
    if bucket(count) < SETTLED_FROM or judged.candidates[int(judged.grams.argmax())] != judged.langid_first:
        return False
    ahead = np.sort(weighted(judged, count))[::-1]
    return len(ahead) > 1 and bool(ahead[0] - ahead[1] > SETTLED_ODDS)


def weighted(judged: Judged, count: int) -> NDArray[np.float64]:
    """The judges' log scores added by the weights for a text of `count` words, shape (candidates,)."""
    at = bucket(count)
    return (
        LINGUA_WEIGHT[at] * judged.lingua
        + LANGID_WEIGHT[at] * judged.langid
        + GRAMS_WEIGHT[at] * judged.grams
    )


def written_in(script: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The candidates that are written in an alphabet."""
    if script == "cyrillic":
        return tuple(code for code in candidates if code in CYRILLIC_CANDIDATES)
    if script == "arabic":
        return tuple(code for code in candidates if code in ARABIC_CANDIDATES)
    return tuple(code for code in candidates if code == "sr" or code not in _NOT_LATIN)


def outside(
    words: Sequence[str], scores: NDArray[np.float32], model: GramModel, judged: Judged
) -> tuple[str, float] | None:
    """A language that is no candidate, and how sure, where the text is clearly in it."""
    if len(words) < OUTSIDE_WORDS:
        return None
    best, margin = stranger(scores, model, judged.candidates)
    first = _named(judged.langid_first, judged)
    if margin >= OUTSIDE_ALONE or (
        margin >= OUTSIDE_AGREED and best in (first, wide_net(" ".join(words))[0])
    ):
        return best, OUTSIDE_CONFIDENCE
    if len(words) < STRANGE_WORDS or first in judged.candidates or first in model.classes:
        return None
    code, chance = wide_net(" ".join(words))
    return (code, OUTSIDE_CONFIDENCE * chance) if code == first and chance >= STRANGE_SURE else None


def at_home(scores: NDArray[np.float32], model: GramModel, candidates: tuple[str, ...]) -> float:
    """The chance, by the own model, that the text is in one of the candidates at all."""
    _, margin = stranger(scores, model, candidates)
    return 1 / (1 + math.exp(min(margin - OUTSIDE_AGREED, 50.0)))


def stranger(scores: NDArray[np.float32], model: GramModel, candidates: tuple[str, ...]) -> tuple[str, float]:
    """The own model's best language that is no candidate, and how far it is above the best candidate."""
    inside, strange = _columns(model.classes, candidates)
    at = max(strange, key=lambda column: float(scores[column]))
    if not inside:  # candidates that the model does not know: it cannot speak against them
        return model.classes[at], -math.inf
    return model.classes[at], float(scores[at]) - max(float(scores[column]) for column in inside)


@lru_cache(maxsize=64)
def _columns(classes: tuple[str, ...], candidates: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """The model's columns of the candidates, and of all languages that are neither these nor their twins."""
    inside = [at for at, code in enumerate(classes) if code in candidates]
    twins = {code for code, twin in TWINS.items() if twin in candidates}
    strange = [at for at, code in enumerate(classes) if code not in twins and SUFFIX not in code]
    return inside, [at for at in strange if at not in inside]


def _named(code: str, judged: Judged) -> str:
    """A judge's word in our names: near twins of a candidate are that candidate."""
    twin = TWINS.get(code, code)
    return twin if code not in judged.candidates and twin in judged.candidates else code
