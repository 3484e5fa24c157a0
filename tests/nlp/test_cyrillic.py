"""Latin-letter Bulgarian, Ukrainian and Russian back in Cyrillic."""

import numpy as np
import pytest

from nlp.cyrillic import to_cyrillic
from nlp.vectors import open_embedder


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("bg", "kade moga da izvadq nomer", "къде мога да извадя номер"),
        ("bg", "Nqkoi znae li za6to 4akam ob6tinata", "някои знае ли защо чакам общината"),
        ("bg", "kvartirata e mnogo skapa, kashta s gradina", "квартирата е много скъпа, къща с градина"),
        ("bg", "shte me izgonyat li ot kvartirata", "ще ме изгонят ли от квартирата"),
        ("uk", "yak znayty likarya", "як знайти лікаря"),
        ("uk", "dyakuyu duzhe za vidpovid", "дякую дуже за відповідь"),
        ("ru", "gde dengi", "где деньги"),
        ("ru", "kakiye dokumenty nuzhny", "какие документы нужны"),
        ("ru", "poluchit medicinskuyu strahovku", "получить медицинскую страховку"),
    ],
)
def test_typed_words_become_near_to_written_ones(language: str, typed: str, written: str) -> None:
    assert to_cyrillic(typed, language) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kak da vzema BSN i zorgtoeslag v 2026", "как да взема BSN и zorgtoeslag в 2026"),
        ("rabota v Den Haag", "работа в Den Haag"),
        ("leks den", "лекс ден"),
        ("gledai [naam] https://example.org/da @ivan", "гледай [naam] https://example.org/da @ivan"),
        ("nqma appointment online", "няма appointment online"),
        ("вече е на кирилица, mersi", "вече е на кирилица, мерси"),
    ],
)
def test_other_words_placeholders_and_numbers_stay(typed: str, written: str) -> None:
    assert to_cyrillic(typed, "bg") == written


def test_a_long_word_takes_no_longer() -> None:
    assert to_cyrillic("iaiyuj" * 1000, "ru")


@pytest.mark.parametrize("language", ["pl", "und", "nl"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert to_cyrillic("Gdzie jest urząd?", language) == "Gdzie jest urząd?"


def test_meaning_comes_back_with_the_letters() -> None:
    typed = "kak da namerq li4en lekar"
    dutch, latin, cyrillic = open_embedder().embed(
        ["Hoe vind ik een huisarts?", typed, to_cyrillic(typed, "bg")]
    )
    assert dutch @ cyrillic > dutch @ latin + np.float32(0.03)
