"""`bereik analyse` as others use it: a file in, a file out, in the form that is promised."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .conftest import REASONS, SCRIPT, Desk

KEYS = (
    *("id", "language", "confidence", "romanised", "second_language", "type", "is_question", "codes"),
    *("places", "sensitive", "claims", "redacted", "group"),
)
TEXTS = (
    "Gdzie mogę dostać numer BSN? Mieszkam w Laak.",
    "Cum pot obține un BSN?",
    "Къде мога да получа BSN?",
    "Hoe krijg ik DigiD? Bel mij op 06-12345678",
    "BSN numarasını nereden alabilirim?",
    "Hol kaphatok BSN számot?",
    "I was told you need an accountant for the tax return, is that true?",
    "Bardzo dziękuję za pomoc!",
)


def write(path: Path, rows: list[Any]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path.name


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory, new_desk: Any) -> tuple[Any, list[dict[str, Any]]]:
    """One run with groups over good and bad lines, with a byte order mark and Windows' line ends."""
    desk = new_desk(tmp_path_factory.mktemp("analyse"))
    good = [json.dumps({"id": f"q{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(TEXTS)]
    bad = ["{broken", "[1, 2]", '{"id": "no text"}']
    given = [good[0], "", bad[0], *good[1:4], bad[1], *good[4:], bad[2], '{"text": "ok"}']
    (desk.folder / "in.jsonl").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(given).encode())
    done = desk.run("analyse", "in.jsonl", "-o", "out.jsonl", "--group")
    return done, lines(desk.folder / "out.jsonl")


def good_ones(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in found if "error" not in each]


def test_every_line_has_exactly_the_promised_keys_in_order(analysed: tuple[Any, Any]) -> None:
    assert {tuple(each) for each in good_ones(analysed[1])} == {KEYS}
    first = analysed[1][0]
    assert {type(first[key]) for key in ("romanised", "is_question", "sensitive")} == {bool}
    assert [set(code) for code in first["codes"]] == [{"code", "score"}]
    assert 0 <= first["confidence"] <= 1


def test_the_order_is_that_of_the_file_and_bad_lines_stand_in_their_place(analysed: tuple[Any, Any]) -> None:
    assert [each["id"] for each in analysed[1]] == [
        *("q0", 3, "q1", "q2", "q3", 7, "q4", "q5", "q6", "q7", "no text", 13),
    ]
    assert [tuple(each) for each in analysed[1] if "error" in each] == [("id", "error")] * 3


def test_bad_lines_ask_for_a_person(analysed: tuple[Any, Any]) -> None:
    said = analysed[0].complaint()
    assert "3 lines could not be read" in said
    assert "broken" not in said  # the text of a line may be about somebody


def test_it_understands_what_it_reads(analysed: tuple[Any, Any]) -> None:
    found = {each["id"]: each for each in good_ones(analysed[1])}
    assert [found[f"q{n}"]["language"] for n in range(8)] == ["pl", "ro", "bg", "nl", "tr", "hu", "en", "pl"]
    assert {found[f"q{n}"]["codes"][0]["code"] for n in (0, 1, 2, 4, 5)} == {"registration.bsn"}
    assert (found["q0"]["places"], found["q6"]["claims"]) == (["Laak"], ["accountant_needed"])
    assert (found["q7"]["is_question"], found["q7"]["type"]) == (False, "thanks")
    assert found["q3"]["redacted"] == "Hoe krijg ik DigiD? Bel mij op [telefoon]"


def test_the_same_question_gets_one_number_in_any_language(analysed: tuple[Any, Any]) -> None:
    groups = {each["id"]: each["group"] for each in good_ones(analysed[1])}
    assert len({groups[f"q{n}"] for n in (0, 1, 2, 4, 5)}) == 1
    assert groups["q3"] not in (None, groups["q0"])
    assert groups["q7"] is None


def test_a_csv_with_its_column_and_chosen_languages(bare_desk: Desk) -> None:
    rows = 'id;Antwoord\r\na;Gdzie jest lekarz?\r\nb;"Waar is;de huisarts?"\r\n'
    (bare_desk.folder / "in.csv").write_text(rows, "utf-8-sig", newline="")
    chosen = ("--column", "Antwoord", "--languages", "nl,pl")
    assert bare_desk.run("analyse", "in.csv", "-o", "out.jsonl", *chosen).code == 0
    found = lines(bare_desk.folder / "out.jsonl")
    assert [(each["id"], each["language"]) for each in found] == [("a", "pl"), ("b", "nl")]


def test_what_cannot_be_done_leaves_no_output(bare_desk: Desk) -> None:
    (bare_desk.folder / "in.csv").write_text("id,vraag\n1,Hoe?\n", "utf-8")
    said = bare_desk.run("analyse", "in.csv", "-o", "out.jsonl", "--column", "tekst").complaint()
    assert "no column 'tekst'; it has: id, vraag" in said
    wrong = bare_desk.run("analyse", "in.csv", "-o", "out.jsonl", "--languages", "nl,klingon")
    assert (wrong.code, "klingon" in wrong.err) == (2, True)
    assert (
        "elsewhere"
        in bare_desk.run("analyse", "in.csv", "-o", "elsewhere/o", "--column", "vraag").complaint()
    )
    assert sorted(path.name for path in bare_desk.folder.iterdir()) == ["in.csv"]


CLEAR = "Gdzie mogę dostać numer BSN i ile to trwa w gminie?"


# A process counts its parent's memory as its own until it has started, so a small one stands between.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def peak(desk: Desk, count: int) -> int:
    """Largest memory in megabytes that a child took for so many lines of 20,000 letters each."""
    # One clear text, so that no detector loads hundreds of megabytes in one run and not in the other.
    rows = [{"id": f"{n}-{'x' * 20_000}", "text": CLEAR} for n in range(count)]
    command = (str(SCRIPT), "analyse", write(desk.folder / f"{count}.jsonl", rows), "-o", f"{count}.out")
    environment = {**desk.base, **desk.settings}
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=desk.folder, env=environment, capture_output=True
    )
    assert said.returncode == 0, said.stderr
    found = lines(desk.folder / f"{count}.out")
    assert [each["id"] for each in found] == [row["id"] for row in rows]
    return int(said.stdout) // 1024


def test_memory_does_not_grow_with_the_file(bare_desk: Desk) -> None:
    few, many = peak(bare_desk, 50), peak(bare_desk, 2000)
    assert many < few + 30  # the longer file is 40 MB, and its answer as much again


def test_it_says_the_same_as_tag(desk: Desk, analysed: tuple[Any, list[dict[str, Any]]]) -> None:
    assert desk.run("new", "source", "group", "--kind", "facebook-group", *REASONS).code == 0
    rows = "".join(f"0{n + 1}-11-2026;{text}\r\n" for n, text in enumerate(TEXTS))
    (desk.folder / "in.csv").write_text(f"Datum;Vraag\r\n{rows}", "utf-8", newline="")
    assert desk.run("import", "csv", "in.csv", "--source", "group").code == 0
    assert desk.run("tag").code == 0
    said = [each for each in good_ones(analysed[1]) if each["redacted"] != "ok"]
    assert by_analyse(said) == by_tag(desk.folder / "bereik.db")


def by_analyse(found: list[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {
        each["redacted"]: (each["language"], each["type"], {code["code"] for code in each["codes"]})
        for each in found
    }


def by_tag(path: Path) -> dict[str, tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as there:
        rows = there.execute(
            """SELECT text, language, type, group_concat(code) FROM annotations a
            JOIN items i ON i.id = item_id
            LEFT JOIN annotation_codes ON annotation_id = a.id WHERE current GROUP BY i.id"""
        ).fetchall()
    return {
        text: (language, kind, set((codes or "").split(",")) - {""}) for text, language, kind, codes in rows
    }
