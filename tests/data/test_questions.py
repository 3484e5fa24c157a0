"""A recurring question gathers wordings across languages and shows no small count."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data import audit, question_vectors, questions
from data.database import Database
from data.errors import NotFound
from data.questions import QuestionSummary

Put = Callable[..., list[int]]
VECTOR = bytes(1536)


def create(database: Database, now: datetime, ids: list[int], title: str = "Hoe krijg ik een BSN?") -> int:
    with database.begin() as session:
        made = questions.create(session, title, "nl", "registration.bsn", VECTOR, "v1", now)
        questions.assign_many(session, dict.fromkeys(ids, made))
    return made


def assign(database: Database, ids: list[int], question: int) -> None:
    with database.begin() as session:
        for item_id in ids:
            questions.assign(session, item_id, question)


def summaries(database: Database, now: datetime, **which: str) -> list[QuestionSummary]:
    with database.read() as session:
        return questions.summaries(session, since=now - timedelta(weeks=3), now=now, **which)


def test_a_summary_counts_by_language_and_week(database: Database, put: Put, now: datetime) -> None:
    ids = put(12) + put(9, language="bg") + put(8, at=now - timedelta(days=14), language="bg")
    create(database, now, ids)
    (found,) = summaries(database, now)
    assert (found.title, found.state, found.total.value) == ("Hoe krijg ik een BSN?", "new", 29)
    assert {language: cell.value for language, cell in found.by_language.items()} == {"bg": 17, "pl": 12}
    assert [cell.value for _, cell in found.trend] == [0, 8, 0, 21]
    assert [week.weekday() for week, _ in found.trend] == [0, 0, 0, 0]
    assert (found.first_seen, found.last_seen) == (now - timedelta(days=14), now)


def test_small_counts_stay_hidden_in_every_list(database: Database, put: Put, now: datetime) -> None:
    create(database, now, put(6) + put(3, language="bg"))
    unfiltered = summaries(database, now)
    for which in ({"language": "pl"}, {"language": "bg"}):
        assert summaries(database, now, **which) == unfiltered  # or a difference would tell
    (found,) = unfiltered
    assert {language: cell.state for language, cell in found.by_language.items()} == {
        "pl": "hidden",
        "bg": "small",
    }
    assert found.total.value == 9


def test_a_question_of_few_has_no_total(database: Database, put: Put, now: datetime) -> None:
    create(database, now, put(4))
    (found,) = summaries(database, now)
    assert found.total.state == "small"
    assert {cell.state for _, cell in found.trend if cell.value != 0} == {"small"}


def test_places_only_when_enough_ask(database: Database, put: Put, now: datetime) -> None:
    create(database, now, put(6, places=("Laak", "Transvaal")) + put(4, places=("Segbroek",)))
    create(database, now, put(5, places=("Laakhaven",)), "Andere")
    found = summaries(database, now)
    assert [each.places for each in found] == [("Laak", "Transvaal"), ("Laakhaven",)]
    assert [each.id for each in summaries(database, now, place="Laak")] == [found[0].id]
    assert summaries(database, now, place="Loosduinen") == []


def test_the_most_asked_come_first_and_old_ones_not_at_all(
    database: Database, put: Put, now: datetime
) -> None:
    few, many = create(database, now, put(5)), create(database, now, put(7))
    create(database, now, put(9, at=now - timedelta(weeks=9)))
    assert [each.id for each in summaries(database, now)] == [many, few]


def test_wordings_one_per_language_first(database: Database, put: Put, now: datetime) -> None:
    later = now + timedelta(hours=1)
    ids = put(text="Jak dostać BSN?") + put(2, text="Gdzie BSN?", at=later)
    ids += put(text="Как да взема БСН?", language="bg") + put(text="Geheim", language="ro", sensitive=True)
    question = create(database, now, ids)
    with database.read() as session:
        found = questions.wordings(session, question)
        assert questions.wordings(session, question, limit=2) == found[:2]
    assert found == [("pl", "Gdzie BSN?"), ("bg", "Как да взема БСН?"), ("pl", "Jak dostać BSN?")]


def test_an_item_asks_one_question(database: Database, put: Put, now: datetime) -> None:
    ids = put(5)
    first, second = create(database, now, ids), create(database, now, [])
    assign(database, ids, second)
    assert [each.id for each in summaries(database, now)] == [second]
    with database.begin() as session:
        assert questions.remove_empty(session) == 1
        assert list(questions.titles(session)) == [second]
    assert first != second


def test_what_somebody_worked_on_is_not_removed(database: Database, now: datetime) -> None:
    question = create(database, now, [])
    with database.begin() as session:
        questions.set_state(session, question, "watching", "officer", now)
        assert questions.remove_empty(session) == 0
        assert audit.recent(session, 1)[0].detail == {"was": "new"}


def test_centres_by_version(database: Database, now: datetime) -> None:
    question = create(database, now, [])
    with database.begin() as session:
        assert questions.centres(session, "v1") == [(question, VECTOR)]
        question_vectors.set_centres(session, {question: b"moved"}, "v2")
        assert questions.centres(session, "v1") == []
        assert questions.centres(session, "v2") == [(question, b"moved")]


def test_no_such_question(database: Database, now: datetime) -> None:
    with database.begin() as session, pytest.raises(NotFound):
        questions.set_state(session, 5, "closed", "officer", now)
