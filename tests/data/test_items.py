"""Items come in through the door once, redacted, and lose their meaning when their text changes."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest

from data import annotations, corrections, items, measurements, question_vectors, questions
from data.database import Database
from data.records import AddResult, Measurement, NewAnnotation, NewItem, Source

Asked = Callable[..., NewItem]


def add(database: Database, source: Source, new: Iterable[NewItem], now: datetime) -> AddResult:
    with database.begin() as session:
        return items.add(session, source, new, now)


def test_adding_twice_adds_once(database: Database, source: Source, asked: Asked, now: datetime) -> None:
    new = [asked(str(number)) for number in range(1200)]
    assert add(database, source, new, now).added == 1200
    assert add(database, source, reversed(new), now) == AddResult(unchanged=1200)
    with database.read() as session:
        assert items.count(session) == 1200


def test_the_same_id_twice_in_one_batch_is_one_item(
    database: Database, source: Source, asked: Asked, now: datetime
) -> None:
    assert add(database, source, [asked("1", "oud"), asked("1", "nieuw")], now).added == 1
    with database.read() as session:
        assert [item.text for item in items.recent(session)] == ["nieuw"]


def test_an_item_comes_back_as_it_went_in(
    database: Database, source: Source, asked: Asked, now: datetime
) -> None:
    add(database, source, [asked("1", language_hint="nl", place_hint="Laak", theme="werk")], now)
    with database.read() as session:
        (item,) = items.recent(session)
    assert (item.source_id, item.external_id, item.created_at) == (source.id, "1", now)
    assert (item.language_hint, item.place_hint, item.theme) == ("nl", "Laak", "werk")


def test_a_parent_may_come_later_or_in_another_batch(
    database: Database, source: Source, asked: Asked, now: datetime
) -> None:
    add(database, source, [asked("child", parent_external_id="post")], now)
    add(database, source, [asked("other", parent_external_id="child"), asked("post")], now)
    with database.read() as session:
        found = {item.external_id: item for item in items.recent(session)}
    assert found["child"].parent_id == found["post"].id
    assert found["other"].parent_id == found["child"].id
    assert found["post"].parent_id is None


def test_another_source_is_another_parent(
    database: Database, source: Source, asked: Asked, now: datetime, bus: Source
) -> None:
    add(database, bus, [asked("post")], now)
    add(database, source, [asked("child", parent_external_id="post")], now)
    with database.read() as session:
        assert {item.parent_id for item in items.recent(session)} == {None}


def test_a_changed_text_loses_tags_and_question(
    database: Database, source: Source, put: Callable[..., list[int]], asked: Asked, now: datetime
) -> None:
    (item_id,) = put()
    with database.begin() as session:
        question = questions.create(session, "BSN?", "nl", None, bytes(1536), "v1", now)
        questions.assign(session, item_id, question)
        assert items.untagged(session, "rules-1") == []
    assert add(database, source, [asked("put-0", "Iets anders")], now).changed == 1
    with database.read() as session:
        assert [item.id for item in items.untagged(session, "rules-1")] == [item_id]
        assert question_vectors.every(session, vector_version="v1") == []


def test_a_correction_survives_a_changed_text(
    database: Database, source: Source, put: Callable[..., list[int]], asked: Asked, now: datetime
) -> None:
    (item_id,) = put()
    with database.begin() as session:
        corrections.correct(session, item_id, "officer", now, language="bg")
    add(database, source, [asked("put-0", "Iets anders")], now)
    with database.read() as session:
        said = annotations.current(session, item_id)
    assert said
    assert (said.language, said.vector) == ("bg", None)


def test_gone_upstream_is_gone_here(
    database: Database,
    source: Source,
    asked: Asked,
    said: Callable[..., NewAnnotation],
    now: datetime,
) -> None:
    thread = [asked("p"), asked("c", parent_external_id="p"), asked("r", parent_external_id="c"), asked("z")]
    add(database, source, thread, now)
    with database.begin() as session:
        number = Measurement("post_media_view", "lifetime", now.date(), 7, now, external_id="r")
        measurements.add(session, source, [number], now)
        annotations.add(session, [said(item.id) for item in items.recent(session)], now)
        assert items.mark_gone(session, source, ["p", "unknown"], now) == 3
        assert [item.external_id for item in items.recent(session)] == ["z"]
        assert measurements.metric_statuses(session, source) == {}


def test_links_of_the_public_are_dropped(
    database: Database, source: Source, asked: Asked, now: datetime
) -> None:
    link = "https://me:secret@www.facebook.com/123/posts/456?comment_id=9&__tn__=R#x"
    new = [asked(kind, link=link, author_kind=kind) for kind in ("public", "us", "organisation")]
    add(database, source, [*new, asked("odd", author_kind="us", link="javascript:alert(1)")], now)
    with database.read() as session:
        links = {item.external_id: item.link for item in items.recent(session)}
    ours = "https://www.facebook.com/123/posts/456"
    assert links == {"public": None, "us": ours, "organisation": ours, "odd": None}


def test_text_that_no_database_takes_is_cleaned(
    database: Database, source: Source, asked: Asked, now: datetime
) -> None:
    new = [asked("1" * 300, "a\x00b\ud83dc", place_hint="L" * 300)]
    assert add(database, source, new, now).added == 1
    assert add(database, source, new, now).unchanged == 1
    with database.read() as session:
        assert items.recent(session)[0].text == "ab?c"


def test_recent_filters(database: Database, source: Source, asked: Asked, now: datetime) -> None:
    ours = asked("ours", author_kind="us", kind="page_post", created_at=now - timedelta(days=2))
    add(database, source, [asked("1"), ours], now)
    with database.read() as session:
        assert [item.external_id for item in items.recent(session)] == ["1", "ours"]
        assert [item.external_id for item in items.recent(session, kind="comment")] == ["1"]
        assert [item.external_id for item in items.recent(session, author_kind="us")] == ["ours"]
        assert [item.external_id for item in items.recent(session, since=now)] == ["1"]
        assert items.our_posts(session, source, now) == []
        assert len(items.our_posts(session, source, now - timedelta(days=3))) == 1


REPLY = {"author_kind": "us", "text": "Antwoord"}


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ({"external_id": "r", "parent_external_id": "q", **REPLY}, []),
        ({"external_id": "r", "parent_external_id": "q", "text": "Ik ook"}, ["q"]),
        ({"external_id": "r", "parent_external_id": "visitor", **REPLY}, []),
        ({"external_id": "r", "parent_external_id": "ours", **REPLY}, ["q"]),
    ],
)
def test_unanswered(
    database: Database,
    source: Source,
    asked: Asked,
    said: Callable[..., NewAnnotation],
    now: datetime,
    later: dict[str, str],
    left: list[str],
) -> None:
    parent = later["parent_external_id"] if later["parent_external_id"] != "q" else "visitor"
    start = asked(parent, kind="visitor_post", author_kind="us" if parent == "ours" else "public")
    reply = asked(**{"created_at": now + timedelta(hours=1), **later})
    elsewhere = [asked("thread", kind="visitor_post"), asked("in thread", parent_external_id="thread")]
    add(database, source, [start, asked("q", parent_external_id=parent), reply, *elsewhere], now)
    with database.begin() as session:
        (question,) = [item for item in items.recent(session) if item.external_id == "q"]
        annotations.add(session, [said(question.id)], now)
        found = items.unanswered(session, "facebook-page", now, 10)
    assert [item.external_id for item in found] == left
