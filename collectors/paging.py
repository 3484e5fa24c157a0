"""Reading an edge page by page, with rules that make it stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from collectors.errors import TooMuchData

MAX_PAGES = 200
LARGEST = 100  # rows on a page, above is an error
SMALLEST = 5
PAGES_WITHOUT_NEWS = 8
PLACES = ("after", "until", "since", "__paging_token", "offset", "page")

Fetch = Callable[[Mapping[str, Any]], dict[str, Any]]
Rows = list[dict[str, Any]]


def pages(
    fetch: Fetch, path: str, params: Mapping[str, Any], *, max_pages: int, note: Callable[[str], None]
) -> Iterator[Rows]:
    """Yields the rows of each page that is new to us.

    Ends where there is no `next`; an empty page with a `next` goes on. Stops, with a note, at a place
    visited before, after eight pages without a new row, or at `max_pages`. The `next` address itself is
    never followed: only its place is taken over, so nothing of ours can leak and no other host is asked.
    "Reduce the amount of data" halves the limit (to no less than 5) and goes on from the same place.
    """
    if path.rstrip("/").endswith("insights"):
        raise ValueError("insights are never paged: their `next` goes on into the future")
    asked = {"limit": LARGEST, **params}
    visited: set[tuple[tuple[str, str], ...]] = set()
    seen: set[str] = set()
    barren = 0
    for _ in range(max_pages):
        answer, asked = _smaller_until_answered(fetch, asked)
        rows = [row for row in answer["data"] if isinstance(row, dict)]
        fresh = [row for row in rows if str(row.get("id", id(row))) not in seen]
        seen.update(str(row["id"]) for row in fresh if "id" in row)
        barren = 0 if fresh else barren + 1
        yield fresh
        if not _has_next(answer):
            return
        place = next_place(answer)
        key = tuple(sorted(place.items()))
        if not place or key in visited or barren >= PAGES_WITHOUT_NEWS:
            note(f"paging of {path} went round in circles and was stopped; the listing may be incomplete")
            return
        visited.add(key)
        asked = {**{k: v for k, v in asked.items() if k not in PLACES or k in params}, **place}
    note(f"paging of {path} was stopped after {max_pages} pages; the listing may be incomplete")


def next_place(answer: Mapping[str, Any]) -> dict[str, str]:
    """Where the next page begins, as parameters; empty when the answer does not say."""
    paging = answer["paging"]
    query = parse_qs(urlsplit(str(paging["next"])).query)
    place = {name: query[name][0] for name in PLACES if name in query}
    cursors = paging.get("cursors")
    if not place and isinstance(cursors, dict) and cursors.get("after"):
        place = {"after": str(cursors["after"])}
    return place


def _has_next(answer: Mapping[str, Any]) -> bool:
    paging = answer.get("paging")
    return isinstance(paging, dict) and bool(paging.get("next"))


def _smaller_until_answered(fetch: Fetch, asked: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    while True:
        try:
            return fetch(asked), dict(asked)
        except TooMuchData:
            limit = int(asked["limit"])
            if limit <= SMALLEST:
                raise
            asked = {**asked, "limit": max(SMALLEST, limit // 2)}
