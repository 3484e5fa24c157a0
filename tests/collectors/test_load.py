"""Imports and logged questions into a real store."""

from datetime import UTC, datetime, timedelta

import pytest

from collectors.errors import FileRefused
from collectors.load import FileToImport, import_file
from collectors.log import Told, logged_question
from data import items, measurements, runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def group(sqlite_database, enabled):
    return enabled(sqlite_database, "Polacy w Hadze", "facebook-group")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "groep.csv"
    path.write_text(
        "Datum;Vraag;Taal\n3-11-2026;Bel Jan op 06-12345678;Pools\n4-11-2026;Waar?;\nx;y;\n", "utf-8"
    )
    return path


def stored(database):
    with database.read() as session:
        return items.recent(session, limit=100)


def test_the_same_file_twice_adds_nothing(sqlite_database, group, file):
    what = FileToImport("csv", file)
    first = import_file(sqlite_database, group, what, NOW)
    second = import_file(sqlite_database, group, what, NOW)
    assert (first.readable, first.counts, len(first.errors)) == (2, {"added": 2}, 1)
    assert second.counts == {"unchanged": 2}
    assert "12345678" not in stored(sqlite_database)[1].text


def test_a_dry_run_writes_nothing(sqlite_database, group, file):
    result = import_file(sqlite_database, group, FileToImport("csv", file, dry_run=True), NOW)
    assert (result.readable, result.errors[0].row) == (2, 4)
    assert result.first[0].language_hint == "pl"
    assert stored(sqlite_database) == []


def test_a_refused_file_leaves_no_trace(sqlite_database, group, tmp_path):
    with pytest.raises(FileRefused):
        import_file(sqlite_database, group, FileToImport("csv", tmp_path / "none.csv"), NOW)
    with sqlite_database.read() as session:
        assert runs.recent(session) == []


def test_bad_rows_need_attention(sqlite_database, group, file):
    import_file(sqlite_database, group, FileToImport("csv", file), NOW)
    with sqlite_database.read() as session:
        [run] = runs.recent(session)
    assert (run.state, run.counts["bad_rows"], run.job) == ("attention", 1, "import")


def test_counts_become_measurements(sqlite_database, group, tmp_path):
    path = tmp_path / "posts.jsonl"
    path.write_text('{"text": "Hello", "date": "2016-02-24", "shares": 7}\n', "utf-8")
    import_file(sqlite_database, group, FileToImport("jsonl", path), NOW)
    [item] = stored(sqlite_database)
    with sqlite_database.read() as session:
        assert measurements.latest_for_items(session, "shares", [item.id]) == {item.id: 7}


def test_a_logged_question_is_stored_without_its_author(sqlite_database, group):
    question = logged_question("Mijn nummer is 0612345678", NOW, Told("Pools", "Laak", "21-11-2026", "k1"))
    for _ in range(2):
        with sqlite_database.begin() as session:
            items.add(session, group, [question], NOW)
    [item] = stored(sqlite_database)
    assert (item.language_hint, item.place_hint, item.kind) == ("pl", "Laak", "logged_question")
    assert "0612345678" not in item.text


def test_the_same_question_heard_twice_counts_twice():
    assert logged_question("Waar?", NOW).external_id != logged_question("Waar?", NOW).external_id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ", Told()),
        ("x", Told(language="Klingon")),
        ("x", Told(day="morgen")),
        ("x", Told(day="23-11-2026")),
    ],
)
def test_a_question_that_cannot_be_logged_says_why(text, told):
    with pytest.raises(FileRefused, match="was not logged"):
        logged_question(text, NOW, told)


def test_a_question_of_today_is_not_in_the_future():
    early = datetime(2026, 11, 22, 7, tzinfo=UTC)
    question = logged_question("x", early, Told(day="22-11-2026"))
    assert question.created_at <= early + timedelta(hours=12)
