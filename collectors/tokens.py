"""Whether a token is alive and of the right kind, asked before anything is collected with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from collectors.errors import Answer, GraphError, PermissionMissing, RequestError, TokenError, UnknownField
from collectors.graph import GraphAPI

PAGE_KINDS = ("PAGE", "SYSTEM_USER")
NEEDED = {
    "pages_read_engagement": "our own posts cannot be read",
    "pages_read_user_content": "comments and visitor posts cannot be read",
    "read_insights": "insights come back empty",
}
SOON = timedelta(days=14)


@dataclass(frozen=True)
class TokenState:
    """What Facebook says of a token; `scopes` is None when it does not say; times are UTC, None = never."""

    kind: str
    is_valid: bool
    scopes: frozenset[str] | None = None
    expires_at: datetime | None = None
    data_access_expires_at: datetime | None = None
    reason: str = ""

    def may(self, scope: str) -> bool:
        """Whether the permission was granted, or may have been."""
        return self.scopes is None or scope in self.scopes


def fetch_token(api: GraphAPI) -> dict[str, Any]:
    """The raw `debug_token` answer, asked with the app's token when we have one, else the token itself."""
    app_id, secret = api.settings.app_id, api.settings.app_secret
    asker = f"{app_id}|{secret}" if app_id and secret else None
    answer = api.get("debug_token", input_token=api.access_token, access_token=asker)
    data = answer.get("data")
    return data if isinstance(data, dict) else {}


def parse_token(raw: Mapping[str, Any]) -> TokenState:
    """`debug_token` data → TokenState."""
    error = raw.get("error")
    scopes = raw.get("scopes")
    return TokenState(
        kind=str(raw.get("type", "unknown")).upper(),
        is_valid=raw.get("is_valid") is not False,
        scopes=frozenset(map(str, scopes)) if isinstance(scopes, list) and scopes else None,
        expires_at=_time(raw.get("expires_at")),
        data_access_expires_at=_time(raw.get("data_access_expires_at")),
        reason=str(error.get("message", "")) if isinstance(error, dict) else "",
    )


def inspect_token(api: GraphAPI) -> TokenState:
    """The token's state; where `debug_token` may not be asked, `/me` tells its kind. Raises TokenError."""
    try:
        return parse_token(fetch_token(api))
    except (PermissionMissing, RequestError):
        api.note("the token's permissions and expiry are unknown: set the app's id and secret to see them")
    try:
        api.get("me", fields="id,category")  # a person has no category, a Page has
    except UnknownField:
        return TokenState(kind="USER", is_valid=True)
    except (PermissionMissing, RequestError):
        return TokenState(kind="UNKNOWN", is_valid=True)
    return TokenState(kind="PAGE", is_valid=True)


def problem_of(state: TokenState, now: datetime) -> str | None:
    """Why this token must not be used for a Page, or None."""
    if not state.is_valid:
        return state.reason or "Facebook says that the token is not valid"
    if state.expires_at is not None and state.expires_at <= now:
        return f"the token expired on {state.expires_at:%Y-%m-%d}"
    if state.data_access_expires_at is not None and state.data_access_expires_at <= now:
        return f"the app's access to the data ended on {state.data_access_expires_at:%Y-%m-%d} (90 days)"
    if state.kind in ("USER", "APP"):
        return (
            f"this is a token of kind {state.kind}, a Page token belongs here: Facebook would answer 200 "
            "with empty lists, which looks like silence (the Page's own token stands in /me/accounts)"
        )
    return None


def warnings_of(state: TokenState, now: datetime) -> list[str]:
    """What a person should know although the token works: missing permissions, an end in sight."""
    found = [
        f"permission {name} is missing: {effect}" for name, effect in NEEDED.items() if not state.may(name)
    ]
    for when, what in (
        (state.expires_at, "token"),
        (state.data_access_expires_at, "app's access to the data"),
    ):
        if when is not None and now < when <= now + SOON:
            found.append(f"the {what} ends on {when:%Y-%m-%d}: reconnect the Page before that day")
    return found


def require_page_token(api: GraphAPI, now: datetime) -> TokenState:
    """The state of a token that may be used for a Page; raises TokenError with the reason otherwise."""
    if not api.access_token:
        raise TokenError(Answer("there is no token for this Page"))
    state = inspect_token(api)
    problem = problem_of(state, now)
    if problem:
        raise TokenError(Answer(api.clean(problem)))
    for warning in warnings_of(state, now):
        api.note(warning)
    return state


def check_token(api: GraphAPI, now: datetime) -> tuple[TokenState | None, list[str]]:
    """For the doctor: the state, and every problem and warning as a line; never raises a GraphError."""
    try:
        state = inspect_token(api)
    except GraphError as error:
        return None, [str(error)]
    problem = problem_of(state, now)
    return state, ([problem] if problem else []) + warnings_of(state, now)


def _time(value: Any) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int | float) and value > 0 else None
