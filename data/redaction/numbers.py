"""Decides what each number in a text is: citizen number, telephone, somebody's other number, or nothing."""

import re
from collections.abc import Iterator

from data.redaction.identity import is_long, names_an_organisation, read_identity
from data.redaction.phones import read_phone
from data.redaction.runs import Window, windows
from data.redaction.shadow import Find, Shadow

_MOBILE = re.compile(r"06\d{8}|07[2-9]\d{7}|05\d{9}")  # NL; RO, UA, GB; TR


def find_numbers(shadow: Shadow) -> Iterator[Find]:
    """Telephone, citizen service and other personal numbers, left to right, none overlapping."""
    at = 0
    for options in windows(shadow):
        if options[0].start < at:
            continue
        before = shadow.low[max(0, options[0].start - 44) : options[0].start]
        found = None if names_an_organisation(before) else _read(options, before)
        if found:
            window, kind = found
            yield Find(window.start, window.end, kind)
            at = window.end


def _read(options: list[Window], before: str) -> tuple[Window, str] | None:
    identity = read_identity(options, before)
    looks_dialled = (
        options[0].plus or options[0].labelled or any(_MOBILE.fullmatch(w.digits) for w in options)
    )
    if identity and (identity[1] == "bsn-labelled" or not looks_dialled):
        return identity[0], identity[1].removesuffix("-labelled")
    if phone := read_phone(options):
        return phone, "phone"
    if identity:
        return identity
    return next(((window, "number") for window in options if is_long(window)), None)
