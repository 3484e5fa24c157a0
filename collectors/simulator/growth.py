"""How the numbers of a post grow from nothing to their final height as it ages."""

import math
from datetime import datetime, timedelta

from collectors.simulator.records import Post

HALF_LIFE = timedelta(hours=20)
"""After this time a post has half of the views and reactions that it will ever get."""


def grown(final: int, made: datetime, now: datetime) -> int:
    """The part of a final number that is there now; whole, never falling as time passes."""
    age = max(timedelta(), now - made)
    return math.floor(final * (1 - 2 ** -(age / HALF_LIFE)) + 0.02)


def reaction_counts(post: Post, now: datetime) -> dict[str, int]:
    """Reactions by the Graph API's kinds (LIKE, LOVE …); kinds with none are left out."""
    if not post.published:
        return {}
    counts = {kind: grown(final, post.created, now) for kind, final in post.audience.reactions.items()}
    return {kind: count for kind, count in counts.items() if count}


def shares_now(post: Post, now: datetime) -> int:
    """How often it was shared up to now."""
    return grown(post.audience.shares, post.created, now) if post.published else 0


def views_now(post: Post, now: datetime) -> tuple[int, int, int]:
    """Views by followers, by others, and the part of both that came from advertisements."""
    if not post.published:
        return 0, 0, 0
    numbers = post.audience.followers, post.audience.others, post.audience.from_ads
    followers, others, ads = (grown(each, post.created, now) for each in numbers)
    return followers, others, ads
