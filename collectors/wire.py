"""The form of requests to and answers from the Graph API: parameters, bodies, error envelopes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests

from collectors.errors import Answer, SourceRefused
from collectors.scrub import scrub


class Bearer(requests.auth.AuthBase):
    """Puts the token in the header; as `auth` it also keeps a .netrc from replacing it."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def checked_address(base_url: str) -> str:
    """The address without a slash at its end; raises SourceRefused when a token would travel readable."""
    parts = urlsplit(base_url)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return base_url.rstrip("/")
    raise SourceRefused(
        f"the Graph address {scrub(base_url)} is not https: a token would travel readable; "
        "use https, or http on this machine only"
    )


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def text(value: Any) -> str:
    """One parameter as Facebook wants it: JSON for nested values and booleans, unix seconds for times."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return str(int(value.timestamp()))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parsed(response: requests.Response) -> Any:
    """The body as JSON whatever its content type says; None when it is none."""
    try:
        return json.loads(response.content.decode("utf-8-sig", errors="replace"))
    except ValueError:
        return None


def answer(status: int, headers: Mapping[str, str], body: Any, path: str) -> Answer:
    """What an answer without a result says: Facebook's error envelope, or that it is no JSON at all."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return Answer(
            message=str(error.get("error_user_msg") or error.get("message") or "an error without a message"),
            status=status,
            code=_whole(error.get("code")),
            subcode=_whole(error.get("error_subcode")),
            is_transient=error.get("is_transient") is True,
            headers=headers,
        )
    kind = headers.get("content-type", "no content type").split(";")[0]
    said = str(error) if error else f"{kind} instead of JSON"
    return Answer(f"Facebook answered {path} with {said}", status=status, headers=headers)


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdigit()) else None


def never_sent(problem: requests.RequestException) -> bool:
    """Refused or unreachable before a byte of the request left: the one sure failure of a write."""
    cause = problem.args[0] if problem.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(problem, requests.ConnectTimeout) or type(reason).__name__ == "NewConnectionError"
