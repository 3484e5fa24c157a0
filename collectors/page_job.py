"""One Page into the store: posts, visitors' posts, comments, numbers; every step may be repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from collectors import facebook_page, page_counts, schedule
from collectors.errors import (
    Answer,
    PermissionMissing,
    RequestError,
    SourceChanged,
    Throttled,
    Transient,
)
from collectors.facebook_page import Row, Skip
from collectors.graph import GraphAPI
from collectors.job import Batch, Job
from collectors.page_comments import collect_comments
from collectors.page_gone import look_for_missing
from collectors.page_insights import collect_page_insights, collect_post_insights
from collectors.tokens import require_page_token
from collectors.watched import PageIds, Watched
from data.records import Measurement, MeasurementStatus, NewItem

T = TypeVar("T")
PASSING = (PermissionMissing, RequestError, Transient, SourceChanged)


def collect_page(job: Job, api: GraphAPI) -> None:
    """Collects everything that is due. Raises what stops the whole source: TokenError, Throttled, Gone …

    What stops one step only (a missing permission, a passing failure) is kept in `job.tally.failures`, and
    the positions stay where they were, so that the next run looks again.
    """
    until = job.time("parked")
    if until is not None and until > job.now:
        raise Throttled(Answer("the Page's call budget was used up"), until)
    try:
        _collect(job, api)
    except Throttled as error:
        job.store(Batch(positions={"parked": error.until.isoformat()}))
        raise


def _collect(job: Job, api: GraphAPI) -> None:
    state = require_page_token(api, job.now)
    page = facebook_page.fetch_page(api, facebook_page.page_reference(job.source.address))
    ids = PageIds.of(page, job.source.address)
    job.store(Batch(measurements=_followers(page, job.now)))
    since = schedule.posts_since(job.time("posts"), job.time("posts.wide"), job.now)
    posts = _step(job, "posts", lambda: _collect_posts(job, api, ids, since))
    if posts is None:  # without our own posts the feed cannot be told apart
        return
    visitors = _step(job, "visitor posts", lambda: _collect_visitors(job, api, ids, since, posts)) or []
    watched = [*posts, *visitors]
    for listing in api.incomplete:
        job.fail("list", listing)
    is_wide = since is None or since <= job.now - schedule.WATCHED
    if is_wide and not job.tally.failures:
        _step(job, "deleted posts", lambda: look_for_missing(job, api, watched, since))
    _step(job, "comments", lambda: collect_comments(job, api, watched, ids))
    if not job.tally.failures:
        job.store(Batch(positions=_positions(job, watched, is_wide)))
    if state.may("read_insights"):
        _step(job, "insights of the Page", lambda: collect_page_insights(job, api, ids.page_id))
        _step(job, "insights of posts", lambda: collect_post_insights(job, api, posts))


def _step(job: Job, name: str, work: Callable[[], T]) -> T | None:
    try:
        return work()
    except PASSING as error:
        job.fail(name, error)
        return None


def _collect_posts(job: Job, api: GraphAPI, ids: PageIds, since: datetime | None) -> list[Watched]:
    def read(*, with_comments: bool) -> list[Watched]:
        watched: list[Watched] = []
        for rows in facebook_page.fetch_posts(api, ids.page_id, since, with_comments=with_comments):
            watched += _store_rows(job, rows, lambda row: facebook_page.parse_post(row, ids.ours, own=True))
        return watched

    try:
        return read(with_comments=True)
    except PermissionMissing:
        return read(with_comments=False)


def _collect_visitors(
    job: Job, api: GraphAPI, ids: PageIds, since: datetime | None, posts: Iterable[Watched]
) -> list[Watched]:
    known = {post.id for post in posts}

    def parse(row: Row) -> NewItem | Skip:
        return Skip.OURS if row.get("id") in known else facebook_page.parse_post(row, ids.ours, own=False)

    watched: list[Watched] = []
    for rows in facebook_page.fetch_visitor_posts(api, ids.page_id, since):
        watched += _store_rows(job, rows, parse)
    return watched


def _store_rows(job: Job, rows: list[Row], parse: Callable[[Row], NewItem | Skip]) -> list[Watched]:
    """Writes one page of posts with their numbers, and gives those whose comments are to be watched."""
    found: list[NewItem] = []
    numbers: list[Measurement] = []
    hidden: list[str] = []
    watched: list[Watched] = []
    unreadable = 0
    for row in rows:
        parsed = parse(row)
        unreadable += parsed is Skip.UNREADABLE
        if isinstance(parsed, NewItem):
            found.append(parsed)
            if parsed.author_kind == "us":
                numbers += page_counts.parse_counts(row, job.now)
        else:
            job.skip(parsed)
        if parsed is Skip.HIDDEN:
            hidden.append(row["id"])
        if isinstance(parsed, NewItem) or parsed is Skip.EMPTY:
            watched.append(Watched.of(row, has_item=parsed is not Skip.EMPTY))
    if rows and unreadable == len(rows):
        raise SourceChanged("expected posts with `id` and `created_time`, found none: adapt the parser")
    job.store(Batch(items=found, measurements=numbers, gone=hidden))
    return watched


def _positions(job: Job, watched: list[Watched], is_wide: bool) -> dict[str, str | None]:
    newest = max((min(post.born, job.now) for post in watched), default=None)
    before = job.time("posts")
    newest = max((each for each in (newest, before) if each is not None), default=job.now)
    return {"posts": newest.isoformat(), "posts.wide": job.now.isoformat() if is_wide else None}


def _followers(page: dict[str, Any], now: datetime) -> list[Measurement]:
    count = page.get("followers_count")
    number = count if isinstance(count, int) else None
    status: MeasurementStatus = "offered" if number is not None else "not_offered"
    day = now.astimezone(UTC).date()
    return [Measurement("followers_count", "day", day, number, now, status=status)]
