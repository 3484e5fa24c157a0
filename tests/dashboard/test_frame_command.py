"""`bereik frame`: listing, checking, and the queue of what the model is least sure of."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data.records import CodeScore, NewAnnotation
from nlp import frame_check
from nlp.frame import load
from nlp.unsure import queue


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """An office's own folder, in use; the shipped frame is alone again afterwards."""
    load.use_folder(tmp_path)
    yield tmp_path
    load.use_folder(None)


def run(*arguments: str) -> str:
    from dashboard.commands.frame import app

    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_every_code_with_its_description() -> None:
    found = json.loads(run("list", "--json"))
    assert [row["code"] for row in found] == list(load.load_frame().codes)
    assert all(row["about_en"] and row["keywords"]["nl"] and row["examples"]["pl"] for row in found)


def test_the_shipped_frame_has_no_mistakes() -> None:
    kinds = frame_check.counted(frame_check.check())
    assert kinds["wrong"] == 0


def test_mistakes_overlap_and_strange_examples_are_found(own: Path) -> None:
    (own / "keywords").mkdir()
    (own / "keywords" / "nl.toml").write_text('[health]\ngp = "plofzaal"\ndentist = "plofzaal"\n')
    (own / "examples").mkdir()
    (own / "examples" / "nl.toml").write_text('[health]\ngp = ["Hoe krijg ik mijn borg terug?"]\n')
    load.use_folder(own)
    found = {(remark.kind, remark.code) for remark in frame_check.check()}
    assert {("overlap", "health.gp"), ("elsewhere", "health.gp")} <= found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("keywords/nl.toml", "[health\n"),
        ("keywords/nl.toml", '[no]\ncode = "x"\n'),
        ("claims/nl.toml", 'no = "x"\n'),
    ],
)
def test_a_wrong_file_is_named(own: Path, name: str, text: str) -> None:
    (own / name).parent.mkdir()
    (own / name).write_text(text)
    load.use_folder(own)
    (remark,) = frame_check.check()
    assert remark.kind == "wrong"
    assert "nl.toml" in remark.what


def said(number: int, confidence: float, score: float) -> NewAnnotation:
    codes = (CodeScore("health.gp", score),)
    return NewAnnotation(number, "m", "pl", confidence, False, "question", True, False, codes)


def test_the_queue_shows_doubtful_texts_first_and_no_two_alike() -> None:
    rows = [
        ("Gdzie jest lekarz w tym mieście", said(1, 0.99, 0.95)),
        ("A komu zgłosić taki dziwny list", said(2, 0.5, 0.26)),
        ("a komu zgłosić taki dziwny list?", said(3, 0.5, 0.27)),
    ]
    assert [each.item_id for each in queue(rows, 5)] == [2, 1]
    assert queue(rows, 1)[0].why == "topic"


def test_the_queue_of_an_empty_store_is_empty() -> None:
    assert queue([], 5) == []
