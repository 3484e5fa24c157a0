"""The text as the detectors read it: digits, spaces, dashes and letters made plain, positions kept.

People write a number as `０６ – 12`, `06\u200b12` or with a decomposed accent. Detectors match on two
strings of equal length, one with its capitals (`text`), one lower-case without diacritics (`low`), and
what they find is mapped back to the original, so the text around a find stays as it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MASK = "\ue000"  # private use: no letter, digit, space or separator, so no pattern runs across it
_STROKES = str.maketrans("łđøıßæðħœþ", "ldoisadhop")
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_LATIN_DRESS = str.maketrans("аеорсухікмтвн", "aeopcyxikmtbh")


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch `[start, end)` of the shadow; `kind` None means: harmless, keep and look no further."""

    start: int
    end: int
    kind: str | None
    text: str = ""  # what replaces it; empty with a kind means: that kind's placeholder
    cut: bool = False  # True: `text` replaces it literally, even when empty


@dataclass(frozen=True, slots=True)
class Shadow:
    """Two equally long readings of one text; `origin[i]` is where character i stands in the original."""

    text: str
    low: str
    origin: tuple[int, ...] | None

    def span(self, find: Find) -> tuple[int, int]:
        """Start and end of a find in the original text."""
        if self.origin is None:
            return find.start, find.end
        return self.origin[find.start], self.origin[find.end]

    def masked(self, finds: Iterable[Find]) -> "Shadow":
        """The same shadow with every find made unreadable for the detectors after it."""
        text, low = self.text, self.low
        for find in finds:
            fill = MASK * (find.end - find.start)
            text = text[: find.start] + fill + text[find.end :]
            low = low[: find.start] + fill + low[find.end :]
        return Shadow(text, low, self.origin)


class _Plain(dict[int, int]):
    """Code point → the plain one: ASCII digits, one kind of space and dash, compatibility forms undone."""

    def __missing__(self, code: int) -> int:
        self[code] = plain = _plain(chr(code))
        return plain


class _Low(dict[int, int]):
    """Code point → its lower-case base letter."""

    def __missing__(self, code: int) -> int:
        lower = chr(_plain(chr(code))).lower()[0]
        base = unicodedata.normalize("NFKD", lower)[0].lower()[0]
        self[code] = low = ord(base.translate(_STROKES))
        return low


def _plain(char: str) -> int:
    category = unicodedata.category(char)
    if category == "Nd":
        return ord(str(unicodedata.decimal(char)))
    if category == "Zs":
        return ord(" ")
    if category == "Pd" or char in "\u2212\u2043":
        return ord("-")
    if char in "’ʼ‘`´":
        return ord("'")
    folded = unicodedata.normalize("NFKC", char)
    return ord(folded) if len(folded) == 1 and category != "No" else ord(char)


_PLAIN = _Plain()
_LOW = _Low({ord("№"): ord("№")})  # a sign, though its decomposition begins with a letter


def fold(text: str) -> str:
    """Lower-case and without diacritics, the alphabet kept, same length: how `Shadow.low` is written."""
    return text.translate(_LOW)


def in_latin(text: str) -> str:
    """Cyrillic letters that look Latin, as Latin: number plates are typed either way."""
    return text.translate(_LATIN_DRESS)


def open_shadow(text: str) -> Shadow:
    """The shadow of any string; never raises."""
    if text.isascii():
        return Shadow(text, text.lower(), None)
    if unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text):
        return Shadow(text.translate(_PLAIN), text.translate(_LOW), None)
    letters, origin = _compose(text)
    joined = "".join(letters)
    return Shadow(joined.translate(_PLAIN), joined.translate(_LOW), (*origin, len(text)))


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
