"""The lists that hang off objects: posts of a Page, comments, reactions, attachments."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from collectors.simulator import errors, insights
from collectors.simulator.clock import parse_time
from collectors.simulator.fields import Field, weight
from collectors.simulator.growth import reaction_counts
from collectors.simulator.paging import Asked, cut
from collectors.simulator.records import Comment, Page, Post
from collectors.simulator.view import View

Render = Callable[[View, Any, tuple[Field, ...]], dict[str, Any]]
PER_YEAR = 600
"""A feed holds about this many posts per year; what lies behind is not served."""
KINDS = ("LIKE", "LOVE", "WOW", "HAHA", "SAD", "ANGRY")


@dataclass(frozen=True)
class Edge:
    """One list asked: which page of it, the fields per row, and how rows are rendered."""

    asked: Asked
    fields: tuple[Field, ...]
    render: Render

    def param(self, name: str) -> str:
        """A parameter as text, empty when absent."""
        return self.asked.params.get(name, "")


@dataclass(frozen=True)
class Reaction:
    """One reaction; `id` is the person's."""

    id: str
    kind: str


def _only_content_readers(view: View) -> None:
    if view.token.kind == "APP" or not view.token.may("pages_read_engagement"):
        raise errors.needs_permission("pages_read_engagement")


def _posts(view: View, edge: Edge, posts: Iterable[Post]) -> dict[str, Any]:
    _only_content_readers(view)
    asks = edge.asked.limit() * max(1, weight(edge.fields))
    if view.reduce_above is not None and asks > view.reduce_above:
        raise errors.reduce_data()
    rows = [post for post in _between(view, edge, posts)]
    rows = _capped(rows, view.now)
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


def post_comments(view: View, post: Post, edge: Edge) -> dict[str, Any]:
    """Comments under a post: `toplevel` (the default) silently drops replies, `stream` has all."""
    stream = edge.param("filter") == "stream"
    every = view.world.under(post)
    rows = every if stream else [each for each in every if each.parent is None]
    return _comments(view, edge, rows, len(rows) + post.unseen_comments)


def replies(view: View, comment: Comment, edge: Edge) -> dict[str, Any]:
    """Replies to a comment."""
    rows = view.world.replies(comment)
    return _comments(view, edge, rows, len(rows))


def _comments(view: View, edge: Edge, rows: list[Comment], total: int) -> dict[str, Any]:
    order = edge.param("order") or ("chronological" if edge.param("filter") == "stream" else "ranked")
    if not view.token.may("pages_read_user_content"):
        raise errors.needs_permission("pages_read_user_content")
    if view.token.kind == "USER":
        # A person's token is not refused here: it simply sees nothing, the most misleading answer there is.
        return {"data": []}
    if edge.param("since"):
        since = parse_time(edge.param("since"), view.now)
        rows = [each for each in rows if each.created >= since]
    if order == "reverse_chronological":
        rows = rows[::-1]
    elif order == "ranked":
        rows = sorted(rows, key=lambda each: -each.likes)
    page = cut(rows, edge.asked, lambda each: edge.render(view, each, edge.fields))
    summary = {"order": order, "total_count": total, "can_comment": True}
    return {**page, **_summary(edge, summary)}


def _summary(edge: Edge, every: Mapping[str, Any]) -> dict[str, Any]:
    wanted = edge.param("summary")
    if wanted.lower() in ("", "false", "0"):
        return {}
    names = {"total_count"} | set(wanted.split(",")) if "total_count" in wanted else set(every)
    return {"summary": {key: value for key, value in every.items() if key in names}}


def reactions(view: View, node: Post | Comment, edge: Edge) -> dict[str, Any]:
    """Reactions to a post or comment, of one kind when `type` is given; CARE counts as LIKE."""
    counts = reaction_counts(node, view.now) if isinstance(node, Post) else {"LIKE": node.likes}
    kind = edge.param("type").upper()
    if kind and kind not in (*KINDS, "CARE", "NONE", "THANKFUL", "PRIDE"):
        raise errors.GraphError(f"(#100) Param type must be one of {', '.join(KINDS)}", 100)
    rows = [
        Reaction(f"{node.id}{k}{n}", k) for k in KINDS for n in range(counts.get(k, 0)) if kind in ("", k)
    ]
    page = cut(rows, edge.asked, lambda row: {"id": _person_number(row.id), "type": row.kind})
    return {**page, **_summary(edge, {"total_count": len(rows), "viewer_reaction": "NONE"})}


def likes(view: View, node: Post | Comment, edge: Edge) -> dict[str, Any]:
    """Likes alone, with the summary that this older edge has."""
    counts = reaction_counts(node, view.now) if isinstance(node, Post) else {"LIKE": node.likes}
    rows = [Reaction(f"{node.id}LIKE{n}", "LIKE") for n in range(counts.get("LIKE", 0))]
    page = cut(rows, edge.asked, lambda row: {"id": _person_number(row.id)})
    return {**page, **_summary(edge, {"total_count": len(rows), "can_like": True, "has_liked": False})}


def _person_number(text: str) -> str:
    """A stable number in place of a person who reacted: nobody in town is behind it."""
    return "9" + "".join(str(ord(letter) % 10) for letter in text[-15:])


def attachments(view: View, post: Post, edge: Edge) -> dict[str, Any]:
    """Photos or the link of a post; empty for plain text."""
    link = f"https://www.facebook.com/{view.world.page.public_id}/photos/"
    photos = [_photo_attachment(name, link + name) for name in post.photos]
    if len(photos) > 1:
        data = [{"media_type": "album", "type": "album", "url": link, "subattachments": {"data": photos}}]
    elif photos:
        data = photos
    elif post.link:
        data = [
            {"media_type": "link", "type": "share", "title": post.link, "url": post.link} | _target(post.link)
        ]
    else:
        data = []
    wanted = {field.name for field in edge.fields}
    return {"data": [{key: row[key] for key in row if not wanted or key in wanted} for row in data]}


def _photo_attachment(name: str, address: str) -> dict[str, Any]:
    media = {"image": {"height": 720, "src": f"https://scontent.example.net/{name}.jpg?oe=1", "width": 960}}
    return {"media_type": "photo", "type": "photo", "media": media, "url": address, "target": {"id": name}}


def _target(link: str) -> dict[str, Any]:
    return {"unshimmed_url": link, "target": {"url": link}}


EDGES: Mapping[tuple[str, str], Callable[[View, Any, Edge], dict[str, Any]]] = {
    ("Page", "posts"): published_posts,
    ("Page", "published_posts"): published_posts,
    ("Page", "feed"): feed,
    ("Page", "visitor_posts"): visitor_posts,
    ("Page", "tagged"): tagged,
    ("Page", "scheduled_posts"): scheduled_posts,
    ("Page", "insights"): lambda view, node, edge: insights.answer(view, node, edge.asked),
    ("PagePost", "insights"): lambda view, node, edge: insights.answer(view, node, edge.asked),
    ("PagePost", "comments"): post_comments,
    ("PagePost", "reactions"): reactions,
    ("PagePost", "likes"): likes,
    ("PagePost", "attachments"): attachments,
    ("Comment", "comments"): replies,
    ("Comment", "reactions"): reactions,
    ("Comment", "likes"): likes,
}
"""Which list an object has, by the name of its type."""
