"""How soon an outbreak is signalled and how often nothing is, against EARS C2 in the same run."""

from collections.abc import Sequence

import numpy as np
from bench_rising import KEYS, Alarms, Stream, a_week, calibrated, delays, ears_c2, ours, simulate
from figures import Figure, Section

STREAMS = 2
TIMES = (2, 3, 5)
BIG_ENOUGH = 0.5  # items a day before: below, a twofold rise hardly reaches the least that may be shown
HEADER = ("outbreak", "found by", "within 2 days", "within 7", "within 14", "median day of those found")


def measure() -> Section:
    """The chapter on rising: false alarms a week over everything, and delays of injected outbreaks."""
    quiet = [simulate(seed, "unruly") for seed in range(STREAMS)]
    level = float(np.mean([a_week(ours(stream)) for stream in quiet]))
    published = float(np.mean([a_week(ears_c2(stream, 3)) for stream in quiet]))
    fair = calibrated(quiet, level)
    figures = [
        Figure("false alarms a week, ours", level, ("<=", 1.0), unit="a week"),
        Figure("false alarms a week, EARS C2 as published", published, unit="a week"),
    ]
    rows: list[tuple[str, ...]] = []
    for times in TIMES:
        hit = [simulate(1000 + seed, "unruly", times) for seed in range(STREAMS)]
        told = {
            "ours": [ours(stream) for stream in hit],
            "EARS C2 as published": [ears_c2(stream, 3) for stream in hit],
            "EARS C2 with as few false alarms": [ears_c2(stream, fair, floor=1.0) for stream in hit],
        }
        rows += [(f"{times}×", name, *_cells(hit, alarms)) for name, alarms in told.items()]
    table = (f"Outbreaks of two weeks on keys with at least {BIG_ENOUGH} items a day", HEADER, rows)
    note = (
        f"Simulated streams of {KEYS} keys over 30 weeks with weekdays, free days, bursts, drift and gaps in "
        "collection; `bench/bench_rising.py` tells more, by size and for quieter streams."
    )
    return Section("Rising", tuple(figures), (table,), (note,))


def _cells(streams: Sequence[Stream], alarms: Sequence[Alarms]) -> list[str]:
    every = [
        day
        for stream, told in zip(streams, alarms, strict=True)
        for rate, day in delays(stream, told)
        if rate >= BIG_ENOUGH
    ]
    seen = [day for day in every if day is not None]
    within = [f"{sum(day <= limit for day in seen) / len(every):.2f}" for limit in (2, 7, 14)]
    return [*within, f"{np.median(seen):.1f}" if seen else "–"]
