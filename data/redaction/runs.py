"""Groups of digits as people space them, read as candidate numbers: `06 - 12 34 56 78`, `(070) 353.30.00`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.redaction.harmless import is_amount
from data.redaction.labels import alternatives
from data.redaction.shadow import Shadow

_GAP = r"[ \t.\-/()_*,:;|~'\\•·]{0,3}"
_RUN = re.compile(rf"\d(?:{_GAP}\d)*")
_GROUP = re.compile(r"\d+")
_PLUS = re.compile(r"(?:\+|\(\+\)?)\s?\(?$")
_PHONE_LABEL = re.compile(rf"\b(?:{alternatives('phone')})\b[^\d\n]{{0,14}}$")
_PHONE_LABEL_AFTER = re.compile(rf"\s?(?:{alternatives('phone after')})(?!\w)")
_GAP_BETWEEN = re.compile(r"\D+")
_LISTS = re.compile(r"[,;|()]")
_GLUED_LABEL = re.compile(r"(?<![^\W_])(?:tel|nr|no|id|mob|wa|app|bsn|pesel|egn|cnp|тел|нр|егн)$")
_DIGITS_LIMIT = 19


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive digit groups of one run, with what is known from around them."""

    start: int
    end: int
    digits: str
    groups: tuple[int, ...]  # digits in each group
    plus: bool
    labelled: bool  # a word for telephone stands right before
    amount: bool
    whole: bool  # nothing of the run is left after the window
    raw: str

    @property
    def even_gaps(self) -> bool:
        """Whether no two groups stand more than one character apart, or all equally: `12 - 34 - 56`."""
        if len(self.raw) <= len(self.digits) + len(self.groups) - 1:
            return True
        gaps = set(_GAP_BETWEEN.findall(self.raw))
        return len(gaps) == 1 and not _LISTS.search(self.raw)


def windows(shadow: Shadow) -> Iterator[list[Window]]:
    """For every place where a number may start: its windows of 7 to 19 digits, longest first.

    A reader takes at most one window and skips the groups it covers.
    """
    for run in _RUN.finditer(shadow.low):
        if run.end() - run.start() < 7:
            continue
        groups = [(m.start(), m.end()) for m in _GROUP.finditer(shadow.low, run.start(), run.end())]
        for first in range(len(groups)):
            found = list(_from(shadow, groups, first))
            if found:
                yield found[::-1]


def _from(shadow: Shadow, groups: list[tuple[int, int]], first: int) -> Iterator[Window]:
    low, start = shadow.low, groups[first][0]
    glued = start and (low[start - 1].isalpha() or low[start - 1] == "_")
    if glued and not _GLUED_LABEL.search(low, max(0, start - 7), start):
        return
    before = low[max(0, start - 34) : start]
    plus = _PLUS.search(before)
    labelled = bool(_PHONE_LABEL.search(before))
    run_end = groups[-1][1]
    labelled = labelled or bool(_PHONE_LABEL_AFTER.match(low, run_end))
    digits, sizes = "", []
    for place in range(first, len(groups)):
        begin, end = groups[place]
        digits += low[begin:end]
        sizes.append(end - begin)
        if len(digits) > _DIGITS_LIMIT:
            return
        if len(digits) >= 7 and not (end < len(low) and low[end].isalpha() and end - begin < 5):
            yield Window(
                start=start - (len(plus.group()) if plus else 0),
                end=end,
                digits=digits,
                groups=tuple(sizes),
                plus=plus is not None,
                labelled=labelled,
                amount=is_amount(low, start, end),
                whole=place == len(groups) - 1,
                raw=low[start:end],
            )
