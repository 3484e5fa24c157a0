"""Counts are exact inside and suppressed at the face; days and weeks are those of Amsterdam."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from data import counts, questions
from data.database import Database

Put = Callable[..., list[int]]
MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)


def test_weeks_begin_on_monday_midnight_in_amsterdam(database: Database, put: Put) -> None:
    put(2, at=datetime(2026, 11, 15, 22, 59, tzinfo=UTC))  # still Sunday
    put(3, at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC))  # Monday 00:00
    with database.read() as session:
        found = counts.weekly_counts(session, "code", MONDAY - timedelta(days=7), SUNDAY)
    last_week = MONDAY - timedelta(days=7)
    assert found == [("registration.bsn", "pl", last_week, 2), ("registration.bsn", "pl", MONDAY, 3)]


def test_the_night_of_the_clock_change(database: Database, put: Put) -> None:
    put(1, at=datetime(2026, 10, 24, 21, 59, tzinfo=UTC))  # Saturday 23:59, summer time
    put(2, at=datetime(2026, 10, 24, 22, 0, tzinfo=UTC))  # Sunday
    put(3, at=datetime(2026, 10, 25, 22, 59, tzinfo=UTC))  # Sunday 23:59, winter time
    put(4, at=datetime(2026, 10, 25, 23, 0, tzinfo=UTC))
    with database.read() as session:
        found = counts.daily_counts(session, "code", date(2026, 10, 24), date(2026, 10, 26))
    assert [(day.day, n) for _, _, day, n in found] == [(24, 1), (25, 5), (26, 4)]


def test_every_code_place_claim_and_question_counts(database: Database, put: Put, now: datetime) -> None:
    ids = put(2, codes=("pay.unpaid", "work.agency"), places=("Laak", "Escamp"), claims=("c1",))
    put(1, codes=(), places=("Laak",), language="bg")
    with database.begin() as session:
        question = questions.create(session, "?", "nl", None, b"", "v1", now)
        questions.assign_many(session, dict.fromkeys(ids, question))
        found = {
            by: [
                (key, language, n) for key, language, _, n in counts.daily_counts(session, by, MONDAY, SUNDAY)
            ]
            for by in ("code", "place", "claim", "question")
        }
    assert found == {
        "code": [("pay.unpaid", "pl", 2), ("work.agency", "pl", 2)],
        "place": [("Escamp", "pl", 2), ("Laak", "bg", 1), ("Laak", "pl", 2)],
        "claim": [("c1", "pl", 2)],
        "question": [(str(question), "pl", 2)],
    }
