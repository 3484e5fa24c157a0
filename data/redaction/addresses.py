"""Home addresses: a postcode with a house number, or a street with one; either without a number stays."""

import re
from collections.abc import Iterator

from data.redaction.harmless import UNIT_AFTER
from data.redaction.labels import alternatives, words_of
from data.redaction.shadow import Find, Shadow
from data.redaction.signs import ADDRESS, STREET_AFTER, STREET_BEFORE, STREET_END, STREET_ENGLISH

_NUMBER = r"\d{1,4}(?:[a-z](?![^\W_]))?(?: ?[-/] ?(?:\d{1,4}[a-z]?|[a-z])(?![^\W_]))?"
_FLAT = (
    rf"(?:,? ?(?<![^\W_])(?:{alternatives('flat')})(?![^\W\d_])[.:]? ?[\da-zа-я]{{1,4}}(?![^\W_])\.?){{0,5}}"
)
_NO_COLON = r"(?![\w:])(?![.,]\d)"
_NR = rf"(?:(?:{alternatives('house number')})(?![^\W\d_])[.:]? ?:? ?){{0,2}}"
_LIKE_POSTCODE = re.compile(r"\d{4} ?[a-z]{2}")
_POSTCODE = r"[1-9]\d{3} ?[a-z]{2}"
_NAME = r"[^\W\d_][\w'.\-]*"
_PARTICLES = frozenset({"van", "de", "der", "den", "het", "'t", "ten", "ter", "la", "le", "v.d."})

_VOWEL = re.compile("[aeiou]")
_POSTCODE_NUMBER = re.compile(
    rf"(?<![\w.,])([1-9]\d{{3}})( ?)([a-z]{{2}})(?:\s?[,\-/]\s?|\s|(?=\d))(?:op )?{_NR}({_NUMBER})(?!\d)"
)
_NUMBER_POSTCODE = re.compile(
    rf"(?<!\w)(?:{alternatives('house number')})\.? ?\d{{1,4}} ?[a-z]?(?![^\W_]),? "
    rf"(?:postcode:? )?{_POSTCODE}(?!\w)"
)
_PLACE_TAIL = re.compile(
    rf",?\s{{1,2}}(?:{_POSTCODE}|\d\d-\d{{3}}|\d{{4,6}})(?!\w)(?! ?(?:{alternatives('unit')}))"
)
_DUTCH = re.compile(
    rf"(?<!\w)((?:(?:{_NAME}|'t) ){{0,4}}?)([^\W\d_][\w'\-]*?)({alternatives('street ending')})"
    rf"(?: van [^\W\d_]\w+)?,? {_NR}({_NUMBER}){_FLAT}{_NO_COLON}"
)
_LAAN_VAN = re.compile(
    rf"(?<!\w)(?:laan|plein|weg|kade|hof) van (?:de |het |den )?[^\W\d_]\w+(?: [^\W\d_]\w+)? "
    rf"({_NUMBER}){_FLAT}{_NO_COLON}"
)
_PREFIXED = re.compile(
    rf"(?<![^\W_])(?:{alternatives('street before')})(?:(?<=[./])|(?![^\W_])) ?[„\"'«]?"
    rf"((?:(?:\d{{1,2}} )?{_NAME} ?){{1,4}}?)[\"“”'»]?,? ?{_NR}({_NUMBER}){_FLAT}{_NO_COLON}"
)
_SUFFIXED = re.compile(
    rf"(?<!\w)((?:{_NAME} ){{1,3}})({alternatives('street after')}),? ?{_NR}({_NUMBER})\.?"
    rf"(?: ?/ ?\d{{1,3}}|,? \d{{1,2}}\. ?em\.)?{_FLAT}{_NO_COLON}"
)
_ENGLISH = re.compile(
    rf"(?<![\w.,])\d{{1,4}}[a-z]? ((?:{_NAME} ){{1,2}})(?:street|road|avenue|lane|drive|crescent)(?!\w)"
)
_LABELLED = re.compile(
    rf"(?<!\w)(?:{alternatives('address label')}) ?(?:is|jest|е|to|este)?[: ] ?"
    rf"((?:{_NAME},? ){{1,4}}{_NUMBER}){_NO_COLON}"
)


def find_addresses(shadow: Shadow) -> Iterator[Find]:
    """Postcode with house number and street with house number, in the public's languages."""
    for search in (_find_postcodes, _find_dutch, _find_named, _find_spelled):
        for found in search(shadow):
            tail = _PLACE_TAIL.match(shadow.low, found.end)
            yield Find(found.start, tail.end() if tail else found.end, "address")


def _find_postcodes(shadow: Shadow) -> Iterator[Find]:
    if not _LIKE_POSTCODE.search(shadow.low):
        return
    for match in _POSTCODE_NUMBER.finditer(shadow.low):
        spaced_lower = bool(match.group(2)) and shadow.text[match.start(3)].islower()
        letters, raw = match.group(3), shadow.text[match.start() : match.end()]
        ordinary = letters in words_of("no postcode letters")
        like_a_word = spaced_lower and bool(_VOWEL.search(letters))
        glued = match.end(3) == match.start(4) and not raw.isupper()
        if ((like_a_word or glued) and not _says_postcode(shadow.low, match.start())) or ordinary:
            continue
        if not UNIT_AFTER.match(shadow.low, match.end(4)):
            yield Find(match.start(), match.end(), "address")
    for match in _NUMBER_POSTCODE.finditer(shadow.low):
        yield Find(match.start(), match.end(), "address")


def _says_postcode(low: str, start: int) -> bool:
    return "post" in low[max(0, start - 20) : start]


def _find_dutch(shadow: Shadow) -> Iterator[Find]:
    low = shadow.low
    if not shadow.signs & STREET_END:
        return
    for match in _LAAN_VAN.finditer(low):
        if _is_house(low, match.start(1), match.end(1)):
            yield Find(match.start(), match.end(), "address")
    for match in _DUTCH.finditer(low):
        stem, ending, start = match.group(2), match.group(3), match.start(2)
        named = shadow.text[start].isupper() or ending in words_of("street ending any case")
        house = _is_house(low, match.start(4), match.end(4))
        if len(stem) > 1 and named and house and stem + ending not in words_of("no street"):
            yield Find(_first_capital(shadow, match.start(), start), match.end(), "address")


def _first_capital(shadow: Shadow, start: int, end: int) -> int:
    """Where a street's name begins: `op de Anna van Hannoverstraat 4` begins at Anna."""
    begin = end
    for word in reversed(list(re.finditer(r"\S+", shadow.text[start:end]))):
        raw = word.group()
        if raw[0].isupper():
            begin = start + word.start()
        elif raw not in _PARTICLES:
            break
    return begin


def _is_house(low: str, start: int, end: int) -> bool:
    """A house number is no year and carries no unit: `park 3 km`, `plein 2023`."""
    value = low[start:end].strip()
    return not re.fullmatch(r"(?:19|20)\d\d", value) and value[0] != "0" and not UNIT_AFTER.match(low, end)


def _find_named(shadow: Shadow) -> Iterator[Find]:
    """Streets with their kind before the name (`ul. Długa 5`) or after it (`Petőfi utca 5`)."""
    low = shadow.low
    for match in _PREFIXED.finditer(low) if shadow.signs & STREET_BEFORE else ():
        if _has_capital(shadow, *match.span(1)) and _is_house(low, match.start(2), match.end(2)):
            yield Find(match.start(), match.end(), "address")
    for match in _SUFFIXED.finditer(low) if shadow.signs & STREET_AFTER else ():
        lower = shadow.text[match.start(2)].islower() or len(match.group(2)) > 2
        if lower and _has_capital(shadow, *match.span(1)) and _is_house(low, match.start(3), match.end(3)):
            yield Find(_first_capital(shadow, *match.span(1)), match.end(), "address")


def _find_spelled(shadow: Shadow) -> Iterator[Find]:
    """`12 Baker Street`, and whatever with a number follows the word address."""
    for match in _ENGLISH.finditer(shadow.low) if shadow.signs & STREET_ENGLISH else ():
        if all(word[0].isupper() for word in shadow.text[match.start(1) : match.end(1)].split()):
            yield Find(match.start(), match.end(), "address")
    for match in _LABELLED.finditer(shadow.low) if shadow.signs & ADDRESS else ():
        if shadow.text[match.start(1)].isupper() and not UNIT_AFTER.match(shadow.low, match.end(1)):
            yield Find(match.start(1), match.end(1), "address")


def _has_capital(shadow: Shadow, start: int, end: int) -> bool:
    return any(word[0].isupper() for word in shadow.text[start:end].split())
