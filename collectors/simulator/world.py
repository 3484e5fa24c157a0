"""The state of the simulated town: what exists, what is visible now, and what new calls add to it."""

import threading
from datetime import datetime, timedelta

from collectors.simulator.clock import SimulatedClock
from collectors.simulator.records import Comment, Page, Photo, Post

Node = Page | Post | Comment | Photo
FIRST_NEW_ID = 122_900_000_000_000_000
"""Ids of objects made through the API count on from here; the town's own ids are all lower."""


class World:
    """Everything behind the API. Hold `lock` around a whole call: the server answers several at once."""

    def __init__(self, page: Page, clock: SimulatedClock) -> None:
        self.page = page
        self.clock = clock
        self.lock = threading.RLock()
        self.posts: dict[str, Post] = {}
        self.comments: dict[str, Comment] = {}
        self.photos: dict[str, Photo] = {}
        self.gone: set[str] = set()
        self.veiled: dict[str, datetime] = {}
        self._under: dict[str, list[Comment]] = {}
        self._next = FIRST_NEW_ID

    def now(self) -> datetime:
        """The simulated moment."""
        return self.clock.now()

    def new_id(self) -> str:
        """An id that no object has."""
        self._next += 17
        return str(self._next)

    def add_post(self, post: Post) -> None:
        """Put a post on the wall."""
        self.posts[post.story] = post

    def add_comment(self, comment: Comment) -> None:
        """Put a comment under its post."""
        self.comments[last_segment(comment.id)] = comment
        self._under.setdefault(comment.post, []).append(comment)

    def settle(self) -> None:
        """Publish what is due: its created_time becomes the time it was planned for."""
        now = self.now()
        for post in self.posts.values():
            if post.scheduled is not None and post.scheduled <= now:
                post.created, post.updated = post.scheduled, post.scheduled
                post.published, post.scheduled, post.unpublished_type = True, None, None

    def exists(self, node: Post | Comment | Photo) -> bool:
        """Made already, and not deleted."""
        return last_segment(node.id) not in self.gone and node.created <= self.now()

    def find(self, name: str) -> Node | None:
        """The object with this id (compared by its last part), or None when it is gone or not made yet."""
        if name in (self.page.id, self.page.public_id, self.page.username):
            return self.page
        key = last_segment(name)
        node = self.posts.get(key) or self.comments.get(key) or self.photos.get(key)
        if node is None or not self.exists(node) or not _same(name, node, self.page):
            return None
        return node

    def is_veiled(self, node: Node) -> bool:
        """True in the seconds after a write in which reading the object itself still fails."""
        until = self.veiled.get(last_segment(node.id))
        return until is not None and self.now() < until

    def veil(self, name: str, seconds: float) -> None:
        """Hide an object from direct reading for some simulated seconds."""
        self.veiled[last_segment(name)] = self.now() + timedelta(seconds=seconds)

    def wall(self) -> list[Post]:
        """All posts that exist now, newest first."""
        posts = [post for post in self.posts.values() if self.exists(post)]
        return sorted(posts, key=lambda post: (post.created, post.id), reverse=True)

    def under(self, post: Post) -> list[Comment]:
        """All comments and replies that exist under a post, oldest first."""
        found = [each for each in self._under.get(post.story, ()) if self.exists(each)]
        return sorted(found, key=lambda each: (each.created, each.id))

    def replies(self, comment: Comment) -> list[Comment]:
        """Direct replies to a comment, oldest first."""
        found = [each for each in self._under.get(comment.post, ()) if each.parent == comment.id]
        return sorted(filter(self.exists, found), key=lambda each: (each.created, each.id))


def last_segment(name: str) -> str:
    """The part of an id that identifies the object whatever stands before it."""
    return name.rpartition("_")[2]


def _same(name: str, node: Node, page: Page) -> bool:
    head = name.rpartition("_")[0]
    if isinstance(node, Post):
        return head in (page.id, page.public_id)
    return head in ("", node.post) if isinstance(node, Comment) else head == ""
