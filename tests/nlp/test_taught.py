"""A person's correction is how the next text like it is read."""

import numpy as np
import pytest

from data.records import Correction
from nlp.tag import tag
from nlp.taught import as_taught, learn
from nlp.vectors import open_embedder

TEXT = "Gdzie w tym mieście załatwię niebieską pieczątkę"
VERSION = open_embedder().version


def lesson(text: str = TEXT, *codes: str, **more: object) -> Correction:
    return Correction(1, text, "pl", "question", codes or ("registration.brp",), False, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "gdzie w tym miescie zalatwie niebieska pieczatke???",
        "GDZIE W TYM MIEŚCIE załatwię niebieskie pieczątki",
    ],
)
def test_the_same_but_for_signs_and_endings_is_read_as_corrected(text: str) -> None:
    found = learn([lesson()], VERSION).like(text)
    assert found is not None
    said = as_taught(tag(text), found)
    assert (said.language, said.type, said.is_question) == ("pl", "question", True)
    assert [(code.code, code.score) for code in said.codes] == [("registration.brp", 1.0)]
    assert said.codes[0].matched == (f"= {TEXT}",)


@pytest.mark.parametrize("text", ["Gdzie w tym mieście kupię chleb", "pieczątkę", "", "Witam"])
def test_other_texts_are_not(text: str) -> None:
    assert learn([lesson()], VERSION).like(text) is None


def test_the_later_correction_of_the_same_words_wins() -> None:
    found = learn([lesson(), lesson(TEXT, "registration.rni")], VERSION).like(TEXT)
    assert found is not None
    assert found.codes == ("registration.rni",)


def test_a_corrected_question_is_an_example_of_its_codes() -> None:
    asked, near, far = open_embedder().embed(
        ["Jak znaleźć lekarza rodzinnego?", "How do I find a family doctor?", "Bus timetable on Sunday?"]
    )
    taught = learn([lesson(vector=asked.astype(np.float32).tobytes(), vector_version=VERSION)], VERSION)
    assert [code.code for code in taught.near(near, "en", version=VERSION)] == ["registration.brp"]
    assert taught.near(far, "en", version=VERSION) == ()
    assert taught.near(near, "en", version="another") == ()


def test_nothing_taught_is_nothing_read() -> None:
    taught = learn([], VERSION)
    assert taught.like(TEXT) is None
    assert taught.near(np.ones(384, dtype=np.float32), "pl", version=VERSION) == ()
