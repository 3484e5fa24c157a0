"""Counts under five, and everything they could be computed from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.suppression import THRESHOLD, Cell, Table, suppress, suppress_line, suppress_table

COUNT = st.one_of(st.none(), st.integers(0, 9), st.integers(0, 400))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(COUNT, min_size=width, max_size=width), min_size=1, max_size=5)
)


@pytest.mark.parametrize(
    ("count", "cell"),
    [
        (None, Cell(None, "not_offered")),
        (0, Cell(0, "shown")),
        (1, Cell(None, "small")),
        (4, Cell(None, "small")),
        (5, Cell(5, "shown")),
    ],
)
def test_alone(count: int | None, cell: Cell) -> None:
    assert suppress(count) == cell


def test_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        suppress(-1)


@pytest.mark.parametrize(("value", "state"), [(3, "small"), (None, "shown")])
def test_cell_cannot_contradict_itself(value: int | None, state: str) -> None:
    with pytest.raises(ValueError, match="exactly when"):
        Cell(value, state)  # type: ignore[arg-type]


def test_the_next_smallest_goes_along() -> None:
    line = suppress_line([3, 40, 12])
    assert [cell.state for cell in line.cells] == ["small", "shown", "hidden"]
    assert line.total.value == 55


def test_two_small_ones_protect_each_other() -> None:
    assert [cell.state for cell in suppress_line([3, 4, 12]).cells] == ["small", "small", "shown"]


def test_two_ones_would_be_known_from_their_sum() -> None:
    assert [cell.state for cell in suppress_line([1, 1, 12]).cells] == ["small", "small", "hidden"]


def test_a_lonely_small_count_takes_its_total_along() -> None:
    line = suppress_line([3, 0, None])
    assert [cell.state for cell in (*line.cells, line.total)] == ["small", "shown", "not_offered", "small"]


def test_nothing_offered_has_no_total() -> None:
    assert suppress_line([None, None]).total.state == "not_offered"


def test_safe_table_stays() -> None:
    table = suppress_table([[5, 0], [70, 8]])
    assert [[cell.value for cell in row] for row in table.rows] == [[5, 0], [70, 8]]
    assert (table.row_totals[1].value, table.column_totals[0].value, table.total.value) == (78, 75, 83)


@pytest.mark.parametrize("rows", [[], [[]], [[1], [1, 2]]])
def test_ragged_table_is_refused(rows: list[list[int | None]]) -> None:
    with pytest.raises(ValueError, match="one length"):
        suppress_table(rows)


@given(TABLES)
def test_no_small_number_is_shown(rows: list[list[int | None]]) -> None:
    assert all(
        cell.value is None or cell.value == 0 or cell.value >= THRESHOLD
        for cell in _all(suppress_table(rows))
    )


@given(TABLES)
def test_no_suppressed_number_can_be_computed(rows: list[list[int | None]]) -> None:
    cells = suppress_table(rows)
    unknown = [place for place, cell in enumerate(_all(cells)) if cell.is_suppressed]
    equations = _equations(len(rows), len(rows[0]))[:, unknown]
    rank = np.linalg.matrix_rank(equations) if unknown else 0
    for column in range(len(unknown)):
        without = np.delete(equations, column, axis=1)
        assert np.linalg.matrix_rank(without) == rank or len(unknown) == 0


@given(TABLES)
def test_what_is_shown_is_true(rows: list[list[int | None]]) -> None:
    table = suppress_table(rows)
    shown = [
        (cell.value, count)
        for line, row in zip(table.rows, rows, strict=True)
        for cell, count in zip(line, row, strict=True)
        if cell.state == "shown"
    ]
    assert all(value == count for value, count in shown)


def _all(table: Table) -> list[Cell]:
    """Every cell, row by row with its total, the column totals last."""
    lines = [[*row, total] for row, total in zip(table.rows, table.row_totals, strict=True)]
    return [cell for line in [*lines, [*table.column_totals, table.total]] for cell in line]


def _equations(height: int, width: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """One equation per line of the table with totals: the parts minus the total are zero."""
    places = np.arange((height + 1) * (width + 1)).reshape(height + 1, width + 1)
    rows = np.zeros((height + width + 2, places.size))
    for number, line in enumerate([*places, *places.T]):
        rows[number, line] = 1
        rows[number, line[-1]] = -1
    return rows
