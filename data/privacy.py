"""The door: replaces everything that points to a person before a text is stored or shown.

Rules, checksums and lists only, so what is replaced can be explained; no text is logged, and no error
carries any. What stays on purpose: amounts, dates, hours, public service numbers, postcodes and streets
without a house number, organisations and places.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from data.redaction import signs
from data.redaction.addresses import find_addresses
from data.redaction.contacts import find_handles, find_mail, find_spelled_mail
from data.redaction.disguised import find_disguised
from data.redaction.harmless import find_harmless
from data.redaction.iban import find_iban
from data.redaction.identity import find_births, find_documents
from data.redaction.links import find_links
from data.redaction.names import find_names
from data.redaction.numbers import find_numbers
from data.redaction.plates import find_plates
from data.redaction.shadow import Find, Shadow, open_shadow, replace
from data.redaction.spoken import find_spoken
from data.redaction.tagged import find_tagged

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "name": "[naam]",
        "phone": "[telefoon]",
        "mail": "[e-mail]",
        "bsn": "[bsn]",
        "iban": "[iban]",
        "plate": "[kenteken]",
        "address": "[adres]",
        "account": "[account]",
        "link": "[link]",
        "number": "[nummer]",
    }
)
"""Kind of personal data → what stands in its place."""

PLACEHOLDER = re.compile("|".join(re.escape(p) for p in PLACEHOLDERS.values()))

_Detector = Callable[[Shadow], Iterable[Find]]
# What must be in a text for a rule to be run, and the rule. Order matters: what is certain first, so that a
# looser rule never sees a part of it.
_RULES: tuple[tuple[int, _Detector], ...] = (
    (signs.SPELLED_MAIL, find_spelled_mail),
    (signs.LINK, find_links),
    (signs.AT_SIGN, find_mail),
    (signs.AT_SIGN | signs.ACCOUNT, find_handles),
    (signs.TWO, find_iban),
    (signs.BORN, find_births),
    (signs.DIGIT, find_harmless),
    (signs.FOUR, find_documents),
    (signs.DIGIT, find_addresses),
    (signs.DIGIT, find_plates),
    (signs.SEVEN, find_numbers),
    (signs.EIGHT, find_disguised),
    (signs.SPOKEN, find_spoken),
)
_NAMES: tuple[int, _Detector] = (signs.ALWAYS, find_names)
_UNTAGGED = (*_RULES, _NAMES)


_NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without people, and how many of each kind (the keys of `PLACEHOLDERS`) were taken out."""

    text: str
    found: Mapping[str, int]


def redact(text: str, *, names: Sequence[str] = ()) -> Redacted:
    """The text with every personal part replaced by its placeholder; the rest is left as written.

    `names`: people known to be in the text (tagged), replaced in any inflection, whole or in part.
    Redacting a redacted text changes nothing: passes repeat until one finds nothing.
    Raises TypeError when text is no string; the message never contains the text.
    """
    if not isinstance(text, str):
        raise TypeError("redact expects a string")
    counts: Counter[str] = Counter()
    while True:
        shadow = open_shadow(text)
        finds = [find for find in _find_all(shadow, names) if find.kind]
        if not finds:
            return Redacted(text, MappingProxyType(dict(counts)) if counts else _NOTHING)
        counts.update(find.kind for find in finds if find.kind)
        text = replace(text, shadow, finds, PLACEHOLDERS)


def _find_all(shadow: Shadow, names: Sequence[str]) -> Iterator[Find]:
    """Every find of one pass, none overlapping."""
    if "[" in shadow.low:
        shadow = shadow.masked([Find(m.start(), m.end(), None) for m in PLACEHOLDER.finditer(shadow.low)])
    for needed, detect in _rules(names):
        if shadow.signs & needed:
            finds = _apart(detect(shadow))
            if finds:
                shadow = shadow.masked(finds)
                yield from finds


def _rules(names: Sequence[str]) -> Iterable[tuple[int, _Detector]]:
    if not names:
        return _UNTAGGED
    return (*_RULES, (signs.ALWAYS, partial(find_tagged, names=tuple(names))), _NAMES)


def _apart(finds: Iterable[Find]) -> list[Find]:
    """The finds without overlaps: the earlier wins, of two that start together the longer."""
    found = list(finds)
    if len(found) < 2:
        return found
    apart: list[Find] = []
    for find in sorted(found, key=lambda f: (f.start, -f.end)):
        if not apart or find.start >= apart[-1].end:
            apart.append(find)
    return apart
