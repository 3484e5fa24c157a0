"""How well the same question is found across languages, the whole way a file goes."""

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench_recurring import Scale, measure_scale, pair_recall
from figures import Figure, Section, b_cubed, read, share

from nlp.analyse import Options, analyse_file

STRANGERS = 1000
MANY = 100_000
Row = dict[str, Any]


def measure(public: Path | None = None) -> Section:
    """The chapter on recurring questions; `public`: a folder with `same_question_8_languages.jsonl`."""
    rows = read("questions_held_out")
    translated = [row for row in rows if row["kind"] == "translation"]
    independent = [row for row in rows if row["kind"] == "independent"]
    figures = [
        *_measured("general questions, translated into five languages", translated, 0.93),
        *_measured("questions of the field, each worded independently", independent, 0.88),
        _strangers(independent),
    ]
    if public:
        eight = [_named(row) for row in read(public / "same_question_8_languages.jsonl")]
        figures += _measured("public set: questions in eight languages", eight, 0.97)
    figures += _scale()
    return Section("Recurring questions", tuple(figures), notes=_NOTES)


def _scale() -> list[Figure]:
    """How long and in how much memory many made-up questions are grouped, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        scale: Scale = alone.submit(measure_scale, MANY).result()
    return [
        Figure(f"{MANY:,} made-up questions grouped", scale.seconds, ("<", 60.0), n=MANY, unit="s"),
        Figure("memory for that", scale.memory / 2**30, ("<", 2.0), unit="GB"),
        Figure("B-cubed F1 of that", scale.f1, n=MANY),
        Figure("one new question among them", 1000 * scale.join_seconds, ("<", 20.0), unit="ms"),
    ]


_NOTES = (
    "Each set goes through `bereik analyse --group` as a file: language, type and codes are told, not "
    "given; a question that is not seen as one stands alone. B-cubed F1 over all texts; pairs: of all "
    "pairs of texts of one question in two languages, those that came into one group.",
)


def _measured(name: str, rows: Sequence[Row], target: float) -> list[Figure]:
    if not rows:
        return []
    found = _grouped([row["text"] for row in rows])
    precision, recall, f1 = b_cubed([row["group"] for row in rows], found)
    met, pairs = pair_recall([row["group"] for row in rows], [row["language"] for row in rows], found)
    return [
        Figure(f"{name}: B-cubed F1 (P {precision:.3f}, R {recall:.3f})", f1, (">=", target), n=len(rows)),
        share("of these, pairs across languages found", met, pairs),
    ]


def _strangers(rows: Sequence[Row]) -> Figure:
    """Social texts and chatter among the questions: how many come into a group with any other text."""
    rows_of = [
        row for name in ("social", "codes") for half in ("held_out", "dev") for row in read(f"{name}_{half}")
    ]
    # Social texts with Dutch administrative words do ask about the field: they are no strangers.
    chatter = [row["text"] for row in rows_of if row.get("code") is None and row.get("kind") != "dutch_words"]
    strangers = list(dict.fromkeys(chatter))[:STRANGERS]
    found = _grouped([*(row["text"] for row in rows), *strangers])
    asked = Counter(found[: len(rows)])
    joined = sum(asked[group] > 0 for group in found[len(rows) :])
    return share("social texts among them that joined a question", joined, len(strangers), ("<", 0.02))


def _grouped(texts: Sequence[str]) -> list[object]:
    """The group of every text; what is no question is a group of its own."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        given.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
        analyse_file(given, made, Options(group=True))
        lines = made.read_text(encoding="utf-8").splitlines()
    groups = [json.loads(line)["group"] for line in lines]
    return [group if group is not None else ("alone", at) for at, group in enumerate(groups)]


def _named(row: Row) -> Row:
    return {"text": row["text"], "language": row["lang"], "group": row["group_id"]}
