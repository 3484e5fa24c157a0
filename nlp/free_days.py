"""Knows when the public is off: Dutch holidays, those of the home country, the days of Christmas."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import holidays
import numpy as np
from numpy.typing import NDArray

USUAL, DUTCH, AT_HOME, CHRISTMAS = 0, 1, 2, 3
# Where most who write in it here come from. Languages of many countries (English, Arabic, Russian) have none.
HOME = {
    "bg": "BG", "cs": "CZ", "de": "DE", "es": "ES", "fr": "FR", "hr": "HR", "hu": "HU", "lt": "LT",
    "lv": "LV", "pl": "PL", "pt": "PT", "ro": "RO", "sk": "SK", "tr": "TR", "uk": "UA",
}  # fmt: skip


def free_days(languages: Sequence[str], days: Sequence[date]) -> NDArray[np.int64]:
    """The kind of free day, (languages, days): 0 is a usual day; "" stands for all languages together.

    Between Christmas and New Year many are at home in another country, so those days are a kind of their own.
    """
    rows = {language: [_kind(HOME.get(language), day) for day in days] for language in set(languages)}
    found = [rows[language] for language in languages]
    return np.array(found, dtype=np.int64).reshape(len(languages), len(days))


def _kind(home: str | None, day: date) -> int:
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        return CHRISTMAS
    if day in _holidays("NL", day.year):
        return DUTCH
    return AT_HOME if home and day in _holidays(home, day.year) else USUAL


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))
