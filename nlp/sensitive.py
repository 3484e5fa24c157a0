"""Whether a text speaks of violence, threats, coercion, self-harm or homelessness: seen by few, and first."""

from collections.abc import Iterable
from functools import cache

from nlp.frame import load
from nlp.stems import StemMatcher, parse
from nlp.topics import CYRILLIC, NEIGHBOURS, CodeMatch, Reading
from nlp.words import Words


def reasons(words: Words, reading: Reading) -> tuple[str, ...]:
    """Why a text is sensitive: the lists that matched (`violence`, `threats`, …), sorted; else empty.

    Missing one is worse than one too many, so the languages a short text is taken for are read too.
    """
    languages = (reading.language, *NEIGHBOURS.get(reading.language, ()))
    found = {
        hit.label
        for matcher in _matchers(languages, reading)
        for hit in matcher.match(words.folded)
        if not hit.weak
    }
    return tuple(sorted(found))


def is_sensitive(words: Words, reading: Reading, codes: Iterable[CodeMatch]) -> bool:
    """True when the text itself, or a code given to it, asks for care."""
    frame = load.load_frame()
    return any(frame.codes[match.code].sensitive for match in codes) or bool(reasons(words, reading))


def _matchers(languages: Iterable[str], reading: Reading) -> list[StemMatcher]:
    found = [_matcher(load.SHARED, False)]
    for language in languages:
        found.append(_matcher(language, False))
        if reading.romanised and language in CYRILLIC:
            found.append(_matcher(language, True))
    return found


@cache
def _matcher(language: str, romanised: bool) -> StemMatcher:
    lists = load.word_lists("sensitive", language)
    rules = [parse(name, pattern) for name, found in lists.items() for pattern in found]
    return StemMatcher(rules, romanised=romanised)
