"""Publishing and scheduling posts and photos through the API."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

from collectors.simulator import errors, nodes
from collectors.simulator.chance import stream
from collectors.simulator.clock import parse_time
from collectors.simulator.errors import GraphError
from collectors.simulator.fields import parse_fields
from collectors.simulator.records import Audience, Photo, Post
from collectors.simulator.view import View
from collectors.simulator.world import Node

UNPUBLISHED_TYPES = (
    "ADS_POST",
    "DRAFT",
    "INLINE_CREATED",
    "PUBLISHED",
    "PUBLISH_PENDING",
    "REVIEWABLE_BRANDED_CONTENT",
    "SCHEDULED",
    "SCHEDULED_RECURRING",
)
ALIKE_WITHIN = timedelta(minutes=10)
LONGEST = 63_206
_ATTACHED = re.compile(r"attached_media(\[\d+\])?$")


def needs_publisher(view: View) -> None:
    """GraphError 210 for a token that is not the Page's, 200 without the permission or the task."""
    if view.token.kind != "PAGE":
        raise errors.needs_page_token()
    if not view.token.may("pages_manage_posts") or "CREATE_CONTENT" not in view.token.tasks:
        raise errors.may_not_publish()


def flag(view: View, name: str, default: bool) -> bool:
    """A parameter that is true or false, in any of the ways it is sent."""
    text = view.call.get(name)
    if text is None:
        return default
    if text.lower() not in ("true", "false", "1", "0"):
        raise GraphError(f"(#100) Param {name} must be a boolean", 100)
    return text.lower() in ("true", "1")


def make_post(view: View) -> dict[str, Any]:
    """`POST /{page}/feed`: publish, schedule, or keep unpublished; answers the id, and the fields asked."""
    needs_publisher(view)
    call, published = view.call, flag(view, "published", True)
    message, link, photos = call.get("message"), call.get("link"), _attached(view)
    if not (message or link or photos):
        raise GraphError(
            "(#100) The status you are trying to publish is empty: send message, link or attached_media", 100
        )
    if message and len(message) > LONGEST:
        raise GraphError("(#100) The message is too long", 100)
    scheduled = _schedule(view, published)
    kind = _unpublished_type(view, scheduled)
    targeting, feed_targeting = _json(view, "targeting"), _json(view, "feed_targeting")
    _refuse_alike(view, message)
    post = _new_post(view, message, link, photos)
    post.published, post.scheduled, post.unpublished_type = published, scheduled, kind
    post.targeting, post.feed_targeting = targeting, feed_targeting
    for name in photos:
        view.world.photos[name].post = post.id
    return echo(view, post)


def _new_post(view: View, message: str | None, link: str | None, photos: tuple[str, ...]) -> Post:
    world, page = view.world, view.world.page
    name = f"{page.id}_{world.new_id()}"
    chance = stream(view.config.seed, "audience", name)
    followers, others = chance.randint(110, 260), chance.randint(150, 420)
    audience = Audience(
        followers, others, 0, {"LIKE": chance.randint(2, 14)}, chance.randint(0, 3), others // 12
    )
    post = Post(name, message, whole(world.now()), audience=audience, link=link, photos=photos, by_app=True)
    world.add_post(post)
    return post


def whole(moment: datetime) -> datetime:
    """A moment in whole seconds, as all times of objects are."""
    return moment.replace(microsecond=0)


def echo(view: View, node: Node) -> dict[str, Any]:
    """What a write answers: the id, or the fields that were asked with it."""
    fields = parse_fields(view.call.params.get("fields", ""))
    return nodes.render(view, node, fields) if fields else {"id": node.id}


def _schedule(view: View, published: bool) -> datetime | None:
    text = view.call.get("scheduled_publish_time")
    if text is None:
        return None
    if published:
        raise GraphError("(#100) You cannot specify a scheduled publish time on a published post", 100)
    return within_bounds(view, text)


def within_bounds(view: View, text: str) -> datetime:
    """A time to publish at; GraphError (#100) when it is too soon or too far ahead."""
    moment, now = parse_time(text, view.now), view.now
    if not now + view.config.schedule_min <= moment <= now + view.config.schedule_max:
        raise GraphError("(#100) The specified scheduled publish time is invalid", 100)
    return whole(moment)


def _unpublished_type(view: View, scheduled: datetime | None) -> str | None:
    kind = view.call.get("unpublished_content_type")
    if kind is not None and kind not in UNPUBLISHED_TYPES:
        raise GraphError(
            f"(#100) Param unpublished_content_type must be one of {{{', '.join(UNPUBLISHED_TYPES)}}}", 100
        )
    if kind == "SCHEDULED" and scheduled is None:
        raise GraphError("(#100) A scheduled post needs scheduled_publish_time", 100)
    return kind


def _json(view: View, name: str) -> Any:
    text = view.call.get(name)
    if text is None:
        return None
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise GraphError(f"(#100) Param {name} must be a JSON-encoded object", 100)
    places = value.get("geo_locations")
    if isinstance(places, dict) and {"countries", "regions"} <= {key for key, part in places.items() if part}:
        raise GraphError("(#100) Some of your locations overlap. Try removing some locations.", 100)
    return value


def _attached(view: View) -> tuple[str, ...]:
    found: list[str] = []
    for key, text in view.call.params.items():
        if _ATTACHED.match(key):
            found += _media_ids(text)
    for name in found:
        photo = view.world.photos.get(name)
        if photo is None or photo.published or photo.post:
            raise GraphError(f"(#100) The media with id {name} must exist and be unpublished", 100)
    return tuple(found)


def _media_ids(text: str) -> list[str]:
    try:
        value = json.loads(text)
        return [str(each["media_fbid"]) for each in (value if isinstance(value, list) else [value])]
    except (ValueError, TypeError, KeyError) as error:
        raise GraphError('(#100) Param attached_media must be JSON like {"media_fbid":"1"}', 100) from error


def _refuse_alike(view: View, message: str | None) -> None:
    if view.config.duplicates == "accept" or not message:
        return
    since = view.now - ALIKE_WITHIN
    if any(post.message == message and post.by_app and post.created >= since for post in view.world.wall()):
        raise errors.duplicate() if view.config.duplicates == "506" else errors.abusive()


def make_photo(view: View) -> dict[str, Any]:
    """`POST /{page}/photos`: a photo with a post of its own, or unpublished to be attached later."""
    needs_publisher(view)
    call, published = view.call, flag(view, "published", True)
    if not call.get("url") and not call.upload:
        raise GraphError("(#324) Requires upload file", 324)
    scheduled = _schedule(view, published)
    caption = call.get("caption") or call.get("message")
    name = view.world.new_id()
    photo = Photo(name, caption, whole(view.now), published, alt_text=call.get("alt_text_custom"))
    view.world.photos[name] = photo
    if not published and scheduled is None:
        return echo(view, photo)
    post = _new_post(view, caption, None, (name,))
    post.published, post.scheduled = published, scheduled
    photo.post = post.id
    return {**echo(view, photo), "post_id": post.id}
