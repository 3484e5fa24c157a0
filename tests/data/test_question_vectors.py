"""The vectors of questions: what waits to be grouped, and what asks a question already."""

from collections.abc import Callable
from datetime import datetime

from data import annotations, question_vectors, questions
from data.database import Database, Session
from data.records import CodeScore, NewAnnotation

Put = Callable[..., list[int]]
VECTOR = bytes(1536)


def say(session: Session, now: datetime, ids: list[int], *, sensitive: bool = False) -> None:
    codes = (CodeScore("registration.bsn", 0.9, by_vector=True),)
    rows = [
        NewAnnotation(each, "v", "nl", 1.0, False, "question", True, sensitive, codes, (), (), VECTOR, "v1")
        for each in ids
    ]
    annotations.add(session, rows, now)


def test_what_is_grouped_no_longer_waits(database: Database, put: Put, now: datetime) -> None:
    ids = put(3)
    with database.begin() as session:
        say(session, now, ids)
        waiting = question_vectors.ungrouped(session, vector_version="v1")
        assert [(each.item_id, each.by_vector) for each in waiting] == [(each, True) for each in ids]
        made = questions.create(session, "BSN?", "nl", None, VECTOR, "v1", now)
        questions.assign_many(session, dict.fromkeys(ids[:2], made))
        assert [x.item_id for x in question_vectors.ungrouped(session, vector_version="v1")] == ids[2:]
        assert [x.item_id for x in question_vectors.members(session, made, vector_version="v1")] == ids[:2]
        assert question_vectors.count_grouped(session, "v1") == 2
        assert question_vectors.placed(session, "v1", ids[1:]) == {ids[1]: made, ids[2]: None}


def test_only_the_newest_members_are_read(database: Database, put: Put, now: datetime) -> None:
    ids = put(4)
    with database.begin() as session:
        say(session, now, ids)
        made = questions.create(session, "BSN?", "nl", None, VECTOR, "v1", now)
        questions.assign_many(session, dict.fromkeys(ids, made))
        found = question_vectors.members(session, made, vector_version="v1", limit=2)
        assert [each.item_id for each in found] == ids[2:]


def test_a_copy_knows_the_question_of_its_text(database: Database, put: Put, now: datetime) -> None:
    first, other, again = put(1, text="waar bus"), put(1, text="wie is daar"), put(1, text="waar bus")
    with database.begin() as session:
        say(session, now, [*first, *other, *again])
        made = questions.create(session, "waar bus", "nl", None, VECTOR, "v1", now)
        questions.assign_many(session, {first[0]: made})
        assert question_vectors.questions_of_copies(session, [*other, *again]) == {again[0]: made}


def test_sensitive_ones_are_known_and_centres_move(database: Database, put: Put, now: datetime) -> None:
    few, all_may = put(1), put(1)
    with database.begin() as session:
        say(session, now, few, sensitive=True)
        say(session, now, all_may)
        assert question_vectors.sensitive(session, "v1") == set(few)
        made = questions.create(session, "BSN?", "nl", None, VECTOR, "v1", now)
        question_vectors.set_centres(session, {made: b"moved"}, "v2")
        assert questions.centres(session, "v2") == [(made, b"moved")]


def test_vectors_of_questions_page_by_page(database: Database, put: Put, now: datetime) -> None:
    ids = put(5, codes=("pay.unpaid", "work.agency"))
    put(1, is_question=False), put(1, vector_version="v0"), put(1, vector=None)
    with database.read() as session:
        first = question_vectors.every(session, vector_version="v1", limit=3)
        rest = question_vectors.every(session, vector_version="v1", after_id=first[-1].item_id)
    assert [each.item_id for each in first + rest] == ids
    assert (first[0].language, first[0].codes) == ("pl", ("pay.unpaid", "work.agency"))
    assert first[0].text == "BSN?"
