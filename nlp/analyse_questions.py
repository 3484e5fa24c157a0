"""Holds the questions of a file until all are read, and groups them."""

from array import array

import numpy as np

from nlp.code_centres import settled
from nlp.cyrillic import to_cyrillic
from nlp.language_means import adapt, shipped_means
from nlp.recurring import group
from nlp.tag import Tagged
from nlp.vectors import BATCH, MAX_LETTERS, Embedder, Vectors


class Questions:
    """The questions of a run: one vector per different text, held until the end for grouping.

    Grouping weighs the codes of the words; `settled` has, per different text, what is said of it with its
    vector, where that is something else.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._row_of: dict[str, int] = {}
        self._languages: list[str] = []
        self._codes: list[tuple[str, ...]] = []
        self._waiting: list[str] = []
        self._tagged: list[Tagged] = []  # of those waiting
        self._vectors: list[Vectors] = []
        self.rows = array("q")  # of every question in order: the row of its text
        self.settled: dict[int, Tagged] = {}

    def add(self, text: str, tagged: Tagged) -> None:
        """One question more: its redacted text, and what was said of it."""
        language = tagged.language
        read = to_cyrillic(text, language) if tagged.romanised else text
        read = read[:MAX_LETTERS]
        row = self._row_of.setdefault(read, len(self._row_of))
        self.rows.append(row)
        if row == len(self._languages):
            self._languages.append(language)
            self._codes.append(tuple(match.code for match in tagged.codes))
            self._waiting.append(read)
            self._tagged.append(tagged)
        if len(self._waiting) == BATCH:
            self._embed()

    def groups(self) -> list[int]:
        """The group of every question, in order, numbered from 1 by first appearance."""
        self._embed()
        if not self._vectors:
            return []
        vectors = np.vstack(self._vectors)
        means = adapt(shipped_means(), vectors, self._languages)
        labels = group(vectors, self._languages, means, list(self._row_of), self._codes)
        return [int(labels[row]) + 1 for row in self.rows]

    def _embed(self) -> None:
        if not self._waiting:
            return
        vectors = self._embedder.embed(self._waiting)
        first = len(self._languages) - len(self._waiting)
        for row, (said, vector) in enumerate(zip(self._tagged, vectors, strict=True), start=first):
            found = settled(said, vector, version=self._embedder.version)
            if found != said:
                self.settled[row] = found
        self._vectors.append(vectors)
        self._waiting, self._tagged = [], []
