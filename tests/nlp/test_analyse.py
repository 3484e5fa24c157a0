"""`bereik analyse` without its command: the form of a line, order, groups, bad lines, files."""

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp import analyse
from nlp.analyse import ColumnMissing, Options, Summary, analyse_file, analyse_lines
from nlp.habits import ENOUGH, MOST_SOURCES, SourceHabits

KEYS = [
    "id",
    "language",
    "confidence",
    "romanised",
    "second_language",
    "type",
    "is_question",
    "codes",
    "places",
    "sensitive",
    "claims",
    "redacted",
    "group",
]
ASKED = [
    ("nl", "Hoe vind ik een huisarts in Den Haag?"),
    ("pl", "Jak znaleźć lekarza rodzinnego w Hadze?"),
    ("nl", "Mijn fiets is gestolen, waar doe ik aangifte?"),
    ("pl", "Ukradli mi rower, gdzie mam to zgłosić?"),
    ("nl", "Bedankt voor het leuke feest."),
    ("ro", "Cum găsesc un medic de familie în Haga?"),
]

UNNAMED = "¿Dónde aprendo a hablar como la gente de aquí?"  # no keyword of ours is in it


def analysed(*rows: object, **options: Any) -> list[dict[str, Any]]:
    """Results for rows given as objects or raw lines."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    return [json.loads(line) for line in analyse_lines(lines, Options(**options))]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A file of the questions above, with ids from 10."""
    path = tmp_path / "in.jsonl"
    rows = [{"id": 10 + number, "text": text} for number, (_, text) in enumerate(ASKED)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def stop(_: int) -> None:
    raise KeyboardInterrupt


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_has_exactly_the_agreed_keys_in_their_order() -> None:
    (found,) = analysed({"id": "x1", "text": "Jak dostać BSN i zorgtoeslag?"})
    assert list(found) == KEYS
    assert (found["id"], found["language"], found["is_question"], found["group"]) == ("x1", "pl", True, None)
    assert all(set(code) == {"code", "score"} for code in found["codes"])


def test_texts_come_out_redacted() -> None:
    (found,) = analysed({"text": "Bel mij op 06 12345678, mijn mail is jan@voorbeeld.nl"})
    assert "12345678" not in json.dumps(found)
    assert found["redacted"].startswith("Bel mij op [telefoon]")


def test_order_is_kept_and_a_bad_line_stands_in_its_place() -> None:
    summary = Summary()
    lines = ['{"id": 1, "text": "hallo"}', "broken", '{"id": 3, "text": "dag"}']
    found = [json.loads(line) for line in analyse_lines(lines, summary=summary)]
    assert [each["id"] for each in found] == [1, 2, 3]
    assert found[1] == {"id": 2, "error": "the line is not JSON"}
    assert (summary.lines, summary.errors) == (3, 1)
    assert summary.first_errors == ["2: the line is not JSON"]


@pytest.mark.parametrize("text", ["", "   ", "🙏🙏", "\x00", "\ud83d", "123", "?" * 500])
def test_texts_without_words_are_unknown_not_errors(text: str) -> None:
    (found,) = analysed({"text": text})
    assert found["language"] == "und"
    assert found["codes"] == []


def test_an_id_with_half_a_character_comes_back_unchanged(asked: Path) -> None:
    (line,) = analyse_lines(['{"id": "\\ud83d", "text": "hallo"}'])
    line.encode("utf-8")
    assert json.loads(line)["id"] == "\ud83d"


def test_candidate_languages_are_used_and_unknown_ones_refused() -> None:
    (found,) = analysed({"text": "moja kaucja nie została zwrócona"}, languages=("nl", "pl"))
    assert found["language"] == "pl"
    with pytest.raises(ValueError, match="xx"):
        analyse_lines([], Options(languages=("nl", "xx")))


def test_lines_stream_without_end() -> None:
    def endless() -> Iterator[str]:
        for number in itertools.count():
            yield json.dumps({"id": number, "text": "Waar is de bus?"})

    found = list(itertools.islice(analyse_lines(endless()), 3))
    assert [json.loads(line)["id"] for line in found] == [0, 1, 2]


def test_csv_in_jsonl_out(tmp_path: Path) -> None:
    given = tmp_path / "in.csv"
    given.write_text("id;antwoord\r\na;Waar is de bus?\r\nb;Gdzie jest autobus?\r\n", encoding="utf-8-sig")
    analyse_file(given, tmp_path / "out.jsonl", Options(column="antwoord"))
    assert [(each["id"], each["language"]) for each in read(tmp_path / "out.jsonl")] == [
        ("a", "nl"),
        ("b", "pl"),
    ]


def test_groups_join_languages_and_leave_no_question_out(asked: Path, tmp_path: Path) -> None:
    summary = analyse_file(asked, tmp_path / "out.jsonl", Options(group=True))
    found = read(tmp_path / "out.jsonl")
    assert [each["id"] for each in found] == [10, 11, 12, 13, 14, 15]
    assert [each["language"] for each in found] == [language for language, _ in ASKED]
    assert [each["group"] for each in found] == [1, 1, 2, 2, None, 1]
    assert (summary.lines, summary.questions, summary.groups) == (6, 5, 2)


def test_grouping_lets_vectors_name_what_the_rules_do_not(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(json.dumps({"id": '"codes": [], "places": [', "text": UNNAMED}) + "\n")
    analyse_file(tmp_path / "in", tmp_path / "alone")
    analyse_file(tmp_path / "in", tmp_path / "grouped", Options(group=True))
    (alone,), (grouped,) = read(tmp_path / "alone"), read(tmp_path / "grouped")
    assert alone["codes"] == []
    assert [each["code"] for each in grouped["codes"]] == ["language.lessons"]
    assert {**grouped, "codes": [], "group": None} == alone


def test_grouping_gives_the_same_bytes_again(asked: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        analyse_file(asked, tmp_path / name, Options(group=True))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_grouping_keeps_bad_lines_in_place(tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.write_bytes(b'{"text": "Waar is de bus?"}\r\n\xff\xfe\r\n\r\n{"text": "Waar is de bus?"}')
    summary = analyse_file(given, tmp_path / "out", Options(group=True))
    assert [each.get("group", each.get("error")) for each in read(tmp_path / "out")] == [
        1,
        "the line is not UTF-8",
        1,
    ]
    assert (summary.errors, summary.groups) == (1, 1)


def test_no_questions_no_groups(tmp_path: Path) -> None:
    (tmp_path / "in").write_text('{"text": "Fijne dag allemaal."}\n', encoding="utf-8")
    summary = analyse_file(tmp_path / "in", tmp_path / "out", Options(group=True))
    assert (summary.questions, summary.groups, read(tmp_path / "out")[0]["group"]) == (0, 0, None)


def test_a_failed_run_leaves_the_old_target_and_nothing_else(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyse, "EVERY", 2)
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with pytest.raises(ColumnMissing):
        analyse_file(asked, target, Options(column="nowhere"))
    with pytest.raises(KeyboardInterrupt):
        analyse_file(asked, target, progress=stop)
    assert target.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", "out.jsonl"]


def test_a_file_may_be_analysed_into_itself(asked: Path) -> None:
    analyse_file(asked, asked)
    assert [each["id"] for each in read(asked)] == [10, 11, 12, 13, 14, 15]


def test_a_source_teaches_its_language() -> None:
    polish = [{"text": text, "source": "s"} for _, text in ASKED if _ == "pl"] * 10
    *_, with_habit = analysed(*polish, {"text": "ok dzieki", "source": "s"})
    assert with_habit["language"] == "pl"


def test_habits_need_enough_sure_texts_and_forget_the_oldest_source() -> None:
    habits = SourceHabits()
    for number in range(ENOUGH):
        assert habits.prior("s") is None
        habits.learn("s", "pl", 0.5)
        habits.learn("s", "pl" if number else "ro", 0.98)
    assert habits.prior("s") == {"ro": 1 / ENOUGH, "pl": 1 - 1 / ENOUGH}
    for number in range(MOST_SOURCES):
        habits.learn(f"other {number}", "nl", 1.0)
    assert habits.prior("s") is None
