"""Telephone numbers written out in words: `nul zes twaalf vierendertig 56 78`."""

import re
from collections.abc import Iterator

from data.redaction.labels import alternatives
from data.redaction.shadow import Find, Shadow

_ZERO = alternatives("zero")
_DIGITS = alternatives("digit")
_TENS = (
    "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|"
    "(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)en)?"
    "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    "(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_TOKEN = rf"(?:{_ZERO}|{_TENS}|{_DIGITS}|\d{{1,4}})"
_SPOKEN = re.compile(rf"(?<!\w)(?:\+ ?)?{_TOKEN}(?:[ ,.\-]{{1,3}}{_TOKEN}){{4,14}}(?!\w)")
_HAS_ZERO = re.compile(rf"(?<!\w)(?:{_ZERO})(?!\w)")
_ALL_WORDS = re.compile(rf"(?<!\w)(?:(?:{_ZERO}|{_DIGITS})[ ,.\-]{{1,3}}){{6}}")


def find_spoken(shadow: Shadow) -> Iterator[Find]:
    """Runs of number words and digits, as long as a telephone number, with a zero or seven words."""
    low = shadow.low
    if not (_HAS_ZERO.search(low) or _ALL_WORDS.search(low)):
        return
    for match in _SPOKEN.finditer(low):
        words = re.findall(r"[^\W\d_]+", match.group())
        digits = sum(char.isdigit() for char in match.group())
        if words and len(words) + digits >= 6:
            yield Find(match.start(), match.end(), "phone")
