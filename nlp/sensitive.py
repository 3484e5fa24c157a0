"""Whether a text speaks of violence, threats, coercion, self-harm, homelessness or a child at risk."""

from collections.abc import Iterable, Sequence

from nlp.frame import load
from nlp.lists import matchers
from nlp.stems import Hit, StemMatcher, parse
from nlp.topics import NEIGHBOURS, CodeMatch, Reading
from nlp.words import Words


def reasons(words: Words, reading: Reading, hits: Sequence[Hit] | None = None) -> tuple[str, ...]:
    """Why a text is sensitive: the lists that matched (`violence`, `threats`, …), sorted; else empty.

    `hits` are those of `first_matchers`, where they were found already.
    """
    if hits is None:
        hits = [hit for matcher in first_matchers(reading) for hit in matcher.match(words.folded)]
    return tuple(sorted({hit.label for hit in hits if not hit.weak}))


@load.cached
def first_matchers(reading: Reading) -> tuple[StemMatcher, ...]:
    """The matchers for a text of this reading.

    Missing one is worse than one too many, so the languages a short text is taken for are read too, and all
    of them when its language is not known.
    """
    known = reading.language in load.languages("sensitive")
    near = (reading.language, *NEIGHBOURS.get(reading.language, ()))
    languages = near if known else load.languages("sensitive")
    return tuple(matchers(_matcher, languages, romanised=reading.romanised))


def is_sensitive(
    words: Words, reading: Reading, codes: Iterable[CodeMatch], hits: Sequence[Hit] | None = None
) -> bool:
    """True when the text itself, or a code given to it, asks for care."""
    frame = load.load_frame()
    return any(frame.codes[match.code].sensitive for match in codes) or bool(reasons(words, reading, hits))


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    lists = load.word_lists("sensitive", language)
    rules = [parse(name, pattern) for name, found in lists.items() for pattern in found]
    return StemMatcher(rules, romanised=romanised)
