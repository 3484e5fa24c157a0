"""Facebook's error codes → our errors; the code decides, the HTTP status only where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from collectors.errors import (
    Answer,
    ContentRefused,
    Gone,
    GraphError,
    InvalidMetric,
    NotOffered,
    OutcomeUnknown,
    PermissionMissing,
    RequestError,
    Throttled,
    TokenError,
    TooMuchData,
    Transient,
    UnknownField,
)

LIMITS = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
TOKENS = frozenset({102, 190, 467})
PERMISSIONS = frozenset({3, 10, *range(200, 300)})
CONTENT = frozenset({368, 506})
# Subcodes that say more than the code they come with (100, 200, 368 …).
CONTENT_SUBCODES = frozenset(
    {
        1346003, 1349125, 1363030, 1366046, 1366051, 1390008, 1404006, 1404078, 1404102, 1404112, 1455006,
        1609008, 2061006, 2069019, 4854002,
    }
)  # fmt: skip
PASSING_SUBCODES = frozenset({1363047, 1609010})
NO_INSIGHTS = frozenset({2874008, *range(2932001, 2932011)})
TOKEN_WORDS = {
    458: "the app was removed from the account",
    459: "the account must pass a security check at facebook.com first",
    460: "the password was changed",
    463: "the token has expired",
    464: "the account is not confirmed",
    467: "the token was invalidated",
    492: "the account has lost its role on the Page: a new token will not help until the role is back",
    2069032: "a Page token is needed here",
}

_CODE_IN_TEXT = re.compile(r"^\s*\(#(\d{1,7})\)")
_NONEXISTING = re.compile(r"nonexisting field \((\w+)\)", re.IGNORECASE)
_METRIC = re.compile(
    r"valid insights metric|invalid metric|metric.{0,40}(?:not valid|deprecated)", re.IGNORECASE
)
_PAGE_TOKEN = re.compile(r"page access token is required", re.IGNORECASE)


def classify(answer: Answer, *, writing: bool, until: Callable[[], datetime]) -> GraphError:
    """The error for a failed exchange; `until` is asked only when a limit was reached.

    A write that failed in a passing way has an unknown outcome: Facebook is known to answer 500 after
    having published.
    """
    answer = replace(answer, code=_effective_code(answer))
    if _is_limit(answer):
        return Throttled(answer, until())
    for table in (_token, _permission, _content, _request):
        found = table(answer)
        if found is not None:
            return found
    if _is_passing(answer):
        return _passing(answer, writing)
    return RequestError(answer)


def _effective_code(answer: Answer) -> int | None:
    # Code 1 is used as a wrapper: the real number then stands at the head of the message.
    if answer.code in (None, 1) and (match := _CODE_IN_TEXT.match(answer.message)):
        return int(match.group(1))
    return answer.code


def _is_limit(answer: Answer) -> bool:
    return answer.code in LIMITS or (answer.status == 429 and answer.code not in CONTENT)


def _token(answer: Answer) -> GraphError | None:
    if answer.code == 210 or _PAGE_TOKEN.search(answer.message):
        return TokenError(replace(answer, message=f"{answer.message} [{TOKEN_WORDS[2069032]}]"))
    if answer.code not in TOKENS and not (answer.code is None and answer.status == 401):
        return None
    words = TOKEN_WORDS.get(answer.subcode or 0)
    return TokenError(replace(answer, message=f"{answer.message} [{words}]") if words else answer)


def _permission(answer: Answer) -> GraphError | None:
    if answer.subcode in CONTENT_SUBCODES | PASSING_SUBCODES:
        return None
    if answer.code in PERMISSIONS or (answer.code, answer.subcode) == (1, 2853006):
        return PermissionMissing(answer)
    return None


def _content(answer: Answer) -> GraphError | None:
    return ContentRefused(answer) if answer.code in CONTENT or answer.subcode in CONTENT_SUBCODES else None


def _request(answer: Answer) -> GraphError | None:
    if answer.code in NO_INSIGHTS or answer.subcode in NO_INSIGHTS:
        return NotOffered(answer)
    if answer.code == 1 and "days" in answer.message and "since" in answer.message:
        return RequestError(answer)
    if answer.code not in (12, 100, 803, 2500, 3001) or answer.subcode in PASSING_SUBCODES:
        return None
    if answer.code == 803 or (answer.code, answer.subcode) == (100, 33):
        return Gone(answer)
    if match := _NONEXISTING.search(answer.message):
        return UnknownField(answer, match.group(1))
    return (
        InvalidMetric(answer)
        if answer.code == 3001 or _METRIC.search(answer.message)
        else RequestError(answer)
    )


def _is_passing(answer: Answer) -> bool:
    if answer.code in (1, 2) or answer.subcode in PASSING_SUBCODES or answer.is_transient:
        return True
    return answer.status is None or answer.status in (408, 425) or answer.status >= 500 or answer.status < 400


def _passing(answer: Answer, writing: bool) -> GraphError:
    if writing:
        return OutcomeUnknown(answer)
    too_much = answer.code == 1 and "reduce the amount" in answer.message.lower()
    return TooMuchData(answer) if too_much else Transient(answer)
