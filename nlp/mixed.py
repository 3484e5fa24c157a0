"""Finds the other language of a mixed text: "no i szef mówi I don't care, masz być o szóstej"."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp import hearing
from nlp.hearing import Heard
from nlp.judges import TWINS, field_of
from nlp.romanised import SUFFIX
from nlp.scripts import main_script
from nlp.telling import Telling

LEAST_WORDS = 3  # in a row, in the other language; single words are loans
LEAST_LETTERS = 9
LEAST_REST = 2  # words left for the main language
# Log odds of the run for its own language against every other, and of the rest for the main language.
RUN_ODDS = 4.5
LEAST_GAIN = 4.0  # log frequency that all words together must have more in it: a cheap look before the run
REST_ODDS = 2.0
OTHER_LETTERS_ODDS = 2.0
# Shares of words with a capital: more makes a title of a run, more in the rest a text all in capitals.
TITLE, SHOUTED = 0.4, 0.75


class Mixture(NamedTuple):
    """A text that may be mixed: the words in its main alphabet, and what they say.

    `main` is its language as a class of the model (`bg-latn` for Bulgarian in Latin letters).
    """

    telling: Telling
    words: Sequence[str]
    heard: Heard
    main: str


def second_languages(texts: Sequence[Mixture], wanted: tuple[str, ...]) -> list[str | None]:
    """The other language of each text, or None: most texts have none. Only `wanted` are looked for."""
    found: list[str | None] = [None] * len(texts)
    whole = list[int]()
    for place, (telling, words, _, main) in enumerate(texts):
        if len(telling.words) < LEAST_WORDS + LEAST_REST:
            continue
        if len(telling.words) - len(words) >= LEAST_WORDS:
            found[place] = _in_other_letters(telling, words, main.removesuffix(SUFFIX), wanted)
        elif len(words) >= LEAST_WORDS + LEAST_REST and main in hearing.classes():
            whole.append(place)
    for place, gain in zip(whole, _most_gained([texts[place] for place in whole], wanted), strict=True):
        if gain >= LEAST_GAIN:
            found[place] = _in_a_run(texts[place], wanted)
    return found


def _most_gained(texts: Sequence[Mixture], wanted: tuple[str, ...]) -> list[float]:
    """How much more log frequency all words of a text have together in some other language at most."""
    if not texts:
        return []
    known = hearing.classes()
    mains = np.array([known.index(text.main) for text in texts])
    counts = np.array([len(text.words) for text in texts])
    said = hearing.said(np.concatenate([text.heard.rows for text in texts]))
    own = said[np.arange(len(said)), np.repeat(mains, counts)]
    sums = np.add.reduceat(np.maximum(said - own[:, None], 0), np.cumsum(counts) - counts)
    others = np.zeros_like(sums, dtype=bool)
    for row, text in enumerate(texts):
        others[row, _others(known, text.main, wanted)] = True
    gained: list[float] = np.where(others, sums, 0).max(axis=1).tolist()
    return gained


def leads(text: Mixture, second: str, main: str) -> bool:
    """Whether more letters of a mixed text are in words of its second language than of its main one."""
    known = hearing.classes()
    if second not in known or main not in known:
        return False
    one, other = known.index(second), known.index(main)
    said = hearing.said(text.heard.rows)
    lengths = np.array([len(word) for word in text.words])
    return bool(lengths @ np.sign(said[:, one] - said[:, other]) > 0)


def _in_other_letters(
    telling: Telling, words: Sequence[str], main: str, wanted: tuple[str, ...]
) -> str | None:
    """The language of the longest run of words that are not in the main alphabet."""
    own, longest = set(words), list[str]()
    for other, run in groupby(telling.words, key=lambda word: word not in own):
        longest = max(longest, list(run) if other else [], key=len)
    if _is_a_title(longest, telling):
        return None
    script = main_script(longest)
    found = field_of(script, wanted)
    if len(longest) < LEAST_WORDS or not found.home.any():
        return None
    (heard,) = hearing.hear([longest])
    odds = heard.odds[found.columns]
    best = int(odds.argmax())
    ahead = odds[best] - np.delete(odds, best).max()
    name = found.names[best].removesuffix(SUFFIX)
    return name if ahead >= OTHER_LETTERS_ODDS and name in wanted and name != main else None


def _in_a_run(text: Mixture, wanted: tuple[str, ...]) -> str | None:
    """The language of the clearest run of words.

    For each language that is the one with the greatest sum of log odds against `main` (Bentley 1984,
    "Programming pearls: algorithm design techniques", maximum-sum subarray).
    """
    known, heard = hearing.classes(), text.heard.rows
    at, others = known.index(text.main), _others(known, text.main, wanted)
    said = hearing.said(heard)
    best, first, end = _run(said[:, others] - said[:, at : at + 1])
    inside, outside = text.words[first:end], np.concatenate([heard[:first], heard[end:]])
    if len(inside) < LEAST_WORDS or sum(map(len, inside)) < LEAST_LETTERS or len(outside) < LEAST_REST:
        return None
    if _is_a_title(inside, text.telling):
        return None
    run, rest = hearing.odds(heard[first:end]), hearing.odds(outside)
    found = int(others[best])
    ahead = run[found] - run[_rivals(known, known[found])].max()
    if ahead < RUN_ODDS or rest[at] - rest[found] < REST_ODDS:
        return None
    return known[found].removesuffix(SUFFIX)


def _is_a_title(run: Sequence[str], telling: Telling) -> bool:
    """Whether words have capitals that the rest has not: names of films, songs and firms are no language."""
    big = sum(word not in telling.written for word in run)
    rest = len(telling.words) - len(run)
    other = sum(word not in telling.written for word in telling.words) - big
    return big > TITLE * len(run) and other <= SHOUTED * rest


def _run(gains: NDArray[np.float32]) -> tuple[int, int, int]:
    """Column, first row and end of the rows in a row with the greatest sum, over all columns."""
    sums = np.vstack([np.zeros((1, gains.shape[1]), gains.dtype), np.cumsum(gains, axis=0)])
    lowest = np.minimum.accumulate(sums, axis=0)
    end, column = np.unravel_index(int((sums - lowest).argmax()), sums.shape)
    first = int(sums[: end + 1, column].argmin())
    return int(column), first, int(end)


@lru_cache(maxsize=256)
def _others(classes: tuple[str, ...], main: str, wanted: tuple[str, ...]) -> NDArray[np.intp]:
    """Columns of the wanted languages, but for the main one, its twins, and itself in other letters."""
    base = main.removesuffix(SUFFIX)
    same = {base, TWINS.get(base, base)}
    columns = [
        at
        for at, code in enumerate(classes)
        if code.removesuffix(SUFFIX) in wanted and code.removesuffix(SUFFIX) not in same
    ]
    return np.array(columns, dtype=np.intp)


@lru_cache(maxsize=256)
def _rivals(classes: tuple[str, ...], found: str) -> NDArray[np.intp]:
    """Columns of what a run in `found` might be instead: all but its twins."""
    return np.array(
        [at for at, code in enumerate(classes) if TWINS.get(code, code) != TWINS.get(found, found)]
    )
