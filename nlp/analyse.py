"""Analyses a file of texts without a database: one line in, one line out, in the same order."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from nlp.analyse_entry import Analysed, Options, Summary, analysed, completed
from nlp.analyse_input import ColumnMissing, bounded_lines

__all__ = ["ColumnMissing", "Options", "Summary", "analyse_file", "analyse_lines"]

EVERY = 1000  # lines between two calls of progress


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
    # Grouping brings libraries that take longer to load than a short file to read.
    from nlp.analyse_questions import Questions
    from nlp.vectors import open_embedder

    questions, asks = Questions(open_embedder()), bytearray()
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
                line = completed(line, number, questions.settled.get(row))
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
