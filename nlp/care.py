"""What to do, and whom to refer to, when a text asks for care: the cards of the coding frame."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlp.frame import load


@dataclass(frozen=True)
class Referral:
    """Who helps, and the public number or address."""

    name: str
    contact: str


@dataclass(frozen=True)
class CareCard:
    """One card: `title`, `steps` and `notice` by `nl` and `en`.

    `serves` are the reasons (`nlp.sensitive.reasons`) and codes it is for. `last_checked` is the day (ISO) on
    which a person checked its numbers; empty: nobody has, and the notice says to check before use.
    """

    id: str
    serves: tuple[str, ...]
    title: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    refer: tuple[Referral, ...]
    notice: Mapping[str, str]
    last_checked: str


def wanted(codes: Iterable[str]) -> bool:
    """Whether one of the codes asks for care: a text with such a code is for few eyes."""
    known = load.load_frame().codes
    return any(code in known and known[code].sensitive for code in codes)


def cards(reasons_or_codes: Iterable[str]) -> tuple[CareCard, ...]:
    """The cards for reasons or codes, most urgent first, each once; others are passed over."""
    given = set(reasons_or_codes)
    return tuple(card for card in every() if given.intersection(card.serves))


@cache
def every() -> tuple[CareCard, ...]:
    """All cards, in the order of the file."""
    raw = tomllib.loads((load.FOLDER / "care.toml").read_text(encoding="utf-8"))
    return tuple(_card(name, entry, raw["notice"]) for name, entry in raw["cards"].items())


def _card(name: str, entry: Mapping[str, Any], notice: Mapping[str, str]) -> CareCard:
    return CareCard(
        id=name,
        serves=tuple(entry["serves"]),
        title=entry["title"],
        steps={face: tuple(entry[f"steps_{face}"]) for face in ("nl", "en")},
        refer=tuple(Referral(**who) for who in entry["refer"]),
        notice=notice,
        last_checked=entry["last_checked"],
    )
