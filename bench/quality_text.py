"""How well type, question and code of a text are told, on our own sentences (`types_*`, `codes_*`)."""

from collections.abc import Sequence
from typing import Any

from figures import Section, by_key, read, share

from nlp.frame.load import load_frame
from nlp.tag import Tagged, tag

FAILURES = 12
HEADER = ("language", "right", "share", "95 % interval")
Row = dict[str, Any]


def types() -> Section:
    """The chapter on type: asking or not, and the seven types."""
    rows = read("types_held_out")
    told = [tag(row["text"]) for row in rows]
    marked = [(row, said) for row, said in zip(rows, told, strict=True) if "?" in row["text"]]
    asked = [(row, said) for row, said in zip(rows, told, strict=True) if row["is_question"]]
    rhetoric = [said for row, said in marked if not row["is_question"]]
    silent = [said for row, said in asked if "?" not in row["text"]]
    right = [row["is_question"] == said.is_question for row, said in zip(rows, told, strict=True)]
    figures = (
        share("asks or not, right", sum(right), len(right)),
        share("real questions found", sum(said.is_question for _, said in asked), len(asked), (">=", 0.95)),
        share("of these, without a question mark", sum(said.is_question for said in silent), len(silent)),
        share(
            "rhetoric, adverts, quotes with “?” taken for questions",
            sum(said.is_question for said in rhetoric),
            len(rhetoric),
            ("<=", 0.15),
        ),
        share(
            "type right (of seven)",
            sum(r["type"] == s.type for r, s in zip(rows, told, strict=True)),
            len(rows),
        ),
    )
    tables = (
        ("Asks or not, by language", HEADER, by_key([row["language"] for row in rows], right)),
        (
            "Type, by type",
            ("type", *HEADER[1:]),
            by_key(
                [row["type"] for row in rows], [r["type"] == s.type for r, s in zip(rows, told, strict=True)]
            ),
        ),
    )
    return Section(
        "Type: question, problem, complaint, rumour, offer, thanks, other",
        figures,
        tables,
        failures=_type_failures(read("types_dev")),
    )


def codes() -> Section:
    """The chapter on codes: the right one first, and none where there is none."""
    rows = read("codes_held_out")
    told = [tag(row["text"]) for row in rows]
    about = [(row, said) for row, said in zip(rows, told, strict=True) if row["code"]]
    chatter = [said for row, said in zip(rows, told, strict=True) if not row["code"]]
    right = [_first(said) == row["code"] for row, said in about]
    named = [row["code"] in {match.code for match in said.codes} for row, said in about]
    category = [_category(_first(said)) == _category(row["code"]) for row, said in about]
    frame = load_frame()
    care = [
        (row, said)
        for row, said in about
        if row["code"] in frame.codes and frame.codes[row["code"]].sensitive
    ]
    figures = (
        share("right code first", sum(right), len(right), (">=", 0.80)),
        share("right code among those named", sum(named), len(named)),
        share("right category first", sum(category), len(category)),
        share(
            "chatter without any code", sum(not said.codes for said in chatter), len(chatter), (">=", 0.97)
        ),
        share("sensitive texts seen as such", sum(said.sensitive for _, said in care), len(care)),
        share("chatter taken for sensitive", sum(said.sensitive for said in chatter), len(chatter)),
    )
    tables = (
        ("Right code first, by language", HEADER, by_key([row["language"] for row, _ in about], right)),
    )
    notes = (
        "Without vectors, as `bereik analyse` reads a file; `bereik tag` also asks the vector of a question "
        "on which words are silent.",
    )
    return Section("Codes of the frame", figures, tables, notes, _code_failures(read("codes_dev")))


def _first(said: Tagged) -> str | None:
    return said.codes[0].code if said.codes else None


def _category(code: str | None) -> str | None:
    return code.partition(".")[0] if code else None


def _type_failures(rows: Sequence[Row]) -> tuple[str, ...]:
    wrong = [(row, said) for row in rows if (said := tag(row["text"])).is_question != row["is_question"]]
    asks = {True: "asks", False: "does not ask"}
    return tuple(
        f"“{row['text']}” ({row['language']}) {asks[row['is_question']]}, told otherwise"
        for row, _ in wrong[:FAILURES]
    )


def _code_failures(rows: Sequence[Row]) -> tuple[str, ...]:
    wrong = [(row, first) for row in rows if (first := _first(tag(row["text"]))) != row["code"]]
    return tuple(
        f"“{row['text']}” ({row['language']}) is {row['code'] or 'about nothing'}, told {first or 'nothing'}"
        for row, first in wrong[:FAILURES]
    )
