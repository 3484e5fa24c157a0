"""One attempt to publish one text on one Page, and the honest name of what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

Outcome = Literal["published", "unknown", "refused", "throttled", "unsent"]
_SECRET = re.compile(r"((?:access_token|appsecret_proof)=)[^&\s'\"]+", re.IGNORECASE)
_LONGEST_REASON = 400

REFUSED_KINDS = frozenset({"token", "permission", "content", "request", "metric"})
"""Kinds of error that prove that nothing was posted.

Not among them: "gone" (100/33) and "field". Asked to return fields, the platform reads the post it just made,
and that reading can fail although the post is there.
"""


class Graph(Protocol):
    """What campaigns need of a Graph client; it is handed in, bound to one Page's token.

    Its exceptions say by an attribute `kind` what they mean for a write: "throttled" (refused because of
    a limit, before acceptance; `until` is an aware time or None), "transient" with `status` None (no
    connection came about, so not a byte was sent), one of REFUSED_KINDS (the platform answered and did
    not do it), or anything else, also no `kind` at all: nobody knows.
    An exception raised from such a one (its `__cause__`) is read through.
    `post` must make one HTTP request and never repeat it. `pages` yields the rows of each page of an edge.
    """

    def get(self, path: str, **params: Any) -> Mapping[str, Any]: ...
    def post(self, path: str, **params: Any) -> Mapping[str, Any]: ...
    def delete(self, path: str, **params: Any) -> Mapping[str, Any]: ...
    def pages(self, path: str, params: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]: ...


@dataclass(frozen=True)
class Delivery:
    """What one attempt came to; `remote_id` and `at` (UTC) when published, `until` when throttled.

    `stop` says that more attempts on this Page would meet the same now: a limit, a dead token, no connection.
    """

    outcome: Outcome
    reason: str = ""
    remote_id: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    stop: bool = False


def describe(error: BaseException) -> str:
    """One line about an exception, short and without tokens."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return _SECRET.sub(r"\1[hidden]", text)[:_LONGEST_REASON]


def parse_time(value: object) -> datetime | None:
    """The Graph API's "2026-11-19T08:00:00+0000" as UTC; None when absent, malformed or without a zone."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.utcoffset() is not None else None


def of_error(error: Exception) -> Delivery:
    """What a failed write means; for a reading only the reason and `until` say something."""
    reason, source = describe(error), _typed(error)
    kind = getattr(source, "kind", None)
    if kind == "throttled":
        # Limit codes (4, 17, 32, 613, 80001…) are given before a request is carried out: nothing was posted.
        return Delivery("throttled", reason, until=getattr(source, "until", None), stop=True)
    if kind == "transient" and getattr(source, "status", 0) is None:
        return Delivery("unsent", reason, stop=True)
    if kind in REFUSED_KINDS:
        return Delivery("refused", reason, stop=kind in ("token", "permission"))
    return Delivery("unknown", reason)


def _typed(error: BaseException) -> BaseException:
    return error.__cause__ if not hasattr(error, "kind") and error.__cause__ is not None else error


def deliver(graph: Graph, page: str, message: str, now: datetime) -> Delivery:
    """Send `message` to the Page's feed with exactly one call, and never raise for what the call did.

    Published only when the answer carries an id; `at` is the platform's time of creation, else `now`.
    """
    try:
        answer = graph.post(f"{page}/feed", message=message, fields="id,permalink_url,created_time")
    except Exception as error:  # whatever went wrong, the post may be out: it must become an outcome
        return of_error(error)
    remote_id = answer.get("id") if isinstance(answer, Mapping) else None
    if not isinstance(remote_id, str | int) or isinstance(remote_id, bool) or not str(remote_id):
        return Delivery("unknown", "the platform said yes but gave no id of the post")
    return Delivery("published", remote_id=str(remote_id), at=parse_time(answer.get("created_time")) or now)
