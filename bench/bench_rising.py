"""How soon an outbreak is signalled, and how often nothing is: `python bench/bench_rising.py [streams]`.

Simulated streams of 300 keys over 30 weeks, September to March, with 0.1 to 20 items a day per key. Three
kinds: *plain* (Poisson), *threads* (one post draws others on the same day) and *unruly* (negative binomial
days, a weekday pattern per key, drift, days on which everybody talks more, quiet free days). All have gaps in
collection. Ours looks every morning; EARS C2 (Hutwagner et al. 2003) looks at the same days with the same
minimum of five, as published (3 standard deviations) and with its threshold raised until it gives as many
false alarms as ours. Alarms on one key with fewer than seven mornings between them count once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from nlp.expected import DAYS, Past
from nlp.exposure import heard_by_day
from nlp.free_days import free_days
from nlp.rising import MINIMUM, find_rising

KEYS, NUMBER_OF_DAYS, FIRST, LASTING, OUTBREAKS, NEWCOMERS = 300, 7 * 30, 7 * 14, 14, 60, 20
ALL_DAYS = [date(2025, 9, 1) + timedelta(days=number) for number in range(NUMBER_OF_DAYS)]
WEEKDAYS = np.array([day.weekday() for day in ALL_DAYS], dtype=np.int64)
LANGUAGES = ("pl", "bg", "ro", "nl", "tr", "uk")
FREE = free_days([LANGUAGES[key % len(LANGUAGES)] for key in range(KEYS)], ALL_DAYS)
YOUNG = 7 * 3  # days after which a new office is looked at, beside one that knows 14 weeks
SIZES = ((0.1, 0.5), (0.5, 2.0), (2.0, 20.0), (0.1, 20.0))
WITHIN = (2, 7, 14)  # days
Counts = NDArray[np.int64]
Alarms = NDArray[np.bool_]


@dataclass(frozen=True)
class Stream:
    """Counts (keys, days), each key's usual count a day, and the outbreaks in it: (key, first day)."""

    counts: Counts
    rates: NDArray[np.float64]
    outbreaks: tuple[tuple[int, int], ...] = ()


def simulate(seed: int, kind: str, times: float = 1.0, newcomer: float = 0.0) -> Stream:
    """One stream. `times`: how many times as many an outbreak brings, for two weeks, on 60 of the keys;
    `newcomer`: the items a day of 20 keys never seen before that begin at such a day."""
    random = np.random.default_rng(seed)
    rates = np.exp(random.uniform(np.log(0.1), np.log(20), KEYS))
    mean = rates[:, None] * (unruliness(random) if kind == "unruly" else np.ones((KEYS, NUMBER_OF_DAYS)))
    hit = random.choice(KEYS, OUTBREAKS, replace=False) if times > 1 or newcomer else []
    outbreaks = tuple((int(key), int(random.integers(FIRST, NUMBER_OF_DAYS - LASTING))) for key in hit)
    if newcomer:
        outbreaks = outbreaks[:NEWCOMERS]
    for key, start in outbreaks:
        if newcomer:
            mean[key] = np.where(np.arange(NUMBER_OF_DAYS) < start, 0, newcomer)
        mean[key, start : start + LASTING] *= times
    for start in random.integers(14, NUMBER_OF_DAYS - 14, 3):  # gaps in collection
        mean[:, start : start + random.integers(2, 6)] = 0
    if kind == "unruly":
        shape = random.uniform(2, 12, (KEYS, 1))
        counts = random.poisson(mean * random.gamma(shape, 1 / shape, mean.shape))
    elif kind == "threads":
        posts = random.poisson(mean / 1.5)
        counts = posts + np.where(posts > 0, random.negative_binomial(np.maximum(posts, 1), 1 / 1.5), 0)
    else:
        counts = random.poisson(mean)
    return Stream(counts, rates, outbreaks)


def unruliness(random: np.random.Generator) -> NDArray[np.float64]:
    """How days differ from a key's mean: weekdays, drift from week to week, talkative days, free days."""
    weekday = np.array([1.15, 1.1, 1.05, 1, 1, 0.85, 0.85]) * random.lognormal(0, 0.12, (KEYS, 7))
    weekday /= weekday.mean(axis=1, keepdims=True)
    drift = np.exp(np.cumsum(random.normal(0, 0.04, (KEYS, NUMBER_OF_DAYS // 7)), axis=1))
    drift /= drift.mean(axis=1, keepdims=True)
    together = random.lognormal(0, 0.1, NUMBER_OF_DAYS)
    return weekday[:, WEEKDAYS] * np.repeat(drift, 7, axis=1) * together * np.where(FREE > 0, 0.4, 1.0)


def ours(stream: Stream, first: int = FIRST, end: int = NUMBER_OF_DAYS) -> Alarms:
    """What is signalled on the mornings after `first` to `end` days, from what could be known then."""
    alarms = np.zeros(stream.counts.shape, dtype=bool)
    totals = stream.counts.sum(axis=0)
    for morning in range(first, end + 1):
        days = slice(max(0, morning - DAYS), morning)
        heard = heard_by_day(
            [(1, ALL_DAYS[day], int(totals[day])) for day in range(*days.indices(end)) if totals[day]],
            ALL_DAYS[days],
        )
        past = Past(stream.counts[:, days], heard, WEEKDAYS[days], FREE[:, days])
        signalled = [rise.key for rise in find_rising(range(KEYS), past) if rise.rises and rise.ratio > 1]
        alarms[signalled, morning - 1] = True
    return alarms


def ears_c2(stream: Stream, deviations: float, floor: float = 0.0) -> Alarms:
    """A day above mean + `deviations` × standard deviation of the seven days that end three days earlier."""
    alarms = np.zeros(stream.counts.shape, dtype=bool)
    for day in range(FIRST - 1, NUMBER_OF_DAYS):
        before, today = stream.counts[:, day - 9 : day - 2], stream.counts[:, day]
        deviation = np.maximum(before.std(axis=1, ddof=1), floor)
        alarms[:, day] = (today > before.mean(axis=1) + deviations * deviation) & (today >= MINIMUM)
    return alarms


def begun(alarms: Alarms) -> Alarms:
    """The first day of each run of alarms."""
    first, last = np.zeros_like(alarms), np.full(len(alarms), -NUMBER_OF_DAYS)
    for day in range(NUMBER_OF_DAYS):
        first[:, day] = alarms[:, day] & (day - last > 7)
        last[alarms[:, day]] = day
    return first


def a_week(alarms: Alarms) -> float:
    """How many a week are begun."""
    return float(begun(alarms).sum() / ((NUMBER_OF_DAYS - FIRST) / 7))


def delays(stream: Stream, alarms: Alarms) -> list[tuple[float, int | None]]:
    """Of each outbreak: the key's usual count a day, and the day on which it was first signalled, from 1."""
    found = []
    for key, start in stream.outbreaks:
        days = np.flatnonzero(alarms[key, start : start + LASTING])
        found.append((float(stream.rates[key]), int(days[0]) + 1 if len(days) else None))
    return found


def line(what: str, found: list[tuple[float, int | None]]) -> None:
    """Prints, by size of the key: share found within 2, 7 and 14 days, and the median day of those found."""
    cells = []
    for low, high in SIZES:
        here = [day for rate, day in found if low <= rate < high]
        seen = [day for day in here if day is not None]
        within = [f"{sum(day <= limit for day in seen) / max(len(here), 1):4.2f}" for limit in WITHIN]
        cells.append(" ".join([*within, f"{np.median(seen):4.1f}" if seen else "   –"]))
    print(f"{what:<29}" + " | ".join(cells), flush=True)


def calibrated(streams: list[Stream], allowed: float) -> float:
    """The deviations with which C2 gives no more false alarms than allowed, in steps of a half."""
    for deviations in np.arange(3, 20, 0.5):
        if np.mean([a_week(ears_c2(stream, deviations, floor=1.0)) for stream in streams]) <= allowed:
            return float(deviations)
    return 20.0


def main(streams: int) -> None:
    """Prints false alarms, then outbreaks, then newcomers."""
    begin = time.perf_counter()
    print(f"False alarms a week over {KEYS} keys, {streams} streams each; target at most 1")
    level = 0.0
    quiet: dict[str, list[Stream]] = {}
    for kind in ("plain", "threads", "unruly"):
        quiet[kind] = [simulate(seed, kind) for seed in range(streams)]
        each = [a_week(ours(stream)) for stream in quiet[kind]]
        level = float(np.mean(each))
        c2 = np.mean([a_week(ears_c2(stream, 3)) for stream in quiet[kind]])
        print(f"  {kind:<8} ours {level:5.2f} (most {max(each):.2f})   EARS C2 {c2:6.2f}", flush=True)
    young = [begun(ours(stream, YOUNG, FIRST)).sum() / ((FIRST - YOUNG) / 7) for stream in quiet["unruly"]]
    print(f"  unruly, in weeks {YOUNG // 7 + 1} to {FIRST // 7} of an office: ours {np.mean(young):5.2f}")
    fair = calibrated(quiet["unruly"], level)
    print(f"EARS C2 gives as few in unruly streams with {fair} deviations, of at least 1 item each\n")
    looks: dict[str, Callable[[Stream], Alarms]] = {
        "ours": ours,
        "EARS C2": lambda stream: ears_c2(stream, 3),
        f"EARS C2, {fair} deviations": lambda stream: ears_c2(stream, fair, floor=1.0),
    }
    print("Outbreaks in unruly streams: share found within 2, 7 and 14 days, median day of those found")
    print(f"{'items a day before':<29}" + " | ".join(f"{f'{low} – {high}':<19}" for low, high in SIZES))
    for times in (2, 3, 5):
        hit = [simulate(1000 + seed, "unruly", times) for seed in range(streams)]
        for name, look in looks.items():
            line(f"{times}×  {name}", [day for stream in hit for day in delays(stream, look(stream))])
    for newcomer in (0.5, 1, 2):
        hit = [simulate(2000 + seed, "unruly", newcomer=newcomer) for seed in range(streams)]
        found = [(10.0, day) for stream in hit for _, day in delays(stream, ours(stream))]
        seen = [day for _, day in found if day is not None]
        within = [f"{sum(day <= limit for day in seen) / len(found):4.2f}" for limit in WITHIN]
        print(f"never seen before, {newcomer} a day: ours {' '.join(within)}, day {np.median(seen):.1f}")
    print(f"{time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
