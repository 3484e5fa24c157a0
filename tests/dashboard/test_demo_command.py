"""`bereik demo` from an empty folder to the page and back to nothing, as a visitor would run it."""

import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from campaigns.review import DEMO_REVIEWER
from dashboard.cli import app

from .conftest import Desk, Done, alive, end, fetch, free_port, listens

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@dataclass(frozen=True)
class Shown:
    """A demo that was shown: what it said, what its page answered, and what Ctrl-C left of it."""

    desk: Desk
    said: str
    page: str
    done: Done
    alive: bool
    listens: bool

    @property
    def folder(self) -> Path:
        return self.desk.folder / "demo"


def read_until(child: "subprocess.Popen[str]", words: str) -> str:
    """What a demo says on standard error, up to the line with these words."""
    said, stream = "", child.stderr
    assert stream is not None
    while words not in said:
        line = stream.readline()
        assert line, said
        said += line
    return said


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, new_desk: Callable[..., Desk]) -> Iterator[Shown]:
    """The whole demo once, for all tests here: begun, looked at, and stopped as a terminal stops it."""
    desk, port = new_desk(tmp_path_factory.mktemp("shown")), free_port()
    child = desk.start("demo", "--folder", "demo", "--port", str(port))
    try:
        said = read_until(child, "Ready in")
        page = fetch(f"http://127.0.0.1:{port}/")[1]
        os.killpg(child.pid, signal.SIGINT)
        done = end(child, 30)
        yield Shown(desk, said + done.err, page, done, alive(child.pid), listens(port))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def ask(shown: Shown, question: str) -> list[tuple[Any, ...]]:
    """Look into the demo's database as a stranger would, past our own functions."""
    with closing(sqlite3.connect(shown.folder / "demo.db")) as there:
        return there.execute(question).fetchall()


def test_it_says_how_far_it_is(shown: Shown) -> None:
    steps = re.findall(r"^\[ *\d+ s\] (\w+)", shown.said, re.MULTILINE)
    wanted = ["collecting", "importing", "tagging", "grouping", "watching", "ranking", "publishing"]
    assert [step for step in dict.fromkeys(steps) if step in wanted] == wanted
    assert re.search(r"Open http://127\.0\.0\.1:\d+ \(Ctrl-C stops everything\)", shown.said)


def test_people_ask_in_at_least_eight_languages(shown: Shown) -> None:
    found = ask(shown, "SELECT language FROM annotations WHERE current GROUP BY 1 HAVING count(*) >= 5")
    assert len(set(found) - {("und",)}) >= 8


def test_the_same_questions_recur_across_languages(shown: Shown) -> None:
    of_each = """SELECT count(DISTINCT language) FROM question_items JOIN annotations USING (item_id)
        WHERE current GROUP BY question_id HAVING count(*) >= 2"""
    spans = [languages for (languages,) in ask(shown, of_each)]
    assert len(spans) >= 20
    assert sum(languages >= 3 for languages in spans) >= 10


def test_what_is_not_reached_is_suggested(shown: Shown) -> None:
    found = [language for (language,) in ask(shown, "SELECT language FROM suggestions WHERE state = 'open'")]
    assert len(found) >= 5
    assert "ro" in found


def test_the_rumour_is_among_what_rises(shown: Shown) -> None:
    rows = ask(shown, "SELECT kind, key, language FROM signals WHERE observed >= 5")
    assert ("claim", "accountant_needed", "bg") in rows


def test_one_post_is_out_once_and_was_collected_back_as_ours(shown: Shown) -> None:
    [(remote_id, marker)] = ask(shown, "SELECT remote_id, marker FROM placements WHERE state = 'published'")
    back = ask(shown, "SELECT external_id, author_kind, text FROM items WHERE kind = 'page_post'")
    assert [(name, author) for name, author, text in back if marker in text] == [(remote_id, "us")]


def test_only_the_demos_own_user_approved_anything(shown: Shown) -> None:
    rows = ask(shown, "SELECT state, reviewed_by FROM placements p JOIN variants v ON v.id = p.variant_id")
    assert sorted(rows, key=str) == [("planned", None), ("published", DEMO_REVIEWER)]


def test_no_number_or_address_of_the_town_is_in_the_database(shown: Shown) -> None:
    stored = b"".join(path.read_bytes() for path in shown.folder.glob("demo.db*"))
    assert b"BSN" in stored
    assert re.findall(rb"06[- ]1234\d{4}|6 1234\d{4}|020-555\d{4}", stored) == []
    assert re.findall(rb"(?:maria|ivan\.p|kasia82|andrei|olena)\d*@example\.com", stored) == []


def test_a_demo_that_is_there_is_not_written_over(shown: Shown) -> None:
    before = (shown.folder / "demo.db").read_bytes()
    said = shown.desk.run("demo", "--no-serve", "--folder", "demo").complaint()
    assert "demo already holds a demo; remove it or choose another folder" in said
    assert (shown.folder / "demo.db").read_bytes() == before


def test_the_page_answers_while_it_is_shown(shown: Shown) -> None:
    assert "<title>" in shown.page


def test_ctrl_c_ends_it_well_and_leaves_nothing_running(shown: Shown) -> None:
    assert (shown.done.code, shown.alive, shown.listens) == (0, False, False)
    assert "nothing is left running" in shown.said
    assert "Traceback" not in shown.said


def test_stopped_halfway_it_leaves_no_process_and_no_folder(bare_desk: Desk) -> None:
    child = bare_desk.start("demo")
    try:
        read_until(child, "collecting")
        [place] = bare_desk.folder.glob("bereik-demo-*")
        os.killpg(child.pid, signal.SIGINT)
        done = end(child, 30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    assert (done.code, alive(child.pid), place.exists()) == (130, False, False)
    assert "Traceback" not in done.err


def test_prepared_only_it_ends_by_itself_without_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[tuple[Path, int]] = []

    @contextmanager
    def prepare(folder: Path, seed: int, say: Callable[[str], None]) -> Iterator[None]:
        prepared.append((folder, seed))  # the way to this point is tried above, and takes half a minute
        yield None

    monkeypatch.setattr("dashboard.demo.prepared", prepare)
    done = CliRunner().invoke(app, ["demo", "--no-serve", "--seed", "7", "--folder", str(tmp_path)])
    assert (done.exit_code, prepared) == (0, [(tmp_path, 7)])
    assert re.fullmatch(r"ready in \d+ s: .*\n", done.stderr)
