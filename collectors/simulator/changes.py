"""Editing, publishing now, answering, hiding and deleting what exists."""

from typing import Any

from collectors.simulator import errors
from collectors.simulator.errors import GraphError
from collectors.simulator.records import Comment, Post
from collectors.simulator.view import View
from collectors.simulator.world import Node
from collectors.simulator.writes import echo, flag, needs_publisher, whole, within_bounds


def change_post(view: View, post: Post) -> dict[str, Any]:
    """`POST /{post}`: another text or time, or publish now; only posts made by this app can be changed."""
    needs_publisher(view)
    if not post.by_app:
        raise GraphError("(#200) You can only edit posts that were created by your app", 200, status=403)
    message, when = view.call.get("message"), view.call.get("scheduled_publish_time")
    if when is not None and post.published:
        raise GraphError("(#100) The post is already published and cannot be scheduled", 100)
    moment = within_bounds(view, when) if when is not None else None
    if message is not None:
        post.message, post.updated = message, whole(view.now)
    if moment is not None:
        post.scheduled, post.unpublished_type = moment, "SCHEDULED"
    if flag(view, "is_published", False) and not post.published:
        post.published, post.scheduled, post.unpublished_type = True, None, None
        post.created = post.updated = whole(view.now)
    return {"success": True}


def answer_comment(view: View, node: Post | Comment) -> dict[str, Any]:
    """`POST /{object}/comments`: a reply by the Page."""
    if view.token.kind != "PAGE":
        raise errors.needs_page_token()
    if not view.token.may("pages_manage_engagement"):
        raise errors.may_not_publish()
    message = view.call.get("message")
    if not message:
        raise GraphError("(#100) The comment is empty: send message", 100)
    story = node.story if isinstance(node, Post) else node.post
    parent = node.id if isinstance(node, Comment) else None
    comment = Comment(f"{story}_{view.world.new_id()}", story, message, whole(view.now), parent=parent)
    view.world.add_comment(comment)
    return echo(view, comment)


def change_comment(view: View, comment: Comment) -> dict[str, Any]:
    """`POST /{comment}`: hide it, or edit the Page's own words (it looks like a reply, and is none)."""
    if view.token.kind != "PAGE":
        raise errors.needs_page_token()
    message = view.call.get("message")
    if message is not None and comment.author is not None:
        raise GraphError("(#200) You can only edit your own comments", 200, status=403)
    if message is not None:
        comment.message = message
    comment.hidden = flag(view, "is_hidden", comment.hidden)
    return {"success": True}


def delete(view: View, node: Node) -> dict[str, Any]:
    """`DELETE /{object}`: gone for every later call."""
    needs_publisher(view)
    view.world.gone.add(node.id.rpartition("_")[2])
    return {"success": True}
