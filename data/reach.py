"""Reach: views of our own posts by language and week, as last measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from data import models
from data.suppression import Cell, suppress, suppress_line
from data.weeks import week_start

METRIC = "post_media_view"
FOLLOWERS, OTHERS = "is_from_followers=1", "is_from_followers=0"
Item, Said, Number = models.Item, models.Annotation, models.Measurement


@dataclass(frozen=True)
class LanguageViews:
    """Our posts in one language, published in the ISO week from `week` (Monday, Amsterdam), and their views.

    `measured` of the `posts` have a number; `views`, and its parts by followers and by others, are sums of
    those posts' last lifetime numbers, empty when it was not offered. A view is not a person.
    """

    language: str
    week: date
    posts: int
    measured: int
    views: Cell
    by_followers: Cell
    by_others: Cell


def views_by_language(session: Session, since: date, until: date) -> list[LanguageViews]:
    """Every language and week in which we posted, days from `since` to `until`, both included.

    The language is the annotated one, `und` while a post is not annotated; a follower/non-follower split
    that was offered without a total is added up.
    """
    groups: dict[tuple[str, date], list[int]] = defaultdict(list)
    for item_id, language, day in session.execute(_posts(since, until)):
        groups[language or "und", week_start(day)].append(item_id)
    numbers = _numbers(session, since, until)
    return [_row(language, week, ids, numbers) for (language, week), ids in sorted(groups.items())]


def _posts(since: date, until: date) -> Select[Any]:
    columns: tuple[Any, ...] = (Item.id, Said.language, Item.day)
    return (
        select(*columns)
        .outerjoin(Said, (Said.item_id == Item.id) & Said.current)
        .where(Item.author_kind == "us", Item.kind == "page_post", Item.day >= since, Item.day <= until)
    )


def _numbers(session: Session, since: date, until: date) -> dict[tuple[int, str], int]:
    """The last lifetime number of each post (id) and breakdown; what was not offered is absent."""
    posts = _posts(since, until).with_only_columns(Item.id)
    offered = (Number.metric == METRIC, Number.period == "lifetime", Number.value.is_not(None))
    of_posts = (Number.item_id.in_(posts), *offered)
    last = (
        select(Number.item_id, Number.breakdown, func.max(Number.day).label("day"))
        .where(*of_posts)
        .group_by(Number.item_id, Number.breakdown)
        .subquery()
    )
    same = (Number.item_id == last.c.item_id) & (Number.breakdown == last.c.breakdown)
    query = select(Number.item_id, Number.breakdown, Number.value).where(*of_posts)
    found = session.execute(query.join(last, same & (Number.day == last.c.day)))
    return {(row.item_id, row.breakdown): row.value for row in found}


def _row(
    language: str, week: date, ids: Sequence[int], numbers: Mapping[tuple[int, str], int]
) -> LanguageViews:
    def total(breakdown: str) -> int | None:
        found = [numbers[each, breakdown] for each in ids if (each, breakdown) in numbers]
        return sum(found) if found else None

    def views(each: int) -> int | None:
        parts = [numbers[each, part] for part in (FOLLOWERS, OTHERS) if (each, part) in numbers]
        return numbers.get((each, ""), sum(parts) if len(parts) == 2 else None)

    measured = [n for each in ids if (n := views(each)) is not None]
    followers, others = suppress_line([total(FOLLOWERS), total(OTHERS)]).cells
    all_views = suppress(sum(measured) if measured else None)
    return LanguageViews(language, week, len(ids), len(measured), all_views, followers, others)
