"""Small numbers: a count below five is never shown, and cannot be worked out from what is shown.

Primary suppression by a threshold rule, complementary (secondary) suppression against differencing:
Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4; *Handbook on Statistical
Disclosure Control*, ESSnet SDC (2010), section 4. In a table of two dimensions a suppressed cell can be
computed exactly when it is a bridge in the graph whose nodes are the lines (rows and columns with their
totals) and whose edges are the suppressed cells: Gusfield, "A graph theoretic approach to statistical data
security", SIAM J. Comput. 17 (1988). So cells are taken away, smallest first, until no bridge is left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

THRESHOLD = 5
"""Smallest count that is shown; zero is shown as zero."""

State = Literal["shown", "small", "hidden", "not_offered"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it may leave the system; `value` is None unless shown.

    `shown`: `value` is the count. `small`: it was 1-4. `hidden`: not small itself, but it would give a small
    one away. `not_offered`: nobody measured it, which is not zero.
    """

    value: int | None
    state: State

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state == "shown"):
            raise ValueError("a cell has a value exactly when it is shown")

    @property
    def is_suppressed(self) -> bool:
        """Whether a number exists that is kept back."""
        return self.state in ("small", "hidden")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells with their margins: `row_totals[i]` is of `rows[i]`, `column_totals[j]` of column j."""

    rows: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A series of cells and their total."""

    cells: tuple[Cell, ...]
    total: Cell


_Place = tuple[int, int]
_Counts = Mapping[_Place, int | None]


def suppress(count: int | None) -> Cell:
    """One count that stands alone: None is not offered, zero and five or more are shown, 1-4 are small.

    Raises ValueError for a negative count.
    """
    if count is None:
        return Cell(None, "not_offered")
    if count < 0:
        raise ValueError("a count cannot be negative")
    return Cell(None, "small") if 0 < count < THRESHOLD else Cell(count, "shown")


def suppress_line(counts: Sequence[int | None]) -> Line:
    """A series that is shown with its total: small ones go, and what would give them away."""
    padded: dict[_Place, int | None] = {(0, column): count for column, count in enumerate(counts)}
    padded[0, len(counts)] = _sum(counts)
    taken = _small(padded)
    _cover(padded, [_line_of(padded, row=0)], taken)
    cells = [_cell(padded, (0, column), taken) for column in range(len(counts) + 1)]
    return Line(tuple(cells[:-1]), cells[-1])


def suppress_table(rows: Sequence[Sequence[int | None]]) -> Table:
    """Counts by row and column, made safe to show with all their totals.

    Totals are sums of the true counts and are suppressed like any cell. Suppressed cells of one line, where
    its total is shown, together reach the threshold, so that no small sum can be computed either.
    Raises ValueError when rows are missing, empty or of different length.
    """
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise ValueError("a table needs rows of one length")
    height, width = len(rows), len(rows[0])
    padded = _with_totals(rows)
    taken = _small(padded)
    lines = [_line_of(padded, row=row) for row in range(height + 1)]
    lines += [_line_of(padded, column=column) for column in range(width + 1)]
    while _cover(padded, lines, taken) or _unbridge(padded, taken):
        pass
    cells = [
        [_cell(padded, (row, column), taken) for column in range(width + 1)] for row in range(height + 1)
    ]
    return Table(
        rows=tuple(tuple(line[:-1]) for line in cells[:-1]),
        row_totals=tuple(line[-1] for line in cells[:-1]),
        column_totals=tuple(cells[-1][:-1]),
        total=cells[-1][-1],
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    """The sum of what was offered; None when nothing was."""
    offered = [count for count in counts if count is not None]
    return sum(offered) if offered else None


def _with_totals(rows: Sequence[Sequence[int | None]]) -> _Counts:
    """The table by place, totals in one more column and row."""
    wide = [[*row, _sum(row)] for row in rows]
    wide.append([_sum(column) for column in zip(*wide, strict=True)])
    return {(r, c): count for r, row in enumerate(wide) for c, count in enumerate(row)}


def _small(counts: _Counts) -> set[_Place]:
    return {place for place, count in counts.items() if suppress(count).state == "small"}


def _cell(counts: _Counts, place: _Place, taken: set[_Place]) -> Cell:
    cell = suppress(counts[place])
    return Cell(None, "hidden") if place in taken and cell.state == "shown" else cell


def _line_of(counts: _Counts, row: int | None = None, column: int | None = None) -> list[_Place]:
    """The places of one line that hold a number, its total last."""
    places = sorted(p for p in counts if p[0] == row or p[1] == column)
    return [place for place in places if counts[place] is not None]


def _cheapest(counts: _Counts, places: Iterator[_Place]) -> _Place | None:
    """The place whose number is missed least: a small positive one, a zero only when there is no other."""
    return min(places, key=lambda p: (counts[p] == 0, counts[p] or 0, p), default=None)


def _cover(counts: _Counts, lines: Sequence[Sequence[_Place]], taken: set[_Place]) -> bool:
    """Take one more cell out of the first line that gives a suppressed number or a small sum away."""
    for line in lines:
        hidden = [place for place in line[:-1] if place in taken]
        if not line or _is_covered(line[-1] in taken, [counts[place] or 0 for place in hidden]):
            continue
        free = (place for place in line[:-1] if place not in taken and counts[place])
        best = _cheapest(counts, free) or (line[-1] if line[-1] not in taken else None)
        if best is not None:
            taken.add(best)
            return True
    return False


def _is_covered(total_is_taken: bool, hidden: Sequence[int]) -> bool:
    if total_is_taken:
        return bool(hidden)
    return not hidden or (len(hidden) > 1 and sum(hidden) >= THRESHOLD)


def _unbridge(counts: _Counts, taken: set[_Place]) -> bool:
    """Take one more cell away where a suppressed one is a bridge; False when none is."""
    for bridge in sorted(taken):
        rows, columns = _reach(bridge[0], taken - {bridge})
        if bridge[1] in columns:
            continue
        across = (
            place
            for place, count in counts.items()
            if count is not None and place not in taken and (place[0] in rows) != (place[1] in columns)
        )
        best = _cheapest(counts, across)
        if best is not None:
            taken.add(best)
            return True
    return False


def _reach(row: int, edges: set[_Place]) -> tuple[set[int], set[int]]:
    """The rows and columns that suppressed cells connect with a row."""
    rows, columns, size = {row}, set[int](), 0
    while len(rows) + len(columns) != size:
        size = len(rows) + len(columns)
        columns |= {c for r, c in edges if r in rows}
        rows |= {r for r, c in edges if c in columns}
    return rows, columns
