"""What became of the questions after each of our posts: the effect, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaigns.effect import Change, Effect, Verdict, changes, controls_for, estimate
from data import counts, items, sources
from data.annotations import current as current_annotation
from data.database import Session
from data.suppression import THRESHOLD, Cell, suppress
from data.weeks import local_day, week_start

WEEKS = 4


@dataclass(frozen=True)
class Post:
    """A post of ours: what it is about, in which language, and the Monday of its week (Amsterdam)."""

    code: str
    language: str
    week: date


@dataclass(frozen=True)
class Aftermath:
    """An effect as it may be shown: no count of 1–4, and no ratio from which one could be worked out."""

    post: Post
    verdict: Verdict
    reason: str
    before: Cell
    after: Cell
    controls: int
    ratio: float | None
    low: float | None
    high: float | None


def aftermath(
    session: Session, now: datetime, *, weeks: int = WEEKS, since_weeks: int = 26
) -> list[Aftermath]:
    """The effect of each code × language × week that we posted in, the newest first.

    Compares `weeks` full ISO weeks (Europe/Amsterdam) before and after the post's own week. Posts with fewer
    full weeks behind them are not listed yet.
    """
    this_week = week_start(local_day(now))
    posts = our_posts(session, now - timedelta(weeks=since_weeks))
    first = this_week - timedelta(weeks=since_weeks + weeks + 1)
    rows = counts.weekly_counts(session, "code", first, this_week - timedelta(days=1))
    ripe = [post for post in posts if post.week + timedelta(weeks=weeks + 1) <= this_week]
    return [shown(post, effect_of(post, posts, rows, weeks)) for post in sorted(ripe, key=_newest_first)]


def _newest_first(post: Post) -> tuple[int, str, str]:
    return -post.week.toordinal(), post.code, post.language


def our_posts(session: Session, since: datetime) -> set[Post]:
    """Our posts since an aware time, by the codes and the language they were annotated with."""
    found: set[Post] = set()
    for source in sources.every(session):
        for item in items.our_posts(session, source, since):
            said, week = current_annotation(session, item.id), week_start(local_day(item.created_at))
            found |= {Post(code.code, said.language, week) for code in said.codes} if said else set()
    return found


def effect_of(
    post: Post, every: Iterable[Post], rows: Sequence[tuple[str, str, date, int]], weeks: int
) -> Effect:
    """The effect of one post; series in which we posted in those weeks are no controls."""
    span = timedelta(weeks=weeks)
    posted = {(each.code, each.language) for each in every if abs(each.week - post.week) <= span}
    series = changes(rows, post.week, weeks)
    none = Change(post.code, post.language, 0, 0)
    treated = next((c for c in series if (c.code, c.language) == (post.code, post.language)), none)
    return estimate(treated, controls_for(post.code, post.language, series, posted))


def shown(post: Post, effect: Effect) -> Aftermath:
    """The effect with small counts taken out."""
    small = any(0 < n < THRESHOLD for n in (effect.before, effect.after))
    numbers = (None, None, None) if small else (effect.ratio, effect.low, effect.high)
    cells = suppress(effect.before), suppress(effect.after)
    return Aftermath(post, effect.verdict, effect.reason, *cells, effect.controls, *numbers)
