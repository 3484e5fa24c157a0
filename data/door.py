"""The door of the store: what a collector read becomes a row without a person in it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from data.privacy import redact
from data.records import NewItem
from data.weeks import local_day

EXTERNAL_ID_LENGTH = 200


def text_hash(text: str) -> str:
    """SHA-256 of a text, in hex; only ever of a redacted one, or it could be guessed back."""
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(external_id: str) -> str:
    """The external id as stored: itself, or its hash when it is longer than 200 characters."""
    cleaned = clean(external_id)
    return cleaned if len(cleaned) <= EXTERNAL_ID_LENGTH else f"sha256:{text_hash(cleaned)}"


def clean(text: str) -> str:
    """Takes out what no database stores: NUL characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def wording_key(text: str) -> str:
    """Equal for texts that differ in case, signs, spaces and diacritics alone; without letters the text."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or text


def item_row(new: NewItem, source_id: int, now: datetime) -> tuple[dict[str, Any], Counter[str]]:
    """The row of `items` for what was read, with everything redacted, and what was redacted by kind."""
    found: Counter[str] = Counter()

    def redacted(text: str) -> str:
        result = redact(clean(text), names=new.tagged_names)
        if result.found:
            found.update(result.found)
        return result.text

    def short(text: str | None, length: int) -> str | None:
        return redacted(text)[:length] if text else None

    text = redacted(new.text)
    parent = new.parent_external_id
    return {
        "source_id": source_id,
        "external_id": key_of(new.external_id),
        "kind": new.kind,
        "author_kind": new.author_kind,
        "text": text,
        "text_hash": text_hash(text),
        "created_at": new.created_at,
        "day": local_day(new.created_at),
        "collected_at": now,
        "parent_id": None,
        "parent_external_id": key_of(parent) if parent else None,
        "link": public_link(new),
        "language_hint": new.language_hint if len(new.language_hint or "") <= 8 else None,
        "place_hint": short(new.place_hint, 80),
        "theme": short(new.theme, 120),
        "referred_to": short(new.referred_to, 120),
    }, found


def public_link(new: NewItem) -> str | None:
    """The link without query, fragment and account, and none for the public: theirs can name a profile."""
    if new.author_kind == "public" or not new.link:
        return None
    try:
        parts = urlsplit(clean(new.link))
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return urlunsplit((parts.scheme, f"{parts.hostname}{port}", parts.path, "", ""))
