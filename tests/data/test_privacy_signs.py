"""A rule that is not run for want of a sign would have found nothing: asked with and without its signs."""

import random
from collections.abc import Iterator

import pytest

from data import privacy
from data.redaction.labels import read_sections
from data.redaction.lexicon import open_lexicon
from data.redaction.names import find_names
from data.redaction.shadow import Shadow, open_shadow
from data.redaction.signs import TRIGGER, bits_of

EVERY_SIGN = -1
SEPARATORS = [" "] * 12 + [
    "",
    ",",
    ". ",
    ".",
    "-",
    " - ",
    ": ",
    "_",
    "'",
    "\n",
    "/",
    " @",
    "=",
    " nr ",
    "d ",
    "'s ",
]
SCRAPS = """
5 12a 3-4 2511 1234ab5 06 12345678 AB-12-CD ab 12 AB12CD 12345 123456782 x_1 foo.bar1 ABC123456 12.03.1985
1-2-90 18:00 9-17 8-16 0800 1234 NL91 1 2, 500 12,50 €5 2019 +48 501 123 456 twenty-one vierendertig zes
п'ять 900101/1234 12345678Z X1234567L rssmra85t10a562s a@b.nl piet gmail com t.me/jan www.x.nl?name=jan @jan
Jan Kowalski Długa Petőfi Baker Kerkstraat laan van de Xinsta жinsta турбинста _ul auto mijn jan
anna Anna Petrova J. Abcescu
bey vagyok
"""
POOLS = [
    *read_sections("labels.txt").values(),
    *read_sections("cues.txt").values(),
    sorted(open_lexicon().unsure_surnames),
    sorted(open_lexicon().sure),
]


def texts() -> Iterator[Shadow]:
    """Scraps among words of one section, for most rules want words that belong together."""
    draw = random.Random(20261122)  # noqa: S311 - for texts, not for secrets
    for turn in range(6000):
        pool = POOLS[turn % len(POOLS)]
        words = [draw.choice(draw.choice((SCRAPS.split(), pool))) for _ in range(draw.randrange(2, 9))]
        cased = [draw.choice((word, word, word.capitalize(), word.upper())) for word in words]
        yield open_shadow("".join(word + draw.choice(SEPARATORS) for word in cased))


@pytest.fixture(scope="module")
def shadows() -> list[Shadow]:
    return list(texts())


def test_signs_hide_nothing_from_the_rules(shadows: list[Shadow]) -> None:
    for shadow in shadows:
        for needed, detect in privacy._RULES:
            given = list(detect(shadow)) if shadow.signs & needed else []
            assert given == list(detect(shadow._replace(signs=EVERY_SIGN))), (detect, shadow.text)


def test_bits_hide_no_name(shadows: list[Shadow]) -> None:
    for shadow in shadows:
        if shadow.signs & TRIGGER:
            everywhere = shadow._replace(bits=[-1] * len(shadow.bits))
            assert list(find_names(shadow)) == list(find_names(everywhere)), shadow.text


def test_a_word_is_forgotten_and_worked_out_again_alike() -> None:
    words = ["kowalska", "o'brien", "anne-marie", "twintig", "x" * 90]
    before = bits_of(words)
    bits_of(
        [
            f"woord{'abcdefghij'[n % 10] * (n % 37)}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}"
            for n in range(60_000)
        ]
    )
    assert bits_of(words) == before
