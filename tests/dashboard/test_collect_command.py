"""What `bereik collect` refuses, and that it says what to do then; and what wrong use looks like."""

import pytest

from .conftest import REASONS, Desk


def register(desk: Desk, name: str, kind: str, *more: str) -> None:
    assert desk.run("new", "source", name, "--kind", kind, *more).code == 0


def test_a_group_has_no_api_and_the_way_in_is_said(desk: Desk) -> None:
    register(desk, "buurt", "facebook-group", *REASONS)
    said = desk.run("collect", "buurt").complaint()
    assert "no API for groups" in said
    assert 'bereik import FORMAT FILE --source "buurt"' in said


def test_a_website_is_not_read_before_its_owner_could_reach_us(desk: Desk) -> None:
    assert desk.simulator is not None
    register(desk, "site", "website", "--address", f"{desk.simulator.site_url}/agenda", *REASONS)
    assert "BEREIK_CONTACT" in desk.having(BEREIK_CONTACT="").run("collect", "site").complaint()


@pytest.mark.parametrize(
    ("variable", "part"),
    [("NOT_SET", "it names NOT_SET, which is not set"), ("USER_TOKEN", "user"), ("BAD_TOKEN", "token")],
)
def test_without_the_pages_own_token_nothing_is_collected(desk: Desk, variable: str, part: str) -> None:
    assert desk.simulator is not None
    page = ("--address", desk.simulator.page_id, "--token-env", variable)
    register(desk, "page", "facebook-page", *page, *REASONS)
    said = desk.having(BAD_TOKEN="EAAnot-a-token").run("collect")
    assert part in said.complaint().lower() or part in said.complaint()
    assert "EAA" not in said.err


def test_one_source_that_fails_does_not_keep_the_others_from_their_turn(desk: Desk) -> None:
    assert desk.simulator is not None
    register(desk, "a-page", "facebook-page", "--address", "1", "--token-env", "NOT_SET", *REASONS)
    register(desk, "site", "website", "--address", f"{desk.simulator.site_url}/agenda", *REASONS)
    said = desk.run("collect")
    assert "site: added" in said.err
    assert said.complaint().startswith("bereik: a-page: ")


def test_a_source_without_its_reasons_cannot_be_enabled(desk: Desk) -> None:
    said = desk.run("new", "source", "page", "--kind", "facebook-page", "--enable").complaint()
    assert "a purpose, a legal basis, an owner, a review date" in said


def test_an_unknown_source_is_named_with_those_there_are(desk: Desk) -> None:
    register(desk, "bus", "register", *REASONS)
    assert "no source called 'bsu' (known: bus)" in desk.run("collect", "bsu").complaint()


@pytest.mark.parametrize(
    "arguments",
    [
        ("colect",),
        ("collect", "--nonsense"),
        ("import", "csv"),
        ("import", "csv", "not-there.csv", "--source", "bus"),
        ("new", "source", "eva", "--kind", "person"),
        ("plan", "taxes.tax_return", "--language", "bg"),
        ("reconcile", "now"),
        ("analyse", "-o", "out.jsonl"),
    ],
)
def test_wrong_use_exits_with_two_and_touches_nothing(bare_desk: Desk, arguments: tuple[str, ...]) -> None:
    done = bare_desk.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: bereik" in done.err
    assert not (bare_desk.folder / "bereik.db").exists()


def test_a_file_that_is_no_database_is_one_clear_line_and_stays_as_it_is(bare_desk: Desk) -> None:
    path = bare_desk.folder / "bereik.db"
    path.write_bytes(b"minutes of the meeting " * 40)
    assert "the database cannot be used: file is not a database" in bare_desk.run("suggest").complaint()
    assert path.read_bytes() == b"minutes of the meeting " * 40


def test_a_database_that_cannot_be_there_is_one_clear_line(bare_desk: Desk) -> None:
    (bare_desk.folder / "bereik.db").mkdir()
    assert "unable to open database file" in bare_desk.run("suggest").complaint()


@pytest.mark.parametrize(
    ("form", "content", "part"),
    [
        ("csv", b"A;B\r\n1;2\r\n", "no column could be recognised"),
        ("csv", b"", "empty"),
        ("csv", b"PK\x03\x04rest", "spreadsheet"),
        ("xml", b"Datum;Vraag\r\n", "xml"),
        ("jsonl", b"<html></html>\n", "JSON"),
    ],
)
def test_a_file_of_the_wrong_form_is_one_clear_line(desk: Desk, form: str, content: bytes, part: str) -> None:
    register(desk, "bus", "register", *REASONS)
    (desk.folder / "in.txt").write_bytes(content)
    said = desk.run("import", form, "in.txt", "--source", "bus")
    assert part in said.err
    assert said.complaint()
