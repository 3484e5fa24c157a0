"""Weighs what rules and likeness say of each code of a text into one chance, and names the likely ones.

A logistic curve over a few readings of each candidate (its rule weight, its likeness, what the best of both
say), fitted by `bench/train_codes.py` on our own sentences and small talk: a strong
word in a text that is like nothing ("police" in a film) does not name a code, two faint signs together do.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from nlp.code_model import Likeness, open_model
from nlp.frame import load

LINE = 0.25  # the chance from which a code is named
SHARE = 0.3  # of the best code's chance: below, a code is only mentioned in passing
MOST_WEIGHT = 2.5
FEWEST_WORDS = 4  # of a text that likeness, or likeness and a hint, may name
ALIKE = 3  # codes of likeness that are considered
READINGS = 9


class Said(NamedTuple):
    """What rules say of a code: their weight, whether it alone would name it, the words that matched.

    `share`: how much of the text's words matched. `by_office`: words that the office added would name it.
    """

    weight: float
    enough: bool
    words: tuple[str, ...]
    share: float
    by_office: bool = False


@dataclass(frozen=True)
class Choice:
    """A code with the chance that it is what the text is about."""

    code: str
    chance: float


def chosen(said: Mapping[str, Said], like: Likeness) -> list[Choice]:
    """The codes that a text is likely about, best first.

    A code that asks for care is named whenever rules alone would name it (missing one is worse than one too
    many) and never by likeness alone. What the office added itself, codes or words, follows the rules. In a
    text that is about something, all codes are named that rules alone would name.
    """
    sensitive, every = _sensitive(), _chances(said, like)
    for code, each in said.items():
        if each.enough and (code in sensitive or each.by_office):
            every[code] = max(every[code], LINE)
    chances = {
        code: chance
        for code, chance in every.items()
        if chance >= LINE
        and (_told(said.get(code)) or (code not in sensitive and len(like.folded) >= FEWEST_WORDS))
    }
    if not chances:
        return []
    enough = SHARE * max(chances.values())
    kept = {code for code, chance in chances.items() if chance >= enough or code in sensitive}
    kept |= {code for code, each in said.items() if each.enough}
    named = [Choice(code, every[code]) for code in kept]
    return sorted(named, key=lambda choice: (-choice.chance, choice.code))


def _told(said: Said | None) -> bool:
    """Whether rules alone would name it: one hint in a text of a few words is not enough."""
    return said is not None and (said.enough or said.by_office)


def _chances(said: Mapping[str, Said], like: Likeness) -> dict[str, float]:
    curve = open_model().curve
    found = {
        code: 1 / (1 + math.exp(-curve[0] - sum(map(mul, curve[1:], read))))
        for code, read in readings(said, like).items()
    }
    for code in said.keys() - found.keys():
        found[code] = _by_rule_alone(said[code])
    return found


def _by_rule_alone(said: Said) -> float:
    return said.weight / (said.weight + 1) if said.enough else 0.0


def readings(said: Mapping[str, Said], like: Likeness) -> dict[str, tuple[float, ...]]:
    """Per candidate that the model knows its `READINGS` numbers, in the order of the fitted curve."""
    rules = max((each.weight for each in said.values()), default=0.0)
    first, *rest = like.best(ALIKE)
    second = rest[0][1] if rest else 0.0
    found: dict[str, tuple[float, ...]] = {}
    for code in dict.fromkeys((*said, *(code for code, _ in (first, *rest)))):
        score = like.of(code)
        if score is None:
            continue
        by_rule = said.get(code)
        weight = min(by_rule.weight, MOST_WEIGHT) if by_rule else 0.0
        found[code] = (
            weight,
            float(bool(by_rule and by_rule.enough)),
            float(by_rule is not None and by_rule.weight == rules),
            score,
            score - (second if code == first[0] else first[1]),
            score if not rules else 0.0,
            first[1],
            min(rules, MOST_WEIGHT),
            by_rule.share if by_rule and by_rule.enough else 0.0,
        )
    return found


@load.cached
def _sensitive() -> frozenset[str]:
    return frozenset(code.id for code in load.load_frame().codes.values() if code.sensitive)
