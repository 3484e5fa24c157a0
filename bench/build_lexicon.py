"""Builds nlp/models/lexicon.npz.xz from word frequencies and the project's own word lists.

    pip install wordfreq==3.1.1 faker==40.54.0
    python bench/build_lexicon.py

A word counts as typed with and without diacritics; words of Cyrillic languages also as people write them in
Latin letters. The same versions give the same file.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from language_samples import CLASSES, LATIN_OUTSIDE, ROMANISED, frequencies, own_words, romanise

from nlp.grams import checksum
from nlp.lexicon import FLOOR, LEXICON_FILE, STEP, Lexicon, save
from nlp.text import clean, fold

WORDS = 50_000  # per language; half of it where it is only to be kept out
LATIN_WORDS = 25_000  # of Cyrillic languages in Latin letters
HABITS, HABITS_OF_COMMON = 10, 60  # people whose spelling of such a word, of a common one, is tried
COMMON = 2e-5  # share of all words from which a word is common
FOLDED = 0.4  # of people leave out the diacritics
TEXTING, FIELD = 2e-5, 1e-5  # the least frequency of words in our own lists


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("-o", type=Path, default=LEXICON_FILE)
    options = parser.parse_args()
    lexicon = build(options.words)
    save(lexicon, options.o)
    print(f"{len(lexicon.keys)} words, {options.o.stat().st_size / 1024:.0f} KB")


def build(words: int) -> Lexicon:
    entries: dict[int, dict[int, int]] = defaultdict(dict)
    for column, code in enumerate(CLASSES):
        for word, frequency in spellings(code, words).items():
            level = round(math.log(frequency / FLOOR) / STEP)
            if level > 0:
                kept = entries[checksum(word)]
                kept[column] = max(kept.get(column, 0), min(level, 255))
    keys = sorted(entries)
    rows = [sorted(entries[key].items()) for key in keys]
    return Lexicon(
        classes=tuple(CLASSES),
        keys=np.array(keys, dtype=np.uint32),
        starts=np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.uint32),
        columns=np.array([column for row in rows for column, _ in row], dtype=np.uint8),
        levels=np.array([level for row in rows for _, level in row], dtype=np.uint8),
    )


def spellings(code: str, words: int) -> Counter[str]:
    """How often each spelling is typed in a class, as a share of all words."""
    base = code.split("-")[0]
    most = LATIN_WORDS if code in ROMANISED else words // 2 if code in LATIN_OUTSIDE else words
    said = Counter(frequencies(code, words=most))
    for kind, least in (("texting", TEXTING), ("field", FIELD)):
        for word in own_words(base, kind):
            said[word] = max(said[word], least)
    found = Counter[str]()
    for word, frequency in said.items():
        for spelling, share in typed(word, code, HABITS_OF_COMMON if frequency >= COMMON else HABITS):
            found[clean(spelling)] += frequency * share
    return found


def typed(word: str, code: str, habits: int) -> Iterator[tuple[str, float]]:
    """The spellings of a word, and how many of the people type each."""
    if code in ROMANISED:
        rng = Random(word)  # noqa: S311
        for _ in range(habits):
            yield romanise([word], code.split("-")[0], rng)[0], 1 / habits
        return
    folded = fold(word)
    yield word, 1.0 if folded == word else 1 - FOLDED
    if folded != word:
        yield folded, FOLDED


if __name__ == "__main__":
    main()
