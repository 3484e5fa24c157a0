"""Which watched claims a text words nearly as we have them written down, where no pattern speaks.

The office's and our own wordings (`frame/variants`, one a line) are compared with each sentence by the
beginnings of their words: a sentence that has most of a wording's weight, rare words counting more, says it.
A sentence that denies what the wording does not (or the other way round) is a correction, not a mention.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.frame import load
from nlp.grammar import read, skipped
from nlp.sentences import Sentence
from nlp.topics import Reading
from nlp.words import Words, split

COVERED = 0.78  # of a wording's weight must stand in the sentence
FEWEST = 3  # words of a wording that must
_LONGEST = 3  # times the wording's length that a sentence may have
_STEM = 5  # letters that tell a word, whatever its ending
_SHORT = 2  # words of so few letters are in every sentence; numbers and M (of the M form) tell


@dataclass(frozen=True)
class _Wording:
    claim: str
    weights: Mapping[str, float]  # per stem, together 1
    size: int
    denies: bool


@dataclass(frozen=True)
class _Wordings:
    all: Sequence[_Wording]
    having: Mapping[str, Sequence[int]]  # per stem, the places of the wordings that have it


def near(said: Words, reading: Reading) -> tuple[str, ...]:
    """Ids of the claims that a sentence of the text words nearly as one of the frame's variants does."""
    wordings = _wordings(reading.language)
    if not wordings.all:
        return ()
    found = {
        claim
        for sentence in read(said.text, reading).sentences
        for claim in _in_sentence(said, sentence, wordings)
    }
    return tuple(sorted(found))


def _in_sentence(said: Words, sentence: Sentence, wordings: _Wordings) -> set[str]:
    folded = said.folded[sentence.first : sentence.end]
    stems = _stems(folded)
    found = [place for stem in stems if stem in wordings.having for place in wordings.having[stem]]
    if len(found) < FEWEST:
        return set()
    shared = Counter(found)
    return {
        wordings.all[place].claim
        for place, count in shared.items()
        if count >= FEWEST and _is_near(wordings.all[place], stems, folded)
    }


def _is_near(wording: _Wording, stems: set[str], folded: Sequence[str]) -> bool:
    covered = sum(weight for stem, weight in wording.weights.items() if stem in stems)
    return covered >= COVERED and len(folded) <= _LONGEST * wording.size and _denies(folded) == wording.denies


def _denies(folded: Sequence[str]) -> bool:
    return not skipped("negations").isdisjoint(folded)


@load.cached
def _wordings(language: str) -> _Wordings:
    written = [
        (claim, split(wording).folded)
        for claim, variants in load.word_lists("variants", language).items()
        for wording in variants
    ]
    common = Counter(stem for _, folded in written for stem in _stems(folded))
    wordings = [_wording(claim, folded, common, len(written)) for claim, folded in written]
    having: dict[str, list[int]] = {}
    for place, wording in enumerate(wordings):
        for stem in wording.weights:
            having.setdefault(stem, []).append(place)
    return _Wordings(wordings, having)


def _wording(claim: str, folded: Sequence[str], common: Mapping[str, int], count: int) -> _Wording:
    rarity = {stem: math.log((count + 1) / common[stem]) for stem in _stems(folded)}
    total = sum(rarity.values())
    weights = {stem: weight / total for stem, weight in rarity.items()}
    return _Wording(claim, weights, len(folded), _denies(folded))


def _stems(folded: Sequence[str]) -> set[str]:
    return {word[:_STEM] for word in folded if len(word) > _SHORT or word == "m" or word.isdigit()}
