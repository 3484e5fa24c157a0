"""Names of people: after greetings, in signatures and introductions, beside titles, and standing free.

A first name alone counts where a cue announces it, or anywhere when it is no ordinary word; with a
family name it counts anywhere. Organisations, places, months and streets that carry a name stay.
"""

from collections.abc import Iterator

from data.redaction.cued import read_cued
from data.redaction.lexicon import SURNAME_SURE, open_lexicon
from data.redaction.shadow import Find, Shadow
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


def find_names(shadow: Shadow) -> Iterator[Find]:
    """Names of people, one find per name, first name and family name together."""
    lexicon = open_lexicon()
    words = open_words(shadow, lexicon)
    if not _worth_reading(words):
        return
    place = 0
    while place < len(words.items):
        found = read_cued(words, place, extend) or _read_free(words, place)
        if found is None:
            place += 1
            continue
        first, last = found
        yield Find(words.items[first].start, words.items[last].end, "name")
        place = last + 1


def _worth_reading(words: Words) -> bool:
    triggers = words.lexicon.triggers
    return any(
        word.low in triggers
        or word.low.partition("'")[0] in triggers
        or (word.capital and SURNAME_SURE.match(word.low))
        for word in words.items
    ) or any("-" in word.low for word in words.items)


def _read_free(words: Words, place: int) -> tuple[int, int] | None:
    """First and last word of a name that starts here without a cue."""
    if _is_public(words, place):
        return None
    if words.items[place].capital:
        return _read_capital(words, place)
    return _read_lower(words, place)


def _is_public(words: Words, place: int) -> bool:
    """Whether a name here names a street, an organisation or a place."""
    if words.kept(place) or words.in_section(place - 1, "org_before"):
        return True
    last = place
    while last + 1 < len(words.items) and words.joined(last + 1) and last - place < _MAX_WORDS:
        last += 1
        if words.in_section(last, "org_after") and words.items[last].capital:
            return True
        if words.items[last].low.endswith(_STREET) and len(words.items[last].low) > 5:
            return True
        if not (words.items[last].capital or words.in_section(last, "particle")):
            break
    return words.items[place].low.endswith(_STREET)


def _read_capital(words: Words, place: int) -> tuple[int, int] | None:
    word, lexicon = _base(words, place), words.lexicon
    last = extend(words, place)
    if words.opens_sentence(place) and words.in_section(place, "south slavic opener") and words.south_slavic:
        return None  # `Ali` is "but" there, `Još` "still"
    if word in lexicon.sure and len(word) > 2:
        return place, last
    has_surname = last > place and any(
        lexicon.is_surname(_base(words, p)) or len(words.items[p].low) == 1
        for p in range(place + 1, last + 1)
    )
    initials = all(len(words.items[p].low) == 1 for p in range(place, last + 1))  # `U.S.`
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
    word, lexicon = _base(words, place), words.lexicon
    following = _base(words, place + 1) if words.joined(place + 1) else ""
    if word in lexicon.surnames or (SURNAME_SURE.match(word) and not words.in_section(place, "stop")):
        return place, last
    if not following or not words.capital(place + 1) or words.in_section(place, "stop"):
        return None
    if word in lexicon.unsure_surnames and (following in lexicon.sure or following in lexicon.unsure):
        return place, place + 1
    unknown = not words.opens_sentence(place) or place == 0
    if (
        unknown
        and (following in lexicon.surnames or SURNAME_SURE.match(following))
        and not _is_public(words, place + 1)
    ):
        return place, extend(words, place + 1)
    return None


def _read_lower(words: Words, place: int) -> tuple[int, int] | None:
    """`jan kowalski`, and `anna, weet jij` at the very start."""
    word, lexicon = _base(words, place), words.lexicon
    following = _base(words, place + 1) if words.joined(place + 1) else ""
    if following in lexicon.surnames and (word in lexicon.sure or word in lexicon.unsure):
        return place, place + 1
    if place == 0 and word in lexicon.sure and len(word) > 3 and words.gap(1).startswith(","):
        return place, place
    return None


def _base(words: Words, place: int) -> str:
    """The word without a Turkish or English ending after an apostrophe; of a double name, its first part."""
    word = words.items[place].low
    if word in words.lexicon.sure:
        return word
    stem, mark, _ = word.partition("'")
    if mark and len(stem) > 2:
        return stem
    first, mark, second = word.partition("-")
    return (
        first
        if mark and words.lexicon.is_name(first) and second not in words.lexicon.words["org_after"]
        else word
    )


def extend(words: Words, place: int) -> int:
    """The last word of the name that starts at `place`: further capitalised words, particles between them."""
    last = place
    step = place + 1
    while step < len(words.items) and step - place <= _MAX_WORDS and words.joined(step):
        if _continues(words, step, last):
            last = step
        elif not words.in_section(step, "particle"):
            break
        step += 1
    return last


def _continues(words: Words, place: int, last: int) -> bool:
    word, lexicon = _base(words, place), words.lexicon
    if word in lexicon.words["keep"] or words.kept(place):
        return False
    known = word in lexicon.surnames or (word in lexicon.sure and len(word) > 3)
    initial = len(word) == 1 and words.shadow.text.startswith(".", words.items[place].end)
    if len(word) == 1 and not words.capital(place) and words.line_ends_after(place):
        return _base(words, last) in lexicon.sure  # `anna k`
    if words.capital(place):
        return initial or (word not in lexicon.words["stop"] and not words.in_section(place, "org_after"))
    if words.capital(last) and place == last + 1:
        return False
    return known or (words.shouted and bool(lexicon.is_surname(word)) and word not in lexicon.words["stop"])
