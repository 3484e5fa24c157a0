"""What a measurement is: a figure beside its target, with count and interval; and how it is written."""

import json
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
Z = 1.959964  # 95 %


@dataclass(frozen=True)
class Figure:
    """One measured value; `target` as (">=", .97), None where the value is told for its own sake.

    `hits` of `n` give a share with its interval; otherwise `value` stands alone, with its `unit`.
    """

    name: str
    value: float
    target: tuple[str, float] | None = None
    hits: int | None = None
    n: int | None = None
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.target is None:
            return None
        sign, wanted = self.target
        return {">=": self.value >= wanted, "<=": self.value <= wanted, "<": self.value < wanted}[sign]


@dataclass(frozen=True)
class Section:
    """A chapter of the report: its figures, tables (title, header, rows) and notes."""

    title: str
    figures: tuple[Figure, ...]
    tables: tuple[tuple[str, Sequence[str], Sequence[Sequence[str]]], ...] = ()
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = field(default=())


def share(name: str, hits: int, n: int, target: tuple[str, float] | None = None) -> Figure:
    """A figure that is a share; NaN of nothing."""
    return Figure(name, hits / n if n else math.nan, target, hits, n)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927, JASA 22:209-212); (0, 1) of nothing."""
    if not n:
        return 0.0, 1.0
    share, weight = hits / n, Z * Z / n
    middle = (share + weight / 2) / (1 + weight)
    half = Z * math.sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    return middle - half, middle + half


def expected_calibration_error(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Mean gap between confidence and share right, over equal-width bins weighed by their size (Naeini,
    Cooper & Hauskrecht 2015, AAAI, "Obtaining Well Calibrated Probabilities Using Bayesian Binning").
    """
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, hit in zip(sure, right, strict=True):
        found.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, hit))
    gaps = [abs(sum(c for c, _ in each) - sum(hit for _, hit in each)) for each in found.values()]
    return sum(gaps) / len(sure) if sure else math.nan


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over items (Bagga & Baldwin 1998, "Entity-Based Cross-Document Coreferencing
    Using the Vector Space Model", COLING-ACL; as in Amigó et al. 2009, Information Retrieval 12:461-486).
    """
    both = Counter(zip(truth, found, strict=True))
    of_truth, of_found = Counter(truth), Counter(found)
    precision = sum(n * n / of_found[label] for (_, label), n in both.items()) / len(truth)
    recall = sum(n * n / of_truth[label] for (label, _), n in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def read(name: str | Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file, of `bench/data` when only its name is given; empty when there is none."""
    path = DATA / f"{name}.jsonl" if isinstance(name, str) else name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def by_key(keys: Iterable[str], right: Iterable[bool]) -> list[tuple[str, ...]]:
    """Rows of a table: key, hits/n, share, 95 % interval; in the order of the keys' names."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for key, hit in zip(keys, right, strict=True):
        total[key] += 1
        hits[key] += hit
    return [
        (key, f"{hits[key]}/{n}", f"{hits[key] / n:.3f}", interval(hits[key], n))
        for key, n in sorted(total.items())
    ]


def interval(hits: int, n: int) -> str:
    """The 95 % interval as it is written."""
    low, high = wilson(hits, n)
    return f"{low:.3f}-{high:.3f}"


def as_markdown(section: Section) -> str:
    """The chapter as Markdown."""
    lines = [
        f"## {section.title}",
        "",
        "| figure | value | 95 % interval | of | target | met |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_line(each) for each in section.figures]
    for title, header, rows in section.tables:
        lines += ["", f"**{title}**", "", _row(header), _row(["---"] * len(header))]
        lines += [_row(row) for row in rows]
    for note in section.notes:
        lines += ["", note]
    if section.failures:
        lines += ["", "**Known failures** (of the half that may be read)", ""]
        lines += [f"- {each}" for each in section.failures]
    return "\n".join(lines) + "\n"


def _line(each: Figure) -> str:
    value = f"{each.value:.3f}" if not each.unit else f"{each.value:,.4g} {each.unit}"
    between = interval(each.hits, each.n) if each.hits is not None and each.n else ""
    wanted = f"{each.target[0]} {each.target[1]:g}" if each.target else ""
    met = {True: "yes", False: "**no**", None: ""}[each.met]
    return _row([each.name, value, between, "" if each.n is None else str(each.n), wanted, met])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
