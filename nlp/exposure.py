"""Says how much of the usual was listened to on each day: sources begin, and collection has gaps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from nlp.expected import Flags, Floats

SourceTally = tuple[int, date, int]  # source, day, items
# Days in a row without anything are a gap when so many items were to be expected in them: chance leaves a
# source silent that long once in three thousand times (e⁻⁸), and holidays do not halve it eight times.
SURELY_SOMETHING = 8.0


def heard_by_day(tallies: Iterable[SourceTally], days: Sequence[date]) -> Floats:
    """How much was listened to on each of the consecutive days; 1 is every source of these days together.

    A source counts for what it brings on a day on which it is heard. It is heard from its first item on,
    except in silences that are too long to be chance.
    """
    place = {day: number for number, day in enumerate(days)}
    counts: dict[int, Floats] = defaultdict(lambda: np.zeros(len(days)))
    for source, day, n in tallies:
        if day in place:
            counts[source][place[day]] += n
    heard = np.zeros(len(days))
    usual = 0.0
    for of_source in counts.values():
        there = _heard(of_source)
        a_day = of_source.sum() / max(there.sum(), 1)
        heard += a_day * there
        usual += a_day
    return heard / usual if usual else heard


def _heard(counts: Floats) -> Flags:
    """On which days a source was heard."""
    spoke = np.flatnonzero(counts)
    there: Flags = np.arange(len(counts)) >= (spoke[0] if len(spoke) else len(counts))
    edges = [*spoke, len(counts)]
    for _ in range(2):  # a gap hides how much is usual, so look again without those found
        a_day = counts.sum() / max(there.sum(), 1)
        for last, following in pairwise(edges):
            if (following - last - 1) * a_day >= SURELY_SOMETHING:
                there[last + 1 : following] = False
    return there
