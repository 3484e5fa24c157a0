"""CSV files as offices write them: delimiters, encodings, dates, columns, broken rows."""

from datetime import UTC, datetime

import pytest

from collectors.errors import FileRefused
from collectors.imports import FORMATS, csv_items, format_named, jsonl_items, mapping, register
from collectors.imports.days import parse_day
from collectors.imports.languages import parse_language
from collectors.imports.rows import RowError, RowRead

GROUP = "Datum;Groep;Vraag;Taal\n3-11-2026;Polacy;Gdzie dostanę BSN?;Pools\n4-11-2026;Polacy;Къде?;Bulgaars\n"


def write(tmp_path, text, encoding="utf-8", name="file.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def read(path, mapping_=None, format_="csv"):
    return list(FORMATS[format_].read(path, mapping_))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_encoding(tmp_path, encoding, delimiter, ending):
    text = GROUP.replace(";", delimiter).replace("\n", ending)
    rows = read(write(tmp_path, text, encoding))
    assert [row.item.text for row in rows] == ["Gdzie dostanę BSN?", "Къде?"]
    assert [row.item.language_hint for row in rows] == ["pl", "bg"]


def test_windows_text(tmp_path):
    [row] = read(write(tmp_path, "datum,vraag\n1-2-2026,Café één €5?\n", "cp1252"))
    assert row.item.text == "Café één €5?"


def test_quoted_texts_keep_lines_and_delimiters(tmp_path):
    [row] = read(write(tmp_path, 'Datum;Vraag\n1-2-2026;"Eerst;\ndan ""dit"""\n'))
    assert row.item.text == 'Eerst;\ndan "dit"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3-11-2026", datetime(2026, 11, 3, 11, tzinfo=UTC)),
        ("03/11/26", datetime(2026, 11, 3, 11, tzinfo=UTC)),
        ("3.7.2026", datetime(2026, 7, 3, 10, tzinfo=UTC)),
        ("2026-11-03", datetime(2026, 11, 3, 11, tzinfo=UTC)),
        ("3-11-2026 14:30", datetime(2026, 11, 3, 13, 30, tzinfo=UTC)),
        ("3 november 2026", datetime(2026, 11, 3, 11, tzinfo=UTC)),
        ("di 3 nov 2026 9.05", datetime(2026, 11, 3, 8, 5, tzinfo=UTC)),
        ("3 mrt. 2026", datetime(2026, 3, 3, 11, tzinfo=UTC)),
        ("2026-11-03T14:30:00+02:00", datetime(2026, 11, 3, 12, 30, tzinfo=UTC)),
        ("2016-02-24 12:58:36", datetime(2016, 2, 24, 11, 58, 36, tzinfo=UTC)),
    ],
)
def test_days_as_people_write_them(value, expected):
    assert parse_day(value) == expected


@pytest.mark.parametrize(
    "value", ["", "gisteren", "31-2-2026", "11/30/2026", "2026", "0-0-2026", "3-11-2026 25:00"]
)
def test_days_that_cannot_be_are_not_guessed(value):
    with pytest.raises(ValueError, match="date"):
        parse_day(value)


@pytest.mark.parametrize(
    ("word", "code"),
    [("Pools", "pl"), ("BULGAARS", "bg"), ("Oekraïens", "uk"), ("tr", "tr"), ("Polish (A2)", "pl"),
     ("română", "ro"), ("onbekend", None), ("", None)],
)  # fmt: skip
def test_languages_by_name(word, code):
    assert parse_language(word) == code


def test_bad_rows_are_told_by_number_and_the_rest_is_read(tmp_path):
    bad = "morgen;slecht;\n2-2-2026;;\n3-2-2026;x;Klingon\n4;5;6;7\n"
    text = f"Datum;Vraag;Taal\n1-2-2026;goed;\n{bad}\n5-2-2026;ook goed;\n"
    rows = read(write(tmp_path, text))
    assert [row.row for row in rows if isinstance(row, RowError)] == [3, 4, 5, 6]
    assert [row.item.text for row in rows if isinstance(row, RowRead)] == ["goed", "ook goed"]
    assert "day-month-year" in rows[1].reason


def test_the_id_follows_from_the_content(tmp_path):
    text = "Datum;Vraag\n1-2-2026;hoe laat?\n1-2-2026;hoe laat?\n1-2-2026;waar?\n"
    first = [row.item.external_id for row in read(write(tmp_path, text))]
    longer = read(write(tmp_path, text.replace("Vraag\n", "Vraag\n1-1-2026;nieuw\n")))
    assert len(set(first)) == 3
    assert set(first) < {row.item.external_id for row in longer}


def test_the_register_takes_theme_place_and_referral(tmp_path):
    header = "Datum;Vraag;Taal;Halte/Stadsdeel;Thema;Doorverwezen naar"
    path = write(tmp_path, f"{header}\n1-2-2026;Loon te laag;Pools;Laak;Werk;FNV\n")
    [row] = read(path, format_="register")
    item = row.item
    assert (item.place_hint, item.theme, item.referred_to) == ("Laak", "Werk", "FNV")
    assert (item.kind, item.author_kind) == ("logged_question", "public")


def test_a_register_without_words_is_read_by_its_theme(tmp_path):
    [row] = read(write(tmp_path, "Datum;Thema\n1-2-2026;Zorgtoeslag\n"), format_="register")
    assert (row.item.text, row.item.theme) == ("Zorgtoeslag", "Zorgtoeslag")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"a;b\n1;2\n", "no column could be recognised as text and day"),
        (b"PK\x03\x04zip", "save it as CSV"),
        (b"\xff\xfe\x00", "no text in"),
    ],
)
def test_a_file_that_is_none_is_refused_before_the_first_row(tmp_path, content, why):
    with pytest.raises(FileRefused, match=why):
        csv_items.read(write(tmp_path, content), None)


def test_a_missing_file_and_an_unknown_format_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="cannot be opened"):
        register.read(tmp_path / "none.csv", None)
    with pytest.raises(FileRefused, match="csv, jsonl, register"):
        format_named("xlsx")


def test_a_saved_mapping_is_read_back(tmp_path):
    saved = mapping.Mapping({"text": "Bericht", "day": "Wanneer"}, "comment", "public")
    mapping.save(saved, tmp_path / "m.json")
    assert mapping.load(tmp_path / "m.json") == saved


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "is no JSON"),
        ("[]", "needs"),
        ('{"columns": {"text": "a"}}', "needs"),
        ('{"columns": {"text": "a", "day": "b", "author": "c"}}', "names author"),
        ('{"columns": {"text": "a", "day": "b"}, "kind": "person"}', "not known"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path, content, why):
    with pytest.raises(FileRefused, match=why):
        mapping.load(write(tmp_path, content, name="m.json"))


def test_a_mapping_that_does_not_fit_names_the_columns(tmp_path):
    wrong = mapping.Mapping({"text": "Bericht", "day": "Datum"})
    with pytest.raises(FileRefused, match="no column 'Bericht'; its columns are 'Datum', 'Groep'"):
        csv_items.read(write(tmp_path, GROUP), wrong)


def test_a_look_before_importing(tmp_path):
    guessed, rows = csv_items.preview(write(tmp_path, GROUP), rows=1)
    assert guessed.columns == {"text": "Vraag", "day": "Datum", "language": "Taal"}
    assert rows == [{"text": "Gdzie dostanę BSN?", "day": "3-11-2026", "language": "Pools"}]


def test_json_lines_with_counts(tmp_path):
    lines = '{"t": "Hello", "at": "2016-02-24 12:58:36", "n": 13188}\n{broken\n[1]\n{"t": "x", "at": "no"}\n'
    found = mapping.Mapping({"text": "t", "day": "at", "reactions": "n"}, "page_post", "us")
    rows = list(jsonl_items.read(write(tmp_path, lines, name="posts.jsonl"), found))
    assert (rows[0].item.kind, rows[0].counts) == ("page_post", {"reactions": 13188})
    assert [row.row for row in rows[1:]] == [2, 3, 4]


def test_a_file_that_is_no_json_lines_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="does not begin with a JSON object"):
        jsonl_items.read(write(tmp_path, "hello\n"), None)
