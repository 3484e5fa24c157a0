"""Numbers that point to no person and must stay readable: dates, times, amounts, public service numbers."""

import re
from collections.abc import Iterator

from data.redaction.labels import alternatives
from data.redaction.shadow import Find, Shadow
from data.redaction.signs import BUS

_UNITS = alternatives("unit")
UNIT_AFTER = re.compile(rf"\s?(?:{_UNITS})(?![^\W\d_])")
_CURRENCY_BEFORE = re.compile(r"(?:[€$£₺]|\beuro?)\s?$")
# Begins with the digit itself, then looks back: a pattern that looks back first is tried at every letter.
_AMOUNT = re.compile(
    r"\d(?<![\d+]\d)(?<!\d[ .,/\-]\d)(?:(?<!0)|(?!\d))(?:\d{0,2}(?:[., ]\d{3})+|\d{0,5})"
    rf"(?:[.,](?:\d{{1,2}}|-+))?\s?(?:{_UNITS})(?![^\W\d_])"
)
_DATES = (
    re.compile(
        r"(?<!\d)(?<!\d[./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d|[./_-][\W_]{0,2}\d)"
    ),
    re.compile(
        r"(?<!\d)(?<!\d[./-])(?:19|20)\d\d([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d|[./_-][\W_]{0,2}\d)"
    ),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A period with short years: `01.12.26 - 24.12.26`.
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./]\d\d"
_PERIOD = re.compile(rf"(?<![\d./])(?:{_DAY}) ?- ?(?:{_DAY})(?!\d|[./\-_ ]{{1,3}}\d)")
_LINES = re.compile(
    rf"(?<![^\W_])(?:{alternatives('bus line')})(?![^\W\d_])[ :]{{1,2}}"
    r"[1-9]\d{0,2}(?:, ?[1-9]\d{0,2}|(?: ?[/&+] ?| - | )[1-9]\d?){1,11}(?![\d.]|[ ,/\-]{1,3}\d)"
)
_TIME = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![:.]?\d)")
_DIGIT_BEFORE = re.compile(r"\d[^\S\n]?(?:[^\w\n]|_){0,3}$")
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_SHIFTS = re.compile(
    rf"(?<![\d+.,/\-])(?:{_HOUR} ?- ?{_HOUR}(?:[ ,;/|+&]{{1,3}}(?=\d)|(?!\d))){{2,}}"
    r"(?![\W_]{0,3}\d)"
)
_SERVICE_START = re.compile("0[ -]?[789]0")
# 0800 and 0900 numbers, and Bulgaria's 0700, belong to services; 112 and 14070 are too short to be found.
_SERVICE = re.compile(
    r"(?<![\w+])(?<!\d[ .\-])(?:0[ -]?800|0900|0906|0909)[ .\-]{0,3}\d{3,4}"
    r"(?:[ .\-]?\d{1,3}){0,2}(?![ .\-]?\d|[^\W_])"
    r"|(?<![\w+])0700[ -]?\d(?:[ -]?\d){4}(?![ .\-]?\d|[^\W_])"
)


def is_amount(low: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) is money or a quantity by the word beside it."""
    return bool(_CURRENCY_BEFORE.search(low, max(0, start - 6), start) or UNIT_AFTER.match(low, end))


def find_harmless(shadow: Shadow) -> Iterator[Find]:
    """Spans to keep: dates with a four-digit year, times, shifts, amounts with a unit, service numbers."""
    low = shadow.low
    dashes = low.count("-")
    if dashes > 1:
        yield from _apart_from_digits(_SHIFTS, low)
    if _SERVICE_START.search(low):
        yield from _apart_from_digits(_SERVICE, low)
    if shadow.signs & BUS:
        yield from (Find(m.start(), m.end(), None) for m in _LINES.finditer(low))
    if dashes and ("." in low or "/" in low):
        yield from (Find(m.start(), m.end(), None) for m in _PERIOD.finditer(low))
    if _YEAR.search(low):
        yield from (Find(m.start(), m.end(), None) for date in _DATES for m in date.finditer(low))
    if ":" in low:
        yield from (Find(m.start(), m.end(), None) for m in _TIME.finditer(low))
    yield from (Find(m.start(), m.end(), None) for m in _AMOUNT.finditer(low))


def _apart_from_digits(pattern: re.Pattern[str], low: str) -> Iterator[Find]:
    """Never the tail of a number that is spaced oddly."""
    for match in pattern.finditer(low):
        if not _DIGIT_BEFORE.search(low, max(0, match.start() - 4), match.start()):
            yield Find(match.start(), match.end(), None)
