from dashboard.charts import to_csv


def test_the_csv_opens_in_a_dutch_spreadsheet() -> None:
    assert to_csv([{"Taal": "Pools", "Aantal": "7"}]) == b"\xef\xbb\xbfTaal;Aantal\r\nPools;7\r\n"


def test_a_cell_that_looks_like_a_formula_runs_nothing() -> None:
    assert b"'=HYPERLINK" in to_csv([{"Tekst": '=HYPERLINK("x")'}])


def test_nothing_to_show_is_an_empty_file() -> None:
    assert to_csv([]) == b"\xef\xbb\xbf"
