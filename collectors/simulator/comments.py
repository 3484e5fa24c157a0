"""Comments, replies, reactions and likes as lists."""

from dataclasses import dataclass
from typing import Any

from collectors.simulator import errors
from collectors.simulator.clock import parse_time
from collectors.simulator.growth import reaction_counts
from collectors.simulator.listing import Edge, summary_of
from collectors.simulator.paging import cut
from collectors.simulator.records import Comment, Post
from collectors.simulator.view import View

KINDS = ("LIKE", "LOVE", "WOW", "HAHA", "SAD", "ANGRY")


@dataclass(frozen=True)
class Reaction:
    """One reaction; `id` is the person's."""

    id: str
    kind: str


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
    return {**page, **summary_of(edge, summary)}


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
    return {**page, **summary_of(edge, {"total_count": len(rows), "viewer_reaction": "NONE"})}


def likes(view: View, node: Post | Comment, edge: Edge) -> dict[str, Any]:
    """Likes alone, with the summary that this older edge has."""
    counts = reaction_counts(node, view.now) if isinstance(node, Post) else {"LIKE": node.likes}
    rows = [Reaction(f"{node.id}LIKE{n}", "LIKE") for n in range(counts.get("LIKE", 0))]
    page = cut(rows, edge.asked, lambda row: {"id": _person_number(row.id)})
    return {**page, **summary_of(edge, {"total_count": len(rows), "can_like": True, "has_liked": False})}


def _person_number(text: str) -> str:
    """A stable number in place of a person who reacted: nobody in town is behind it."""
    return "9" + "".join(str(ord(letter) % 10) for letter in text[-15:])
