"""Weighs the languages that a text may be in: those at home, those outside, and Cyrillic in Latin letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp import hearing
from nlp.detectors import langid_first, lingua_scores, wide_net
from nlp.hearing import Heard
from nlp.romanised import SUFFIX, beforehand
from nlp.scripts import ARABIC_CANDIDATES, CYRILLIC_CANDIDATES, ONE_LANGUAGE

OUTSIDE = -4.0  # log odds beforehand of a language that is no candidate
OUTSIDE_WORDS = 2  # a single word does not show it
# A language that the project's own model does not know: where at most this share of the words is known to
# it and the two libraries agree.
STRANGE_KNOWN = 0.6
STRANGE_WORDS = 4
STRANGE_SURE = 0.9
STRANGE_CONFIDENCE = 0.95
TYPED_SURE = 0.8
LINGUA_WEIGHT = 0.7
# Near twins, which no short text tells apart: the second name stands where only it is a candidate.
TWINS = {"bs": "hr", "sr": "hr", "af": "nl", "fy": "nl", "lb": "de", "gl": "pt", "ms": "id"}
_NOT_LATIN = CYRILLIC_CANDIDATES | ARABIC_CANDIDATES | set(ONE_LANGUAGE.values())


@dataclass(frozen=True)
class Field:
    """The languages a text in one alphabet may be in; arrays of shape (languages,)."""

    names: tuple[str, ...]
    columns: NDArray[np.intp]  # in `hearing.classes()`
    home: NDArray[np.bool_]
    typed: NDArray[np.bool_]  # Cyrillic languages in Latin letters
    strange: NDArray[np.bool_]  # neither
    unheard: tuple[str, ...]  # candidates that the project's own model does not know

    @cached_property
    def houses(self) -> bool:
        """Whether a candidate is written so."""
        return bool(self.home.any() or self.unheard)

    @cached_property
    def types(self) -> bool:
        """Whether a Cyrillic language may be typed so."""
        return bool(self.typed.any())


@dataclass(frozen=True)
class Verdict:
    """The likeliest language, its chance, and whether it is a Cyrillic one in Latin letters."""

    code: str
    chance: float
    romanised: bool


def judge(
    words: Sequence[str], heard: Heard, script: str, candidates: tuple[str, ...], prior: Mapping[str, float]
) -> Verdict:
    """The likeliest language of words in one alphabet; `prior` is the log prior of the candidates."""
    verdict = _likeliest(words, heard, field_of(script, candidates), prior)
    if verdict.romanised and verdict.chance >= TYPED_SURE:  # the libraries take this for Albanian
        return verdict
    found = stranger(words, heard, candidates)
    return Verdict(*found, False) if found else verdict


def _likeliest(words: Sequence[str], heard: Heard, field: Field, prior: Mapping[str, float]) -> Verdict:
    odds = heard.odds[field.columns]
    odds[field.strange] += OUTSIDE if len(words) >= OUTSIDE_WORDS else -np.inf
    if field.types:
        odds[field.typed] += beforehand(words)
    if prior:
        odds += _prior_of(field, prior)
    names = field.names
    if field.unheard:
        odds, names = _with_lingua(words, field, odds)
    chances = np.exp(odds - odds.max())
    best = int(chances.argmax())
    typed = best < len(field.typed) and bool(field.typed[best])
    return Verdict(names[best].removesuffix(SUFFIX), float(chances[best] / chances.sum()), typed)


def stranger(words: Sequence[str], heard: Heard, candidates: tuple[str, ...]) -> tuple[str, float] | None:
    """A language that only the libraries know, and how sure, where they agree on it."""
    if len(words) < STRANGE_WORDS or heard.known > STRANGE_KNOWN * len(words):
        return None
    text = " ".join(words)
    first = langid_first(text)
    first = TWINS.get(first, first)
    if first in candidates or first in hearing.classes():
        return None
    code, chance = wide_net(text)
    return (code, STRANGE_CONFIDENCE * chance) if code == first and chance >= STRANGE_SURE else None


@lru_cache(maxsize=256)
def field_of(script: str, candidates: tuple[str, ...]) -> Field:
    """The languages written in an alphabet, candidates or not; without a near twin of a candidate."""
    twins = {twin for twin, base in TWINS.items() if base in candidates} - set(candidates)
    known, columns, names = hearing.classes(), [], []
    for column, code in enumerate(known):
        if _is_written_in(code, script) and (code not in twins or script == "cyrillic"):
            columns.append(column)
            names.append(_name(code, candidates))
    here = [code for code in candidates if _is_written_in(code, script)]
    home = np.array([name in candidates for name in names], dtype=bool)
    typed = [name.endswith(SUFFIX) and name.removesuffix(SUFFIX) in candidates for name in names]
    return Field(
        names=tuple(names),
        columns=np.array(columns, dtype=np.intp),
        home=home,
        typed=np.array(typed, dtype=bool),
        strange=~home & ~np.array(typed, dtype=bool),
        unheard=tuple(code for code in here if code not in names),
    )


def _is_written_in(code: str, script: str) -> bool:
    if script == "cyrillic":
        return code in CYRILLIC_CANDIDATES
    if script == "arabic":
        return code in ARABIC_CANDIDATES
    return script == "latin" and code not in _NOT_LATIN


def _name(code: str, candidates: tuple[str, ...]) -> str:
    """A class by the name of the candidate that it stands for: Croatian where only Bosnian is wanted."""
    wanted = [twin for twin, base in TWINS.items() if base == code and twin in candidates]
    return wanted[0] if wanted and code not in candidates else code


def _prior_of(field: Field, prior: Mapping[str, float]) -> NDArray[np.float64]:
    """What the prior adds: in Latin letters a language is as usual as in its own, all others as the least."""
    least = min(prior.values())
    return np.array([prior.get(name.removesuffix(SUFFIX), least) for name in field.names])


def _with_lingua(
    words: Sequence[str], field: Field, odds: NDArray[np.float64]
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """The odds with those of candidates that only lingua knows, measured from the best of the others."""
    known = tuple(name for name, home in zip(field.names, field.home, strict=True) if home)
    scores = lingua_scores(" ".join(words), (*known, *field.unheard))
    added = LINGUA_WEIGHT * scores[len(known) :]
    if known:
        added += float(odds[field.home].max()) - LINGUA_WEIGHT * float(scores[: len(known)].max())
    return np.concatenate([odds, added]), (*field.names, *field.unheard)
