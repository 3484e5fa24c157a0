"""Links: profiles of people are replaced, public pages keep domain and path, personal query parts go."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from data.redaction.labels import alternatives, words_of
from data.redaction.shadow import Find, Shadow

_TLD = rf"(?:{alternatives('top level domain')})"
_LINK = re.compile(
    rf"(?<![\w@.\-])(?:https?://[^\s<>\"{{}}|\\^`\[\]\ue000]+|(?:[a-z0-9][\w\-]*\.)+{_TLD}(?![\w@\-]|\.\w)"
    r"(?::\d+)?(?:[/?#][^\s<>\"{}|\\^`\[\]\ue000]*)?)"
)
_PARTS = re.compile(r"(?:(https?)://)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
# First path segments of the public path section lead to no person on the profile hosts.
_ORGANISATION = re.compile(
    r"gemeente|politie|belasting|informatiepunt|infopunt|ambasad|embassy|rodekruis|fairwork|bibliotheek|rijksoverheid"
)
_PEOPLE_SEGMENTS = re.compile(rf"/(?:~[\w.\-]+|(?:{alternatives('people path')})/[^/]+)")
_PERSONAL_KEY = re.compile(rf"(?:{alternatives('personal query')}|__cft__.*|birth.*|geboorte.*)")
_OPAQUE = re.compile(r"(?=.*\d)(?=.*[a-z])[\w\-=.%]{20,}")
_NUMBER = re.compile(r"(?<!\d)(?:(?:\+|00)\d{9,14}|0[1-9]\d{8}|31[1-9]\d{8}|48\d{9})(?!\d)")
_TRAILING = re.compile(r"[.,;:!?'\")\]]+$")


def find_links(shadow: Shadow) -> Iterator[Find]:
    """One find per link: replaced as a whole, cut where its query is personal, or kept untouched."""
    for match in _LINK.finditer(shadow.low):
        end = match.start() + len(_TRAILING.sub("", match.group()))
        yield _judge(shadow, match.start(), end)


def _judge(shadow: Shadow, start: int, end: int) -> Find:
    raw, low = shadow.text[start:end], shadow.low[start:end]
    parts, raw_parts = _PARTS.fullmatch(low), _PARTS.fullmatch(raw)
    if parts is None or raw_parts is None:
        return Find(start, end, "link")
    host, path = parts[2] or "", parts[3] or ""
    if "@" in host or "@" in unquote(path) or _leads_to_person(host, path, parts[4] or ""):
        return Find(start, end, "link")
    query, fragment = raw_parts[4] or "", raw_parts[5] or ""
    kept = _harmless_query(query) + ("" if _is_personal_fragment(fragment) else fragment)
    if kept == query + fragment:
        return Find(start, end, None)
    return Find(end - len(query + fragment), end, "link", kept, cut=True)


def _leads_to_person(host: str, path: str, query: str) -> bool:
    name = re.sub(
        r"^(?:www|m|nl-nl|[a-z]{2}-[a-z]{2}|mbasic|web|api|chat|[a-z]{2})\.", "", host.split(":")[0]
    )
    if host in words_of("profile host"):
        name = host
    if name in words_of("profile host"):
        first, _, rest = path.strip("/").partition("/")
        if not first and not query:
            return False
        if name == "facebook.com" and first == "groups":
            return "/" in rest.strip("/")
        if first in {"watch", "playlist", "results"} or _ORGANISATION.search(first):
            return False
        return first not in words_of("public path")
    return bool(_PEOPLE_SEGMENTS.search(path) or _NUMBER.search(path))


def _harmless_query(query: str) -> str:
    if not query:
        return ""
    kept = [part for part in query[1:].split("&") if part and not _is_personal(part)]
    if len(kept) == len(query[1:].split("&")):
        return query
    return "?" + "&".join(kept) if kept else ""


def _is_personal(part: str) -> bool:
    key, _, value = part.lower().partition("=")
    value = unquote(value)
    return bool(
        _PERSONAL_KEY.fullmatch(unquote(key).removesuffix("[0]"))
        or "@" in value
        or _OPAQUE.fullmatch(value)
        or re.search(r"\d{7}", re.sub(r"[\s.\-+()]", "", value))
    )


def _is_personal_fragment(fragment: str) -> bool:
    return any(_is_personal(part) for part in fragment[1:].split("&")) if fragment else False
