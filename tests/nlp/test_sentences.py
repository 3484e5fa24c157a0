"""Sentences and clauses of a text, and the marks that close them."""

import pytest

from nlp.sentences import cut
from nlp.words import split


@pytest.mark.parametrize(
    ("text", "sizes", "marks"),
    [
        ("Hoi! Iemand een idee?", [1, 3], ["!", "?"]),
        ("Llegué ayer ¿dónde se pide?", [2, 3], ["", "?"]),
        ("kost het 3.50 euro?!", [5], ["?!"]),
        ("een regel\nnog een regel", [2, 3], ["", ""]),
        ("rond de 300 (?) euro", [4], [""]),
        ("kijk op https://voorbeeld.nl/?page=2 eens", [3], [""]),
        ("كم السعر؟", [2], ["؟"]),
        ("?!...", [], []),
    ],
)
def test_sentences_and_their_marks(text: str, sizes: list[int], marks: list[str]) -> None:
    sentences = cut(split(text))
    assert [len(each) for each in sentences] == sizes
    assert [each.marks for each in sentences] == marks


def test_clauses_begin_behind_commas_and_dashes() -> None:
    (sentence,) = cut(split("Ik ben ziek, wie bel ik - of wat nu"))
    assert sentence.clauses == (0, 3, 6)


def test_a_question_in_quotation_marks_is_quoted() -> None:
    asked, told = cut(split("„Kiedy wracasz?” zapytała mama"))
    assert (asked.quoted, told.quoted) == (True, False)
