"""Turns counts by day into signals: what is new or rises, per language and over all languages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.records import NewSignal
from nlp.expected import DAYS, WINDOW, Past
from nlp.exposure import SourceTally, heard_by_day
from nlp.free_days import free_days
from nlp.rising import Rise, find_rising

Tally = tuple[str, str, date, int]  # key, language, day, count
Key = tuple[str, str, str]  # kind, key, language; "" for all languages
ALL, UNKNOWN = "", "und"
# A rise over all languages that one language makes nearly alone is that language's, told once.
NEARLY_ALONE = 0.9


@dataclass(frozen=True)
class Window:
    """The seven days that end before the day `end`, and the days they are held against."""

    end: date

    @property
    def start(self) -> date:
        return self.end - timedelta(days=WINDOW)

    @property
    def since(self) -> date:
        """The first day that is looked at."""
        return self.end - timedelta(days=DAYS)

    @property
    def last(self) -> date:
        """The last day of the window."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> list[date]:
        """Every day from `since` to `last`."""
        return [self.since + timedelta(days=number) for number in range(DAYS)]


@dataclass(frozen=True)
class Heard:
    """What came in from `Window.since` to `Window.last`, and what ever came before.

    `tallies`: counts per kind of key (question, code, place, claim, language); `by_source`: all items of the
    public; `seen`: (kind, key, language) of what occurred before.
    """

    tallies: Mapping[str, Sequence[Tally]]
    by_source: Sequence[SourceTally]
    seen: frozenset[Key] = frozenset()


def signals_of(heard: Heard, window: Window) -> list[NewSignal]:
    """The signals of all kinds of key together, since they share one budget of false alarms; surest first."""
    counts = _by_key(heard.tallies, window)
    if not counts:
        return []
    keys = sorted(counts)
    days = window.days
    past = Past(
        counts=np.array([counts[key] for key in keys], dtype=np.int64),
        heard=heard_by_day(heard.by_source, days),
        weekdays=np.array([day.weekday() for day in days], dtype=np.int64),
        free=free_days([key if kind == "language" else language for kind, key, language in keys], days),
    )
    seen = heard.seen | {(kind, key, ALL) for kind, key, _ in heard.seen}
    rises = find_rising(keys, past, [key in seen for key in keys])
    highest: dict[tuple[str, str], int] = defaultdict(int)
    for (kind, key, language), row in counts.items():
        if language != ALL:
            highest[kind, key] = max(highest[kind, key], sum(row[-WINDOW:]))
    return [
        _signal(rise, window)
        for rise in rises
        if rise.rises
        and rise.ratio > 1
        and (rise.key[2] != ALL or highest[rise.key[:2]] < NEARLY_ALONE * rise.observed)
    ]


def _by_key(tallies: Mapping[str, Sequence[Tally]], window: Window) -> dict[Key, list[int]]:
    """Counts by day of each key, in each language and in all together; a language is one series."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0] * DAYS)
    for kind, rows in tallies.items():
        for key, language, day, n in rows:
            number = (day - window.since).days
            if kind == "language" and key == UNKNOWN:
                continue
            for each in (ALL,) if kind == "language" else (language, ALL):
                counts[kind, key, each][number] += n
    return counts


def _signal(rise: Rise[Key], window: Window) -> NewSignal:
    kind, key, language = rise.key
    return NewSignal(
        kind=kind,  # type: ignore[arg-type]  # one of the known, as the caller asked the store for them
        key=key,
        language=language,
        window_start=window.start,
        window_end=window.end,
        observed=rise.observed,
        expected=rise.expected,
        ratio_low=rise.ratio_low,
        ratio_high=rise.ratio_high,
        p_value=rise.p_value,
        is_new=rise.is_new,
    )
