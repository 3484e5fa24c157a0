"""Turns counts by day into signals: what is new or rises, per language and over all languages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.records import NewSignal
from nlp.rising import WEEKS, Baseline, Rise, find_rising

Tally = tuple[str, str, date, int]  # key, language, day, count
Key = tuple[str, str]  # key, language; "" for all languages
ALL = ""
# Weeks between baseline and window: what grows week after week must not raise its own standard (EARS C2:
# Hutwagner et al. 2003, J. Urban Health 80:i89-i96; Noufaily et al. 2013, Stat. Med. 32:1206-1222).
GUARD = 2
# A rise over all languages that one language makes nearly alone is that language's, told once.
NEARLY_ALONE = 0.9


@dataclass(frozen=True)
class Window:
    """The seven days that end before the day `end`; two weeks of guard; the baseline's weeks before those."""

    end: date

    @property
    def start(self) -> date:
        return self.end - timedelta(days=7)

    @property
    def since(self) -> date:
        """The first day of the baseline."""
        return self.start - timedelta(weeks=WEEKS + GUARD)

    @property
    def last(self) -> date:
        """The last day of the window."""
        return self.end - timedelta(days=1)

    def week_of(self, day: date) -> int:
        """The number of the seven days a day lies in: 0 is the oldest, `WEEKS + GUARD` the window."""
        return (day - self.since).days // 7


def heard_by_week(days: Iterable[date], window: Window) -> list[float]:
    """How much of each week was listened to, 0 to 1, oldest first, from the days on which anything came in.

    Weeks before the first such day were before this office began; its week counts from that day on; a later
    week in which nothing at all came in was deaf, not quiet.
    """
    heard = sorted(set(days))
    shares = [0.0] * (WEEKS + GUARD + 1)
    for day in heard:
        shares[window.week_of(day)] = 1.0
    if heard:
        first = window.week_of(heard[0])
        shares[first] = 1 - (heard[0] - window.since).days % 7 / 7
    return shares


def signals_of(
    kind: str, tallies: Sequence[Tally], heard: Sequence[float], seen: frozenset[str], window: Window
) -> list[NewSignal]:
    """The signals of one kind of key (question, code, place, claim), the surest first.

    `tallies`: counts from `window.since` to `window.last`; `seen`: keys that occurred before that.
    """
    counts: dict[Key, list[int]] = defaultdict(lambda: [0] * (WEEKS + GUARD + 1))
    for key, language, day, n in tallies:
        counts[key, language][window.week_of(day)] += n
        counts[key, ALL][window.week_of(day)] += n
    keys = sorted(counts)
    table = np.array([counts[key] for key in keys], dtype=np.int64).reshape(len(keys), WEEKS + GUARD + 1)
    guarded = [0.0 if WEEKS <= week < WEEKS + GUARD else share for week, share in enumerate(heard)]
    before = [key[0] in seen or any(counts[key][WEEKS:-1]) for key in keys]
    known = Baseline(exposure=guarded, seen_before=before)
    rises = [rise for rise in find_rising(keys, table, known) if rise.rises and rise.ratio > 1]
    highest: dict[str, int] = defaultdict(int)
    for (key, language), weeks in counts.items():
        if language != ALL:
            highest[key] = max(highest[key], weeks[-1])
    return [
        _signal(kind, rise, window)
        for rise in rises
        if rise.key[1] != ALL or highest[rise.key[0]] < NEARLY_ALONE * rise.observed
    ]


def _signal(kind: str, rise: Rise[Key], window: Window) -> NewSignal:
    return NewSignal(
        kind=kind,  # type: ignore[arg-type]  # one of the four, checked by the caller's loop
        key=rise.key[0],
        language=rise.key[1],
        window_start=window.start,
        window_end=window.end,
        observed=rise.observed,
        expected=rise.expected,
        ratio_low=rise.ratio_low,
        ratio_high=rise.ratio_high,
        p_value=rise.p_value,
        is_new=rise.is_new,
    )
