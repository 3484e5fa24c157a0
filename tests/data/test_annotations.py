"""One annotation per item is current: the last model's, or a person's, who wins."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from data import annotations, audit, corrections, items, models
from data.database import Database
from data.errors import NotFound
from data.records import CodeScore, NewAnnotation, NewItem, Source

Said = Callable[..., NewAnnotation]
Put = Callable[..., list[int]]


def test_tagging_again_changes_nothing(database: Database, put: Put, said: Said, now: datetime) -> None:
    ids = put(700)
    with database.begin() as session:
        assert annotations.add(session, [said(item_id) for item_id in ids], now) == 700
        assert session.scalar(select(func.count()).select_from(models.Annotation)) == 700
        assert session.scalar(select(func.count()).select_from(models.AnnotationCode)) == 700


def test_an_annotation_comes_back_as_it_went_in(
    database: Database, put: Put, said: Said, now: datetime
) -> None:
    (item_id,) = put()
    new = said(item_id, ("pay.unpaid", "work.agency"), places=("Laak",), claims=("accountant_needed",))
    with database.begin() as session:
        annotations.add(session, [new], now)
        assert annotations.current(session, item_id) == new


def test_a_new_version_becomes_current(database: Database, put: Put, said: Said, now: datetime) -> None:
    (item_id,) = put()
    with database.begin() as session:
        assert [item.id for item in items.untagged(session, "rules-2")] == [item_id]
        annotations.add(session, [said(item_id, model_version="rules-2", language="ro")], now)
        current = annotations.current(session, item_id)
        assert items.untagged(session, "rules-2") == []
    assert current
    assert (current.model_version, current.language) == ("rules-2", "ro")


def test_a_persons_correction_wins(database: Database, put: Put, said: Said, now: datetime) -> None:
    (item_id,) = put()
    with database.begin() as session:
        corrections.correct(session, item_id, "officer", now, codes=["pay.unpaid"], type="complaint")
        annotations.add(
            session, [said(item_id, model_version="rules-2", vector=b"new", vector_version="v2")], now
        )
        current = annotations.current(session, item_id)
    assert current
    assert (current.codes, current.language) == ((CodeScore("pay.unpaid", 1.0),), "pl")
    assert (current.type, current.is_question, current.vector) == ("complaint", False, b"new")


def test_a_correction_is_audited(database: Database, put: Put, now: datetime) -> None:
    (item_id,) = put()
    with database.begin() as session:
        corrections.correct(session, item_id, "officer", now, language="bg")
        entry = audit.recent(session)[0]
    assert (entry.actor, entry.object, entry.detail["language"]) == ("officer", f"item {item_id}", "bg")


def test_correcting_nothing_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(NotFound), database.begin() as session:
        corrections.correct(session, 99, "officer", now, language="bg")


def test_an_item_that_is_gone_is_left_out(database: Database, put: Put, said: Said, now: datetime) -> None:
    (item_id,) = put()
    with database.begin() as session:
        assert annotations.add(session, [said(item_id), said(item_id + 1)], now) == 1


def test_the_prior_counts_what_is_sure_of_the_public(
    database: Database,
    source: Source,
    put: Put,
    said: Said,
    asked: Callable[..., NewItem],
    now: datetime,
) -> None:
    put(3, language="pl", confidence=0.99), put(2, language="bg", confidence=0.97), put(1, language="und")
    unsure = put(2, text="Ile?", language="ro", confidence=0.9)
    with database.begin() as session:
        corrections.correct(session, unsure[0], "officer", now, language="tr")
        items.add(session, source, [asked("ours", author_kind="us")], now)
        annotations.add(session, [said(items.untagged(session, "rules-1")[0].id)], now)
        assert annotations.language_counts(session, source.id) == {"pl": 3, "bg": 2, "tr": 2}
