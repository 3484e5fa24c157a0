"""The numbers behind insights: page days are sums over what the posts gained, so both always agree."""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from collectors.simulator.chance import stream
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.growth import reaction_counts, views_now
from collectors.simulator.records import Post
from collectors.simulator.view import View

LATE = timedelta(hours=12)
FINAL = timedelta(hours=48)
KIND_NAMES = {"LIKE": "like", "LOVE": "love", "WOW": "wow", "HAHA": "haha", "SAD": "sorry", "ANGRY": "anger"}
"""Graph kinds and the names that insights use for them."""
COUNTRIES = {"NL": 0.34, "PL": 0.31, "BG": 0.15, "RO": 0.06, "TR": 0.04, "UA": 0.04, "HU": 0.02, "DE": 0.01}
CITIES = {"Demostad, Netherlands": 0.46, "Rijnmeer, Netherlands": 0.12, "Plovdiv, Bulgaria": 0.03}
UNIQUE = 0.66
"""People per view."""
RELEVANT = timedelta(days=30)
"""Older posts gain so little that a day does not notice."""


@dataclass(frozen=True)
class Stretch:
    """The days that one value covers: `span` days up to and including `day`, from `begin` to `end` in UTC."""

    day: date
    span: int
    begin: datetime
    end: datetime
    breakdown: str


def completeness(end: datetime, now: datetime) -> float:
    """How much of a day is counted by now: nothing for 12 hours after its end, everything after 48."""
    age = now - end
    if age < LATE:
        return 0.0
    return min(1.0, 0.7 + 0.3 * ((age - LATE) / (FINAL - LATE)))


def page_value(view: View, name: str, stretch: Stretch) -> Any:
    """One value of a Page metric; a dict where the metric is an object or a breakdown was asked."""
    share = completeness(stretch.end, view.now)
    if name == "page_follows":
        return followers(view.config, stretch.day)
    if name in ("page_follows_country", "page_follows_city"):
        parts = COUNTRIES if name.endswith("country") else CITIES
        total = followers(view.config, stretch.day)
        return {key: math.floor(total * part) for key, part in parts.items() if math.floor(total * part)}
    if name == "page_media_view" and stretch.breakdown:
        return {key: math.floor(part * share) for key, part in _views(view, stretch).items()}
    value = _counted(view, name, stretch)
    if isinstance(value, dict):
        return {key: math.floor(part * share) for key, part in value.items() if math.floor(part * share)}
    return math.floor(value * share)


def _counted(view: View, name: str, stretch: Stretch) -> Any:
    if name in ("page_media_view", "page_total_media_view_unique"):
        total = sum(_views(view, stretch).values())
        return total if name == "page_media_view" else math.ceil(total * UNIQUE / math.sqrt(stretch.span))
    if name.startswith("page_actions_post_reactions_"):
        found = _reactions(view, stretch)
        kind = name.removeprefix("page_actions_post_reactions_").removesuffix("total").strip("_")
        return found.get(kind, 0) if kind else found
    if "follows" in name or "fan_adds" in name:
        return _follows(view, name, stretch)
    if "video" in name:
        return 0
    visits = _visits(view.config.seed, stretch)
    if name == "page_views_total":
        return visits
    return (
        visits // 6 if name == "page_total_actions" else sum(_reactions(view, stretch).values()) + visits // 3
    )


def _follows(view: View, name: str, stretch: Stretch) -> Any:
    days = [stretch.day - timedelta(days=n) for n in range(stretch.span)]
    came = sum(_movement(view.config.seed, day)[0] for day in days)
    gone = sum(_movement(view.config.seed, day)[1] for day in days)
    if name.startswith("page_fan_adds"):
        return {"total": came, "unpaid": came}
    return gone if "unfollows" in name else came


def _visits(seed: int, stretch: Stretch) -> int:
    days = [stretch.day - timedelta(days=n) for n in range(stretch.span)]
    return sum(stream(seed, "visits", day).randint(18, 55) for day in days)


def _near(view: View, stretch: Stretch) -> list[Post]:
    """Posts whose numbers can have moved in these days; deleted ones too, for what was seen was seen."""
    first = stretch.begin - RELEVANT
    return [
        post
        for post in view.world.posts.values()
        if post.author is None and first <= post.created < stretch.end
    ]


def _views(view: View, stretch: Stretch) -> dict[str, int]:
    """Views gained in these days, split as asked; people who only pass by the Page count among the others."""
    followers_part = others = ads = 0
    for post in _near(view, stretch):
        after, before = views_now(post, stretch.end), views_now(post, stretch.begin)
        followers_part += after[0] - before[0]
        others += after[1] - before[1]
        ads += after[2] - before[2]
    others += _visits(view.config.seed, stretch)
    if stretch.breakdown == "is_from_ads":
        return {"1": ads, "0": followers_part + others - ads}
    return {"1": followers_part, "0": others}


def _reactions(view: View, stretch: Stretch) -> dict[str, int]:
    gained: dict[str, int] = {}
    for post in _near(view, stretch):
        before = reaction_counts(post, stretch.begin)
        for kind, count in reaction_counts(post, stretch.end).items():
            gained[KIND_NAMES[kind]] = gained.get(KIND_NAMES[kind], 0) + count - before.get(kind, 0)
    return {kind: count for kind, count in gained.items() if count}


@lru_cache(maxsize=4096)
def _movement(seed: int, day: date) -> tuple[int, int]:
    """New followers and lost ones on a day."""
    chance = stream(seed, "follows", day)
    return chance.choices((0, 1, 2, 3, 5), (3, 4, 3, 2, 1))[0], chance.choices((0, 1, 2), (5, 4, 1))[0]


def followers(config: SimulatorConfig, day: date) -> int:
    """Followers at the end of a day: the configured number on the day of the start."""
    start = config.beginning().date()
    step = 1 if day >= start else -1
    total = config.followers
    for n in range(abs((day - start).days)):
        came, gone = _movement(config.seed, start + timedelta(days=n * step + (step > 0)))
        total += step * (came - gone)
    return max(total, 0)


def post_value(post: Post, name: str, breakdown: str, now: datetime) -> Any:
    """One lifetime value of a post; a dict where the metric is an object or a breakdown was asked."""
    followers_part, others, ads = views_now(post, now)
    total = followers_part + others
    if breakdown == "is_from_ads":
        return {"1": ads, "0": total - ads}
    if breakdown:
        return {"1": followers_part, "0": others}
    if name in ("post_media_view", "post_total_media_view_unique"):
        return total if name == "post_media_view" else math.ceil(total * UNIQUE)
    if name.startswith("post_clicks"):
        clicks = math.floor(
            post.audience.clicks * total / max(1, post.audience.followers + post.audience.others)
        )
        links = clicks * 2 // 3 if post.link else 0
        parts = {"link clicks": links, "other clicks": clicks - links}
        return clicks if name == "post_clicks" else {key: part for key, part in parts.items() if part}
    found = {KIND_NAMES[kind]: count for kind, count in reaction_counts(post, now).items()}
    if name == "post_reactions_by_type_total":
        return found
    return found.get(name.removeprefix("post_reactions_").removesuffix("_total"), 0)
