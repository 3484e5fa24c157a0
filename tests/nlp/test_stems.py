"""The pattern language: beginnings, whole words, phrases, words together, Latin letters for Cyrillic."""

import pytest

from nlp import latin
from nlp.stems import StemMatcher, parse
from nlp.words import split


def found(pattern: str, text: str, **kwargs: bool) -> bool:
    matcher = StemMatcher([parse("x", pattern)], **kwargs)
    return bool(matcher.match(split(text).folded))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("zameld", "jak się ZAMELDOWAĆ"),
        ("gas", "mijn gas is duur"),
        ("bsn*", "bsnnummer kwijt"),
        ("kamer te huur", "Kamers te huur!"),
        ("szuk/poszuk + pokoj", "pokoju pilnie szukam"),
        ("*ايجار", "بالايجار"),
        ("e-mail", "mijn e-mail werkt niet"),
        ("lahey", "Lahey'de"),
        ("не плаща", "не плащат нищо"),
    ],
)
def test_matches(pattern: str, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("gas", "gasten in huis"),
        ("dom=", "domek"),
        ("kamer te huur", "huur te kamer"),
        ("szuk + pokoj", "szukam " + "bla " * 15 + "pokoju"),
        ("szuk + szuk", "szukam"),
    ],
)
def test_does_not_match(pattern: str, text: str) -> None:
    assert not found(pattern, text)


@pytest.mark.parametrize("typed", ["zhilishte", "jiliste", "jilishte", "JILISHTE"])
def test_cyrillic_stem_finds_latin_spellings(typed: str) -> None:
    assert found("жилищ", typed, romanised=True)


def test_cyrillic_stem_stays_cyrillic_unless_told() -> None:
    assert not found("жилищ", "zhilishte")


def test_spellings_are_bounded() -> None:
    assert len(latin.spellings("щъщъщъщъщъ")) <= latin.MOST_SPELLINGS


def test_last_vowel_may_change_in_inflected_languages() -> None:
    rule = parse("x", "податкова довідка", inflected=True)
    assert StemMatcher([rule]).match(split("дали податкову довідку").folded)


def test_empty_part_is_refused() -> None:
    with pytest.raises(ValueError, match="empty part"):
        parse("x", "kamer/")


def test_placeholders_and_links_are_no_words() -> None:
    assert split("bel [naam] via https://huur.nl/kamer").folded == ("bel", "via")


def test_quote_gives_the_text_as_typed() -> None:
    words = split("Jak się Zameldować?")
    assert words.quote(1, 2) == "się Zameldować"
