"""The photos or the link of a post as the edge `attachments` shows them."""

from typing import Any

from collectors.simulator.listing import Edge
from collectors.simulator.records import Post
from collectors.simulator.view import View


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
