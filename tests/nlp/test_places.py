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
        ("на Хобемаплейн, Hobbemaplein bij de Haagse Markt", ("Hobbemaplein", "Den Haag", "Haagse Markt")),
        ("mieszkam w Naaldwijku, pracuję w Eindhovenie", ("Naaldwijk", "Eindhoven")),
        ("Hagoje arba Scheveningene", ("Den Haag", "Scheveningen")),
        ("dzīvoju Hāgā, strādāju Tilburgā", ("Den Haag", "Tilburg")),
        ("v Haagu na Weimarstraat", ("Den Haag", "Weimarstraat")),
        ("работаю в Тилбурге, живу в Бреде", ("Tilburg", "Breda")),
        ("rabotq v naldwijk i v shilderswijk", ("Naaldwijk", "Schilderswijk")),
        ("Schilderswijk'ta ev, Escamp'ta iş", ("Schilderswijk", "Escamp")),
        ("شقة في لاهاي أو روتردام", ("Den Haag", "Rotterdam")),
        ("lângă Roosendaal sau Zevenbergen", ("Roosendaal", "Moerdijk")),
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
        "Leidenschaft und laakbaar gedrag",
        "sudjenje u Haagu, optuženi general",
        "dan spuit hij het water weg",
    ],
)
def test_not_a_place(text: str) -> None:
    assert places(split(text)) == ()


def test_spanish_haga_is_a_verb_in_small_letters() -> None:
    assert places(split("haga una cita"), "es") == ()
    assert places(split("haga una cita"), "ro") == ("Den Haag",)


def test_hagi_is_polish_for_of_the_hague_and_a_name_elsewhere() -> None:
    assert places(split("jadę do Hagi"), "pl") == ("Den Haag",)
    assert places(split("gol de Gheorghe Hagi"), "ro") == ()
