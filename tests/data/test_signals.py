"""Signals of one look replace those of the same window; none is shown that rests on a few people."""

from datetime import date, datetime, timedelta

import pytest

from data import signals
from data.database import Database
from data.records import NewSignal

END = date(2026, 11, 21)


def rise(key: str, observed: int = 9, p_value: float = 0.01, end: date = END) -> NewSignal:
    start = end - timedelta(days=7)
    began = end - timedelta(days=1)
    return NewSignal("code", key, "bg", start, end, observed, 2.0, 1.5, 9.0, p_value, False, began)


def test_the_least_likely_by_chance_comes_first(database: Database, now: datetime) -> None:
    new = [rise("a.a", p_value=0.02), rise("b.b", p_value=0.001)]
    with database.begin() as session:
        signals.add(session, new, now)
        assert signals.latest(session) == [new[1], new[0]]
        assert signals.latest(session, limit=1) == [new[1]]


def test_looking_again_replaces_the_window(database: Database, now: datetime) -> None:
    with database.begin() as session:
        signals.add(session, [rise("a.a"), rise("old.old", end=END - timedelta(days=1))], now)
        signals.add(session, [rise("b.b"), rise("b.b", observed=12)], now)
        assert signals.latest(session) == [rise("b.b", observed=12)]
        signals.add(session, [], now, window_end=END)
        assert [each.key for each in signals.latest(session)] == ["old.old"]


def test_few_people_are_no_signal_to_show(database: Database, now: datetime) -> None:
    with database.begin() as session:
        signals.add(session, [rise("few.few", observed=4), rise("enough.enough", observed=5)], now)
        assert [each.key for each in signals.latest(session)] == ["enough.enough"]


@pytest.mark.parametrize(("mornings", "began"), [((0, 1, 2, 7), 0), ((0, 8, 9), 8), ((0, 7, 14), 0)])
def test_a_rise_that_goes_on_keeps_the_day_it_began(
    database: Database, now: datetime, mornings: tuple[int, ...], began: int
) -> None:
    with database.begin() as session:
        for morning in mornings:
            signals.add(session, [rise("a.a", end=END + timedelta(days=morning))], now)
        (latest,) = signals.latest(session)
    assert latest.began == END + timedelta(days=began - 1)


def test_looking_again_does_not_move_the_day_it_began(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for end in (END, END + timedelta(days=1), END + timedelta(days=1)):
            signals.add(session, [rise("a.a", end=end)], now)
        (latest,) = signals.latest(session)
    assert latest.began == END - timedelta(days=1)


def test_signals_of_an_earlier_morning_are_not_taken_for_todays(database: Database, now: datetime) -> None:
    with database.begin() as session:
        signals.add(session, [rise("a.a")], now)
        signals.add(session, [], now, window_end=END + timedelta(days=1))
        assert signals.latest(session, since=END + timedelta(days=1)) == []
        assert [each.key for each in signals.latest(session, since=END)] == ["a.a"]
