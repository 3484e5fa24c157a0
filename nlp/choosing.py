"""Weighs what rules and likeness say of a text into a chance for each code and for none, and names codes.

Softmax regression over all of it together (stacking: Wolpert 1992, "Stacked generalization"), fitted by
`bench/train_codes.py` on texts that neither the word lists nor the likeness had seen: a strong word in a text
that is like nothing ("police" in a film) does not name a code, two faint signs together do.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.code_model import Likeness, open_model, places
from nlp.frame import load

LINE = 0.45  # the chance of being about anything, from which codes are named
LEAST = 0.08  # the chance of the best code, from which it is
CARE_LINE = 0.1  # the chance of asking for care, from which the likeliest such code is named
SHARE = 0.3  # of the best code's chance: below, a code is only mentioned in passing
TOLD = 0.25  # the least chance of a code that rules alone must name
MOST_WEIGHT = 2.5
FEWEST_WORDS = 4  # of a text that likeness may name; one of fewer follows the rules
BESIDE = 4  # readings that are of no code

Chances = NDArray[np.float32]


class Said(NamedTuple):
    """What rules say of a code: their weight, whether it alone would name it, the words that matched.

    `by_office`: words that the office added would name it.
    """

    weight: float
    enough: bool
    words: tuple[str, ...]
    by_office: bool = False


@dataclass(frozen=True)
class Choice:
    """A code with the chance that it is what the text is about."""

    code: str
    chance: float


def chosen(said: Sequence[Mapping[str, Said]], likes: Sequence[Likeness]) -> list[list[Choice]]:
    """The codes that each text (one or more) is likely about, best first.

    A code that asks for care is named whenever rules alone would name it, and from a small chance of such
    codes together: missing one is worse than one too many. What the office added itself, codes or words,
    follows the rules. In a text that is about something, all codes are named that rules alone would name.
    """
    read = np.stack([readings(each, like) for each, like in zip(said, likes, strict=True)])
    chances = chances_of(read, open_model().weighing)
    return [named(*each) for each in zip(said, likes, chances, strict=True)]


def named(said: Mapping[str, Said], like: Likeness, chances: Chances) -> list[Choice]:
    """What `chosen` gives, where the chances (codes + 1,) were weighed already."""
    found = {code: max(chance, TOLD) for code, chance in _must(said, chances).items()}
    if len(like.folded) >= FEWEST_WORDS:
        found |= _asking_for_care(chances)
    heard = 1 - chances[-1] >= LINE and np.maximum.reduce(chances[:-1]) >= LEAST
    if heard or len(like.folded) < FEWEST_WORDS:
        found |= _about(said, like, chances)
    best_first = sorted(found, key=lambda code: (-found[code], code))
    return [Choice(code, found[code]) for code in best_first]


def _must(said: Mapping[str, Said], chances: Chances) -> dict[str, float]:
    """Codes that rules name whatever likeness says."""
    at, care = places(), _care()
    return {
        code: float(chances[at[code]]) if code in at else each.weight / (each.weight + 1)
        for code, each in said.items()
        if each.enough and (code not in at or at[code] in care or each.by_office)
    }


def _asking_for_care(chances: Chances) -> dict[str, float]:
    care = chances[_care()]
    if np.add.reduce(care) < CARE_LINE:
        return {}
    best = int(care.argmax())
    return {open_model().codes[_care()[best]]: float(care[best])}


def _about(said: Mapping[str, Said], like: Likeness, chances: Chances) -> dict[str, float]:
    """The likeliest code and those not far behind; of a text of a few words only what rules name."""
    at, codes = places(), open_model().codes
    told = {at[code] for code, each in said.items() if code in at and (each.enough or each.by_office)}
    likely = dict.fromkeys(told, 0.0)
    if len(like.folded) >= FEWEST_WORDS:
        of_codes = chances[:-1]
        near = np.flatnonzero(of_codes >= SHARE * np.maximum.reduce(of_codes))
        likely |= {place: 0.0 for place in near.tolist() if place not in _care()}
    for place in likely:
        likely[place] = float(chances[place])
    enough = SHARE * max(likely.values(), default=0.0)
    return {codes[place]: chance for place, chance in likely.items() if chance >= enough or place in told}


def chances_of(read: NDArray[np.float32], weighing: NDArray[np.float32]) -> Chances:
    """The chance of each code, and last of none: shape (..., codes + 1), together 1."""
    heard = read @ weighing
    chances: Chances = np.exp(heard - heard.max(axis=-1, keepdims=True))
    chances /= chances.sum(axis=-1, keepdims=True)
    return chances


def readings(said: Mapping[str, Said], like: Likeness) -> NDArray[np.float32]:
    """What is weighed, in the order of the fitted weights, shape (3 * codes + 1 + `BESIDE`,).

    Likeness to each code and to nothing, per code the weight of rules, per code whether they would name it,
    and beside them how short the text is, three times, and a one for the constant.
    """
    at, count = places(), len(places())
    found = np.zeros(3 * count + 1 + BESIDE, dtype=np.float32)
    found[: count + 1] = like.all_scores
    for code, each in said.items():
        place = at.get(code)
        if place is not None:
            found[count + 1 + place] = min(each.weight, MOST_WEIGHT)
            found[2 * count + 1 + place] = each.enough
    short = 1 / (len(like.folded) or 1)
    told = any(each.enough for each in said.values())
    found[-BESIDE:] = math.log1p(len(like.folded)), short, short * told, 1
    return found


@load.cached
def _care() -> list[int]:
    """The columns of codes that ask for care."""
    frame, at = load.load_frame(), places()
    return [at[code.id] for code in frame.codes.values() if code.sensitive and code.id in at]
