"""Types told alike in every language: a denial on a theme, thanks as rhetoric, a choice of two."""

import pytest

from nlp.kinds import kind
from nlp.questions import is_question
from nlp.topics import Reading
from nlp.type_model import judge

TEXTS = [
    ("pl", "Morze czy góry?", "other"),
    ("nl", "Koffie of thee?", "other"),
    ("en", "What would I do without you?", "thanks"),
    ("ru", "Что бы я без вас делала?", "thanks"),
    ("en", "Who do they think they are?", "complaint"),
    ("en", "I do not like this song", "other"),
    ("ro", "unde găsesc o chirie?", "question"),
]


@pytest.mark.parametrize(("language", "text", "expected"), TEXTS)
def test_the_type_is_told(language: str, text: str, expected: str) -> None:
    reading = Reading(language)
    assert kind(judge(text, reading), asks=is_question(text, reading)) == expected
