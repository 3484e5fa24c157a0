"""The other language of a mixed text."""

import pytest

from nlp.language import detect


@pytest.mark.parametrize(
    ("text", "main", "second"),
    [
        ("Ludzie błagam, stop sending me those videos, mam już pełną pamięć w telefonie", "pl", "en"),
        ("Hola a todos, alguien sabe de habitaciones? I am looking for one near here", "es", "en"),
        ("ik moest lachen want hij riep de hele tijd dzień dobry kochani jak się macie", "nl", "pl"),
        ("Не мога да повярвам, this is actually happening, утре летим за Лондон", "bg", "en"),
        ("Написала їм листа, and of course no reply, вже другий тиждень мовчать", "uk", "en"),
        ("kazah mu che shte doida utre a toi mi vika ik heb geen tijd vandaag meneer", "bg", "nl"),
    ],
)
def test_both_languages_are_named(text: str, main: str, second: str) -> None:
    guess = detect(text)
    assert {guess.code, guess.second} == {main, second}
    assert guess.code == main


@pytest.mark.parametrize(
    "text",
    [
        "Czy mogę dostać zorgtoeslag jak mieszkam na lokacji uitzendbureau i płacę huur",
        "Gisteren weer Game Of Thrones gekeken met The Lord Of The Rings erachteraan",
        "да си купя ли новия iPhone 15 Pro Max или да изчакам до Black Friday",
        "primesc zorgtoeslag si huurtoeslag de la belastingdienst de doi ani",
        "super weekend iedereen, was echt nice en chill met de hele crew",
        "ok dzieki",
        "",
        "😂😂 haha",
    ],
)
def test_loans_titles_and_short_texts_are_no_second_language(text: str) -> None:
    assert detect(text).second is None


def test_the_language_of_most_letters_is_the_main_one() -> None:
    guess = detect("na drzwiach wisi kartka vandaag gesloten wegens ziekte, a ja jechalam godzine")
    assert (guess.code, guess.second) == ("pl", "nl")


def test_only_candidates_are_looked_for() -> None:
    text = "Ludzie błagam, stop sending me those videos, mam już pełną pamięć w telefonie"
    assert detect(text, languages=("pl", "nl", "bg")).second is None


def test_a_near_twin_is_no_second_language() -> None:
    assert detect("gde si bio sinoć brate, nije te bilo a rekao si da dolaziš, gdje si nestao").second is None
