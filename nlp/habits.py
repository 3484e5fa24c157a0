"""Learns which languages a source usually speaks, while its texts go by."""

from collections import Counter, OrderedDict
from collections.abc import Mapping

MOST_SOURCES = 10_000  # the least recently heard is forgotten first
SURE = 0.97  # below, a guess teaches nothing: a habit of twenty to one may have made it of an even chance
ENOUGH = 5  # texts before a habit may count


class SourceHabits:
    """Counts of languages per source, bounded in memory; the order of the texts decides who knows what."""

    def __init__(self) -> None:
        self._heard: OrderedDict[str, Counter[str]] = OrderedDict()

    def prior(self, source: str | None) -> Mapping[str, float] | None:
        """P(language | source) from the sure texts so far, or None while too little is known."""
        counts = self._heard.get(source) if source is not None else None
        if counts is None or counts.total() < ENOUGH:
            return None
        return {language: n / counts.total() for language, n in counts.items()}

    def learn(self, source: str | None, language: str, confidence: float) -> None:
        """Adds one text of a source; unsure and unknown languages are left out."""
        if source is None or language == "und" or confidence < SURE:
            return
        self._heard.setdefault(source, Counter())[language] += 1
        self._heard.move_to_end(source)
        if len(self._heard) > MOST_SOURCES:
            self._heard.popitem(last=False)
