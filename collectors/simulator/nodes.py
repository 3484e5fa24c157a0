"""Renders a Page, post, comment or photo with the fields that were asked; lists are rendered elsewhere."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from collectors.simulator import edges, errors, insights
from collectors.simulator.clock import format_time
from collectors.simulator.fields import Field, parse_fields
from collectors.simulator.growth import shares_now
from collectors.simulator.listing import Edge
from collectors.simulator.records import Comment, Page, Photo, Post
from collectors.simulator.view import View, author_of
from collectors.simulator.world import Node

ABSENT: Final = object()
"""What a field returns to be left out of the answer."""

Getter = Callable[[View, Any], Any]


def _maybe(value: Any) -> Any:
    return ABSENT if value is None or value == () else value


def _permalink(view: View, post: Post) -> str:
    return f"https://www.facebook.com/{view.world.page.public_id}/posts/{post.story}"


def _story(view: View, post: Post) -> Any:
    if post.message or not post.photos:
        return ABSENT
    return f"{view.world.page.name} added a new photo."


def _shares(view: View, post: Post) -> Any:
    count = shares_now(post, view.now)
    return {"count": count} if count else ABSENT


def _status_type(view: View, post: Post) -> str:
    if post.author is not None:
        return "wall_post"
    return "added_photos" if post.photos else "shared_story" if post.link else "mobile_status_update"


def _picture(view: View, post: Post) -> Any:
    if not post.photos:
        return ABSENT
    # The signature and the expiry change from call to call, as on the real content network.
    expiry = int((view.now + timedelta(days=4)).timestamp())
    return f"https://scontent.example.net/v/t39/{post.photos[0]}_n.jpg?oh={expiry * 7919:x}&oe={expiry:x}"


def _parent(view: View, comment: Comment) -> Any:
    found = view.world.find(comment.parent) if comment.parent else None
    if not isinstance(found, Comment):
        return ABSENT
    return render(view, found, parse_fields("created_time,message,from,id"))


def _sticker(view: View, comment: Comment) -> Any:
    if not comment.sticker:
        return ABSENT
    image = {
        "height": 240,
        "src": f"https://scontent.example.net/sticker/{comment.id}.png?oe=1",
        "width": 240,
    }
    target = {"id": "", "url": "https://www.facebook.com/"}
    return {"type": "sticker", "media": {"image": image}, "target": target, "url": target["url"]}


def _tags(view: View, node: Post | Comment) -> Any:
    return [tag.shown() for tag in node.tags] or ABSENT


PAGE: Mapping[str, Getter] = {
    "id": lambda view, page: page.id,
    "name": lambda view, page: page.name,
    "username": lambda view, page: page.username,
    "category": lambda view, page: page.category,
    "category_list": lambda view, page: [{"id": "2602", "name": page.category}],
    "about": lambda view, page: page.about,
    "website": lambda view, page: page.website,
    "link": lambda view, page: f"https://www.facebook.com/{page.public_id}",
    "fan_count": lambda view, page: insights.followers_now(view) - 41,
    "followers_count": lambda view, page: insights.followers_now(view),
    "is_published": lambda view, page: True,
    "tasks": lambda view, page: sorted(view.token.tasks),
    "access_token": lambda view, page: view.token.value if view.token.kind == "PAGE" else ABSENT,
}
POST: Mapping[str, Getter] = {
    "id": lambda view, post: post.id,
    "message": lambda view, post: _maybe(post.message),
    "story": _story,
    "created_time": lambda view, post: format_time(post.created),
    "updated_time": lambda view, post: format_time(min(post.updated or post.created, view.now)),
    "permalink_url": _permalink,
    "status_type": _status_type,
    "is_published": lambda view, post: post.published,
    "scheduled_publish_time": lambda view, post: (
        int(post.scheduled.timestamp()) if post.scheduled else ABSENT
    ),
    "full_picture": _picture,
    "picture": _picture,
    "shares": _shares,
    "message_tags": _tags,
    "from": lambda view, post: _maybe(author_of(view, post)),
    "parent_id": lambda view, post: ABSENT,
    "is_hidden": lambda view, post: False,
    "is_expired": lambda view, post: False,
    "is_instagram_eligible": lambda view, post: False,
    "is_popular": lambda view, post: False,
    "is_spherical": lambda view, post: False,
    "can_reply_privately": lambda view, post: False,
    "promotable_id": lambda view, post: post.id,
    "targeting": lambda view, post: _maybe(post.targeting),
    "feed_targeting": lambda view, post: _maybe(post.feed_targeting),
    "admin_creator": lambda view, post: {"name": "Infopunt demo app", "id": "1"} if post.by_app else ABSENT,
    "application": lambda view, post: {"name": "Infopunt demo app", "id": "1"} if post.by_app else ABSENT,
}
COMMENT: Mapping[str, Getter] = {
    "id": lambda view, comment: comment.id if "MODERATE" in view.token.tasks else ABSENT,
    "message": lambda view, comment: comment.message,
    "created_time": lambda view, comment: format_time(comment.created),
    "from": lambda view, comment: _maybe(author_of(view, comment)),
    "like_count": lambda view, comment: comment.likes,
    "comment_count": lambda view, comment: len(view.world.replies(comment)),
    "parent": _parent,
    "attachment": _sticker,
    "is_hidden": lambda view, comment: comment.hidden,
    "is_private": lambda view, comment: False,
    "can_hide": lambda view, comment: comment.author is not None,
    "can_comment": lambda view, comment: comment.parent is None,
    "can_remove": lambda view, comment: True,
    "can_like": lambda view, comment: True,
    "can_reply_privately": lambda view, comment: comment.author is not None,
    "user_likes": lambda view, comment: False,
    "permalink_url": lambda view, comment: (
        f"https://www.facebook.com/{view.world.page.public_id}/posts/{comment.post}"
        f"?comment_id={comment.id.rpartition('_')[2]}"
    ),
    "message_tags": _tags,
}
PHOTO: Mapping[str, Getter] = {
    "id": lambda view, photo: photo.id,
    "name": lambda view, photo: _maybe(photo.caption),
    "created_time": lambda view, photo: format_time(photo.created),
    "alt_text_custom": lambda view, photo: _maybe(photo.alt_text),
    "page_story_id": lambda view, photo: _maybe(photo.post),
}
TABLES: Mapping[type, tuple[str, Mapping[str, Getter], str]] = {
    Page: ("Page", PAGE, "name,id"),
    Post: ("PagePost", POST, "id,message,created_time,story"),
    Comment: ("Comment", COMMENT, "created_time,from,message,id"),
    Photo: ("Photo", PHOTO, "created_time,name,id"),
}
"""Per node: the name in errors, its fields, and the fields given when none are asked."""


def render(view: View, node: Node, fields: tuple[Field, ...] | None) -> dict[str, Any]:
    """One object as the API shows it; GraphError (#100) for a field it does not have. Always with its id."""
    _, table, default = TABLES[type(node)]
    shown: dict[str, Any] = {}
    for field in fields or parse_fields(default):
        getter = table.get(field.name)
        value = getter(view, node) if getter else edge(view, node, field.name, field)
        if value is not ABSENT:
            shown[field.shown_as] = value
    own = table["id"](view, node)
    return shown if own is ABSENT else {**shown, "id": own}


def edge(view: View, node: Node, name: str, field: Field | None = None) -> dict[str, Any]:
    """A list that hangs off an object, asked as its own path (`field` None) or nested inside its fields."""
    label = TABLES[type(node)][0]
    show = edges.EDGES.get((label, name))
    if show is None:
        raise errors.no_field(name, label)
    path = f"{node.id}/{name}"
    long = label == "Page" and name != "insights"
    asked = view.asked(path, long) if field is None else view.nested(path, field)
    inner = parse_fields(asked.params.get("fields", ""))
    return show(view, node, Edge(asked, inner, render))
