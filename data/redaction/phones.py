"""Telephone numbers, national and international, in the spacings people use; read with phonenumbers."""

import re
from collections.abc import Iterable

import phonenumbers
from phonenumbers import PhoneNumberType as Kind

from data.redaction.runs import Window

# Tried in this order: where the public lives first, then where it comes from.
_REGIONS = ("NL", "PL", "BG", "RO", "TR", "UA", "HU", "ES", "BE", "DE", "GB", "FR", "LT", "SK", "CZ", "HR")
_FROM_EIGHT = ("RU", "LT")  # where people dial 8 before a number of their own country
_WITHOUT_ZERO = ("PL", "NL", "BG", "RO", "UA", "ES", "TR", "HU", "CZ", "SK", "PT", "LT", "HR", "IT")
_COUNTRY_CODES = (
    "31", "48", "359", "40", "90", "380", "36", "34", "32", "49", "44", "33", "370", "371", "421",
    "420", "351", "385", "7", "55", "39", "43", "41", "381", "387", "389", "373", "372", "212",
)  # fmt: skip
_PERSONAL = frozenset({Kind.MOBILE, Kind.FIXED_LINE_OR_MOBILE, Kind.PERSONAL_NUMBER, Kind.VOIP})
_PUBLIC = frozenset({Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE})
_SECOND_NUMBER = re.compile(r"\D(?:00\d|0\d{8})")  # `18:00 0612345678`: the number begins later
_POLISH_FREE = re.compile(r"80[01]\d{6}")
_POLISH_DASHED = re.compile(r"[4-8]\d\d-\d{3}-\d{3}")
_GROUPINGS = frozenset(
    {(9,), (3, 3, 3), (2, 3, 2, 2), (3, 2, 2, 2), (2, 3, 4), (1, 8), (1, 4, 4), (1, 2, 2, 2, 2)}
)
_GROUPINGS |= {(10,), (3, 3, 2, 2), (3, 3, 4), (2, 7), (3, 6), (1, 2, 3, 3), (3, 7)}


def read_phone(options: Iterable[Window]) -> Window | None:
    """The window among those of one starting place that is a telephone number, or None.

    Numbers with + or 00, and numbers that begin with 0 and have the length of one, count even when no
    plan knows them: a typing error does not make a number less personal.
    """
    sure: Window | None = None
    maybe: Window | None = None
    for window in options:
        answer = _judge(window)
        if answer == "public":
            return None
        if answer == "valid":
            better = sure is None or _rank(window) < _rank(sure)
            sure = window if better else sure
        elif answer == "shaped":
            maybe = maybe or window
    return sure or maybe


def _rank(window: Window) -> int:
    """A Dutch reading first, then the one that leaves nothing over, then by region; less is better."""
    if window.plus:
        return 0
    region = _first_region(window.digits)
    if region and window.whole:
        return 1
    return region + 2 if region else 0


def _judge(window: Window) -> str:
    digits = window.digits
    if window.plus or (digits.startswith("00") and len(digits) >= 10):
        return _international(digits if window.plus else digits[2:])
    if digits.startswith("0"):
        return _national(window)
    if window.amount or (_POLISH_FREE.fullmatch(digits) and _kind(digits, "PL") in _PUBLIC):
        return ""
    if (
        window.labelled
        and not _SECOND_NUMBER.search(window.raw)
        and 7 <= len(digits) <= 13
        and max(window.groups) < 14
    ):
        return "valid" if len(digits) >= 9 and _is_mobile(digits) else "shaped"
    if digits.startswith(("89", "86")) and any(
        _kind(digits, region) == Kind.MOBILE for region in _FROM_EIGHT
    ):
        return "valid" if len(digits) == (11 if digits[1] == "9" else 9) else ""
    if window.groups in _GROUPINGS and (_is_mobile(digits) or _POLISH_DASHED.fullmatch(window.raw)):
        return "valid"
    return "valid" if len(window.groups) < 5 and _lacks_plus(digits) else ""


def _international(digits: str) -> str:
    if not 7 <= len(digits) <= 15:
        return ""
    kind = _kind(digits, None)
    if kind in _PUBLIC:
        return "public"
    return "shaped" if kind is None else "valid"


def _national(window: Window) -> str:
    if not 9 <= len(window.digits) <= 12:
        return "shaped" if window.labelled and len(window.digits) < 14 else ""
    if _first_region(window.digits) < len(_REGIONS):
        return "valid"
    return "shaped" if window.whole or len(window.digits) == 10 else ""


def _first_region(digits: str) -> int:
    for place, region in enumerate(_REGIONS):
        if _kind(digits, region) is not None:
            return place
    return len(_REGIONS)


def _is_mobile(digits: str) -> bool:
    return any(_kind(digits, region) in _PERSONAL for region in _WITHOUT_ZERO)


def _lacks_plus(digits: str) -> bool:
    return len(digits) >= 11 and digits.startswith(_COUNTRY_CODES) and _kind(digits, None) in _PERSONAL


def _kind(digits: str, region: str | None) -> int | None:
    """phonenumbers' type of a valid number, None when it is not valid there."""
    try:
        number = phonenumbers.parse(digits if region else f"+{digits}", region)
    except phonenumbers.NumberParseException:
        return None
    if region and number.country_code != phonenumbers.country_code_for_region(region):
        return None
    return phonenumbers.number_type(number) if phonenumbers.is_valid_number(number) else None
