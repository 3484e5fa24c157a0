"""Which lists hang off which objects, and those of a Page: posts of several kinds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from collectors.simulator import attachments, comments, errors, insights
from collectors.simulator.clock import parse_time
from collectors.simulator.fields import weight
from collectors.simulator.listing import Edge
from collectors.simulator.paging import cut
from collectors.simulator.records import Page, Post
from collectors.simulator.view import View

PER_YEAR = 600
"""A feed holds about this many posts per year; what lies behind is not served."""


def _posts(view: View, edge: Edge, posts: Iterable[Post]) -> dict[str, Any]:
    asks = edge.asked.limit() * max(1, weight(edge.fields))
    if view.reduce_above is not None and asks > view.reduce_above:
        raise errors.reduce_data()
    rows = _capped(_between(view, edge, posts), view.now)
    return cut(rows, edge.asked, lambda post: edge.render(view, post, edge.fields))


def _between(view: View, edge: Edge, posts: Iterable[Post]) -> list[Post]:
    since, until = edge.param("since"), edge.param("until")
    first = parse_time(since, view.now) if since else None
    last = parse_time(until, view.now) if until else None
    return [
        post
        for post in posts
        if (first is None or post.created >= first) and (last is None or post.created <= last)
    ]


def _capped(rows: list[Post], now: datetime) -> list[Post]:
    """Newest first, so within each year counted back from now only the first 600 stay."""
    seen: dict[int, int] = {}
    kept = []
    for post in rows:
        year = (now - post.created) // timedelta(days=365)
        seen[year] = seen.get(year, 0) + 1
        if seen[year] <= PER_YEAR:
            kept.append(post)
    return kept


def published_posts(view: View, page: Page, edge: Edge) -> dict[str, Any]:
    """What the Page published; `q` keeps posts with these words in them."""
    words = edge.param("q").lower()
    own = (post for post in view.world.wall() if post.author is None and post.published)
    return _posts(view, edge, (post for post in own if words in (post.message or "").lower()))


def feed(view: View, page: Page, edge: Edge) -> dict[str, Any]:
    """Everything on the wall: own posts, unpublished ones too, and what visitors wrote."""
    wall = view.world.wall()
    if not view.token.may("pages_read_user_content"):
        wall = [post for post in wall if post.author is None]
    return _posts(view, edge, wall)


def visitor_posts(view: View, page: Page, edge: Edge) -> dict[str, Any]:
    """What others wrote on the wall."""
    return _others(view, edge, tagging=False)


def tagged(view: View, page: Page, edge: Edge) -> dict[str, Any]:
    """Public posts elsewhere that tag the Page."""
    return _others(view, edge, tagging=True)


def _others(view: View, edge: Edge, tagging: bool) -> dict[str, Any]:
    if not view.token.may("pages_read_user_content"):
        raise errors.needs_permission("pages_read_user_content")
    wall = view.world.wall()
    return _posts(view, edge, (post for post in wall if post.author and post.tagging == tagging))


def scheduled_posts(view: View, page: Page, edge: Edge) -> dict[str, Any]:
    """The queue, soonest first; a user's token is refused."""
    if view.token.kind not in ("PAGE", "SYSTEM_USER"):
        raise errors.needs_page_token()
    queue = [post for post in view.world.wall() if post.scheduled is not None]
    return _posts(view, edge, sorted(queue, key=lambda post: (post.scheduled or post.created, post.id)))


EDGES: Mapping[tuple[str, str], Callable[[View, Any, Edge], dict[str, Any]]] = {
    ("Page", "posts"): published_posts,
    ("Page", "published_posts"): published_posts,
    ("Page", "feed"): feed,
    ("Page", "visitor_posts"): visitor_posts,
    ("Page", "tagged"): tagged,
    ("Page", "scheduled_posts"): scheduled_posts,
    ("Page", "insights"): lambda view, node, edge: insights.answer(view, node, edge.asked),
    ("PagePost", "insights"): lambda view, node, edge: insights.answer(view, node, edge.asked),
    ("PagePost", "comments"): comments.post_comments,
    ("PagePost", "reactions"): comments.reactions,
    ("PagePost", "likes"): comments.likes,
    ("PagePost", "attachments"): attachments.attachments,
    ("Comment", "comments"): comments.replies,
    ("Comment", "reactions"): comments.reactions,
    ("Comment", "likes"): comments.likes,
}
"""Which list an object has, by the name of its type."""
