"""What `bereik analyse` may be given, and what it says of what it cannot read."""

import io
import json

import pytest

from nlp.analyse_input import (
    MOST_LETTERS_IN_LINE,
    MOST_LETTERS_IN_TEXT,
    ColumnMissing,
    bounded_lines,
    parse_csv,
    parse_lines,
)


def test_ids_are_given_back_as_they_are_or_are_line_numbers() -> None:
    lines = [
        '{"id": "a", "text": "x"}',
        "",
        '{"text": "y"}\r\n',
        '{"id": 7.5, "text": ""}',
        '{"id": null, "text": "z"}',
    ]
    assert [(entry.key, entry.text) for entry in parse_lines(lines)] == [
        ("a", "x"),
        (3, "y"),
        (7.5, ""),
        (5, "z"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no json", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "not a JSON object"),
        ("{}", "no text"),
        ('{"text": null}', "no text"),
        ('{"text": 5}', "not a string"),
        ('{"text": "x", "source": 5}', "source is not a string"),
        ('{"text": "x", "id": [1]}', "neither a string nor a number"),
        ('{"text": "x", "id": true}', "neither a string nor a number"),
        ('{"text": "x", "id": NaN}', "neither a string nor a number"),
        ('{"text": "caf\udce9"}', "not UTF-8"),
        ('{"text": "' + "x" * MOST_LETTERS_IN_LINE + '"}', "longer than"),
    ],
)
def test_a_bad_line_says_why_and_the_next_is_read(line: str, why: str) -> None:
    bad, good = parse_lines([line, '{"text": "x"}'])
    assert why in str(bad.error)
    assert bad.key == 1
    assert good.error is None


def test_a_bad_line_with_an_id_keeps_it() -> None:
    (bad,) = parse_lines(['{"id": "k9", "text": []}'])
    assert bad.key == "k9"


def test_byte_order_mark_nul_and_half_characters() -> None:
    first, second = parse_lines(["\ufeff" + json.dumps({"text": "a\x00b"}), '{"text": "\\ud83d x"}'])
    assert first.text == "a b"
    assert second.text == "\ufffd x"


def test_a_very_long_text_is_shortened_and_told() -> None:
    (entry,) = parse_lines([json.dumps({"text": "x" * (MOST_LETTERS_IN_TEXT + 1)})])
    assert (len(entry.text), entry.shortened) == (MOST_LETTERS_IN_TEXT, True)


def test_an_endless_line_never_enters_memory_and_the_next_is_intact() -> None:
    lines = list(bounded_lines(io.StringIO("x" * (3 * MOST_LETTERS_IN_LINE) + "\nnext\n")))
    assert len(lines[0]) == MOST_LETTERS_IN_LINE + 1
    assert lines[1:] == ["next\n"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    lines = bounded_lines(io.StringIO(f'{{"text": "a"}}{end}{{"text": "b"}}{end}', newline=""))
    assert [entry.text for entry in parse_lines(lines)] == ["a", "b"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_usual_delimiter(mark: str) -> None:
    lines = [
        mark.join(row) + "\r\n"
        for row in (["id", "antwoord", "source"], ["1", f'"a{mark}b"', "s"], ["", "c", ""])
    ]
    first, second = parse_csv(lines, "antwoord")
    assert (first.key, first.text, first.source) == ("1", f"a{mark}b", "s")
    assert (second.key, second.text, second.source) == (3, "c", None)


def test_csv_with_a_text_over_lines_and_a_short_row() -> None:
    lines = ["id,text\n", '"a","een\n', 'twee"\n', "\n", "alone\n"]
    whole, short = parse_csv(lines, "text")
    assert whole.text == "een\ntwee"
    assert (short.key, short.error) == ("alone", "the row has no column 'text'")


def test_csv_with_an_empty_text_has_a_text() -> None:
    (entry,) = parse_csv(["id,text\n", "1,\n"], "text")
    assert (entry.text, entry.error) == ("", None)


@pytest.mark.parametrize("lines", [["a,b\n"], []])
def test_csv_without_the_column_says_what_there_is(lines: list[str]) -> None:
    with pytest.raises(ColumnMissing, match=r"no column 'text'; it has: (a, b|none)"):
        parse_csv(lines, "text")
