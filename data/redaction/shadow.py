"""The text as the detectors read it: digits, spaces, dashes and letters made plain, positions kept.

People write a number as `０６ – 12`, `06\u200b12` or with a decomposed accent. Detectors match on two
strings of equal length, one with its capitals (`text`), one lower-case without diacritics (`low`), and
what they find is mapped back to the original, so the text around a find stays as it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from data.redaction.folding import WORD, fold, make_plain
from data.redaction.signs import bits_of, read_signs

MASK = "\ue000"  # private use: no letter, digit, space or separator, so no pattern runs across it
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


class Find(NamedTuple):
    """A stretch `[start, end)` of the shadow; `kind` None means: harmless, keep and look no further."""

    start: int
    end: int
    kind: str | None
    text: str = ""  # what replaces it; empty with a kind means: that kind's placeholder
    cut: bool = False  # True: `text` replaces it literally, even when empty


class Shadow(NamedTuple):
    """Two equally long readings of one text; `origin[i]` is where character i stands in the original.

    `lows` are its words, folded, `bits` what each may be, `signs` what the text may hold at all
    (`data.redaction.signs`).
    """

    text: str
    low: str
    origin: tuple[int, ...] | None
    lows: list[str]
    bits: list[int]
    signs: int

    def span(self, find: Find) -> tuple[int, int]:
        """Start and end of a find in the original text."""
        if self.origin is None:
            return find.start, find.end
        return self.origin[find.start], self.origin[find.end]

    def masked(self, finds: Iterable[Find]) -> "Shadow":
        """The same shadow with every find, in order and apart, made unreadable for the detectors after it."""
        text: list[str] = []
        low: list[str] = []
        at = 0
        for find in finds:
            fill = MASK * (find.end - find.start)
            text += (self.text[at : find.start], fill)
            low += (self.low[at : find.start], fill)
            at = find.end
        return _read("".join([*text, self.text[at:]]), "".join([*low, self.low[at:]]), self.origin)


def open_shadow(text: str) -> Shadow:
    """The shadow of any string; never raises."""
    if text.isascii():
        return _read(text, text.lower(), None)
    if unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text):
        return _read(make_plain(text), fold(text), None)
    letters, origin = _compose(text)
    joined = "".join(letters)
    return _read(make_plain(joined), fold(joined), (*origin, len(text)))


def _read(text: str, low: str, origin: tuple[int, ...] | None) -> Shadow:
    lows = WORD.findall(low)
    bits = bits_of(lows)
    return Shadow(text, low, origin, lows, bits, read_signs(low, bits))


def _compose(text: str) -> tuple[list[str], list[int]]:
    letters: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        if _UNSEEN.match(char):
            continue
        if letters and unicodedata.category(char) in {"Mn", "Me"}:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)[0]
            continue
        letters.append(char)
        origin.append(place)
    return letters, origin


def replace(text: str, shadow: Shadow, finds: Iterable[Find], placeholders: Mapping[str, str]) -> str:
    """The original text with every find that has a kind replaced; finds must not overlap."""
    parts: list[str] = []
    at = 0
    for find in sorted((f for f in finds if f.kind is not None), key=lambda f: f.start):
        start, end = shadow.span(find)
        assert find.kind is not None  # noqa: S101 - filtered above
        parts += [text[at:start], find.text if find.cut else placeholders[find.kind]]
        at = end
    return "".join([*parts, text[at:]])
