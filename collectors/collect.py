"""Collecting: one source into the store by its kind; each source fails alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from collectors.crawl import CrawlSettings, crawl_website
from collectors.errors import CollectError, SourceRefused, Throttled
from collectors.graph import GraphAPI
from collectors.job import Job
from collectors.page_job import collect_page
from data import runs
from data.database import Database
from data.errors import StoreError
from data.records import Source

logger = logging.getLogger(__name__)

OpenGraph = Callable[[Source], GraphAPI]
BY_PEOPLE = {
    "facebook-group": "Facebook has had no API for groups since 22 April 2024 and forbids collecting them "
    "otherwise: a person brings in what was asked",
    "register": "a register comes in as a file",
    "messages": "messages come in as a file or are logged by a person",
}


@dataclass(frozen=True)
class Collected:
    """What one collection did. `problem` is one line for a person, None when all went well."""

    source: str
    counts: dict[str, int] = field(default_factory=dict)
    redacted: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str | None = None
    parked_until: datetime | None = None

    @property
    def added(self) -> int:
        """New items."""
        return self.counts.get("added", 0)


def collect(
    database: Database,
    source: Source,
    open_graph: OpenGraph,
    now: datetime,
    *,
    crawling: CrawlSettings | None = None,
) -> Collected:
    """Collects one source and writes its run; never raises a CollectError, the result carries the problem.

    `open_graph` gives the client with the source's token, and may raise SourceRefused or TokenError when
    there is none. Safe to repeat and to kill at any moment: each batch is one transaction with its position.
    """
    with database.begin() as session:
        run = runs.start(session, "collect", source.id, now)
    job = Job(database, source, now)
    notes: list[str] = []
    problem: str | None = None
    parked: datetime | None = None
    try:
        _by_kind(job, open_graph, crawling, notes)
    except Throttled as error:
        problem, parked = str(error), error.until
    except CollectError as error:
        problem = str(error)
    if problem is None and job.tally.failures:
        problem = "; ".join(f"{', '.join(steps)}: {why}" for why, steps in job.tally.failures.items())
    counts = {name: number for name, number in sorted(job.tally.counts.items()) if number}
    with database.begin() as session:
        state: runs.RunState = "done" if problem is None else "attention"
        runs.finish(session, run, state, counts, problem or "; ".join(notes), now)
    return Collected(source.name, counts, dict(job.tally.redacted), tuple(notes), problem, parked)


def collect_all(
    database: Database,
    sources: Iterable[Source],
    open_graph: OpenGraph,
    now: datetime,
    *,
    crawling: CrawlSettings | None = None,
) -> Iterator[Collected]:
    """Collects sources one after the other; whatever happens to one, the next has its turn."""
    for source in sources:
        try:
            yield collect(database, source, open_graph, now, crawling=crawling)
        except StoreError:
            raise  # without the store there is nothing to go on with
        except Exception as error:
            logger.exception("collecting %s failed", source.name)
            yield Collected(source.name, problem=f"unexpected {type(error).__name__}; see the log")


def _by_kind(job: Job, open_graph: OpenGraph, crawling: CrawlSettings | None, notes: list[str]) -> None:
    source = job.source
    if source.kind in BY_PEOPLE:
        ways = f'`bereik import FORMAT FILE --source "{source.name}"` or `bereik log TEXT --source ...`'
        raise SourceRefused(f"source {source.name} is a {source.kind}: {BY_PEOPLE[source.kind]}; use {ways}")
    if not source.enabled:
        raise SourceRefused(
            f"source {source.name} is not enabled: give it a purpose, legal basis, owner and review date"
        )
    if source.kind == "website":
        if crawling is None:
            raise SourceRefused(
                "no contact is set for the crawler's name: a site's owner could not reach us; "
                "set BEREIK_CONTACT to a mail or web address"
            )
        crawl_website(job, crawling)
        return
    api = open_graph(source)
    try:
        collect_page(job, api)
    finally:
        notes.extend(api.notes)
