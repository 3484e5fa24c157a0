"""Latin-letter Bulgarian, Ukrainian and Russian back in Cyrillic."""

import numpy as np
import pytest

from nlp.cyrillic import to_cyrillic
from nlp.vectors import open_embedder


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("bg", "kade moga da izvadq nomer", "каде мога да извадя номер"),
        ("bg", "Nqkoi znae li za6to 4akam ob6tinata", "някои знае ли защо чакам общината"),
        ("bg", "kvartirata e mnogo skapa, kashta s gradina", "квартирата е много скапа, каща с градина"),
        ("uk", "yak znayty likarya", "як знаити лікаря"),
        ("ru", "gde moi dengi", "где мои денги"),
        ("ru", "kakiye dokumenty nuzhny", "какийе документы нужны"),
    ],
)
def test_typed_words_become_near_to_written_ones(language: str, typed: str, written: str) -> None:
    assert to_cyrillic(typed, language) == written


def test_dutch_terms_and_numbers_stay() -> None:
    assert (
        to_cyrillic("kak da vzema BSN i zorgtoeslag v 2026", "bg") == "как да взема BSN и zorgtoeslag в 2026"
    )


@pytest.mark.parametrize("language", ["pl", "und", "nl"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert to_cyrillic("Gdzie jest urząd?", language) == "Gdzie jest urząd?"


def test_meaning_comes_back_with_the_letters() -> None:
    typed = "kak da namerq li4en lekar"
    dutch, latin, cyrillic = open_embedder().embed(
        ["Hoe vind ik een huisarts?", typed, to_cyrillic(typed, "bg")]
    )
    assert dutch @ cyrillic > dutch @ latin + np.float32(0.03)
