"""Merging, splitting and naming recurring questions: what a person decides stays decided."""

from collections.abc import Callable
from datetime import datetime

import pytest

from data import audit, models, question_links, questions, signals
from data.database import Database, Session
from data.errors import NotFound, WrongState
from data.records import NewSignal, QuestionLink, QuestionProposal

Put = Callable[..., list[int]]
VECTOR = bytes(1536)


def create(session: Session, now: datetime, ids: list[int], title: str = "BSN?") -> int:
    made = questions.create(session, title, "nl", "registration.bsn", VECTOR, "v1", now)
    questions.assign_many(session, dict.fromkeys(ids, made))
    return made


def items_of(session: Session, question_id: int) -> list[int]:
    asked = models.QuestionItem
    return sorted(each.item_id for each in session.query(asked).filter(asked.question_id == question_id))


def test_merged_questions_are_one_and_bonded(database: Database, put: Put, now: datetime) -> None:
    first, second = put(2), put(1, text="Waar BSN?")
    with database.begin() as session:
        into, other = create(session, now, first), create(session, now, second)
        questions.merge(session, into, other, "officer", now)
        assert items_of(session, into) == first + second
        assert [each.same for each in question_links.every(session)] == [True, True]
        assert questions.titles(session) == {into: "BSN?"}
        assert audit.recent(session)[0].action == "questions merged"


def test_a_merged_question_needs_a_new_centre(database: Database, put: Put, now: datetime) -> None:
    first, second = put(), put()
    with database.begin() as session:
        into, other = create(session, now, first), create(session, now, second)
        questions.merge(session, into, other, "officer", now)
        assert (questions.stale(session), questions.centres(session, "v1")) == ([into], [])


def test_signals_of_a_merged_question_go(database: Database, put: Put, now: datetime) -> None:
    first, second = put(), put()
    with database.begin() as session:
        into, other = create(session, now, first), create(session, now, second)
        window = (now.date(), now.date())
        signals.add(session, [NewSignal("question", str(other), "", *window, 9, 1, 2, 9, 0.01, False)], now)
        questions.merge(session, into, other, "officer", now)
        assert signals.latest(session) == []


def test_a_question_is_not_merged_with_itself(database: Database, put: Put, now: datetime) -> None:
    ids = put()
    with database.begin() as session:
        made = create(session, now, ids)
        with pytest.raises(WrongState, match="itself"):
            questions.merge(session, made, made, "officer", now)
        with pytest.raises(NotFound):
            questions.merge(session, made, made + 1, "officer", now)


def test_split_items_move_with_their_copies_and_stay_apart(
    database: Database, put: Put, now: datetime
) -> None:
    kept, moved, copy = (
        put(2),
        put(1, text="Wanneer krijg ik huurtoeslag?"),
        put(1, text="wanneer krijg ik huurtoeslag"),
    )
    with database.begin() as session:
        was = create(session, now, kept + moved + copy)
        made = questions.split(session, was, moved, "officer", now)
        assert (items_of(session, was), items_of(session, made)) == (kept, moved + copy)
        assert QuestionLink(kept[0], moved[0], False) in question_links.every(session)
        assert questions.titles(session)[made] == "Wanneer krijg ik huurtoeslag?"


def test_a_sensitive_wording_is_no_title(database: Database, put: Put, now: datetime) -> None:
    kept, moved = put(), put(1, text="Hij slaat mij", sensitive=True)
    with database.begin() as session:
        made = questions.split(session, create(session, now, kept + moved), moved, "officer", now)
        assert questions.titles(session)[made] == "registration.bsn"


@pytest.mark.parametrize("all_of_them", [True, False])
def test_nothing_or_everything_is_no_split(
    database: Database, put: Put, now: datetime, all_of_them: bool
) -> None:
    ids = put(2)
    with database.begin() as session:
        made = create(session, now, ids)
        with pytest.raises(WrongState, match="choose some"):
            questions.split(session, made, ids if all_of_them else [], "officer", now)


def test_splitting_undoes_a_merge(database: Database, put: Put, now: datetime) -> None:
    first, second = put(), put(1, text="Waar BSN?")
    with database.begin() as session:
        into = create(session, now, first)
        questions.merge(session, into, create(session, now, second), "officer", now)
        questions.split(session, into, second, "officer", now)
        assert question_links.every(session) == [QuestionLink(first[0], second[0], False)]


def test_a_persons_name_stays(database: Database, put: Put, now: datetime) -> None:
    ids = put(6)
    with database.begin() as session:
        made = create(session, now, ids)
        questions.set_names(session, {made: {"nl": "BSN aanvragen"}})
        questions.rename(session, made, "Een BSN krijgen", "", "officer", now)
        questions.set_names(session, {made: {"nl": "iets anders", "en": "something else"}})
        (found,) = questions.summaries(session, since=now, now=now)
    assert found.names == {"nl": "Een BSN krijgen"}


def test_without_a_persons_name_the_computed_one_returns(database: Database, put: Put, now: datetime) -> None:
    ids = put(6)
    with database.begin() as session:
        made = create(session, now, ids)
        questions.rename(session, made, "Een BSN krijgen", None, "officer", now)
        questions.rename(session, made, " ", None, "officer", now)
        questions.set_names(session, {made: {"en": "Getting a BSN"}})
        (found,) = questions.summaries(session, since=now, now=now)
    assert found.names == {"en": "Getting a BSN"}


def test_a_pair_told_apart_is_not_proposed_again(database: Database, put: Put, now: datetime) -> None:
    first, second = put(), put(1, text="Waar BSN?")
    with database.begin() as session:
        pair = create(session, now, first), create(session, now, second)
        asked = [QuestionProposal(*pair, 0.6, "close")]
        questions.propose(session, asked, now)
        assert questions.waiting(session) == asked
        questions.answer(session, *reversed(pair), False, "officer", now)
        questions.propose(session, asked, now)
        assert questions.waiting(session) == []
        assert [each.same for each in question_links.every(session)] == [False]


def test_a_pair_told_the_same_is_merged(database: Database, put: Put, now: datetime) -> None:
    first, second = put(), put(1, text="Waar BSN?")
    with database.begin() as session:
        pair = create(session, now, first), create(session, now, second)
        questions.propose(session, [QuestionProposal(*reversed(pair), 0.6, "between")], now)
        questions.answer(session, *reversed(pair), True, "officer", now)
        assert (list(questions.titles(session)), questions.waiting(session)) == ([pair[0]], [])


def test_items_are_found_by_their_wording(database: Database, put: Put, now: datetime) -> None:
    first, second = put(2), put(1, text="Waar BSN?")
    with database.begin() as session:
        made = create(session, now, first + second)
        assert questions.asking(session, made, ["Waar BSN?", "elders"]) == second
