"""Number plates: the Dutch sidecodes, unmistakable foreign forms, and whatever is labelled a plate."""

import re
from collections.abc import Iterator

from data.redaction.folding import in_latin
from data.redaction.labels import alternatives
from data.redaction.shadow import Find, Shadow
from data.redaction.signs import PLATE, PLATE_AFTER, TWO

# Sidecodes of the Dutch vehicle authority RDW, L letters and D digits.
_SIDECODES = (
    "LL-DD-DD DD-DD-LL DD-LL-DD LL-DD-LL LL-LL-DD DD-LL-LL DD-LLL-D D-LLL-DD LL-DDD-L L-DDD-LL LLL-DD-L "
    "L-DD-LLL D-LL-DDD DDD-LL-D"
)
_SHAPES = "|".join(
    re.sub(
        "D+", lambda m: rf"\d{{{len(m.group())}}}", re.sub("L+", lambda m: f"[a-z]{{{len(m.group())}}}", code)
    )
    for code in _SIDECODES.split()
)
_DASHED = re.compile(rf"(?<![\w\-])(?:{_SHAPES})(?![\w\-])".replace("}-", "} ?- ?"), re.ASCII)
_SPACED = re.compile(rf"(?<![\w\-])(?:{_SHAPES})(?![\w\-])".replace("}-", "} "), re.ASCII)
_JOINED = re.compile(rf"(?<![\w\-])(?:{_SHAPES})(?![\w\-])".replace("}-", "}"), re.ASCII)
_VOWEL = re.compile("[aeiou]")
_WEEKDAYS = frozenset(
    {"ma", "di", "wo", "do", "vr", "za", "zo", "am", "pm", "nu", "ok", "km", "uu", "kg", "st", "nd"}
)
_FOREIGN = re.compile(
    r"(?<![\w\-])(?:[abekmhopctyx]{1,2}[ -]?\d{4}[ -]?[abehkmoptcyx]{2}"  # Bulgaria, Ukraine
    rf"|(?:b[ -]?\d{{2,3}}|(?:{alternatives('romanian county')})[ -]?\d{{2}})[ -]?[a-z]{{3}}"  # Romania
    r"|[abekmhopctyx]\d{3}[abekmhopctyx]{2} ?\d{2,3})(?![\w\-])"  # Russia
)
_FILLER = r"(?:[ :.\-]+(?:is|jest|nr|numer|nummer|то|е|este|van|mijn|auto|mojego|szám|my)(?!\w)){0,2}"
_LABEL = re.compile(
    rf"(?<![^\W_])(?:{alternatives('plate')})(?![^\W\d_]){_FILLER}[ :.=\-]{{0,4}}"
    r"((?=[a-zа-я0-9 \-]{0,11}\d)[a-zа-я0-9]{1,8}"
    r"(?:[ -](?=[a-zа-я0-9 \-]{0,8}\d|[a-zа-я]{1,3}(?!\w))[a-zа-я0-9]{1,5}){0,2})(?!\w)"
)


_LABEL_AFTER = re.compile(
    r"(?<![\w\-])((?:[a-z]{1,2} )?[a-z0-9]{1,7}(?:[ \-][a-z0-9]{1,5}){0,2}) "
    rf"(?:{alternatives('plate after')})(?!\w)"
)
_FIRST = re.compile(r"\d")
_LAST = re.compile(r"\d\D*\Z")
_LONGEST = 16  # characters, with its dashes and what the patterns look at around it
_HAS_BOTH = re.compile(r"(?=.*\d)(?=.*[a-z])")
_MY_CAR = re.compile(r"(?:auto|car|wagen|autom|samochod|кола|колата|masina|arabam|авто|машина|coche) $")


def find_plates(shadow: Shadow) -> Iterator[Find]:
    """Number plates; without a label only in capitals or, for Dutch ones, with their dashes."""
    if shadow.signs & (PLATE | PLATE_AFTER):
        yield from _find_labelled(shadow.low)
    if not shadow.signs & TWO:
        return
    low = shadow.low
    first, last = _around_digits(low)
    for pattern, is_plate in ((_DASHED, _is_dashed), (_SPACED, _is_bare), (_JOINED, _is_bare)):
        for match in pattern.finditer(low, first, last):
            by_car = _MY_CAR.search(low, max(0, match.start() - 9), match.start())
            if by_car or is_plate(match.group(), shadow.text[match.start() : match.end()]):
                yield Find(match.start(), match.end(), "plate")
    for match in _FOREIGN.finditer(in_latin(low), first, last):
        if shadow.text[match.start() : match.end()].isupper():
            yield Find(match.start(), match.end(), "plate")


def _around_digits(low: str) -> tuple[int, int]:
    """Where plates can stand: from a plate's length before the first digit to one after the last."""
    first, last = _FIRST.search(low), _LAST.search(low)
    return max(0, first.start() - _LONGEST) if first else 0, last.start() + _LONGEST if last else 0


def _find_labelled(low: str) -> Iterator[Find]:
    """What a word before it (`kenteken`) or after it (`plakalı`) says is a plate."""
    for match in _LABEL.finditer(low):
        value = match.group(1)
        if sum(char.isalnum() for char in value) > 9:  # `WA 12345 hit`: a word has been taken along
            value = re.sub("[ -][^ -]*$", "", value)
        if 4 <= sum(char.isalnum() for char in value) <= 9:
            yield Find(match.start(1), match.start(1) + len(value), "plate")
    for match in _LABEL_AFTER.finditer(low):
        if 5 <= sum(char.isalnum() for char in match.group(1)) <= 9 and _HAS_BOTH.search(match.group(1)):
            yield Find(match.start(1), match.end(1), "plate")


def _is_bare(low: str, raw: str) -> bool:
    return raw.isupper() and not _VOWEL.search(low)


def _is_dashed(low: str, raw: str) -> bool:
    letters = re.findall("[a-z]+", low)
    if any(part in _WEEKDAYS for part in letters):
        return False
    return raw.isupper() or (raw.islower() and not _VOWEL.search(low))
