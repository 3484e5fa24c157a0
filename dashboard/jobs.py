"""The verbs of the product as functions of a database and a time, for commands, worker and buttons alike.

What reads texts (`nlp`) is imported where it is used: it takes seconds to load, and who publishes at the hour
or logs a question at the bus should not wait for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from campaigns.publish import Line, PublishingRefused, Rules, publish_due
from campaigns.reconcile import Look, in_doubt
from campaigns.reconcile import reconcile as reconcile_with
from campaigns.suggest import suggest as suggest_gaps
from collectors.collect import Collected, collect_all
from collectors.crawl import CrawlSettings
from collectors.errors import CollectError
from dashboard import wiring
from dashboard.exits import Attention
from dashboard.publisher import PagePublisher
from dashboard.settings import settings
from data import placements, sources
from data.database import Database
from data.records import Source

COLLECTED = ("facebook-page", "website")
MOST_DUE = 10_000


def collect_these(database: Database, chosen: Iterable[Source], now: datetime) -> Iterator[Collected]:
    """Collect sources one after the other; each fails alone and says so in what it yields."""
    contact = settings().contact
    crawling = CrawlSettings(contact=contact, cache=settings().home / "crawl-cache") if contact else None
    return collect_all(database, chosen, wiring.open_graph, now, crawling=crawling)


def collect(database: Database, now: datetime) -> dict[str, int]:
    """Collect every enabled Page and website; Attention names what failed, after all had their turn."""
    with database.read() as session:
        chosen = [each for each in sources.every(session, enabled_only=True) if each.kind in COLLECTED]
    counts: Counter[str] = Counter()
    problems = []
    for done in collect_these(database, chosen, now):
        counts.update(done.counts)
        if done.problem:
            problems.append(f"{done.source}: {done.problem}")
    if problems:
        raise Attention("; ".join(problems))
    return dict(counts)


def tag(database: Database, now: datetime) -> dict[str, int]:
    """Tag what has no annotation of this model version."""
    from nlp import annotate

    return {"tagged": annotate.annotate(database, now)}


def group(database: Database, now: datetime) -> dict[str, int]:
    """Let new questions join or start a recurring question."""
    from nlp import grouping

    return grouping.group(database, now)


def watch(database: Database, now: datetime) -> dict[str, int]:
    """Write the signals of today."""
    from nlp import listening

    return {"signals": listening.watch(database, now)}


def suggest(database: Database, now: datetime) -> dict[str, int]:
    """Rank the gaps topic × language."""
    return {"suggestions": len(suggest_gaps(database, now))}


def publish(database: Database, now: datetime) -> dict[str, int]:
    """Publish what is due on every channel; nothing is asked when nothing is due."""
    return dict(Counter(line.result for line in publish_all(database, now)))


def publish_all(database: Database, now: datetime, *, dry_run_reason: str | None = None) -> list[Line]:
    """Publish what is due, Page by Page; raises Attention when this Graph address may not be published to."""
    names = _publishing_sources(database, now)
    if not names:
        return []
    from nlp.language import detect

    lines: list[Line] = []
    for name in names:
        rules = Rules(settings().graph_url, source_name=name, detect=detect)
        try:
            graph = PagePublisher(wiring.open_graph(_named(database, name)))
        except CollectError as problem:  # one Page without a token must not keep the others from speaking
            lines += _waiting(database, name, now, str(problem))
            continue
        try:
            lines += publish_due(database, graph, now, rules, dry_run_reason=dry_run_reason).lines
        except PublishingRefused as refused:
            raise Attention(str(refused)) from refused
    return lines


def reconcile(database: Database, now: datetime) -> dict[str, int]:
    """Look on the Pages for posts of unknown outcome."""
    return dict(Counter(look.found for look in reconcile_all(database, now)))


def reconcile_all(database: Database, now: datetime) -> list[Look]:
    """Look on every Page that has a post in doubt; nothing is asked when there is none."""
    with database.begin() as session:
        placements.expired_claims(session, now)
        doubtful = in_doubt(session, now)
    looks: list[Look] = []
    for name in sorted({row.source_name for row in doubtful if row.source_name}):
        try:
            graph = PagePublisher(wiring.open_graph(_named(database, name)))
        except CollectError as problem:
            mine = [row for row in doubtful if row.source_name == name]
            looks += [Look(row.id, row.channel_name, "not read", str(problem)) for row in mine]
            continue
        looks += reconcile_with(database, graph, now, source_name=name).looks
    return looks


def _publishing_sources(database: Database, now: datetime) -> list[str]:
    """The sources whose channels have something due."""
    with database.read() as session:
        return sorted({row.source_name for row in placements.due(session, now, MOST_DUE) if row.source_name})


def _waiting(database: Database, name: str, now: datetime, reason: str) -> list[Line]:
    with database.read() as session:
        due = placements.due(session, now, MOST_DUE)
    mine = [row for row in due if row.source_name == name]
    return [Line(row.id, row.channel_name, row.language, "waiting", reason) for row in mine]


def _named(database: Database, name: str) -> Source:
    with database.read() as session:
        return wiring.find_source(session, name)
