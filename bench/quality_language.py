"""How well the language of short text is told, on our own social texts (`bench/data/social_*.jsonl`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from figures import Figure, Section, by_key, expected_calibration_error, read, share

from nlp.language import LanguageGuess, detect
from nlp.text import fold

SHORT = 20  # letters
SNIPPET = 5  # words
FAILURES = 12
# One language in two spellings of its name, and what its own speakers do not tell apart in short text.
SAME = {"sr": "hr", "bs": "hr"}
Row = dict[str, Any]


def measure(public: Path | None = None) -> Section:
    """The chapter on language; `public`: a folder with public test sets, measured beside our own."""
    rows, dev = read("social_held_out"), read("social_dev")
    told = [detect(row["text"]) for row in rows]
    plain = [(row, guess) for row, guess in zip(rows, told, strict=True) if row["language"] != "und"]
    latin = [(row, guess) for row, guess in plain if not row.get("romanised") and _is_latin(row["text"])]
    typed = [(row, guess) for row, guess in plain if row.get("romanised")]
    ours = [(row, guess) for row, guess in plain if not row.get("romanised")]
    short = [(row, guess) for row, guess in ours if len(row["text"]) <= SHORT]
    mixed = [(row, guess) for row, guess in plain if row.get("second")]
    single = [(row, guess) for row, guess in ours if not row.get("second")]
    snippets = _snippets(ours)
    nothing = [(row, guess) for row, guess in zip(rows, told, strict=True) if row["language"] == "und"]
    figures = [
        _share("social texts, language right", ours, (">=", 0.985)),
        _share(f"of these, at most {SHORT} letters", short, (">=", 0.92)),
        _share("five words, no diacritics, lower case", snippets, (">=", 0.97)),
        *(
            _share(
                f"{code} in Latin letters",
                [each for each in typed if each[0]["language"] == code],
                (">=", 0.90) if code == "bg" else None,
            )
            for code in ("bg", "uk", "ru")
        ),
        share(
            "Latin-script texts wrongly taken for these",
            sum(g.romanised for _, g in latin),
            len(latin),
            ("<", 0.01),
        ),
        share("emoji, links, names, digits: und", sum(g.code == "und" for _, g in nothing), len(nothing)),
        share("mixed texts, second language named", sum(_second(r, g) for r, g in mixed), len(mixed)),
        share(
            "texts in one language, a second one named",
            sum(g.second is not None for _, g in single),
            len(single),
            ("<", 0.01),
        ),
        Figure(
            "expected calibration error",
            expected_calibration_error([g.confidence for _, g in plain], [_right(r, g) for r, g in plain]),
            ("<", 0.03),
            n=len(plain),
        ),
    ]
    if public:
        figures += _public(public)
    table = by_key([row["language"] for row, _ in ours], [_right(*each) for each in ours])
    header = ("language", "right", "share", "95 % interval")
    return Section(
        "Language of short text", tuple(figures), (("By language", header, table),), _NOTES, _failures(dev)
    )


_NOTES = (
    "Written by us with the help of a language model, not read by native speakers, the half nobody tuned on. "
    "A text counts as right when its first language is named; “und” for a text that has one is wrong. "
    "No prior of a source is used.",
)


def _public(folder: Path) -> list[Figure]:
    rows = [row for row in read(folder / "language_clean.jsonl")]
    found = []
    for kind, name in (
        ("sentences", "sentences of news"),
        ("word-pairs", "pairs of words"),
        ("single-words", "single words"),
    ):
        of_kind = [row for row in rows if row["kind"] == kind][:: 5 if kind == "sentences" else 3]
        hits = sum(_right({"language": row["lang"]}, detect(row["text"])) for row in of_kind)
        found.append(share(f"public set: {name}", hits, len(of_kind)))
    sentences = [
        {"text": row["text"], "language": row["lang"]} for row in rows if row["kind"] == "sentences"
    ][::5]
    return [
        *found,
        _share(
            "public set: five words of news, no diacritics",
            _snippets([(row, detect("")) for row in sentences]),
            (">=", 0.97),
        ),
    ]


def _snippets(rows: Sequence[tuple[Row, LanguageGuess]]) -> list[tuple[Row, LanguageGuess]]:
    """The first five words of texts that have as many, without diacritics, in lower case."""
    cut = [(row, row["text"].split()[:SNIPPET]) for row, _ in rows]
    return [(row, detect(fold(" ".join(words)))) for row, words in cut if len(words) == SNIPPET]


def _share(name: str, rows: Sequence[tuple[Row, LanguageGuess]], target: tuple[str, float] | None) -> Figure:
    return share(name, sum(_right(*each) for each in rows), len(rows), target)


def _right(row: Row, guess: LanguageGuess) -> bool:
    return SAME.get(row["language"], row["language"]) == SAME.get(guess.code, guess.code)


def _second(row: Row, guess: LanguageGuess) -> bool:
    return {guess.code, guess.second} == {row["language"], row["second"]}


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter < "\u0250" for letter in letters) > len(letters) / 2


def _failures(rows: Sequence[Row]) -> tuple[str, ...]:
    wrong = [(row, guess) for row in rows if not _right(row, guess := detect(row["text"]))]
    return tuple(
        f"“{row['text']}” is {row['language']}, told {guess.code} ({guess.confidence:.2f})"
        for row, guess in wrong[:FAILURES]
    )
