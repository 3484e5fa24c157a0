"""Measures language detection: accuracy per kind of text, false finds, calibration and speed.

    python bench/bench_language.py [-v]          # the project's own texts: dev and held out apart
    python bench/bench_language.py TEXTS.jsonl   # lines of {"text", "lang", "kind"?}: every second text

`-v` prints what was wrong, never of a set that is held out. Targets stand beside the figures.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from langdetect import DetectorFactory, LangDetectException
from langdetect import detect as langdetect_one

from nlp.language import LanguageGuess, detect
from nlp.text import fold

DATA = Path(__file__).parent / "data"
OWN_SETS = ("social_dev", "social_held_out", "language_own")
# Bosnian and Serbian in Latin letters cannot be told from Croatian on a short text.
ONE_LANGUAGE = {"bs": "hr", "sr": "hr"}
SHORT = 20  # letters
TARGETS = {"all": 0.985, "at most 20 letters": 0.92, "5 words, folded": 0.97, "romanised": 0.90}
# A schoolbook way of writing Bulgarian, Ukrainian and Russian in Latin letters, unlike that learned from.
LETTERS = dict(zip("абвгдезиклмнопрстуфхцъыэіґє", "abvgdeziklmnoprstufhcayeige", strict=True)) | {
    "ж": "zh", "й": "y", "ч": "ch", "ш": "sh", "щ": "sht", "ь": "", "ю": "yu", "я": "ya", "ї": "yi", "ё": "yo"
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    text: str
    code: str
    romanised: bool = False
    kind: str = "text"
    second: str | None = None


Pair = tuple[Row, LanguageGuess]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was wrong")
    options = parser.parse_args()
    started = time.perf_counter()
    detect("dzień dobry wszystkim")
    print(f"first answer after {time.perf_counter() - started:.1f} s")
    sets = {options.texts.stem: read_public(options.texts)} if options.texts else read_own()
    for name, rows in sets.items():
        pairs = [(row, detect(row.text)) for row in rows]
        print(f"\n{name}: {len(rows)} texts")
        show_accuracy(pairs)
        show_mixed(pairs)
        show_reliability(pairs)
        if options.verbose and "held_out" not in name:
            show_wrong(pairs)
    show_speed([row.text for rows in sets.values() for row in rows if row.code != "und"])


def read_own() -> dict[str, list[Row]]:
    """The project's own texts, with five words of the longer ones as people type them in haste."""
    found = {}
    for name in OWN_SETS:
        lines = map(json.loads, (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
        rows = [
            Row(one["text"], one["language"], one.get("romanised", False), one["kind"], one.get("second"))
            for one in lines
        ]
        long = [row for row in rows if row.kind == "plain" and len(row.text.split()) > 5]
        found[name] = rows + [Row(five(row.text), row.code, kind="5 words, folded") for row in long]
    return found


def read_public(path: Path) -> list[Row]:
    """Every second text, in the forms people type: five words, no diacritics, Latin letters."""
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines()[1::2])
    return [row for one in found for row in forms(one["text"], one["lang"], one.get("kind", "text"))]


def forms(text: str, code: str, kind: str) -> Iterable[Row]:
    yield Row(text, code, kind=kind)
    yield Row(fold(text), code, kind=f"{kind}, folded")
    if kind == "sentences":
        yield Row(five(text), code, kind="5 words, folded")
    if code in {"bg", "uk", "ru"}:
        yield Row(in_latin(text), code, True, f"{kind}, romanised")


def five(text: str) -> str:
    return fold(" ".join([word for word in text.split() if not word.startswith(("@", "http", "RT"))][:5]))


def in_latin(text: str) -> str:
    habit = LETTERS | ({"я": "q", "ч": "4", "ш": "6"} if Random(text).random() < 0.4 else {})  # noqa: S311
    return "".join(habit.get(letter, letter) for letter in text.lower())


def show_accuracy(pairs: Sequence[Pair]) -> None:
    """By kind, by language, all, and at most twenty letters; a five-word form counts in its kind alone."""
    whole = [pair for pair in pairs if pair[0].kind != "5 words, folded"]
    spoken = [pair for pair in whole if pair[0].code != "und"]
    groups = {"all": spoken, "at most 20 letters": [pair for pair in spoken if len(pair[0].text) <= SHORT]}
    for kind in dict.fromkeys(row.kind for row, _ in pairs):
        groups[kind] = [pair for pair in pairs if pair[0].kind == kind]
    for name, found in groups.items():
        aim = f"   target {TARGETS[name]}" if name in TARGETS else ""
        print(f"  {name:28} {len(found):6} {share(found, is_right):6.3f}{aim}")
    codes = sorted({row.code for row, _ in whole})
    print("  " + "  ".join(f"{c} {share([p for p in whole if p[0].code == c], is_right):.2f}" for c in codes))
    latin = [pair for pair in spoken if not pair[0].romanised and pair[0].second is None]
    false = share(latin, lambda _, guess: guess.romanised)
    print(f"  false romanised {false:.4f} of {len(latin)}   target < 0.01")
    print(f"  false und {share(spoken, lambda _, guess: guess.code == 'und'):.4f}")


def show_mixed(pairs: Sequence[Pair]) -> None:
    """Second languages found, and found where there is none."""
    mixed = [pair for pair in pairs if pair[0].second]
    plain = [pair for pair in pairs if not pair[0].second]
    right = share(mixed, lambda row, guess: {row.code, row.second} == {guess.code, guess.second})
    false = share(plain, lambda _, guess: guess.second is not None)
    print(f"  second language {right:.3f} of {len(mixed)}, false {false:.4f}")


def show_reliability(pairs: Sequence[Pair]) -> None:
    """Expected calibration error in ten bands (Guo et al. 2017), and each band's mean and share right."""
    bands: dict[int, list[Pair]] = defaultdict(list)
    for row, guess in pairs:
        if guess.code != "und" and row.code != "und":
            bands[min(9, int(guess.confidence * 10))].append((row, guess))
    error, shown = 0.0, []
    for band, found in sorted(bands.items()):
        mean, right = sum(guess.confidence for _, guess in found) / len(found), share(found, is_right)
        error += abs(mean - right) * len(found) / sum(map(len, bands.values()))
        shown.append(f".{band}: {mean:.2f}/{right:.2f} ({len(found)})")
    print(f"  calibration error {error:.4f}   target < 0.03   " + "  ".join(shown))


def show_speed(texts: Sequence[str]) -> None:
    """Texts a second against langdetect on the same texts, one after the other, after both have begun."""
    DetectorFactory.seed = 0
    rates = []
    for ask in (detect, langdetect_alone):
        ask(texts[0])
        started = time.process_time()
        for text in texts[:2000]:
            ask(text)
        rates.append(min(len(texts), 2000) / (time.process_time() - started))
    ours, theirs = rates
    print(
        f"\n{ours:.0f} texts a second of processor time, langdetect {theirs:.0f}: {ours / theirs:.0f} times"
    )


def langdetect_alone(text: str) -> str:
    try:
        return str(langdetect_one(text))
    except LangDetectException:
        return "und"


def show_wrong(pairs: Sequence[Pair]) -> None:
    for row, guess in pairs:
        if not is_right(row, guess) or row.second != guess.second:
            wanted = f"{row.code} {row.second or ''}"
            said = f"{guess.code} {guess.second or ''}{' romanised' * guess.romanised} {guess.confidence:.2f}"
            print(f"  {wanted} → {said} [{row.kind}] {row.text[:100]}")


def is_right(row: Row, guess: LanguageGuess) -> bool:
    same = ONE_LANGUAGE.get(row.code, row.code) == ONE_LANGUAGE.get(guess.code, guess.code)
    return same and (guess.romanised == row.romanised or row.second is not None)


def share(pairs: Sequence[Pair], test: Callable[[Row, LanguageGuess], bool]) -> float:
    return sum(test(row, guess) for row, guess in pairs) / len(pairs) if pairs else float("nan")


if __name__ == "__main__":
    main()
