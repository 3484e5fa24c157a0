"""An office's own words: the folder named by BEREIK_FRAME is read by every command."""

import json
from pathlib import Path

from .conftest import Desk

LINES = 2500  # more than one process reads by itself


def codes(desk: Desk, text: str) -> list[str]:
    """The codes of the last of many lines, which another process has read."""
    (desk.folder / "in.csv").write_text("text\n" + f"{text}\n" * LINES, "utf-8")
    assert desk.run("analyse", "in.csv", "-o", "out.jsonl", "--engine", "processes").code == 0
    line = json.loads((desk.folder / "out.jsonl").read_text("utf-8").splitlines()[-1])
    return [each["code"] for each in line["codes"]]


def test_an_offices_word_is_understood(bare_desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "frame"
    (own / "keywords").mkdir(parents=True)
    (own / "keywords" / "nl.toml").write_text('[transport]\nbicycle = "flitsbakkie"\n', "utf-8")
    text = "Mag mijn flitsbakkie hier staan?"
    assert codes(bare_desk, text) == []
    assert codes(bare_desk.having(BEREIK_FRAME=str(own)), text) == ["transport.bicycle"]


def test_a_folder_that_is_not_there_is_said(bare_desk: Desk) -> None:
    done = bare_desk.having(BEREIK_FRAME="nowhere").run("tag")
    assert "BEREIK_FRAME: there is no folder nowhere" in done.complaint()
