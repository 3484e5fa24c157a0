from datetime import UTC, date, datetime

import pytest

from dashboard.words import FACES, words
from data.suppression import suppress


def places(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_both_faces_have_the_same_keys_and_the_same_places() -> None:
    dutch, english = (words(face).texts for face in FACES)
    assert dutch.keys() == english.keys()
    assert [key for key in dutch if places(dutch[key]) != places(english[key])] == []


def test_dutch_is_the_face_of_whoever_asks_for_something_else() -> None:
    assert words("xx").face == "nl"


def test_numbers_days_and_times_are_written_the_dutch_way() -> None:
    dutch = words("nl")
    assert dutch.number(1234.5) == "1.234,5"
    assert dutch.number(None) == "–"
    assert dutch.day(date(2026, 11, 22)) == "22 nov 2026"
    assert dutch.moment(datetime(2026, 11, 22, 13, 0, tzinfo=UTC)) == "zo 22 nov 14:00"


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (4, "minder dan 5"), (5, "5"), (None, "–")])
def test_small_counts_are_never_written(count: int | None, text: str) -> None:
    assert words("nl").cell(suppress(count)) == text
