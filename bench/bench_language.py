"""Measures language detection: accuracy per kind of text, false finds, calibration and speed.

    python bench/bench_language.py                      # the project's own texts
    python bench/bench_language.py TEXTS.jsonl [-v]     # lines of {"text", "lang", "kind"?}

Of another set only every second text is measured: the others have been used for fitting.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nlp.language import DEFAULT_LANGUAGES, LanguageGuess, detect
from nlp.text import fold

OWN_TEXTS = Path(__file__).parent / "data" / "language_own.jsonl"
TARGETS = frozenset(DEFAULT_LANGUAGES[:14])
# Bosnian and Serbian in Latin letters cannot be told from Croatian on a short text.
ONE_LANGUAGE = {"bs": "hr", "sr": "hr"}
# A schoolbook way of writing Bulgarian, Ukrainian and Russian in Latin letters, unlike that learned from.
LETTERS = dict(zip("абвгдезиклмнопрстуфхцъыэіґє", "abvgdeziklmnoprstufhcayeige", strict=True)) | {
    "ж": "zh", "й": "y", "ч": "ch", "ш": "sh", "щ": "sht", "ь": "", "ю": "yu", "я": "ya", "ї": "yi", "ё": "yo"
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    text: str
    code: str
    romanised: bool
    kind: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="?", default=OWN_TEXTS)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was wrong")
    options = parser.parse_args()
    started = time.perf_counter()
    detect("dzień dobry wszystkim")
    print(f"first answer after {time.perf_counter() - started:.1f} s")
    rows = read_own(options.texts) if options.texts == OWN_TEXTS else read_public(options.texts)
    started = time.perf_counter()
    guesses = [detect(row.text) for row in rows]
    print(f"{len(rows)} texts, {len(rows) / (time.perf_counter() - started):.0f} a second")
    show_accuracy(rows, guesses)
    show_reliability(rows, guesses)
    if options.verbose:
        show_wrong(rows, guesses)


def read_own(path: Path) -> list[Row]:
    """The project's own texts: written for this bench, by kind of difficulty."""
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Row(one["text"], one["language"], one["romanised"], one["kind"]) for one in found]


def read_public(path: Path) -> list[Row]:
    """Every second text, in the forms people type: five words, no diacritics, Latin letters."""
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines()[1::2])
    return [row for one in found for row in forms(one["text"], one["lang"], one.get("kind", "text"))]


def forms(text: str, code: str, kind: str) -> Iterable[Row]:
    yield Row(text, code, False, kind)
    yield Row(fold(text), code, False, f"{kind}, no diacritics")
    five = " ".join(text.split()[:5])
    if kind == "sentences":
        yield Row(five, code, False, "5 words")
        yield Row(fold(five), code, False, "5 words, no diacritics")
    if code in {"bg", "uk", "ru"}:
        yield Row(in_latin(text), code, True, f"{kind}, Latin letters")
        if kind == "sentences":
            yield Row(in_latin(five), code, True, "5 words, Latin letters")


def in_latin(text: str) -> str:
    habit = LETTERS | ({"я": "q", "ч": "4", "ш": "6"} if Random(text).random() < 0.4 else {})  # noqa: S311
    return "".join(habit.get(letter, letter) for letter in text.lower())


def show_accuracy(rows: Sequence[Row], guesses: Sequence[LanguageGuess]) -> None:
    """Per kind: language right (targets and all), and Latin-script texts taken for romanised."""
    print(f"{'kind':34} {'texts':>6} {'right':>6} {'targets':>8} {'false latn':>11}")
    for kind in dict.fromkeys(row.kind for row in rows):
        pairs = [(row, guess) for row, guess in zip(rows, guesses, strict=True) if row.kind == kind]
        aimed = [(row, guess) for row, guess in pairs if row.code in TARGETS]
        false = share(pairs, lambda row, guess: guess.romanised and not row.romanised)
        right, targets = share(pairs, is_right), share(aimed, is_right)
        print(f"{kind:34} {len(pairs):6} {right:6.3f} {targets:8.3f} {false:11.4f}")


def show_reliability(rows: Sequence[Row], guesses: Sequence[LanguageGuess]) -> None:
    """How often guesses of a confidence are right: the two columns should agree."""
    print("confidence  texts  mean  right")
    bands: dict[int, list[tuple[Row, LanguageGuess]]] = defaultdict(list)
    for row, guess in zip(rows, guesses, strict=True):
        if guess.code != "und":
            bands[min(9, int(guess.confidence * 10))].append((row, guess))
    for band, pairs in sorted(bands.items()):
        mean = sum(guess.confidence for _, guess in pairs) / len(pairs)
        print(f".{band}–        {len(pairs):6}  {mean:.2f}  {share(pairs, is_right):.2f}")


def show_wrong(rows: Sequence[Row], guesses: Sequence[LanguageGuess]) -> None:
    for row, guess in zip(rows, guesses, strict=True):
        if not is_right(row, guess):
            print(f"{row.code} → {guess.code}{' romanised' * guess.romanised} {guess.confidence:.2f} "
                  f"[{row.kind}] {row.text[:100]}")  # fmt: skip


def is_right(row: Row, guess: LanguageGuess) -> bool:
    same = ONE_LANGUAGE.get(row.code, row.code) == ONE_LANGUAGE.get(guess.code, guess.code)
    return same and guess.romanised == row.romanised


def share(pairs: Sequence[tuple[Row, LanguageGuess]], test: Callable[[Row, LanguageGuess], bool]) -> float:
    return sum(test(row, guess) for row, guess in pairs) / len(pairs) if pairs else float("nan")


if __name__ == "__main__":
    main()
