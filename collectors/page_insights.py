"""Insights of a Page and its posts into the store; refused metrics rest a week and are tried again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from collectors import insights, schedule
from collectors.graph import GraphAPI
from collectors.insights import Found, Question
from collectors.job import Batch, Job
from collectors.metrics import Level, Metric, Period, of_level
from collectors.watched import Watched

REFUSED = "metrics.refused"
PERIODS: tuple[Period, ...] = ("day", "days_28")


def collect_page_insights(job: Job, api: GraphAPI, page_id: str) -> None:
    """The Page's daily numbers since the last read, with the last three days again."""
    if not schedule.is_passed(job.time("insights.at"), schedule.WIDE_EVERY, job.now):
        return
    until = job.position("insights.until")
    for window in insights.days_to_read(date.fromisoformat(until) if until else None, job.now):
        for period in PERIODS:
            _ask(job, api, "page", Question(page_id, period, window), {})
        job.store(Batch(positions={"insights.until": window[1].isoformat()}))
    job.store(Batch(positions={"insights.at": job.now.isoformat()}))


def collect_post_insights(job: Job, api: GraphAPI, posts: Iterable[Watched]) -> None:
    """The lifetime numbers of our posts that are due: daily for two weeks, then weekly until 90 days."""
    for post in posts:
        stream = f"insights:{post.id}"
        if not post.has_item or job.now - post.born >= schedule.WATCHED:
            continue
        if schedule.is_due(schedule.INSIGHTS, post.born, job.time(stream), job.now):
            question = Question(post.id, "lifetime", external_id=post.id)
            _ask(job, api, "post", question, {stream: job.now.isoformat()})


def _ask(job: Job, api: GraphAPI, level: Level, question: Question, done: dict[str, str]) -> None:
    refused = {name: datetime.fromisoformat(at) for name, at in job.record(REFUSED).items()}
    wanted = [metric for metric in of_level(level) if _is_worth_asking(metric, refused, job.now)]
    found = insights.fetch_metrics(api, question, wanted)
    measured = list(insights.parse_insights(found, question, wanted, job.now))
    job.store(Batch(measurements=measured, positions={REFUSED: _refused(refused, found, job.now), **done}))


def _is_worth_asking(metric: Metric, refused: dict[str, datetime], now: datetime) -> bool:
    return schedule.is_passed(refused.get(metric.name), schedule.REPROBE, now)


def _refused(before: dict[str, datetime], found: Found, now: datetime) -> str:
    """The metrics that were refused by name, with the day of the last try, less those that answered again."""
    kept = {name: at for name, at in before.items() if name not in found.statuses}
    kept |= dict.fromkeys(found.refused, now)
    return json.dumps({name: at.isoformat() for name, at in sorted(kept.items())})
