"""What a recurring question is called."""

from datetime import UTC, datetime

import numpy as np

from data.records import QuestionVector
from nlp.titles import code_of, title_of
from nlp.vectors import Vectors, unit

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def question(text: str, *codes: str, language: str = "nl") -> QuestionVector:
    return QuestionVector(1, language, text, b"", NOW, codes=codes)


def around(*cosines: float) -> Vectors:
    """One vector per cosine with the direction they lie around."""
    return unit(
        np.array([[c, *((1 - c * c) ** 0.5 * np.eye(len(cosines))[i])] for i, c in enumerate(cosines)])
    )


def test_title_is_the_wording_nearest_to_the_centre() -> None:
    asked = [question("Waar is het kantoor nu?"), question("Gdzie jest autobus dziś?", language="pl")]
    asked.append(question("Waar is hij dan vandaag?"))
    assert title_of(asked, around(0.2, 0.95, 0.6)) == ("Gdzie jest autobus dziś?", "pl")


def test_a_title_has_a_fitting_length_when_one_has() -> None:
    asked = [question("Bus?"), question("waar staat de bus"), question("woord " * 60)]
    assert title_of(asked, around(0.9, 0.5, 0.95))[0] == "waar staat de bus"
    assert title_of(asked[:1], around(0.9))[0] == "Bus?"


def test_a_sensitive_wording_is_never_a_title() -> None:
    asked = [
        question("de baas slaat ons elke dag", "exploitation.abuse"),
        question("ons paspoort is ingenomen"),
    ]
    assert title_of(asked, around(0.9, 0.1))[0] == "ons paspoort is ingenomen"
    assert title_of(asked[:1], around(0.9)) == ("exploitation.abuse", "und")


def test_a_title_is_one_line() -> None:
    assert title_of([question("waar\n\n is  de bus")], around(0.9))[0] == "waar is de bus"


def test_code_is_that_of_at_least_half_of_the_coded() -> None:
    assert (
        code_of([question("a", "health.gp"), question("b", "health.gp", "x.y"), question("c")]) == "health.gp"
    )
    assert (
        code_of([question("a", "health.gp"), question("b", "pay.unpaid"), question("c", "work.hours")])
        is None
    )
    assert code_of([question("a")]) is None
