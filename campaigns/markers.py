"""The visible mark by which a post is known again, and the form of a text that survives re-spacing."""

from __future__ import annotations

import re
import unicodedata

_REFERENCE = re.compile(r"(?<!\w)ref:[a-z0-9]{4,}(?!\w)")
_LINK = re.compile(r"https?://\S+")
_WORD = re.compile(r"\w+")


def with_marker(text: str, marker: str) -> str:
    """The message as it is sent: the reviewed text, an empty line, the marker (for example "ref:k3v9qd").

    The marker is visible on purpose: invisible characters are stripped by platforms and look like spam.
    """
    return f"{text.rstrip()}\n\n{marker}"


def has_marker(text: str, marker: str) -> bool:
    """Whether `text` carries exactly this marker; "ref:abcd" is not found inside "ref:abcde"."""
    return re.search(rf"(?<!\w){re.escape(marker)}(?!\w)", text) is not None


def has_any_marker(text: str) -> bool:
    """Whether `text` carries the marker of some placement."""
    return _REFERENCE.search(text) is not None


def normalised(text: str) -> str:
    """The words of a text and nothing else: without references and links, one case, one space between."""
    bare = _LINK.sub(" ", _REFERENCE.sub(" ", text))
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", bare).casefold()))


def similarity(one: str, other: str) -> float:
    """Share of distinct words that two texts have in common, 0–1 (Jaccard 1901); 0 when either is empty."""
    left, right = set(normalised(one).split()), set(normalised(other).split())
    return len(left & right) / len(left | right) if left and right else 0.0
