"""Reach against community size: bands, no ranking where they overlap, missing is not zero."""

from datetime import date

import pytest

from campaigns.reach import Reach, Views, compare, least_reached, reach_of, shortfall
from data.records import Community


def community(language: str, low: int, high: int) -> Community:
    return Community(language, low, high, "CBS", date(2026, 1, 1))


def reaches(*rows: tuple[str, int | None, int, int]) -> list[Reach]:
    views = [Views(language, 3, seen) for language, seen, _, _ in rows]
    return compare(views, [community(language, low, high) for language, _, low, high in rows])


def test_the_band_goes_from_the_largest_to_the_smallest_community() -> None:
    found = reach_of(Views("pl", 4, 500, 100, 400), community("pl", 1000, 2000))
    assert (found.low, found.high, found.others_share) == (25.0, 50.0, 0.8)


@pytest.mark.parametrize("views", [Views("pl", 4, None), Views("pl", 4, None, 3, None)])
def test_missing_is_not_zero(views: Views) -> None:
    found = reach_of(views, community("pl", 1000, 2000))
    assert (found.low, found.high, found.others_share) == (None, None, None)
    assert reach_of(Views("pl", 0, 0), community("pl", 10, 20)).low == 0.0


def languages_of(found: list[Reach]) -> tuple[str, list[str]] | None:
    certain = least_reached(found)
    return (certain[0].views.language, [each.views.language for each in certain[1]]) if certain else None


def test_least_is_said_only_against_bands_wholly_above() -> None:
    found = reaches(("bg", 100, 1000, 2000), ("pl", 150, 1000, 2000), ("ro", 900, 1000, 1100))
    assert languages_of(found) == ("bg", ["ro"])


def test_nobody_is_least_where_all_bands_overlap() -> None:
    assert languages_of(reaches(("bg", 100, 1000, 2000), ("pl", 150, 1000, 2000))) is None


def test_a_language_without_a_band_takes_no_part() -> None:
    assert languages_of(reaches(("bg", None, 1000, 2000), ("ro", 900, 1000, 1100))) is None
    assert languages_of([]) is None


def test_a_community_we_never_wrote_to_is_listed_with_nothing() -> None:
    found = compare([Views("pl", 2, 50)], [community("pl", 10, 20), community("tr", 10, 20)])
    assert [(each.views.language, each.views.posts, each.low) for each in found] == [
        ("pl", 2, 250.0),
        ("tr", 0, 0.0),
    ]


def test_a_shortfall_is_counted_cautiously() -> None:
    found = reaches(("bg", 100, 1000, 2000), ("pl", 1000, 1000, 2000))
    assert shortfall(found[0], found) == pytest.approx(5.0)
    assert shortfall(found[1], found) is None
    assert shortfall(reaches(("bg", None, 1, 2), ("pl", 9, 9, 9))[0], found) is None
