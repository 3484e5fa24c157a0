"""Reading a Facebook Page: posts, visitors' posts, comments with replies; people's names and ids stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from collectors.errors import SourceChanged, SourceRefused, UnknownField
from collectors.graph import GraphAPI
from collectors.page_counts import COUNT_FIELDS
from data.records import AuthorKind, NewItem

Row = dict[str, Any]
# `from` is asked for its id only, to tell our own words from the public's; a name is never even transferred.
TEXT_FIELDS = ("id", "message", "created_time", "message_tags", "from{id}", "is_hidden")
POST_FIELDS = (*TEXT_FIELDS, "permalink_url", "is_published", *COUNT_FIELDS)
VISITOR_FIELDS = (*TEXT_FIELDS, "is_published", "comments.limit(0).summary(true)")
COMMENT_FIELDS = (*TEXT_FIELDS, "parent{id}")
MOST_UNKNOWN_FIELDS = 5


class Skip(StrEnum):
    """Why a row became no item."""

    EMPTY = "empty"  # a photo, sticker or GIF without words
    HIDDEN = "hidden"
    UNPUBLISHED = "unpublished"
    OURS = "ours"  # seen on the feed, collected as our own post already
    ELSEWHERE = "elsewhere"  # on somebody's own timeline: not said on our Page
    UNREADABLE = "unreadable"


def page_reference(address: str) -> str:
    """The id or name of a Page out of a source's address. Raises SourceRefused when there is none."""
    address = address.strip()
    if re.fullmatch(r"[\w.\-]+", address):
        return address
    parts = urlsplit(address)
    wanted = parse_qs(parts.query).get("id", []) + [each for each in parts.path.split("/") if each]
    numbers = [each for each in wanted if re.fullmatch(r"\d{5,}", each)]
    if not wanted or not parts.hostname:
        raise SourceRefused(f"{address or 'an empty address'} names no Page; give the Page's id as address")
    return numbers[0] if numbers else wanted[0]


def fetch_page(api: GraphAPI, reference: str) -> Row:
    """The Page itself: its id and number of followers."""
    return api.get(reference, fields="id,followers_count")


def fetch_posts(
    api: GraphAPI, page_id: str, since: datetime | None, *, with_comments: bool = True
) -> Iterator[list[Row]]:
    """What the Page published, in Facebook's order, which is ranked: an old post does not end the list.

    Even the number of comments needs a permission of its own; `with_comments=False` goes without.
    """
    fields = [each for each in POST_FIELDS if with_comments or not each.startswith("comments")]
    return _fetch(api, f"{page_id}/published_posts", fields, {"since": since})


def fetch_visitor_posts(api: GraphAPI, page_id: str, since: datetime | None) -> Iterator[list[Row]]:
    """The feed: visitors' posts between our own and unpublished ones; `parse_post` sorts them out."""
    return _fetch(api, f"{page_id}/feed", VISITOR_FIELDS, {"since": since})


def fetch_comments(api: GraphAPI, post_id: str) -> Iterator[list[Row]]:
    """Every comment and reply under a post, oldest first (the default order drops replies silently)."""
    params = {"filter": "stream", "order": "chronological"}
    return _fetch(api, f"{post_id}/comments", COMMENT_FIELDS, params)


def _fetch(api: GraphAPI, path: str, fields: Sequence[str], params: Mapping[str, Any]) -> Iterator[list[Row]]:
    """The edge with these fields; a field that Facebook has dropped meanwhile is left out, with a note."""
    left = list(fields)
    for _ in range(MOST_UNKNOWN_FIELDS):
        begun = False
        try:
            for rows in api.pages(path, {**params, "fields": ",".join(left)}):
                begun = True
                yield rows
            return
        except UnknownField as error:
            fewer = [each for each in left if re.split(r"[.{]", each)[0] != error.field]
            if begun or len(fewer) == len(left):
                raise
            api.note(f"Facebook no longer knows the field {error.field} of {path.split('/')[-1]}: left out")
            left = fewer
    raise SourceChanged(
        f"Facebook refuses more than {MOST_UNKNOWN_FIELDS} fields of {path}: adapt the fields"
    )


def parse_post(row: Mapping[str, Any], ours: frozenset[str], *, own: bool) -> NewItem | Skip:
    """A post → an item, or why not. `ours` are the Page's ids; `own`: the list holds only our posts."""
    reason = _skipped(row)
    if reason is not None:
        return reason
    mine = own or _author_id(row) in ours
    if not own and (mine or row["id"].split("_")[0] not in ours):
        return Skip.OURS if mine else Skip.ELSEWHERE
    if not _words(row):
        return Skip.EMPTY
    return NewItem(
        external_id=row["id"],
        kind="page_post" if mine else "visitor_post",
        author_kind="us" if mine else "public",
        text=_words(row),
        created_at=parse_time(row["created_time"]),
        link=str(row["permalink_url"]) if mine and row.get("permalink_url") else None,
        tagged_names=_tagged_names(row),
    )


def parse_comment(row: Mapping[str, Any], post_id: str, ours: frozenset[str]) -> NewItem | Skip:
    """A comment or reply → an item, or why not; its parent is the comment replied to, else the post."""
    reason = _skipped(row)
    if reason is not None:
        return reason
    if not _words(row):
        return Skip.EMPTY
    parent = row.get("parent")
    above = comment_key(str(parent["id"])) if isinstance(parent, dict) and parent.get("id") else post_id
    author: AuthorKind = "us" if _author_id(row) in ours else "public"
    return NewItem(
        external_id=comment_key(row["id"]),
        kind="comment",
        author_kind=author,
        text=_words(row),
        created_at=parse_time(row["created_time"]),
        parent_external_id=above,
        tagged_names=_tagged_names(row),
    )


def comment_key(comment_id: str) -> str:
    """A comment's id as stored: Facebook writes `{story}_{comment}` or `{comment}`; the last part stays."""
    return comment_id.rsplit("_", 1)[-1]


def _skipped(row: Mapping[str, Any]) -> Skip | None:
    if not isinstance(row.get("id"), str) or not row["id"]:
        return Skip.UNREADABLE
    try:
        parse_time(row.get("created_time"))
    except ValueError:
        return Skip.UNREADABLE
    if row.get("is_hidden") is True:
        return Skip.HIDDEN
    return Skip.UNPUBLISHED if row.get("is_published") is False else None


def parse_time(value: Any) -> datetime:
    """Facebook's `2026-11-20T18:02:11+0000`; ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError("a time is text")
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)


def _words(row: Mapping[str, Any]) -> str:
    message = row.get("message")
    return message.strip() if isinstance(message, str) else ""


def _author_id(row: Mapping[str, Any]) -> str | None:
    author = row.get("from")
    return str(author.get("id")) if isinstance(author, dict) and author.get("id") else None


def _tagged_names(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The names Facebook marked in the text, also as written there; a Page's name is no person's."""
    tags = row.get("message_tags")
    if isinstance(tags, dict):  # the older form: {offset: [tags]}
        tags = [each for some in tags.values() if isinstance(some, list) for each in some]
    names: set[str] = set()
    for tag in tags if isinstance(tags, list) else []:
        if isinstance(tag, dict) and isinstance(tag.get("name"), str) and tag.get("type") != "page":
            names |= {tag["name"].strip(), _as_written(row, tag)}
    return tuple(sorted(names - {""}))


def _as_written(row: Mapping[str, Any], tag: Mapping[str, Any]) -> str:
    offset, length = tag.get("offset"), tag.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        return ""
    written = str(row.get("message", ""))[offset : offset + length].strip()
    return written if set(written.split()) <= set(str(tag["name"]).split()) else ""
