"""Which items a person bonded or kept apart, whatever order they were told in."""

from collections.abc import Callable
from datetime import datetime

from data import items, models, question_links
from data.database import Database
from data.records import QuestionLink, Source

Put = Callable[..., list[int]]


def links(database: Database) -> list[QuestionLink]:
    with database.read() as session:
        return question_links.every(session)


def test_bonded_items_are_linked_to_the_first(database: Database, put: Put, now: datetime) -> None:
    one, two, three = put(3)
    with database.begin() as session:
        question_links.join(session, [one, two, three], "officer", now)
    assert links(database) == [QuestionLink(one, two, True), QuestionLink(one, three, True)]


def test_bonds_that_share_an_item_become_one(database: Database, put: Put, now: datetime) -> None:
    one, two, three, four = put(4)
    with database.begin() as session:
        question_links.join(session, [one, two], "officer", now)
        question_links.join(session, [three, four], "officer", now)
        question_links.join(session, [two, three], "officer", now)
    assert {(each.item_a, each.item_b) for each in links(database)} == {(one, two), (one, three), (one, four)}


def test_a_joined_bond_stays_apart_from_others(database: Database, put: Put, now: datetime) -> None:
    one, two, three = put(3)
    with database.begin() as session:
        bonds = [question_links.join(session, [each], "officer", now) for each in (one, three)]
        question_links.keep_apart(session, *bonds)
        question_links.join(session, [one, two], "officer", now)
    assert links(database) == [QuestionLink(one, two, True), QuestionLink(one, three, False)]


def test_joining_what_was_apart_forgets_that(database: Database, put: Put, now: datetime) -> None:
    one, two = put(2)
    with database.begin() as session:
        bonds = [question_links.join(session, [each], "officer", now) for each in (one, two)]
        question_links.keep_apart(session, *bonds)
        question_links.join(session, [one, two], "officer", now)
    assert links(database) == [QuestionLink(one, two, True)]


def test_the_loss_of_an_item_keeps_the_rest_bonded(
    database: Database, source: Source, put: Put, now: datetime
) -> None:
    one, two, three = put(3)
    with database.begin() as session:
        question_links.join(session, [one, two, three], "officer", now)
        gone = session.get_one(models.Item, one).external_id
        items.mark_gone(session, source, [gone], now)
    assert links(database) == [QuestionLink(two, three, True)]


def test_a_bond_without_items_is_over(database: Database, put: Put, now: datetime) -> None:
    ids = put(2)
    with database.begin() as session:
        question_links.join(session, ids, "officer", now)
        question_links.leave(session, ids)
        assert session.query(models.Bond).count() == 0
