"""Telephone numbers written out in words: `nul zes twaalf vierendertig 56 78`."""

import re
from collections.abc import Iterator

from data.redaction.labels import alternatives, words_of
from data.redaction.shadow import Find, Shadow

_ZERO = alternatives("zero")
_DIGITS = alternatives("digit")
_TENS = (
    "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|"
    "(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en)?"
    "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    "(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
) + alternatives("tens")
_TOKEN = rf"(?:{_ZERO}|{_TENS}|{_DIGITS}|\d{{1,9}})"
_SPOKEN = re.compile(rf"(?<!\w)(?:\+ ?|(?:plus|плюс) )?{_TOKEN}(?:[ ,.\-]{{1,3}}{_TOKEN}){{3,17}}(?!\w)")
_WORD = re.compile(rf"(?<!\w)(?:{_ZERO}|{_TENS}|{_DIGITS})(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_PLUS = re.compile(r"(?:plus|плюс) ")


def find_spoken(shadow: Shadow) -> Iterator[Find]:
    """Runs of number words and digits, as long as a telephone number.

    Six places with a zero among them or seven words; nine places where words and digits are mixed.
    """
    low = shadow.low
    if not _WORD.search(low):
        return
    for match in _SPOKEN.finditer(low):
        words = _LETTERS.findall(_PLUS.sub("", match.group()))
        digits = sum(char.isdigit() for char in match.group())
        if words and _is_dialled(match.group(), words, digits):
            yield Find(match.start(), match.end(), "phone")


def _is_dialled(raw: str, words: list[str], digits: int) -> bool:
    places = len(words) + digits
    single = words_of("zero") | words_of("digit")
    if places >= 6 and (words_of("zero") & set(words) or sum(word in single for word in words) >= 7):
        return True
    mixed = digits >= 6 and (len(words) > 1 or raw.startswith("0"))
    return places >= 9 and (mixed or len(words) >= 9)
