"""Names that a cue announces: `Hoi Anna`, `groetjes, piet`, `nazywam się …`, `pan Kowalski`, `Ahmet Bey`."""

import re
from collections.abc import Callable

from data.redaction.lexicon import SURNAME_LIKELY
from data.redaction.titles import blocked, read_before_title
from data.redaction.words import Words

_Extend = Callable[[Words, int], int]
# What may stand between a cue and the name it announces.
_GAPS = {
    "greet": re.compile(r"[ \t]*,?[ \t]{0,2}@?"),
    "thanks": re.compile(r"[ \t]*,?[ \t]{0,2}"),
    "close": re.compile(r"[\s,.!:;\-–—~*)]{1,8}"),
    "intro": re.compile(r"[ \t]*[:\-=,]?[ \t]{0,2}[\"']?"),
    "intro_strong": re.compile(r"[ \t]*[:\-=,]?[ \t]{0,2}[\"']?"),
    "intro_weak": re.compile(r" {1,2}"),
    "intro_there": re.compile(r" {1,2}"),
    "relation": re.compile(r" ?[,(:]? ?"),
    "role": re.compile(r" ?[,(:]? ?"),
    "honorific": re.compile(r"\.? {0,2}"),
}
_BREAKS = re.compile(r"[,\n!:]")


def read_cued(words: Words, place: int, extend: _Extend) -> tuple[int, int] | None:
    """First and last word of the name announced by a cue that starts at `place`, or by a title after it."""
    for phrase, kind in words.lexicon.cues.get(words.lows[place], ()):
        start = place + len(phrase)
        if len(phrase[0]) == 1 and len(phrase) == 1 and kind == "honorific" and words.capital(place):
            continue  # an initial
        if (
            start < len(words.lows)
            and words.matches(place, phrase)
            and _GAPS[kind].fullmatch(words.gap(start))
        ):
            last = _CHECKS[kind](words, start, extend)
            if last is not None:
                return start, last
    return read_before_title(words, place)


def _is_sure(words: Words, place: int) -> bool:
    low = words.lows[place]
    return (low in words.lexicon.sure or low in words.lexicon.forms) and not words.kept(place)


def _is_unsure(words: Words, place: int) -> bool:
    return words.lows[place] in words.lexicon.unsure


def _greeted(words: Words, place: int, extend: _Extend) -> int | None:
    """After a greeting: a known name, or a capitalised unknown word that a pause follows."""
    last = extend(words, place)
    if _is_sure(words, place):
        return last
    if _is_unsure(words, place) and words.pause_after(place):
        return place
    if words.capital(place) and not blocked(words, place) and words.pause_after(last) and last - place < 3:
        return last
    return None


def _thanked(words: Words, place: int, extend: _Extend) -> int | None:
    if _is_sure(words, place) and (words.capital(place) or words.pause_after(place)):
        return extend(words, place)
    if _is_unsure(words, place) and words.capital(place) and words.pause_after(place):
        return place
    last = extend(words, place)
    alone = "," in words.gap(place) and words.line_ends_after(last) and last - place < 3
    return last if alone and words.capital(place) and not blocked(words, place) else None


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
    if len(words.lows[place]) == 1 and last > place:  # an initial: `a. kowalski`
        return last
    if blocked(words, place) or last - place > 3:
        return None
    at_end = last == len(words.lows) - 1
    alone = at_end and bool(_BREAKS.search(words.gap(place))) and words.lows[place] not in words.lexicon.cues
    return last if words.capital(place) or (alone and len(words.lows[place]) > 2) else None


def _introduced(words: Words, place: int, extend: _Extend) -> int | None:
    if _is_sure(words, place):
        return extend(words, place)
    if _is_unsure(words, place) and (words.capital(place) or words.pause_after(place)):
        return extend(words, place)
    return extend(words, place) if words.capital(place) and not blocked(words, place) else None


def _surely_introduced(words: Words, place: int, extend: _Extend) -> int | None:
    """After `ik heet`, `nazywam się`…: whatever pauses after it, and a second word in lower case."""
    last = _introduced(words, place, extend)
    if last is None:
        last = extend(words, place)
        last += _is_unsure(words, place) and not words.pause_after(last) and words.joined(last + 1)
        return last if words.pause_after(last) and not blocked(words, place) and last - place < 3 else None
    following = last + 1
    lower = following < len(words.lows) and words.joined(following) and not words.capital(place)
    surname = lower and len(words.lows[following]) > 3 and words.pause_after(following)
    return following if surname and not blocked(words, following) else last


def _weakly_introduced(words: Words, place: int, extend: _Extend) -> int | None:
    low = words.lows[place]
    if low in words.lexicon.sure and not words.kept(place) and len(low) > 2:
        return extend(words, place)
    last = extend(words, place)
    followed = words.pause_after(last) or words.in_section(last + 1, "after name")
    return last if words.capital(place) and followed and not blocked(words, place) else None


def _presented(words: Words, place: int, extend: _Extend) -> int | None:
    """After `this is`, `hier is`: most often a thing, so an unknown word must say where it is from."""
    last = extend(words, place)
    if _is_sure(words, place) or (
        _is_unsure(words, place) and words.capital(place) and words.pause_after(place)
    ):
        return last
    followed = words.in_section(last + 1, "after there")
    return last if words.capital(place) and followed and not blocked(words, place) else None


def _related(words: Words, place: int, extend: _Extend) -> int | None:
    """After `mijn man`, `моя сестра`: a known name, or an unknown word with the capital of a name."""
    last = _employed(words, place, extend)
    if last is not None or words.gap(place) != " " or blocked(words, place):
        return last
    raw = words.shadow.text[words.spans[place][0] : words.spans[place][1]]
    is_title_case = raw[:1].isupper() and raw[1:].islower() and len(raw) > 2 and "'" not in raw
    return extend(words, place) if is_title_case and words.capital(place) else None


def _employed(words: Words, place: int, extend: _Extend) -> int | None:
    """After `chef`, `koordynator`: a known name only, for a firm may follow as well."""
    if _is_sure(words, place):
        return extend(words, place)
    if _is_unsure(words, place) and words.capital(place) and not blocked(words, place):
        return extend(words, place)
    return None


def _titled(words: Words, place: int, extend: _Extend) -> int | None:
    """After mevrouw, pan, г-н…: a capitalised word, or in lower case one that is or looks like a name."""
    while words.in_section(place, "particle") and words.joined(place + 1) and not words.capital(place):
        place += 1
    low = words.lows[place]
    initial = len(low) <= 2 and words.capital(place) and words.joined(place + 1)
    if initial or (words.capital(place) and not blocked(words, place)):
        return extend(words, place)
    known = (
        _is_sure(words, place)
        or low in words.lexicon.surnames
        or bool(SURNAME_LIKELY.match(low) and len(low) > 5)
    )
    return extend(words, place) if known and not blocked(words, place) else None


_CHECKS: dict[str, Callable[[Words, int, _Extend], int | None]] = {
    "greet": _greeted,
    "thanks": _thanked,
    "close": _signed,
    "intro": _introduced,
    "intro_strong": _surely_introduced,
    "intro_weak": _weakly_introduced,
    "intro_there": _presented,
    "relation": _related,
    "role": _employed,
    "honorific": _titled,
}
