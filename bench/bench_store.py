"""How fast the store takes and counts items: `python bench/bench_store.py [items] [database URL]`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random

from data import annotations, counts, items, measurements, question_vectors, sources
from data.database import Database, open_database
from data.privacy import redact
from data.records import CodeScore, Measurement, NewAnnotation, NewItem, NewSource, Source

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LANGUAGES = ("pl", "bg", "ro", "nl", "tr", "uk")
CODES = ("registration.bsn", "work.agency", "pay.unpaid", "housing.find", "health.gp")
QUESTION = "Cum obțin un BSN dacă locuiesc la agenție? De două luni aștept un răspuns, "


@contextmanager
def timed(what: str, n: int) -> Iterator[None]:
    """Prints a rate of `n` things per second."""
    begin = time.perf_counter()
    yield
    spent = time.perf_counter() - begin
    print(f"{what:<46} {n:>9,} in {spent:7.2f} s = {n / spent:>10,.0f}/s", flush=True)


def asked(n: int) -> Iterator[NewItem]:
    """A year of comments under 1 post in 50, the same on every run."""
    chance = Random(1)  # noqa: S311 - the same data on every run
    for number in range(n):
        at = NOW - timedelta(minutes=chance.randrange(525_600))
        parent = f"post-{number // 50 * 50}" if number % 50 else None
        name = f"post-{number}" if parent is None else f"c-{number}"
        yield NewItem(name, "comment", "public", f"{QUESTION}{number}", at, parent_external_id=parent)


def tagged(found: list[int]) -> Iterator[NewAnnotation]:
    """One annotation per item with one code; one in three is a question with a vector."""
    chance = Random(2)  # noqa: S311 - the same data on every run
    for item_id in found:
        code, question = CodeScore(chance.choice(CODES), 0.8, ("bsn",)), item_id % 3 == 0
        yield NewAnnotation(
            item_id,
            "bench-1",
            chance.choice(LANGUAGES),
            0.9,
            False,
            "question",
            question,
            False,
            (code,),
            ("Laak",) if item_id % 9 == 0 else (),
            vector=bytes(1536) if question else None,
            vector_version="v1" if question else None,
        )


def write(database: Database, source: Source, n: int) -> None:
    """The three tables that grow, in transactions of 5,000 as the product writes them."""
    new = list(asked(n))
    for what, part in (
        ("items, new, redaction included", n),
        ("items, again, unchanged, redacted again", n // 5),
    ):
        with timed(what, part):
            for start in range(0, part, 5000):
                with database.begin() as session:
                    items.add(session, source, new[start : min(start + 5000, part)], NOW)
    sample = new[:2000]
    with timed("of which redaction (a sample)", len(sample)):
        for each in sample:
            redact(each.text)
    with timed("annotations", n):
        last = 0
        while True:
            with database.begin() as session:
                ids = [item.id for item in items.untagged(session, "bench-1", after_id=last, limit=5000)]
                annotations.add(session, tagged(ids), NOW)
            if not ids:
                break
            last = ids[-1]
    numbers = [
        Measurement("post_media_view", "lifetime", NOW.date(), number, NOW, external_id=f"post-{number}")
        for number in range(0, n, 50)
    ]
    with timed("measurements", len(numbers)), database.begin() as session:
        measurements.add(session, source, numbers, NOW)


def read(database: Database, source: Source, n: int) -> None:
    """What the screens and the night job ask."""
    until = NOW.date()
    for by in ("code", "place"):
        for weeks in (9, 52):
            with timed(f"weekly counts by {by}, {weeks} weeks", n), database.read() as session:
                counts.weekly_counts(session, by, until - timedelta(weeks=weeks), until)
    with timed("language counts of a source", n), database.read() as session:
        annotations.language_counts(session, source.id)
    with timed("question vectors, first 5,000", min(n // 3, 5000)), database.read() as session:
        question_vectors.every(session, vector_version="v1")
    with timed("unanswered of the last week, 50 newest", n), database.read() as session:
        items.unanswered(session, "facebook-page", NOW - timedelta(days=7), 50)
    with timed("50 newest items", n), database.read() as session:
        items.recent(session)


def main() -> None:
    """Runs everything once on a fresh SQLite file, or on an empty database that is named."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(prefix="bereik-bench-") as folder:
        database = open_database(sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/bench.db")
        new = NewSource(
            "bench", "facebook-page", "", "bench", "none", "bench", date(2030, 1, 1), enabled=True
        )
        with database.begin() as session:
            source = sources.register(session, new, NOW)
        write(database, source, n)
        read(database, source, n)
        database.close()


if __name__ == "__main__":
    main()
