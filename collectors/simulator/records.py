"""What the simulated town is made of: its Page, posts, comments, photos, and what a test may know of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Person:
    """A fictional member of the public."""

    id: str
    name: str


@dataclass(frozen=True)
class Truth:
    """What the town meant by a text: for checking the product, never served by the Graph part."""

    language: str = "und"
    theme: str = "other"
    story: str | None = None
    romanised: bool = False


@dataclass(frozen=True)
class Tag:
    """A person named inside a message; offset and length count characters."""

    person: Person
    offset: int

    def shown(self) -> dict[str, Any]:
        """In the form of the field message_tags."""
        return {
            "id": self.person.id,
            "name": self.person.name,
            "type": "user",
            "offset": self.offset,
            "length": len(self.person.name),
        }


@dataclass(frozen=True)
class Audience:
    """Where the numbers of a post go in the long run; today's share of them follows from its age."""

    followers: int = 0
    others: int = 0
    from_ads: int = 0
    reactions: Mapping[str, int] = field(default_factory=dict)
    shares: int = 0
    clicks: int = 0


@dataclass
class Post:
    """A post on the Page's wall: its own, or a visitor's."""

    id: str
    message: str | None
    created: datetime
    author: Person | None = None
    """None = the Page itself."""
    audience: Audience = field(default_factory=Audience)
    truth: Truth = field(default_factory=Truth)
    tags: tuple[Tag, ...] = ()
    link: str | None = None
    photos: tuple[str, ...] = ()
    published: bool = True
    scheduled: datetime | None = None
    unpublished_type: str | None = None
    by_app: bool = False
    tagging: bool = False
    """True = a public post elsewhere that tags the Page."""
    updated: datetime | None = None
    targeting: Any = None
    feed_targeting: Any = None
    unseen_comments: int = 0
    """Comments that count in the summary but are never shown."""

    @property
    def story(self) -> str:
        """The part of the id behind the Page's."""
        return self.id.rpartition("_")[2]


@dataclass
class Comment:
    """A comment under a post, or a reply when `parent` is another comment's id."""

    id: str
    post: str
    message: str
    created: datetime
    author: Person | None = None
    """None = the Page itself."""
    parent: str | None = None
    likes: int = 0
    hidden: bool = False
    sticker: bool = False
    truth: Truth = field(default_factory=Truth)
    tags: tuple[Tag, ...] = ()


@dataclass
class Photo:
    """An uploaded photo; unpublished ones wait for a post."""

    id: str
    caption: str | None
    created: datetime
    published: bool
    post: str | None = None
    alt_text: str | None = None


@dataclass(frozen=True)
class Page:
    """The info point's Page. `public_id` is the other number that permalinks carry."""

    id: str
    public_id: str
    name: str
    username: str
    category: str
    about: str
    website: str
