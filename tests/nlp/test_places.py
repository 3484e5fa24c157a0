"""Places in any spelling, and the words that only look like places."""

import pytest

from nlp.places import places
from nlp.words import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ik woon in Laak, Den Haag", ("Laak", "Den Haag")),
        ("szukam pokoju w Hadze", ("Den Haag",)),
        ("търся работа в Хага", ("Den Haag",)),
        ("kvartira v haga", ("Den Haag",)),
        ("Лікар у Гаазі або у Делфті", ("Den Haag", "Delft")),
        ("Lahey'de ev arıyorum", ("Den Haag",)),
        ("Hágában vagy Rotterdamban", ("Den Haag", "Rotterdam")),
        ("busco piso en La Haya", ("Den Haag",)),
        ("praca w Westlandzie i w Bredzie", ("Westland", "Breda")),
        ("bus op het plein in Escamp, Segbroek en Transvaal", ("Escamp", "Segbroek", "Transvaal")),
        ("ik woon in 's-Hertogenbosch", ("'s-Hertogenbosch",)),
        ("Den Haag Centrum", ("Den Haag", "Centrum")),
        ("Ik werk in Best", ("Best",)),
    ],
)
def test_named(text: str, expected: tuple[str, ...]) -> None:
    assert places(split(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This is the best day, made in China",
        "Best wishes to my son",
        "jadę do centrum",
        "The Hague Convention and its apostille",
        "трибуналът в Хага",
        "ga naar het winkelcentrum",
    ],
)
def test_not_a_place(text: str) -> None:
    assert places(split(text)) == ()


def test_spanish_haga_is_a_verb_in_small_letters() -> None:
    assert places(split("haga una cita"), "es") == ()
    assert places(split("haga una cita"), "ro") == ("Den Haag",)
