"""The registry of access tokens: kinds, scopes, tasks, expiry, and what is wrong with the broken ones."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from collectors.simulator import errors

Kind = Literal["PAGE", "USER", "SYSTEM_USER", "APP"]
SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_posts",
    "pages_manage_metadata",
    "pages_manage_engagement",
    "read_insights",
    "business_management",
)
TASKS = ("ANALYZE", "ADVERTISE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE")
APP_ID = "410022003300440"
APP_NAME = "Infopunt demo app"
USER_ID = "10220000000000017"
SYSTEM_USER_ID = "122000000000000031"
STATES = {
    458: f"Error validating access token: The user has not authorized application {APP_ID}.",
    459: "Error validating access token: The user must pass a checkpoint before it works again.",
    460: "Error validating access token: The session has been invalidated because the user changed their "
    "password or Facebook has changed the session for security reasons.",
    464: "Error validating access token: Sessions are not allowed because the user is not confirmed.",
    467: "Error validating access token: The access token is invalid since the user has logged out.",
    492: "Error validating access token: The user no longer has a role on this Page.",
    2069032: "A Page access token is required for this call for the new Pages experience.",
}


@dataclass(frozen=True)
class Token:
    """One access token. `broken` is the 190 subcode that it meets, None when it works until `expires`."""

    label: str
    value: str
    kind: Kind
    issued: datetime
    scopes: frozenset[str] = frozenset(SCOPES)
    tasks: frozenset[str] = frozenset(TASKS)
    expires: datetime | None = None
    data_access_expires: datetime | None = None
    broken: int | None = None

    def may(self, scope: str) -> bool:
        """Whether the permission was granted."""
        return scope in self.scopes


@dataclass
class Tokens:
    """All tokens of one simulator, by value; the same seed gives the same strings."""

    seed: int
    start: datetime
    app_secret: str = ""
    by_value: dict[str, Token] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app_secret = self.app_secret or hashlib.sha256(f"secret {self.seed}".encode()).hexdigest()[:32]
        page, hour = self._new("page", "PAGE"), timedelta(hours=1)
        user = replace(self._new("user", "USER"), expires=self.start + timedelta(days=60))
        less = {
            "page_no_insights": {"read_insights"},
            "page_no_user_content": {"pages_read_user_content"},
            "page_no_publish": {"pages_manage_posts"},
        }
        every = [page, user, self._new("system", "SYSTEM_USER")]
        every += [
            replace(self._new(label, "PAGE"), scopes=page.scopes - without) for label, without in less.items()
        ]
        every.append(replace(self._new("page_no_moderate", "PAGE"), tasks=page.tasks - {"MODERATE"}))
        every.append(replace(self._new("page_expired", "PAGE"), expires=self.start - hour))
        every.append(replace(self._new("page_revoked", "PAGE"), broken=460))
        every.append(replace(self._new("user_short", "USER"), expires=self.start + hour))
        every.append(
            replace(self._new("app", "APP"), value=f"{APP_ID}|{self.app_secret}", scopes=frozenset())
        )
        self.by_value = {token.value: token for token in every}

    def _new(self, label: str, kind: Kind) -> Token:
        text = hashlib.sha512(f"{self.seed} {label}".encode()).hexdigest()
        ninety = self.start + timedelta(days=90)
        return Token(label, f"EAA{text[:90]}", kind, self.start, data_access_expires=ninety)

    def labelled(self, label: str) -> Token:
        """The token that the simulator calls by this name; KeyError when there is none."""
        for token in self.by_value.values():
            if token.label == label:
                return token
        raise KeyError(label)

    def check(self, value: str | None, now: datetime) -> Token:
        """The token behind a value; GraphError 2500 when missing, 190 when unknown, expired or broken."""
        if not value:
            raise errors.no_token()
        token = self.by_value.get(value)
        if token is None:
            raise errors.bad_token("Invalid OAuth access token - Cannot parse access token")
        fault = self.fault_of(token, now)
        if fault:
            raise fault
        return token

    def fault_of(self, token: Token, now: datetime) -> errors.GraphError | None:
        """What is wrong with a known token, or None."""
        if token.broken:
            return broken(token.broken)
        if token.expires is not None and token.expires <= now:
            form = "%A, %d-%b-%y %H:%M:%S PST"
            pacific = timedelta(hours=-8)
            return errors.bad_token(
                f"Error validating access token: Session has expired on {token.expires + pacific:{form}}. "
                f"The current time is {now + pacific:{form}}.",
                463,
            )
        return None

    def proof(self, value: str) -> str:
        """appsecret_proof of a token: hex HMAC-SHA256 with the app's secret."""
        return hmac.new(self.app_secret.encode(), value.encode(), hashlib.sha256).hexdigest()

    def lengthen(self, token: Token, now: datetime) -> Token:
        """A long user token in exchange for a short one; asking again gives the same one."""
        value = "EAAL" + hashlib.sha512(token.value.encode()).hexdigest()[:90]
        longer = replace(token, label="user_long", value=value, issued=now, expires=now + timedelta(days=60))
        return self.by_value.setdefault(value, longer)

    def shown(self) -> Mapping[str, Any]:
        """Label to value, kind and scopes: the simulator is local, its tokens open nothing else."""
        return {
            token.label: {
                "value": token.value,
                "kind": token.kind,
                "scopes": sorted(token.scopes),
                "tasks": sorted(token.tasks),
            }
            for token in self.by_value.values()
        }


def broken(subcode: int) -> errors.GraphError:
    """The 190 error with this subcode."""
    default = "Error validating access token: The session is invalid."
    return errors.bad_token(STATES.get(subcode, default), subcode)
