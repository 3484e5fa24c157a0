"""Names that a cue announces: `Hoi Anna`, `groetjes, piet`, `nazywam się …`, `pan Kowalski`, `Ahmet Bey`."""

import re
from collections.abc import Callable

from data.redaction.lexicon import SURNAME_LIKELY
from data.redaction.words import Words

_Extend = Callable[[Words, int], int]
# What may stand between a cue and the name it announces.
_GAPS = {
    "greet": re.compile(r"[ \t]*,?[ \t]{0,2}@?"),
    "thanks": re.compile(r"[ \t]*,?[ \t]{0,2}"),
    "close": re.compile(r"[\s,.!:;\-–—~*)]{1,8}"),
    "intro": re.compile(r"[ \t]*[:\-=,]?[ \t]{0,2}[\"']?"),
    "intro_weak": re.compile(r" {1,2}"),
    "intro_there": re.compile(r" {1,2}"),
    "relation": re.compile(r" ?[,(:]? ?"),
    "honorific": re.compile(r"\.? {0,2}"),
}
_BREAKS = re.compile(r"[,\n!:]")


def read_cued(words: Words, place: int, extend: _Extend) -> tuple[int, int] | None:
    """First and last word of the name announced by a cue that starts at `place`, or by a title after it."""
    for phrase, kind in words.lexicon.cues.get(words.items[place].low, ()):
        start = place + len(phrase)
        if len(phrase[0]) == 1 and len(phrase) == 1 and kind == "honorific" and words.capital(place):
            continue  # an initial
        if (
            start < len(words.items)
            and words.matches(place, phrase)
            and _GAPS[kind].fullmatch(words.gap(start))
        ):
            last = _CHECKS[kind](words, start, extend)
            if last is not None:
                return start, last
    return _read_before_title(words, place)


def _read_before_title(words: Words, place: int) -> tuple[int, int] | None:
    for last in (place, place + 1):
        if words.in_section(last + 1, "honorific_after") and words.joined(last + 1):
            known = words.lexicon.is_name(words.items[place].low)
            if (words.capital(place) and not _blocked(words, place)) or (
                known and not _blocked(words, place)
            ):
                return place, last
    return None


def _blocked(words: Words, place: int) -> bool:
    """Whether the word is a pronoun, a month, a place… and no first name besides."""
    low = words.items[place].low
    if (
        words.in_section(place + 1, "org_after")
        and words.joined(place + 1)
        and words.items[place + 1].capital
    ):
        return True
    lexicon = words.lexicon
    return len(low) < 2 or low in lexicon.words["stop"] or low in lexicon.words["keep"] or words.kept(place)


def _is_sure(words: Words, place: int) -> bool:
    low = words.items[place].low
    return (low in words.lexicon.sure or low in words.lexicon.forms) and not words.kept(place)


def _is_unsure(words: Words, place: int) -> bool:
    return words.items[place].low in words.lexicon.unsure


def _greeted(words: Words, place: int, extend: _Extend) -> int | None:
    """After a greeting: a known name, or a capitalised unknown word that a pause follows."""
    last = extend(words, place)
    if _is_sure(words, place):
        return last
    if _is_unsure(words, place) and words.pause_after(place):
        return place
    if words.capital(place) and not _blocked(words, place) and words.pause_after(last) and last - place < 3:
        return last
    return None


def _thanked(words: Words, place: int, extend: _Extend) -> int | None:
    if _is_sure(words, place) and (words.capital(place) or words.pause_after(place)):
        return extend(words, place)
    if _is_unsure(words, place) and words.capital(place) and words.pause_after(place):
        return place
    last = extend(words, place)
    alone = "," in words.gap(place) and words.line_ends_after(last) and last - place < 3
    return last if alone and words.capital(place) and not _blocked(words, place) else None


def _signed(words: Words, place: int, extend: _Extend) -> int | None:
    """After a closing: a known name, or what stands alone on the rest of the line."""
    last = extend(words, place)
    if _is_sure(words, place) and (
        words.capital(place) or words.line_ends_after(last) or words.pause_after(last)
    ):
        return last
    if not words.line_ends_after(last):
        return None
    if _is_unsure(words, place):
        return last
    if _blocked(words, place) or last - place > 3:
        return None
    at_end = last == len(words.items) - 1
    alone = (
        at_end and bool(_BREAKS.search(words.gap(place))) and words.items[place].low not in words.lexicon.cues
    )
    return last if words.capital(place) or (alone and len(words.items[place].low) > 2) else None


def _introduced(words: Words, place: int, extend: _Extend) -> int | None:
    if _is_sure(words, place):
        return extend(words, place)
    if _is_unsure(words, place) and (words.capital(place) or words.pause_after(place)):
        return extend(words, place)
    return extend(words, place) if words.capital(place) and not _blocked(words, place) else None


def _weakly_introduced(words: Words, place: int, extend: _Extend) -> int | None:
    low = words.items[place].low
    if low in words.lexicon.sure and not words.kept(place) and len(low) > 2:
        return extend(words, place)
    last = extend(words, place)
    followed = words.pause_after(last) or words.in_section(last + 1, "after name")
    return last if words.capital(place) and followed and not _blocked(words, place) else None


def _presented(words: Words, place: int, extend: _Extend) -> int | None:
    """After `this is`, `hier is`: most often a thing, so an unknown word must say where it is from."""
    last = extend(words, place)
    if _is_sure(words, place) or (
        _is_unsure(words, place) and words.capital(place) and words.pause_after(place)
    ):
        return last
    followed = words.in_section(last + 1, "after there")
    return last if words.capital(place) and followed and not _blocked(words, place) else None


def _related(words: Words, place: int, extend: _Extend) -> int | None:
    if _is_sure(words, place):
        return extend(words, place)
    if _is_unsure(words, place) and words.capital(place) and not _blocked(words, place):
        return extend(words, place)
    return None


def _titled(words: Words, place: int, extend: _Extend) -> int | None:
    """After mevrouw, pan, г-н…: a capitalised word, or in lower case one that is or looks like a name."""
    while words.in_section(place, "particle") and words.joined(place + 1) and not words.capital(place):
        place += 1
    low = words.items[place].low
    initial = len(low) <= 2 and words.capital(place) and words.joined(place + 1)
    if initial or (words.capital(place) and not _blocked(words, place)):
        return extend(words, place)
    known = (
        _is_sure(words, place)
        or low in words.lexicon.surnames
        or bool(SURNAME_LIKELY.match(low) and len(low) > 5)
    )
    return extend(words, place) if known and not _blocked(words, place) else None


_CHECKS: dict[str, Callable[[Words, int, _Extend], int | None]] = {
    "greet": _greeted,
    "thanks": _thanked,
    "close": _signed,
    "intro": _introduced,
    "intro_weak": _weakly_introduced,
    "intro_there": _presented,
    "relation": _related,
    "honorific": _titled,
}
