"""Watching a real store."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from data import signals
from data.database import Database
from nlp import annotate, listening

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DOCTOR = "Hoe vind ik een huisarts in Den Haag?"
Put = Callable[..., None]


def test_a_rise_is_written_once_and_a_quiet_look_clears_it(sqlite_database: Database, put: Put) -> None:
    for week in range(1, 9):
        put(*[f"{DOCTOR} {n}" for n in range(2)], at=NOW - timedelta(weeks=week, days=2))
    put(*[f"{DOCTOR} {n}" for n in range(15)], at=NOW - timedelta(days=2))
    annotate.annotate(sqlite_database, NOW)
    assert listening.watch(sqlite_database, NOW) == listening.watch(sqlite_database, NOW) >= 1
    with sqlite_database.read() as session:
        found = signals.latest(session)
    gp = next(each for each in found if each.key == "health.gp")
    assert (gp.kind, gp.language, gp.observed, gp.is_new) == ("code", "nl", 15, False)
    assert (gp.window_start, gp.window_end) == (date(2026, 11, 13), date(2026, 11, 20))


def test_nothing_rises_in_an_empty_store(sqlite_database: Database) -> None:
    assert listening.watch(sqlite_database, NOW) == 0


def test_a_rise_keeps_its_first_day_the_next_morning(sqlite_database: Database, put: Put) -> None:
    for week in range(1, 9):
        put(*[f"{DOCTOR} {n}" for n in range(2)], at=NOW - timedelta(weeks=week, days=2))
    put(*[f"{DOCTOR} {n}" for n in range(15)], at=NOW - timedelta(days=2))
    annotate.annotate(sqlite_database, NOW)
    for morning in (NOW, NOW + timedelta(days=1)):
        listening.watch(sqlite_database, morning)
    with sqlite_database.read() as session:
        gp = next(each for each in signals.latest(session) if each.key == "health.gp")
    assert (gp.window_end, gp.began) == (date(2026, 11, 21), date(2026, 11, 19))


def test_questions_that_wait_are_a_void_until_we_answer(sqlite_database: Database, put: Put) -> None:
    put(*[f"{DOCTOR} {n}" for n in range(6)], at=NOW - timedelta(days=5))
    put("Zo vindt u een huisarts in Den Haag.", by="us", at=NOW - timedelta(days=2))
    annotate.annotate(sqlite_database, NOW)
    with sqlite_database.read() as session:
        (void,) = listening.find_voids(session, NOW)
    assert (void.code, void.language, void.waiting) == ("health.gp", "nl", 6)
    assert (void.now, void.before, void.posts) == (6, 0, 0)  # a comment of ours is no post
