"""The database opens, keeps its promises per transaction, and says plainly when it cannot be used."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from data import models, positions
from data.database import Database, open_database
from data.errors import StoreUnavailable
from data.records import Source


def test_sqlite_is_set_up_for_several_processes(sqlite_database: Database) -> None:
    with sqlite_database.read() as session:
        said = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    assert said == expected | {"secure_delete": 1}


def test_it_makes_the_folder(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/new/deep/bereik.db").close()
    assert (tmp_path / "new/deep/bereik.db").stat().st_size > 0


def test_a_transaction_is_all_or_nothing(database: Database, source: Source, now: datetime) -> None:
    def interrupted() -> None:
        with database.begin() as session:
            positions.set_position(session, source, "feed", "cursor", now)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with database.read() as session:
        assert positions.position(session, source, "feed") is None


def test_reading_does_not_wait_for_a_writer(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as writing, database.read() as reading:
        positions.set_position(writing, source, "feed", "cursor", now)
        assert positions.position(reading, source, "feed") is None


def test_reading_changes_nothing(database: Database, source: Source, now: datetime) -> None:
    with database.read() as session:
        positions.set_position(session, source, "feed", "cursor", now)
    with database.read() as session:
        assert positions.position(session, source, "feed") is None


def test_times_come_back_in_utc(database: Database, source: Source, now: datetime) -> None:
    with database.read() as session:
        at = session.scalar(text("select created_at from sources"))
        typed = session.get_one(models.Source, source.id).created_at
    assert at
    assert typed == now
    assert typed.utcoffset() is not None


def test_a_naive_time_is_refused(database: Database, source: Source, now: datetime) -> None:
    with (
        pytest.raises(Exception, match="without a zone"),
        database.begin() as session,
    ):
        positions.set_position(session, source, "feed", "cursor", now.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://localhost/x", "not supported"),
        ("sqlite:////proc/no/such/bereik.db", "cannot be made"),
        ("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2", "server runs"),
    ],
)
def test_a_wrong_url_is_one_line(url: str, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


def test_another_file_is_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Geachte heer, mevrouw" * 100)
    with pytest.raises(StoreUnavailable, match="file is something else"):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Geachte")


def test_a_full_disk_says_so_and_keeps_what_was(
    sqlite_database: Database, now: datetime, sqlite_source: Source
) -> None:
    def fill() -> None:
        with sqlite_database.begin() as session:
            session.execute(text("PRAGMA max_page_count=1"))
            for number in range(2000):
                positions.set_position(session, sqlite_source, f"stream {number}", "x" * 500, now)

    with pytest.raises(StoreUnavailable, match="make room on the disk"):
        fill()
    with sqlite_database.read() as session:
        assert positions.position(session, sqlite_source, "stream 0") is None


def test_error_messages_hold_no_texts(database: Database, source: Source) -> None:
    with pytest.raises(Exception, match="kind") as caught, database.begin() as session:
        session.execute(
            text("insert into sources (name, kind) values (:name, :kind)"),
            {"name": "Jan Jansen 0612345678", "kind": "person"},
        )
    assert "0612345678" not in str(caught.value).split("DETAIL")[0]


def test_work_that_can_be_done_again_need_not_wait_for_the_disk(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    asked = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
    hurried = open_database(url, upgrade=False, lasting=False)
    with hurried.read() as session:
        found = session.scalar(text(asked[database.engine.dialect.name]))
    hurried.close()
    assert found in {1, "off"}
