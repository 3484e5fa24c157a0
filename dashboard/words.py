"""What the faces say, Dutch first and English: one catalogue each; numbers and dates are written by Babel."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from data.suppression import Cell

FACES = ("nl", "en")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_BABEL = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True)
class Words:
    """The catalogue of one face; calling it gives the sentence for a key."""

    face: str
    texts: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text for `key` with its {places} filled in; KeyError when a key is unknown."""
        return self.texts[key].format(**values) if values else self.texts[key]

    def language(self, code: str) -> str:
        """Name a language by its ISO 639-1 code; an unknown code stands for itself."""
        return self.texts.get(f"language.{code}", code)

    def number(self, value: float | None) -> str:
        """Write a number the way this face does; None is a dash: not offered is not zero."""
        return "–" if value is None else format_decimal(value, format="#,##0.#", locale=_BABEL[self.face])

    def cell(self, cell: Cell) -> str:
        """Write a count; one that is kept back is said to be so."""
        if cell.is_suppressed:
            return self("count.small" if cell.state == "small" else "count.hidden")
        return self.number(cell.value)

    def day(self, value: date) -> str:
        """Write a day, e.g. 22 nov 2026."""
        return format_date(value, "d MMM y", locale=_BABEL[self.face])

    def moment(self, value: datetime) -> str:
        """Write a time in Dutch clock time, e.g. zo 22 nov 14:00."""
        return format_datetime(value, "EEE d MMM HH:mm", tzinfo=AMSTERDAM, locale=_BABEL[self.face])


@lru_cache
def words(face: str) -> Words:
    """Open the catalogue of a face, nl or en; an unknown face gets Dutch."""
    name = face if face in FACES else FACES[0]
    tree = tomllib.loads(files("dashboard").joinpath(f"locale/{name}.toml").read_text("utf-8"))
    return Words(name, dict(_flat("", tree)))


def _flat(prefix: str, tree: dict[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            pairs += _flat(f"{prefix}{key}.", value)
        else:
            pairs.append((prefix + key, str(value)))
    return pairs
