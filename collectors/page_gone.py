"""What is deleted on Facebook is deleted here, after a second look: one "gone" may be a passing blindness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from collectors import schedule
from collectors.errors import Gone, RequestError
from collectors.graph import GraphAPI
from collectors.job import Batch, Job
from collectors.watched import Watched
from data import items

ASK_AT_MOST = 25  # posts per run that the list left out
KNOWN_AT_MOST = 5000


def is_gone(api: GraphAPI, graph_id: str) -> bool:
    """Whether Facebook says that this object is deleted, or not visible to us."""
    try:
        api.get(graph_id, fields="id")
    except Gone:
        return True
    except RequestError:
        return False
    return False


def second_look(job: Job, post_id: str) -> None:
    """Notes that a post is gone; when it was gone in an earlier run too, deletes it and all under it."""
    stream = f"gone:{post_id}"
    first = job.time(stream)
    if first is None:
        job.store(Batch(positions={stream: job.now.isoformat()}))
    elif schedule.is_passed(first, schedule.SECOND_LOOK, job.now):
        job.store(Batch(gone=[post_id]))


def look_for_missing(job: Job, api: GraphAPI, listed: Iterable[Watched], since: datetime | None) -> None:
    """Asks for stored posts that Facebook's list left out; it is ranked, so absence is no proof."""
    since = since or job.now - schedule.WATCHED
    seen = {post.id for post in listed}
    with job.database.read() as session:
        stored = items.our_posts(session, job.source, since)
        stored += items.recent(session, kind="visitor_post", since=since, limit=KNOWN_AT_MOST)
    missing = [
        item.external_id
        for item in stored
        if item.source_id == job.source.id and item.external_id not in seen
    ]
    for post_id in missing[:ASK_AT_MOST]:
        if is_gone(api, post_id):
            second_look(job, post_id)
