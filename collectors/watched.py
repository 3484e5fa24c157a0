"""What is kept in mind of a post while its Page is collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collectors.errors import SourceChanged
from collectors.facebook_page import page_reference, parse_time
from collectors.page_counts import comments_total


@dataclass(frozen=True)
class PageIds:
    """The Page's id, and every id under which it speaks."""

    page_id: str
    ours: frozenset[str]

    @classmethod
    def of(cls, page: Mapping[str, Any], address: str) -> PageIds:
        """Out of the Page's own node. Raises SourceChanged when it has no id."""
        if not isinstance(page.get("id"), str):
            raise SourceChanged("Facebook answered the Page without an id; look at the source's address")
        return cls(page["id"], frozenset({page["id"], page_reference(address)}))


@dataclass(frozen=True)
class Watched:
    """A post whose comments (and, with an item of its own, insights) are looked at again."""

    id: str
    born: datetime
    comments: int | None
    has_item: bool

    @classmethod
    def of(cls, row: Mapping[str, Any], *, has_item: bool) -> Watched:
        """Out of a row that was parsed before."""
        return cls(row["id"], parse_time(row["created_time"]), comments_total(row), has_item)
