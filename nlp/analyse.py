"""Analyses a file of texts without a database: one line in, one line out, in the same order."""

import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TextIO

import numpy as np

from nlp.analyse_entry import Analysed, Options, Summary, analysed, completed
from nlp.analyse_input import ColumnMissing, bounded_lines
from nlp.code_centres import settled
from nlp.cyrillic import to_cyrillic
from nlp.language_means import adapt, shipped_means
from nlp.recurring import group
from nlp.tag import CodeMatch, Tagged
from nlp.vectors import BATCH, MAX_LETTERS, Embedder, Vectors, open_embedder

__all__ = ["ColumnMissing", "Options", "Summary", "analyse_file", "analyse_lines"]

EVERY = 1000  # lines between two calls of progress


class _Questions:
    """The questions of a run: one vector per different text, held until the end for grouping.

    Grouping weighs the codes of the rules; `named` has, per different text, what its vector says where they
    are silent.
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
        self.named: dict[int, tuple[CodeMatch, ...]] = {}

    def add(self, text: str, tagged: Tagged) -> None:
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
            if found is not said and found.codes:
                self.named[row] = found.codes
        self._vectors.append(vectors)
        self._waiting, self._tagged = [], []


def analyse_lines(
    lines: Iterable[str], options: Options | None = None, summary: Summary | None = None
) -> Iterator[str]:
    """One JSON line (without line end) per text, in order, in memory that does not grow with their number.

    `lines` are JSON objects `{"id"?, "text", "source"?}`, or CSV when `options.column` is set; blank lines
    are skipped. A line that cannot be read gives `{"id", "error"}` in its place. `group` stays null here:
    only `analyse_file` sees the whole. Raises ValueError for a language no detector knows, ColumnMissing.
    """
    return (line for line, _ in analysed(lines, options or Options(), summary or Summary()))


def analyse_file(
    source: Path,
    target: Path,
    options: Options | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Analyses a file (UTF-8, with or without BOM, any line ends) into another; may be the same path.

    The target appears complete or not at all. `progress` is called with the number of texts read, now and
    then. With `options.group` every question gets a group number, lone ones too; the vectors of all different
    questions are then held in memory (1.5 kB each). Raises OSError, and what `analyse_lines` raises.
    """
    chosen, summary = options or Options(), Summary()
    with open(source, encoding="utf-8-sig", errors="surrogateescape", newline="") as given:
        results = _watched(analysed(bounded_lines(given), chosen, summary), progress)
        with _appearing(target) as out:
            if chosen.group:
                _write_grouped(results, out, summary)
            else:
                out.writelines(line + "\n" for line, _ in results)
    return summary


def _write_grouped(results: Iterable[Analysed], out: TextIO, summary: Summary) -> None:
    """Writes twice: first beside, collecting the questions, then with the groups; texts stay on disk."""
    questions, asks = _Questions(open_embedder()), bytearray()
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as beside:
        for line, question in results:
            beside.write(line + "\n")
            asks.append(question is not None)
            if question is not None:
                questions.add(*question)
        numbers = questions.groups()
        summary.groups = len(set(numbers))
        beside.seek(0)
        learned = zip(numbers, questions.rows, strict=True)
        for line, is_question in zip(beside, asks, strict=True):
            if is_question:
                number, row = next(learned)
                line = completed(line, number, questions.named.get(row, ()))
            out.write(line)


def _watched(results: Iterator[Analysed], progress: Callable[[int], None] | None) -> Iterator[Analysed]:
    for number, each in enumerate(results, start=1):
        yield each
        if progress is not None and number % EVERY == 0:
            progress(number)


@contextmanager
def _appearing(target: Path) -> Iterator[TextIO]:
    """A file beside the target that takes its place when all went well, and vanishes when not."""
    beside = target.with_name(f".{target.name}.{token_hex(4)}.part")
    try:
        with open(beside, "x", encoding="utf-8", newline="\n") as out:
            yield out
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
