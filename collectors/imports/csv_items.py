"""CSV of what was asked, one row each: any delimiter and encoding a Dutch office's programs write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from collectors.errors import FileRefused
from collectors.imports import mapping as mappings
from collectors.imports.mapping import Mapping
from collectors.imports.rows import Builder, Read, RowError

DELIMITERS = ";,\t|"
LARGEST = 200 * 1024 * 1024  # bytes


def read(path: Path, mapping: Mapping | None) -> Iterator[Read]:
    """The file's rows; without a mapping its columns are guessed. Raises FileRefused before the first row."""
    rows = table(path)
    header = next(rows, [])
    mapping = mapping.checked(header, path.name) if mapping else mappings.guess(header, path.name)
    return _rows(rows, header, mapping)


def preview(path: Path, *, rows: int = 5) -> tuple[Mapping, list[dict[str, str]]]:
    """The guessed mapping and the first rows under our names, for a look first. Raises FileRefused."""
    lines = table(path)
    header = next(lines, [])
    guessed = mappings.guess(header, path.name)
    named = [_named(cells, header, guessed) for cells in lines if any(cells)]
    return guessed, named[:rows]


def table(path: Path) -> Iterator[list[str]]:
    """The header and then every line as cells; raises FileRefused when it is no table."""
    text = decoded(path)
    first = text.lstrip("\n").split("\n", 1)[0]
    if not first.strip():
        raise FileRefused(f"{path.name} is empty; give a CSV with a header")
    delimiter = max(DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter)
    return ([cell.strip() for cell in cells] for cells in lines)


def decoded(path: Path) -> str:
    """The file's text: UTF-8 (with or without mark), UTF-16 (with mark), else Windows' CP1252."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileRefused(f"{path.name} is larger than 200 MB; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"{path.name} cannot be opened ({error.strerror}); check its name") from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused(f"{path.name} is a spreadsheet, no CSV; save it as CSV and import that")
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise FileRefused(f"{path.name} is no text in UTF-8, UTF-16 or CP1252; save it as CSV UTF-8")


def _rows(rows: Iterator[list[str]], header: list[str], mapping: Mapping) -> Iterator[Read]:
    builder = Builder(mapping.kind, mapping.author_kind)
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield RowError(number, f"cannot be read ({error})")
            continue
        if not any(cells):
            continue
        if len(cells) > len(header):
            yield RowError(number, f"has {len(cells)} cells, the header has {len(header)}; quote texts")
            continue
        yield builder.build(number, _named(cells, header, mapping))


def _named(cells: list[str], header: list[str], mapping: Mapping) -> dict[str, str]:
    values = dict(zip(header, cells, strict=False))
    return {name: values.get(column, "") for name, column in mapping.columns.items()}
