"""Telephone numbers typed past a plain reader: O for zero, an emoji or a line end between the digits."""

import re
from collections.abc import Iterator

import phonenumbers

from data.redaction.shadow import Find, Shadow

# The zero typed as a letter (Latin or Cyrillic); a label glued to it; whatever is no word between digits.
_START = r"(?:(?<![^\W_])|(?<=tel)|(?<=nr)|(?<=mob)|(?<=wapp)|(?<=app)|(?<=whatsapp)|(?<=viber)|(?<=тел))"
_GAP = r"[^\w\n+\ue000]{0,4}(?:\n[^\w\n+\ue000]{0,2})?"
_O = "[0oо]"
_MOBILE = re.compile(
    rf"{_START}(?<![\d.,:/\-])(?:{_O}{_O}31|\+31)?{_GAP}{_O}?{_GAP}6(?:{_GAP}[\doо]){{8}}(?![\doо])"
)
_ABROAD = re.compile(rf"{_START}(?:\+|00)\d(?:{_GAP}\d){{8,13}}(?!\d)")
_SIGNS = re.compile(r"[^\d]")


def find_disguised(shadow: Shadow) -> Iterator[Find]:
    """Dutch mobile numbers, and valid ones with + or 00, whatever stands between their digits."""
    for match in _MOBILE.finditer(shadow.low):
        if _starts_dutch(match.group()):
            yield Find(match.start(), match.end(), "phone")
    for match in _ABROAD.finditer(shadow.low):
        digits = _SIGNS.sub("", match.group()).removeprefix("00")
        if _is_valid(digits):
            yield Find(match.start(), match.end(), "phone")


def _starts_dutch(raw: str) -> bool:
    digits = _SIGNS.sub("", raw.replace("o", "0").replace("о", "0"))
    typed = sum(char.isdigit() for char in raw)
    return typed >= 8 and bool(re.fullmatch(r"(?:06|00316|003106|316|3106)[1-9]?\d{7,8}", digits))


def _is_valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}", None))
    except phonenumbers.NumberParseException:
        return False
