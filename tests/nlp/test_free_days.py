"""Free days by language: Dutch ones for all, those of the home country, and the days of Christmas."""

from datetime import date

import pytest

from nlp.free_days import AT_HOME, CHRISTMAS, DUTCH, USUAL, free_days


@pytest.mark.parametrize(
    ("language", "day", "kind"),
    [
        ("pl", date(2026, 4, 27), DUTCH),  # King's Day
        ("", date(2026, 4, 27), DUTCH),
        ("pl", date(2026, 11, 11), AT_HOME),  # Independence Day
        ("bg", date(2026, 3, 3), AT_HOME),  # Liberation Day
        ("bg", date(2026, 11, 11), USUAL),
        ("", date(2026, 11, 11), USUAL),
        ("en", date(2026, 7, 4), USUAL),
        ("ro", date(2026, 12, 29), CHRISTMAS),
        ("nl", date(2027, 1, 1), CHRISTMAS),
        ("nl", date(2027, 1, 2), USUAL),
    ],
)
def test_kind_of_day(language: str, day: date, kind: int) -> None:
    assert free_days([language], [day]).tolist() == [[kind]]


def test_rows_are_languages_and_columns_days() -> None:
    assert free_days(["pl", "", "pl"], [date(2026, 11, 10), date(2026, 11, 11)]).tolist() == [
        [0, 2],
        [0, 0],
        [0, 2],
    ]
    assert free_days([], [date(2026, 11, 10)]).shape == (0, 1)
