"""Planted people reach no table, index or free page of the database, whatever field they came in by."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from data import corrections, items
from data.database import Database
from data.models import Base
from data.records import NewItem, Source

PLANTED = {
    "name": "Katarzyna Wiśniewska-Nowak",
    "phone": "06 24 68 13 57",
    "mail": "k.wisniewska77@example.org",
    "bsn": "111222333",
    "iban": "NL91 ABNA 0417 1643 00",
    "profile": "katarzyna.wisniewska.391",
}
TEXT = (
    "Dzień dobry, jestem Katarzyna Wiśniewska-Nowak, BSN 111222333, rekening NL91 ABNA 0417 1643 00. "
    "Proszę dzwonić 06 24 68 13 57 albo k.wisniewska77@example.org, "
    "https://www.facebook.com/katarzyna.wisniewska.391 — jak dostać zorgtoeslag?"
)


def planted(now: datetime, external_id: str, **fields: str) -> NewItem:
    return NewItem(
        external_id,
        "visitor_post",
        "public",
        fields.pop("text", TEXT),
        now,
        tagged_names=(PLANTED["name"],),
        link="https://www.facebook.com/katarzyna.wisniewska.391/posts/1",
        **fields,
    )


def everything(database: Database) -> str:
    """Every row of every table as text."""
    with database.read() as session:
        rows = [list(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
    return json.dumps(rows, default=str, ensure_ascii=False)


def traces(text: str) -> list[str]:
    """Which planted parts are left, with and without spaces."""
    parts = [part for words in PLANTED.values() for part in (words, words.replace(" ", ""))]
    parts += ["Katarzyna", "Wiśniewska"]
    return [part for part in parts if part.casefold() in text.casefold()]


def test_the_text_itself_is_full_of_traces() -> None:
    assert len(traces(TEXT)) >= 8


def test_no_field_of_an_item_keeps_a_person(database: Database, source: Source, now: datetime) -> None:
    new = planted(now, "1", theme=f"pay {TEXT}", referred_to=TEXT, place_hint=PLANTED["name"])
    with database.begin() as session:
        result = items.add(session, source, [new], now)
    assert traces(everything(database)) == []
    assert sum(result.redacted.values()) >= len(PLANTED)


def test_what_the_person_asked_is_kept(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        items.add(session, source, [planted(now, "1")], now)
        (item,) = items.recent(session)
    assert item.text.startswith("Dzień dobry")
    assert item.text.endswith("jak dostać zorgtoeslag?")
    assert item.link is None


def test_an_edit_that_brings_a_person_in_does_not(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        items.add(session, source, [planted(now, "1", text="Jak dostać zorgtoeslag?")], now)
    with database.begin() as session:
        assert items.add(session, source, [planted(now, "1")], now).changed == 1
    assert traces(everything(database)) == []


def test_the_file_itself_holds_no_trace(
    sqlite_database: Database,
    sqlite_source: Source,
    now: datetime,
    said: Callable[..., object],
    tmp_path: Path,
) -> None:
    with sqlite_database.begin() as session:
        items.add(session, sqlite_source, [planted(now, str(number)) for number in range(50)], now)
        (one, *_) = items.recent(session)
        corrections.correct(session, one.id, "officer", now, language="pl")
    with sqlite_database.begin() as session:
        items.mark_gone(session, sqlite_source, ["7"], now)
    sqlite_database.close()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("bereik.db*"))
    assert b"zorgtoeslag" in content
    assert traces(content.decode("utf-8", "replace")) == []


def test_what_is_deleted_is_overwritten(
    sqlite_database: Database, sqlite_source: Source, now: datetime, tmp_path: Path
) -> None:
    with sqlite_database.begin() as session:
        items.add(session, sqlite_source, [planted(now, "1", text="Tajemnicze pytanie")], now)
    with sqlite_database.begin() as session:
        assert items.mark_gone(session, sqlite_source, ["1"], now) == 1
    sqlite_database.close()
    assert b"Tajemnicze" not in (tmp_path / "bereik.db").read_bytes()


@pytest.mark.parametrize("table", ["items", "annotations", "messages", "questions", "runs", "audit"])
def test_no_table_has_a_place_for_an_author(table: str) -> None:
    columns = set(Base.metadata.tables[table].columns.keys())
    assert not columns & {
        "author",
        "author_id",
        "author_name",
        "user",
        "user_id",
        "name",
        "from_id",
        "picture",
    }
