"""Takes the language out of the vectors: what is left of a question is what it asks.

Vectors of a multilingual model lie around a mean that differs per language; subtracting it lets the same
question meet across languages (Libovický, Rosa & Fraser 2020, Findings of EMNLP, "On the Language Neutrality
of Pre-trained Multilingual Representations").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Vectors, unit

TABLE = Path(__file__).parent / "models" / "language_means.npz"
# Pseudo-texts: how many own texts weigh as much as the shipped table. Were they fewer, the mean of a small
# set would be that of its one question, and taking it off leaves noise (sets of one: F1 .71 with 5 and 10).
LANGUAGE_WEIGHT = 20
THEME_WEIGHT = 100


@dataclass(frozen=True)
class LanguageMeans:
    """The mean vector of each language, shape (384,), and the mean of them all for any other."""

    version: str  # of the embedder they belong to
    by_language: Mapping[str, Vectors]
    overall: Vectors

    def centre(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """The vectors without their language's mean, length 1; an unknown language loses the overall mean."""
        means = np.vstack([self.by_language.get(each, self.overall) for each in languages] or [self.overall])
        return unit(vectors - means[: len(vectors)])


@cache
def shipped_means() -> LanguageMeans:
    """The table made by `bench/build_language_means.py` from the same sixteen questions in every language."""
    with np.load(TABLE, allow_pickle=False) as table:
        codes: list[str] = table["languages"].tolist()
        rows = table["means"].astype(np.float32)
        return LanguageMeans(str(table["version"]), dict(zip(codes, rows, strict=True)), rows.mean(axis=0))


def means_of(vectors: Vectors, languages: Sequence[str], version: str) -> LanguageMeans:
    """Means of parallel texts, every text once in every language: what differs is the language alone."""
    spoken = np.asarray(languages)
    rows = {str(each): vectors[spoken == each].mean(axis=0) for each in sorted(set(languages))}
    return LanguageMeans(version, rows, np.mean(list(rows.values()), axis=0, dtype=np.float32))


def adapt(shipped: LanguageMeans, vectors: Vectors, languages: Sequence[str]) -> LanguageMeans:
    """The shipped means moved towards an office's own texts, in two steps.

    First the overall mean, because an office asks about its own themes: the mean of all texts after their
    language's shipped offset is taken off. Then each language, shrunk to that by its number of texts
    (an empirical-Bayes estimate with `LANGUAGE_WEIGHT` pseudo-texts). Few texts leave the table as it is.
    """
    if not len(vectors):
        return shipped
    offsets = {code: mean - shipped.overall for code, mean in shipped.by_language.items()}
    nothing = np.zeros_like(shipped.overall)
    spoken = np.asarray(languages)
    total = vectors.sum(axis=0, dtype=np.float64)
    sums: dict[str, NDArray[Any]] = {}
    counts: dict[str, int] = {}
    for each in sorted(set(languages)):
        mine = spoken == each
        counts[each], sums[each] = int(mine.sum()), vectors[mine].sum(axis=0, dtype=np.float64)
        total -= counts[each] * offsets.get(each, nothing)
    overall = (total + THEME_WEIGHT * shipped.overall) / (len(vectors) + THEME_WEIGHT)
    moved = {code: (overall + offset).astype(np.float32) for code, offset in offsets.items()}
    for each in sums:
        if each == "und":  # a mixture, not a language
            continue
        prior = overall + offsets.get(each, nothing)
        mean = (sums[each] + LANGUAGE_WEIGHT * prior) / (counts[each] + LANGUAGE_WEIGHT)
        moved[each] = mean.astype(np.float32)
    return LanguageMeans(shipped.version, moved, overall.astype(np.float32))
