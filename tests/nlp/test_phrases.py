"""Phrases of many lists at once: every place they stand, in words, beginnings, endings and middles."""

import pytest

from nlp.phrases import PhraseFinder


@pytest.mark.parametrize(
    ("phrase", "word", "found"),
    [
        ("kamer", "kamers", False),
        ("kamer*", "kamers", True),
        ("-lem", "bylem", True),
        ("-lem", "lemur", False),
        ("*dug", "oldugunu", True),
        ("Zgłosić", "zglosic", True),
    ],
)
def test_how_a_word_is_compared(phrase: str, word: str, found: bool) -> None:
    assert bool(PhraseFinder({"list": [phrase]}).find([word])) is found


def test_every_place_is_found_under_its_list() -> None:
    finder = PhraseFinder({"one": ["a", "a b c"], "two": ["b c", "c d"]})
    assert finder.find(["a", "b", "c", "x", "a"]) == {"one": [(0, 0), (0, 2), (4, 4)], "two": [(1, 2)]}


def test_stems_are_beginnings_save_short_words_and_those_with_a_sign() -> None:
    finder = PhraseFinder({"list": ["kamer", "gas", "huis="]}, stems=True)
    assert finder.find(["kamers", "gasten", "huisje"]) == {"list": [(0, 0)]}


def test_cyrillic_is_found_in_latin_letters() -> None:
    finder = PhraseFinder({"list": ["търся стая"]}, romanised=True)
    assert finder.find(["tarsq", "staq"]) == {"list": [(0, 1)]}


def test_a_phrase_at_the_end_of_a_text_is_not_half_found() -> None:
    assert PhraseFinder({"list": ["te koop", "te koop gevraagd"]}).find(["huis", "te"]) == {}
