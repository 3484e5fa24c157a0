from datetime import date
from pathlib import Path

import pytest

from collectors.errors import FileRefused
from collectors.imports.communities import read
from data.records import Community

HEAD = "language;low;high;source;as_of\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "groups.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_band_comes_with_its_source_and_day(tmp_path: Path) -> None:
    found = read(written(tmp_path, HEAD + "pl;9000;14000;CBS;2026-01-01\n"))
    assert found == [Community("pl", 9000, 14000, "CBS", date(2026, 1, 1))]


@pytest.mark.parametrize(
    "row",
    [
        "pl;14000;9000;CBS;2026-01-01",
        "pl;0;1;CBS;2026-01-01",
        "pl;1;2;;2026-01-01",
        "pl;x;2;CBS;2026-01-01",
        "pl",
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(FileRefused, match="row 2"):
        read(written(tmp_path, HEAD + row + "\n"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="as_of"):
        read(written(tmp_path, "language,low,high,source\n"))
