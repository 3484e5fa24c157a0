"""What only few may see is found in every posting language; ordinary trouble is not."""

import pytest

from nlp.sensitive import is_sensitive, reasons
from nlp.topics import CodeMatch, Reading
from nlp.words import split


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("nl", "Mijn baas dreigt dat hij mij vermoordt", "threats"),
        ("nl", "ik wil niet meer leven", "self_harm"),
        ("en", "they took my passport", "trafficking"),
        ("en", "he beats me every day", "violence"),
        ("pl", "szef zabrał mi paszport", "trafficking"),
        ("pl", "nie chce mi się żyć", "self_harm"),
        ("bg", "шефът ни заплашва", "threats"),
        ("bg", "спя на улицата", "homeless"),
        ("ro", "dormim în mașină de o săptămână", "homeless"),
        ("tr", "beni dövüyor", "violence"),
        ("uk", "начальник погрожує", "threats"),
        ("ru", "нас заставляют работать", "trafficking"),
        ("hu", "elvették az útlevelünket", "trafficking"),
        ("es", "me quitaron el pasaporte", "trafficking"),
        ("de", "Der Chef hat uns die Pässe weggenommen", "trafficking"),
        ("fr", "mon mari me frappe", "violence"),
        ("pt", "já não quero viver", "self_harm"),
        ("cs", "spím v autě už týden", "homeless"),
        ("sk", "šéf sa mi vyhráža", "threats"),
        ("hr", "muž me tuče", "violence"),
        ("lt", "nebenoriu gyventi", "self_harm"),
        ("lv", "guļu mašīnā", "homeless"),
        ("ar", "زوجي يضربني", "violence"),
        ("en", "the children are home alone every night", "children"),
        ("pl", "sąsiedzi biją dziecko", "children"),
    ],
)
def test_found(language: str, text: str, reason: str) -> None:
    assert reason in reasons(split(text), Reading(language))


def test_bulgarian_in_latin_letters() -> None:
    assert reasons(split("shefat ni zaplashva"), Reading("bg", romanised=True)) == ("threats",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Waar kan ik mijn paspoort verlengen"),
        ("pl", "Szukam pokoju na tej ulicy"),
        ("en", "The rent is too high"),
        ("bg", "Къде е автобусът"),
        ("en", "That joke killed me, I nearly died laughing"),
        ("lt", "sveikatos draudimas yra privalomas"),
        ("de", "Der Bus fährt am Kindergarten vorbei"),
    ],
)
def test_ordinary_texts_are_not(language: str, text: str) -> None:
    assert reasons(split(text), Reading(language)) == ()


def test_in_a_language_nobody_knows_all_lists_are_read() -> None:
    assert reasons(split("nebenoriu gyventi"), Reading("und")) == ("self_harm",)


def test_a_sensitive_code_is_enough() -> None:
    match = CodeMatch("housing.homeless", 0.7, ("onderdak",))
    assert is_sensitive(split("waar is onderdak"), Reading("nl"), (match,))
