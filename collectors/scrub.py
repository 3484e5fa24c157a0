"""Keeps secrets out of every text we write: messages, logs and exceptions."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_IN_URL = re.compile(
    r"((?:access_token|input_token|appsecret_proof|client_secret|fb_exchange_token)(?:=|%3D|\"?:\s*\"?))[^&\s\"']+",
    re.IGNORECASE,
)
_TOKEN_LIKE = re.compile(r"\bEAA[A-Za-z0-9]{16,}\b")
_BEARER = re.compile(r"(Bearer\s+)[^\s,;\"']+", re.IGNORECASE)
HIDDEN = "[secret]"


def scrub(text: str, secrets: Iterable[str | None] = ()) -> str:
    """The text on one line without the given secrets and without anything that looks like a Graph token."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    text = _IN_URL.sub(rf"\1{HIDDEN}", text)
    text = _BEARER.sub(rf"\1{HIDDEN}", _TOKEN_LIKE.sub(HIDDEN, text))
    return " ".join(text.split())


class ScrubbingFilter(logging.Filter):
    """For the HTTP library's own log lines, which print every URL at level DEBUG."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrites the record without secrets; lets every record through."""
        record.msg, record.args = scrub(record.getMessage()), ()
        return True


def guard_http_logs() -> None:
    """Puts the filter on the HTTP library's logger; may be called any number of times."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(each, ScrubbingFilter) for each in logger.filters):
        logger.addFilter(ScrubbingFilter())
