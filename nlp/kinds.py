"""What kind of text it is when it does not ask: a complaint, a problem, a rumour, an offer, thanks."""

from functools import cache

from nlp import words
from nlp.frame import load
from nlp.stems import StemMatcher, parse
from nlp.topics import CYRILLIC, Reading

_KINDS = ("complaint", "problem", "rumour", "offer", "thanks")


def kind(text: str, reading: Reading, *, asks: bool) -> str:
    """The type of a text: `question` when it asks, else the strongest other type of the frame, or `other`."""
    if asks:
        return "question"
    folded = words.split(text).folded
    counts = dict.fromkeys(_KINDS, 0.0)
    for matcher in _kind_matchers(reading):
        for hit in matcher.match(folded):
            counts[hit.label] += 0.5 if hit.weak else 1.0
    best = max(_KINDS, key=lambda name: counts[name])
    return best if counts[best] >= 1.0 else "other"


def _kind_matchers(reading: Reading) -> list[StemMatcher]:
    found = [_kind_matcher(reading.language, False)]
    if reading.romanised and reading.language in CYRILLIC:
        found.append(_kind_matcher(reading.language, True))
    return found


@cache
def _kind_matcher(language: str, romanised: bool) -> StemMatcher:
    lists = load.word_lists("types", language)
    rules = [parse(name, pattern) for name, found in lists.items() for pattern in found]
    return StemMatcher(rules, romanised=romanised)
