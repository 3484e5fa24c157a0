"""Bank account numbers: IBAN of every country that has one, however spaced, and Polish 26-digit ones."""

import re
from collections.abc import Iterator

from stdnum import iban

from data.redaction.shadow import Find, Shadow

# Length per country: SWIFT IBAN registry.
_LENGTHS = {
    code: int(length)
    for length, codes in (
        ("15", "no"),
        ("16", "be"),
        ("18", "dk fi fo gl nl"),
        ("19", "mk si"),
        ("20", "at ba ee kz lt lu xk"),
        ("21", "ch hr li lv"),
        ("22", "bg bh cr de gb ge ie me rs"),
        ("23", "ae gi il iq om tl"),
        ("24", "ad cz es md pk ro sa se sk tn vg"),
        ("25", "ly pt st"),
        ("26", "is tr"),
        ("27", "bi dj fr gr it mc mr sm"),
        ("28", "al az by cy do gt hu lb ni pl sv"),
        ("29", "br eg ps qa ua"),
        ("30", "jo kw mu"),
        ("31", "mt sc"),
        ("33", "ru"),
    )
    for code in codes.split()
}
_GAP = r"[ \t.\-/_*,:;|~'()•·\n]{0,3}"
_HEAD = re.compile(rf"(?<![^\W_])[a-z]{_GAP}[a-z]{_GAP}\d{_GAP}\d{_GAP}[a-z0-9]", re.ASCII)
_NEXT = re.compile(rf"{_GAP}([a-z0-9])", re.ASCII)
_POLISH = re.compile(rf"(?<![\d+])\d(?:{_GAP}\d){{25}}(?![ -]?\d)")
_LABEL = re.compile(r"\b(?:iban|rekening|rekeningnummer|konto|konta|rachunek|rachunku|nrb)\b[^\d\n]{0,14}$")


def find_iban(shadow: Shadow) -> Iterator[Find]:
    """Account numbers whose check digits fit, or whose country, length and make-up do (a typing error)."""
    low = shadow.low
    at = 0
    while head := _HEAD.search(low, at):
        at = head.start() + 1
        end = _end_of(low, head.start())
        if end:
            yield Find(head.start(), end, "iban")
            at = end
    for match in _POLISH.finditer(low):
        digits = "".join(c for c in match.group() if c.isdigit())
        if iban.is_valid(f"PL{digits}") or _LABEL.search(low, max(0, match.start() - 30), match.start()):
            yield Find(match.start(), match.end(), "iban")


def _end_of(low: str, start: int) -> int | None:
    """Where an account number that starts here ends, or None when there is none."""
    letters: list[str] = []
    end, wanted = start, 34
    while len(letters) < wanted and (step := _NEXT.match(low, end)):
        letters.append(step.group(1))
        end = step.end()
        if len(letters) == 2:
            wanted = _LENGTHS.get("".join(letters), 0)
    value = "".join(letters)
    if len(value) != wanted or wanted == 0:
        return None
    if end < len(low) and low[end].isalnum() and not iban.is_valid(value):
        return None
    digits = sum(char.isdigit() for char in value[4:])
    return end if iban.is_valid(value) or digits * 2 >= wanted else None
