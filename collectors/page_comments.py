"""Comments of watched posts: looked at again on a falling schedule; what vanished upstream vanishes here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from collectors import facebook_page, schedule
from collectors.errors import Answer, Gone, PermissionMissing, RequestError, Transient
from collectors.facebook_page import Row, Skip, comment_key
from collectors.graph import GraphAPI
from collectors.job import Batch, Job
from collectors.page_gone import is_gone, second_look
from collectors.watched import PageIds, Watched
from data.records import NewItem

GIVE_UP_AFTER = 3  # posts in a row that fail: then it is not the post
CONFIRM_AT_MOST = 20  # vanished comments asked for one by one per look


def collect_comments(job: Job, api: GraphAPI, posts: Iterable[Watched], ids: PageIds) -> None:
    """Collects the comments of every post that is due; one failing post does not stop the others."""
    failed_in_a_row = 0
    for post in posts:
        seen = job.record(f"comments:{post.id}")
        if not _is_due(post, seen, job.now):
            continue
        try:
            _collect_one(job, api, post, ids, frozenset(map(str, seen.get("ids", ()))))
            failed_in_a_row = 0
        except Gone:
            second_look(job, post.id)
        except PermissionMissing:
            raise
        except (RequestError, Transient) as error:
            failed_in_a_row += 1
            if failed_in_a_row >= GIVE_UP_AFTER:
                raise
            job.fail("comments", error)


def _is_due(post: Watched, seen: dict[str, object], now: datetime) -> bool:
    if post.comments == 0 and not seen.get("ids"):
        return False
    at = seen.get("at")
    return schedule.is_due(
        schedule.COMMENTS, post.born, datetime.fromisoformat(at) if isinstance(at, str) else None, now
    )


def _collect_one(job: Job, api: GraphAPI, post: Watched, ids: PageIds, known: frozenset[str]) -> None:
    cut_short = len(api.incomplete)
    rows = [row for some in facebook_page.fetch_comments(api, post.id) for row in some]
    listed = {row["id"] for row in rows if isinstance(row.get("id"), str)}
    if rows and not listed:
        raise PermissionMissing(
            Answer("comments come without ids: the token's account lacks the task MODERATE on the Page")
        )
    found, hidden = _parse(job, rows, post.id, ids)
    missing = known - listed
    if len(api.incomplete) > cut_short:  # absence proves nothing
        missing = frozenset()
    vanished = [each for each in sorted(missing)[:CONFIRM_AT_MOST] if is_gone(api, each)]
    stays = (listed | known) - set(vanished)
    shown = sorted(each for each in stays if comment_key(each) not in hidden)
    seen = {"at": job.now.isoformat(), "ids": shown}
    job.store(
        Batch(
            items=found,
            gone=[*hidden, *(comment_key(each) for each in vanished)],
            positions={f"comments:{post.id}": json.dumps(seen)},
        )
    )


def _parse(job: Job, rows: list[Row], post_id: str, ids: PageIds) -> tuple[list[NewItem], set[str]]:
    """The items, and the keys of what is hidden: hiding a comment hides the replies under it too."""
    parsed = [facebook_page.parse_comment(row, post_id, ids.ours) for row in rows]
    hidden = {comment_key(row["id"]) for row, each in zip(rows, parsed, strict=True) if each is Skip.HIDDEN}
    found: list[NewItem] = []
    for each in parsed:
        if isinstance(each, NewItem) and each.parent_external_id in hidden:
            hidden.add(each.external_id)
            each = Skip.HIDDEN
        if isinstance(each, NewItem):
            found.append(each)
        else:
            job.skip(each)
    return found, hidden
