"""Reads what a Page really carries, and finds a placement in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from campaigns.delivery import Graph, parse_time
from campaigns.markers import has_any_marker, has_marker, normalised
from data.records import PlacementRow

EDGES = ("scheduled_posts", "published_posts")
_BEFORE, _AFTER = timedelta(minutes=5), timedelta(minutes=30)


class IncompleteReading(Exception):
    """The listing was cut short, so what is not in it may still be on the Page."""


@dataclass(frozen=True)
class Seen:
    """A post that the Page carries or has scheduled."""

    id: str
    message: str
    at: datetime | None


def read_page(graph: Graph, page: str) -> list[Seen]:
    """Every scheduled and published post of the Page, all pages of both lists.

    No `since` is sent: the platform's clock may differ from ours, and a filter could hide what we look for.
    Raises what the client raises, and IncompleteReading when its pager says that it stopped early.
    """
    found: list[Seen] = []
    for edge in EDGES:
        for rows in graph.pages(f"{page}/{edge}", {"fields": "id,message,created_time", "limit": 100}):
            found += [_seen(row) for row in rows if row.get("id")]
    cut = [note for note in getattr(graph, "notes", ()) if "incomplete" in note]
    if cut:
        raise IncompleteReading(cut[-1])
    return found


def _seen(row: Mapping[str, Any]) -> Seen:
    return Seen(str(row["id"]), str(row.get("message") or ""), parse_time(row.get("created_time")))


def find_placement(row: PlacementRow, wall: Sequence[Seen], taken: Collection[str] = ()) -> Seen | None:
    """The post that is this placement: by its marker, else by the same words at about the time of sending.

    Without the marker it must be the only such post, carry no other placement's marker, not be `taken` by
    another placement, and be made from 5 minutes before to 30 minutes after the attempt.
    """
    marked = [post for post in wall if has_marker(post.message, row.marker)]
    if marked:
        return min(marked, key=lambda post: post.at.timestamp() if post.at else float("inf"))
    alike = list(_alike(row, wall, taken))
    return alike[0] if len(alike) == 1 else None


def _alike(row: PlacementRow, wall: Iterable[Seen], taken: Collection[str]) -> Iterable[Seen]:
    words, sent = normalised(row.text), row.attempted_at
    for post in wall:
        if sent is None or post.at is None or post.id in taken or has_any_marker(post.message):
            continue
        if sent - _BEFORE <= post.at <= sent + _AFTER and normalised(post.message) == words:
            yield post
