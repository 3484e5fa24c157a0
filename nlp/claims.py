"""Which of the watched claims a text mentions, stated or asked; a correction is no mention."""

from collections.abc import Iterable, Sequence

from nlp import adverts, asking, near_claims
from nlp.frame import load
from nlp.grammar import read, skipped
from nlp.stems import Hit, StemMatcher, parse
from nlp.topics import CYRILLIC, Reading
from nlp.words import Words

_CORRECTION = "!"


def claims(said: Words, reading: Reading, hits: Sequence[Hit] | None = None) -> tuple[str, ...]:
    """Ids of the claims in the frame that the text mentions, in the frame's order.

    "You need an accountant" and "is it true that you need an accountant?" both mention the claim, "you do not
    need an accountant" does not: a correction pattern (written with `!`) in the same text takes it back. What
    no pattern finds may be worded nearly as a variant of the frame. An advert mentions a claim only when it
    states it in one sentence: "need an accountant? Tax returns for 50 euro" sells, and says nothing false.
    `hits` are those of `first_matchers`, where they were found already.
    """
    heard = _heard(said.folded, reading) if hits is None else _labels(hits, said.folded)
    mentioned = {label for label in heard if not label.startswith(_CORRECTION)}
    if mentioned and adverts.offers(said.text, reading):
        mentioned = _stated(said, reading)
    mentioned |= set(near_claims.near(said, reading))
    return tuple(
        claim for claim in load.load_frame().claims if claim in mentioned and _CORRECTION + claim not in heard
    )


def _stated(said: Words, reading: Reading) -> set[str]:
    """The claims that one sentence without a question mark makes by itself."""
    stated = [each for each in read(said.text, reading).sentences if not asking.is_marked(each)]
    return {label for each in stated for label in _heard(said.folded[each.first : each.end], reading)}


def _heard(folded: Sequence[str], reading: Reading) -> set[str]:
    return {label for matcher in first_matchers(reading) for label in _labels(matcher.match(folded), folded)}


def _labels(hits: Iterable[Hit], folded: Sequence[str]) -> set[str]:
    return {hit.label for hit in hits if not _denied(hit, folded)}


def _denied(hit: Hit, folded: Sequence[str]) -> bool:
    """Whether a correction is itself denied: "you can register" behind "not"."""
    before = hit.spans[0][0] - 1
    return hit.label.startswith(_CORRECTION) and before >= 0 and folded[before] in skipped("negations")


@load.cached
def first_matchers(reading: Reading) -> tuple[StemMatcher, ...]:
    """The matchers for a text of this reading."""
    found = [_matcher(reading.language, False)]
    if reading.romanised and reading.language in CYRILLIC:
        found.append(_matcher(reading.language, True))
    return tuple(found)


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    rules = []
    for claim, written in load.word_lists("claims", language).items():
        for pattern in written:
            correction = pattern.startswith(_CORRECTION)
            label = _CORRECTION + claim if correction else claim
            rules.append(parse(label, pattern.removeprefix(_CORRECTION)))
    return StemMatcher(rules, romanised=romanised)
