"""Numbers that states and banks give to people: found by checksum (python-stdnum) or by the word before."""

import re
from collections.abc import Callable, Iterator

from stdnum import luhn
from stdnum.be import nn
from stdnum.bg import egn
from stdnum.cz import rc
from stdnum.de import idnr
from stdnum.ee import ik
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.hr import oib
from stdnum.it import codicefiscale
from stdnum.lt import asmens
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.ro import cnp
from stdnum.tr import tckimlik
from stdnum.ua import rntrc

from data.redaction.labels import alternatives
from data.redaction.runs import Window
from data.redaction.shadow import Find, Shadow
from data.redaction.signs import DOCUMENT

_BY_LENGTH: dict[int, tuple[Callable[[str], bool], ...]] = {
    10: (egn.is_valid, rntrc.is_valid, rc.is_valid),
    11: (
        pesel.is_valid,
        tckimlik.is_valid,
        asmens.is_valid,
        idnr.is_valid,
        oib.is_valid,
        nn.is_valid,
        ik.is_valid,
    ),
    13: (cnp.is_valid, nir.is_valid),
    15: (nir.is_valid,),
}
_MOST_GROUPS = 7  # thirteen digits in pairs
_BSN_LABEL = re.compile(rf"\b(?:{alternatives('bsn')})\b[^\d\n]{{0,14}}$")
_NO_PERSON = re.compile(rf"\b(?:{alternatives('no person')})\b[^\d\n]{{0,10}}$")
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DATE_LIKE = re.compile(
    rf"(?:19|20)\d\d{_MONTH}{_DAY}|{_DAY}{_MONTH}(?:19|20)\d\d|(?:19|20)\d\d(?:19|20)\d\d"
)
_BIRTH_NUMBER = re.compile(r"(?<![\w/])\d{6} ?/ ?\d{3,4}(?!\w|[\W_]{0,3}\d)")
_LETTERED = (
    (re.compile(r"(?<!\w)\d{8}[ -]?[a-z](?!\w)"), dni.is_valid),
    (re.compile(r"(?<!\w)[xyz][ -]?\d{7}[ -]?[a-z](?!\w)"), nie.is_valid),
    (re.compile(r"(?<!\w)[a-z]{6}\d\d[a-z]\d\d[a-z]\d{3}[a-z](?!\w)"), codicefiscale.is_valid),
)
# Ukraine's register number opens with a birth date.
_REGISTER = re.compile(r"(?<![\w\-])(?:19|20)\d{6} ?- ?\d{5}(?![\w\-])")
_BORN = re.compile(
    rf"(?<![^\W_])(?:{alternatives('born')})(?![^\W\d_])"
    rf"(?:[ :]{{1,2}}(?:{alternatives('born filler')})(?![^\W\d_]))?[ :]{{1,3}}"
    r"(\d{1,2}([./\-] ?)\d{1,2}\2(?:19|20)?\d\d)(?!\d)"
)
# Without a label each of them has six digits in a row, or three before its last letter.
_SIX = re.compile(r"\d{6}")
_THREE_AND_LETTER = re.compile(r"\d{3}[a-z]")
_POLISH_CARD = re.compile(r"(?<!\w)[a-z]{3} ?\d{6}(?!\w)")
_LETTERS = r"[a-zа-яієґ]{1,3}[ -]?(?:(?:nr|no|№)[. ]{1,2})?"
_DOCUMENT = re.compile(
    rf"(?<![^\W_])(?:{alternatives('document')})(?![^\W\d_])"
    rf"(?:[ .:#№\-]*(?:{alternatives('document filler')})(?![^\W\d_])){{0,3}}[ .:#№=\-]{{0,4}}"
    rf"((?:{_LETTERS})?\d(?:[ .\-/]?\d){{3,15}}[a-z]?|(?=[a-z0-9]{{0,9}}\d)[a-z0-9]{{6,12}})(?!\w)"
)


def names_an_organisation(before: str) -> bool:
    """Whether the words left of a number say that it is a company's (chamber of commerce) or a book's."""
    return bool(_NO_PERSON.search(before))


def read_identity(options: list[Window], before: str) -> tuple[Window, str] | None:
    """The window that is a citizen number, with its kind, or None.

    Kinds: `bsn` by the eleven-test, `bsn-labelled` for any 7 to 10 digits after that word, `number` for
    a number of another country whose check digits fit. `before` is the text left of the number.
    """
    labelled = bool(_BSN_LABEL.search(before))
    for window in options:
        if labelled and 7 <= len(window.digits) <= 10:
            return window, "bsn-labelled"
        if not window.plus and window.even_gaps and not window.amount and len(window.groups) <= _MOST_GROUPS:
            if _is_bsn(window):
                return window, "bsn"
            if _is_foreign(window):
                return window, "number"
    return None


def is_long(window: Window) -> bool:
    """Ten or more digits in one piece: nothing harmless in these texts looks like that."""
    return len(window.groups) == 1 and len(window.digits) >= 10


def _is_bsn(window: Window) -> bool:
    digits = window.digits
    if len(digits) not in (8, 9) or (len(digits) == 8 and len(window.groups) > 1):
        return False
    return not _DATE_LIKE.fullmatch(digits) and bool(bsn.is_valid(digits.zfill(9)))


def _is_foreign(window: Window) -> bool:
    digits = window.digits
    if (
        any(is_valid(digits) for is_valid in _BY_LENGTH.get(len(digits), ()))
        and min(window.groups[:-1], default=2) > 1
    ):
        return True
    return 13 <= len(digits) <= 19 and len(window.groups) != 2 and bool(luhn.is_valid(digits))


def find_documents(shadow: Shadow) -> Iterator[Find]:
    """Labelled document and client numbers, and those whose letters and checksum give them away."""
    low = shadow.low
    for match in _DOCUMENT.finditer(low) if shadow.signs & DOCUMENT else ():
        value = match.group(1)
        if sum(char.isdigit() for char in value) >= 4 and not _DATE_LIKE.fullmatch(value):
            yield Find(match.start(1), match.end(1), "number")
    if _SIX.search(low) or _THREE_AND_LETTER.search(low):
        yield from _find_unlabelled(shadow)


def _find_unlabelled(shadow: Shadow) -> Iterator[Find]:
    low = shadow.low
    yield from (Find(m.start(), m.end(), "number") for m in _REGISTER.finditer(low))
    for pattern, is_valid in _LETTERED:
        yield from (Find(m.start(), m.end(), "number") for m in pattern.finditer(low) if is_valid(m.group()))
    for match in _BIRTH_NUMBER.finditer(low):
        if rc.is_valid(match.group().replace(" ", "")):
            yield Find(match.start(), match.end(), "number")
    for match in _POLISH_CARD.finditer(low):
        if shadow.text[match.start()].isupper() and _is_polish_card(match.group().replace(" ", "")):
            yield Find(match.start(), match.end(), "number")


def find_births(shadow: Shadow) -> Iterator[Find]:
    """Somebody's birth date: a whole date after a word for being born; `born after 01-01-2024` is a rule."""
    yield from (Find(m.start(1), m.end(1), "number") for m in _BORN.finditer(shadow.low))


def _is_polish_card(value: str) -> bool:
    """Check digit of the Polish identity card: weights 7 3 1 7 3 1 7 3 with letters counted from A = 10."""
    if not value.isascii():
        return False
    numbers = [ord(c) - 87 if c.isalpha() else int(c) for c in value]
    weighted = sum(n * w for n, w in zip(numbers[:3] + numbers[4:], (7, 3, 1, 7, 3, 1, 7, 3), strict=True))
    return weighted % 10 == numbers[3]
