"""Which of the watched claims a text mentions, stated or asked; a correction is no mention."""

from nlp.frame import load
from nlp.stems import StemMatcher, parse
from nlp.topics import CYRILLIC, Reading
from nlp.words import Words

_CORRECTION = "!"


def claims(words: Words, reading: Reading) -> tuple[str, ...]:
    """Ids of the claims in the frame that the text mentions, in the frame's order.

    "You need an accountant" and "is it true that you need an accountant?" both mention the claim, "you do not
    need an accountant" does not: a correction pattern (written with `!`) in the same text takes it back.
    """
    said: set[str] = set()
    for matcher in _matchers(reading):
        said |= {hit.label for hit in matcher.match(words.folded)}
    return tuple(
        claim for claim in load.load_frame().claims if claim in said and _CORRECTION + claim not in said
    )


def _matchers(reading: Reading) -> list[StemMatcher]:
    found = [_matcher(reading.language, False)]
    if reading.romanised and reading.language in CYRILLIC:
        found.append(_matcher(reading.language, True))
    return found


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    rules = []
    for claim, written in load.word_lists("claims", language).items():
        for pattern in written:
            correction = pattern.startswith(_CORRECTION)
            label = _CORRECTION + claim if correction else claim
            rules.append(parse(label, pattern.removeprefix(_CORRECTION)))
    return StemMatcher(rules, romanised=romanised)
