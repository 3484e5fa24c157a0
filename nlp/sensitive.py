"""Whether a text speaks of violence, threats, coercion, self-harm, homelessness or a child at risk."""

from collections.abc import Iterable

from nlp.frame import load
from nlp.lists import matchers
from nlp.stems import StemMatcher, parse
from nlp.topics import NEIGHBOURS, CodeMatch, Reading
from nlp.words import Words


def reasons(words: Words, reading: Reading) -> tuple[str, ...]:
    """Why a text is sensitive: the lists that matched (`violence`, `threats`, …), sorted; else empty.

    Missing one is worse than one too many, so the languages a short text is taken for are read too, and all
    of them when its language is not known.
    """
    known = reading.language in load.languages("sensitive")
    near = (reading.language, *NEIGHBOURS.get(reading.language, ()))
    languages = near if known else load.languages("sensitive")
    found = {
        hit.label
        for matcher in matchers(_matcher, languages, romanised=reading.romanised)
        for hit in matcher.match(words.folded)
        if not hit.weak
    }
    return tuple(sorted(found))


def is_sensitive(words: Words, reading: Reading, codes: Iterable[CodeMatch]) -> bool:
    """True when the text itself, or a code given to it, asks for care."""
    frame = load.load_frame()
    return any(frame.codes[match.code].sensitive for match in codes) or bool(reasons(words, reading))


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    lists = load.word_lists("sensitive", language)
    rules = [parse(name, pattern) for name, found in lists.items() for pattern in found]
    return StemMatcher(rules, romanised=romanised)
