"""What is asked and what is answered, per topic and language, on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from data import annotations, items, questions, voids
from data.database import Database
from data.records import NewAnnotation, NewItem, Source
from data.voids import Exchange

Put = Callable[..., list[int]]
Asked = Callable[..., NewItem]
Said = Callable[..., NewAnnotation]
UNTIL = date(2026, 11, 21)
SINCE = UNTIL - timedelta(days=28)
EARLIER = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def found(database: Database) -> list[Exchange]:
    with database.read() as session:
        return voids.exchanges(session, SINCE, UNTIL)


def test_what_is_asked_now_and_before(database: Database, put: Put) -> None:
    put(3), put(2, is_question=False), put(4, at=EARLIER), put(1, language="bg", codes=("work.agency",))
    put(1, at=EARLIER - timedelta(days=28))  # too long ago
    assert found(database) == [
        Exchange("registration.bsn", "pl", now=5, before=4, questions=3, answered=0, posts=0),
        Exchange("work.agency", "bg", now=1, before=0, questions=1, answered=0, posts=0),
    ]


def test_an_item_with_two_codes_counts_for_both(database: Database, put: Put) -> None:
    put(2, codes=("pay.unpaid", "work.agency"))
    assert [(each.code, each.now) for each in found(database)] == [("pay.unpaid", 2), ("work.agency", 2)]


def test_the_bounds_of_the_period(database: Database, put: Put) -> None:
    for day in (SINCE - timedelta(days=1), SINCE, UNTIL - timedelta(days=1), UNTIL):
        put(at=datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC))
    (each,) = found(database)
    assert (each.now, each.before) == (2, 1)


def test_our_reply_answers_and_our_post_is_counted(
    database: Database, source: Source, asked: Asked, said: Said, now: datetime
) -> None:
    new = [
        asked("post", "BSN?", kind="visitor_post"),
        asked("reply", "Zo.", author_kind="us", parent_external_id="post", created_at=now),
        asked("other", "BSN?", kind="visitor_post"),
        asked("ours", "Uw BSN", author_kind="us", kind="page_post"),
    ]
    with database.begin() as session:
        items.add(session, source, new, now)
        every = items.untagged(session, "rules-1")
        annotations.add(session, [said(item.id) for item in every], now)
    assert found(database) == [Exchange("registration.bsn", "pl", 2, 0, 2, 1, 1)]


@pytest.mark.parametrize(("state", "answered"), [("new", 0), ("watching", 0), ("answered", 2), ("closed", 2)])
def test_a_recurring_question_with_an_answer_answers_its_items(
    database: Database, put: Put, now: datetime, state: str, answered: int
) -> None:
    ids = put(2)
    with database.begin() as session:
        question = questions.create(session, "?", "nl", None, b"", "v1", now)
        questions.assign_many(session, dict.fromkeys(ids, question))
        questions.set_state(session, question, state, "officer", now)
    assert [each.answered for each in found(database)] == [answered]


def test_what_was_asked_at_the_desk_was_answered_there(database: Database, put: Put, bus: Source) -> None:
    put(2), put(3, into=bus)
    assert [(each.questions, each.answered) for each in found(database)] == [(5, 3)]
