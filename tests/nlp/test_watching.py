"""From counts by day to signals: windows, deaf weeks, new keys, languages."""

from datetime import date, timedelta

import pytest

from data.suppression import THRESHOLD
from nlp.rising import MINIMUM, WEEKS
from nlp.watching import GUARD, Tally, Window, heard_by_week, signals_of

WINDOW = Window(end=date(2026, 11, 20))
ALL = WEEKS + GUARD + 1
HEARD = [1.0] * ALL
NEVER = frozenset[str]()


def tallies(key: str, language: str, *per_week: int) -> list[Tally]:
    """Counts of a key on the second day of each week, the last one in the window."""
    first = ALL - len(per_week)
    days = [WINDOW.since + timedelta(days=7 * (first + week) + 1) for week in range(len(per_week))]
    return [(key, language, day, n) for day, n in zip(days, per_week, strict=True) if n]


def test_window_is_the_seven_days_before_its_end() -> None:
    assert (WINDOW.start, WINDOW.last) == (date(2026, 11, 13), date(2026, 11, 19))
    assert WINDOW.week_of(WINDOW.last) == WINDOW.week_of(WINDOW.start) == ALL - 1
    assert WINDOW.week_of(WINDOW.start - timedelta(days=1)) == ALL - 2
    assert WINDOW.week_of(WINDOW.since) == 0


def test_what_may_be_signalled_may_be_shown() -> None:
    assert MINIMUM >= THRESHOLD


def test_a_rise_in_one_language_is_told_once_under_that_language() -> None:
    rows = tallies("housing.deposit", "pl", *[3] * (ALL - 1), 18) + tallies(
        "housing.deposit", "ro", *[1] * (ALL - 1), 1
    )
    (signal,) = signals_of("code", rows, HEARD, NEVER, WINDOW)
    assert (signal.key, signal.language, signal.observed) == ("housing.deposit", "pl", 18)
    assert signal.expected == pytest.approx(3, abs=0.1)
    assert (signal.window_start, signal.window_end) == (WINDOW.start, WINDOW.end)


def test_a_rise_spread_over_languages_is_told_for_all() -> None:
    rows = [
        row for language in ("pl", "ro", "bg", "tr") for row in tallies("x", language, *[1] * (ALL - 1), 5)
    ]
    assert "" in {signal.language for signal in signals_of("code", rows, HEARD, NEVER, WINDOW)}


def test_a_fall_is_no_signal() -> None:
    assert signals_of("code", tallies("x", "pl", *[40] * (ALL - 1), 6), HEARD, NEVER, WINDOW) == []


def test_fewer_than_five_are_no_signal_even_when_new() -> None:
    assert signals_of("claim", tallies("x", "bg", 4), HEARD, NEVER, WINDOW) == []


@pytest.mark.parametrize(("seen", "new"), [(NEVER, True), (frozenset({"x"}), False)])
def test_new_is_what_was_never_seen(seen: frozenset[str], new: bool) -> None:
    signals = signals_of("claim", tallies("x", "bg", 9), HEARD, seen, WINDOW)
    assert [signal.is_new for signal in signals] == [new]


def test_an_office_that_began_this_week_gets_no_signals() -> None:
    heard = heard_by_week([WINDOW.start, WINDOW.last], WINDOW)
    assert heard[:-1] == [0.0] * (ALL - 1)
    assert signals_of("code", tallies("x", "pl", 30), heard, NEVER, WINDOW) == []


def test_the_first_week_counts_from_its_first_day_and_silence_is_deafness() -> None:
    days = [WINDOW.since + timedelta(days=16), WINDOW.since + timedelta(days=29), WINDOW.last]
    heard = heard_by_week(days, WINDOW)
    assert heard == [0, 0, pytest.approx(5 / 7), 0, 1, 0, 0, 0, 0, 0, 1]


def test_what_grows_week_after_week_does_not_raise_its_own_standard() -> None:
    (signal,) = signals_of("claim", tallies("accountant_needed", "bg", 2, 5, 7), HEARD, NEVER, WINDOW)
    assert (signal.observed, signal.is_new) == (7, False)
    assert signal.expected < 0.2


def test_a_level_that_has_lasted_is_usual_again() -> None:
    rows = tallies("x", "bg", *[1] * 4, *[8] * 7)
    assert signals_of("code", rows, HEARD, NEVER, WINDOW) == []


def test_no_counts_give_no_signals() -> None:
    assert signals_of("place", [], heard_by_week([], WINDOW), NEVER, WINDOW) == []
