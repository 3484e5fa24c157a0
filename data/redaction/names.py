"""Names of people: after greetings, in signatures and introductions, beside titles, and standing free.

A first name alone counts where a cue announces it, or anywhere when it is no ordinary word; with a
family name it counts anywhere. Organisations, places, months and streets that carry a name stay.
"""

from collections.abc import Iterator

from data.redaction.cued import read_cued
from data.redaction.lexicon import open_lexicon
from data.redaction.shadow import Find, Shadow
from data.redaction.signs import (
    CERTAIN_FAMILY,
    CUE,
    CUE_SECOND,
    FAMILY,
    LETTER,
    LONG_CUE,
    NAME,
    RARE_FAMILY,
    TITLE,
    TRIGGER,
    is_surely_family,
)
from data.redaction.words import Words, open_words

_STREET = (
    "straat",
    "laan",
    "plein",
    "weg",
    "gracht",
    "singel",
    "kade",
    "dreef",
    "hof",
    "park",
    "ziekenhuis",
    "school",
)
_MAX_WORDS = 4
# Without a cue a name begins with such a word, or a capital stands before a family name.
_FREE = NAME | FAMILY | RARE_FAMILY | CERTAIN_FAMILY | LETTER
_FAMILIES = FAMILY | CERTAIN_FAMILY
_OPENS = _FREE | CUE | LONG_CUE
_FOLLOWS = _FAMILIES | TITLE


def find_names(shadow: Shadow) -> Iterator[Find]:
    """Names of people, one find per name, first name and family name together."""
    if not shadow.signs & (TRIGGER | CERTAIN_FAMILY):
        return
    words = open_words(shadow, open_lexicon())
    if not shadow.signs & TRIGGER and not _has_family(words):
        return
    free_from = 0
    for place in _candidates(words):
        if place < free_from:
            continue
        found = read_cued(words, place, extend) or _read_free(words, place)
        if found is not None:
            first, last = found
            yield Find(words.spans[first][0], words.spans[last][1], "name")
            free_from = last + 1


def _has_family(words: Words) -> bool:
    """Whether a capitalised word ends as only family names do."""
    return any(
        bits & CERTAIN_FAMILY and is_surely_family(words.lows[place]) and words.upper(place)
        for place, bits in enumerate(words.bits)
    )


def _candidates(words: Words) -> list[int]:
    """The places where a name, its cue, or a name before a title may stand: at no other a rule finds any."""
    bits = words.bits
    if not words.shadow.signs & (_OPENS | TITLE):
        return []
    following, after = [*bits[1:], 0], [*bits[2:], 0, 0]
    return [
        place
        for place, (own, second, third) in enumerate(zip(bits, following, after, strict=False))
        if (own & _OPENS or second & _FOLLOWS or third & TITLE)
        and _may_begin(words, place, own, second | third & TITLE)
    ]


def _may_begin(words: Words, place: int, own: int, following: int) -> bool:
    if own & CUE or following & TITLE or (own & LONG_CUE and following & CUE_SECOND):
        return True
    if not (own & _FREE or following & _FAMILIES):
        return False
    return bool(own & NAME and (place == 0 or following & FAMILY)) or words.upper(place)


def _read_free(words: Words, place: int) -> tuple[int, int] | None:
    """First and last word of a name that starts here without a cue."""
    found = _read_capital(words, place) if words.upper(place) else _read_lower(words, place)
    return None if found is None or _is_public(words, place) else found


def _is_public(words: Words, place: int) -> bool:
    """Whether a name here names a street, an organisation or a place."""
    if words.kept(place) or words.in_section(place - 1, "org_before"):
        return True
    last = place
    while last + 1 < len(words.lows) and words.joined(last + 1) and last - place < _MAX_WORDS:
        last += 1
        if words.in_section(last, "org_after") and words.upper(last):
            return True
        if words.lows[last].endswith(_STREET) and len(words.lows[last]) > 5:
            return True
        if not (words.upper(last) or words.in_section(last, "particle")):
            break
    return words.lows[place].endswith(_STREET)


def _read_capital(words: Words, place: int) -> tuple[int, int] | None:
    word, lexicon = words.base(place), words.lexicon
    last = extend(words, place)
    if words.opens_sentence(place) and words.in_section(place, "south slavic opener") and words.south_slavic:
        return None  # `Ali` is "but" there, `Još` "still"
    if word in lexicon.sure and len(word) > 2:
        return place, last
    has_surname = last > place and any(
        lexicon.is_surname(words.base(p)) or len(words.lows[p]) == 1 for p in range(place + 1, last + 1)
    )
    initials = all(len(words.lows[p]) == 1 for p in range(place, last + 1))  # `U.S.`
    if has_surname and not initials and (lexicon.is_name(word) or len(word) == 1):
        return place, last
    if (
        (word in lexicon.forms or word in lexicon.firm)
        and not words.shouted
        and not words.opens_sentence(place)
    ):
        return place, last
    if (
        word in lexicon.unsure
        and place == 0
        and words.gap(1).startswith(",")
        and word not in lexicon.words["stop"]
    ):
        return place, place
    return _read_surname(words, place, last)


def _read_surname(words: Words, place: int, last: int) -> tuple[int, int] | None:
    """A family name alone, before a first name, or after an unknown capitalised one."""
    word, lexicon = words.base(place), words.lexicon
    following = words.base(place + 1) if words.joined(place + 1) else ""
    if word in lexicon.surnames or (is_surely_family(word) and not words.in_section(place, "stop")):
        return place, last
    if not following or not words.capital(place + 1) or words.in_section(place, "stop"):
        return None
    if word in lexicon.unsure_surnames and (following in lexicon.sure or following in lexicon.unsure):
        return place, place + 1
    unknown = not words.opens_sentence(place) or place == 0
    if (
        unknown
        and (following in lexicon.surnames or is_surely_family(following))
        and not _is_public(words, place + 1)
    ):
        return place, extend(words, place + 1)
    return None


def _read_lower(words: Words, place: int) -> tuple[int, int] | None:
    """`jan kowalski`, and `anna, weet jij` at the very start."""
    word, lexicon = words.base(place), words.lexicon
    following = words.base(place + 1) if words.joined(place + 1) else ""
    if following in lexicon.surnames and (word in lexicon.sure or word in lexicon.unsure):
        return place, place + 1
    if place == 0 and word in lexicon.sure and len(word) > 3 and words.gap(1).startswith(","):
        return place, place
    return None


def extend(words: Words, place: int) -> int:
    """The last word of the name that starts at `place`: further capitalised words, particles between them."""
    last = place
    step = place + 1
    while step < len(words.lows) and step - place <= _MAX_WORDS and words.joined(step):
        if _continues(words, step, last):
            last = step
        elif not words.in_section(step, "particle"):
            break
        step += 1
    return last


def _continues(words: Words, place: int, last: int) -> bool:
    word, lexicon = words.base(place), words.lexicon
    if word in lexicon.words["keep"] or words.kept(place):
        return False
    known = word in lexicon.surnames or (word in lexicon.sure and len(word) > 3)
    initial = len(word) == 1 and words.shadow.text.startswith(".", words.spans[place][1])
    if len(word) == 1 and not words.capital(place) and words.line_ends_after(place):
        return words.base(last) in lexicon.sure  # `anna k`
    if words.capital(place):
        return initial or (word not in lexicon.words["stop"] and not words.in_section(place, "org_after"))
    if words.capital(last) and place == last + 1:
        return False
    return known or (words.shouted and bool(lexicon.is_surname(word)) and word not in lexicon.words["stop"])
