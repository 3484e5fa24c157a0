"""Reads what `bereik analyse` is given, JSON lines or CSV, and keeps count of what cannot be read."""

import csv
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

MOST_LETTERS_IN_LINE = 1_000_000
MOST_LETTERS_IN_TEXT = 20_000
_DELIMITERS = (",", ";", "\t")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {0: " "}


class ColumnMissing(ValueError):
    """The CSV has no such column; the message names those it has."""


class BadLine(ValueError):
    """A line that cannot be analysed; the message says why, without its text."""

    def __init__(self, why: str, key: str | float | None = None) -> None:
        super().__init__(why)
        self.key = key  # the line's own id, when that much could be read


@dataclass(frozen=True)
class Entry:
    """One text to analyse; `key` is its id or line number, `error` why there is no text."""

    key: str | int | float
    text: str = ""
    source: str | None = None
    error: str | None = None
    shortened: bool = False


def bounded_lines(file: TextIO) -> Iterator[str]:
    """The lines of a file; of a line that is too long only a beginning, long enough to be told as such."""
    most = MOST_LETTERS_IN_LINE + 1
    while line := file.readline(most):
        rest = line
        while len(rest) == most and rest[-1] not in "\r\n":
            rest = file.readline(most)
        yield line


def parse_lines(lines: Iterable[str]) -> Iterator[Entry]:
    """One entry per JSON line `{"id"?, "text", "source"?}`, in order; blank lines are skipped.

    Without an id, the line's number counts, from 1, blank ones included. A line that is not such an object
    becomes an entry with an error.
    """
    for number, line in enumerate(lines, start=1):
        plain = line.removeprefix("\ufeff").strip() if number == 1 else line.strip()
        if not plain:
            continue
        try:
            yield _entry(_parse_json(plain), number)
        except BadLine as bad:
            yield Entry(number if bad.key is None else bad.key, error=str(bad))


def parse_csv(lines: Iterable[str], column: str) -> Iterator[Entry]:
    """One entry per row of a CSV whose header has the column; columns `id` and `source` are used if there.

    Comma, semicolon and tab are understood. Rows are known by the number of their last line when there is
    no id. Raises ColumnMissing at once; a row that is too short becomes an entry with an error.
    """
    rest = iter(lines)
    first = next(rest, "").removeprefix("\ufeff")
    headers = {mark: next(csv.reader([first], delimiter=mark), []) for mark in _DELIMITERS}
    mark = next((mark for mark, names in headers.items() if column in names), None)
    if mark is None:
        found = max(headers.values(), key=len)
        raise ColumnMissing(f"the CSV has no column {column!r}; it has: {', '.join(found) or 'none'}")
    return _rows(csv.reader(rest, delimiter=mark), headers[mark], column)


def _rows(reader: Any, names: list[str], column: str) -> Iterator[Entry]:
    csv.field_size_limit(MOST_LETTERS_IN_LINE)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Entry(reader.line_num + 1, error=f"not CSV: {error}")
            continue
        if not any(row):
            continue
        fields: dict[str, Any] = {name: value for name, value in zip(names, row, strict=False) if value}
        try:
            if any("\ud800" <= letter <= "\udfff" for letter in "".join(row)):
                raise BadLine("the row is not UTF-8")
            if names.index(column) >= len(row):
                raise BadLine(f"the row has no column {column!r}", fields.get("id"))
            fields["text"] = row[names.index(column)]
            yield _entry(fields, reader.line_num + 1)
        except BadLine as bad:
            yield Entry(reader.line_num + 1 if bad.key is None else bad.key, error=str(bad))


def _parse_json(line: str) -> dict[str, Any]:
    if len(line) > MOST_LETTERS_IN_LINE:
        raise BadLine(f"the line is longer than {MOST_LETTERS_IN_LINE:,} characters")
    if any("\udc80" <= letter <= "\udcff" for letter in line):
        raise BadLine("the line is not UTF-8")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("the line is not JSON") from None
    if not isinstance(found, dict):
        raise BadLine("the line is not a JSON object")
    return found


def _entry(fields: dict[str, Any], number: int) -> Entry:
    key = fields.get("id")
    if key is None:
        key = number
    elif not isinstance(key, str | int | float) or isinstance(key, bool) or _endless(key):
        raise BadLine("the id is neither a string nor a number")
    text, source = fields.get("text"), fields.get("source")
    if not isinstance(text, str):
        raise BadLine("there is no text" if text is None else "the text is not a string", key)
    if source is not None and not isinstance(source, str):
        raise BadLine("the source is not a string", key)
    shown = text[:MOST_LETTERS_IN_TEXT].translate(_SURROGATES)
    return Entry(key, shown, source, shortened=len(text) > MOST_LETTERS_IN_TEXT)


def _endless(key: float | str) -> bool:
    """NaN and infinity, which Python reads and no JSON can say."""
    return isinstance(key, float) and not math.isfinite(key)
