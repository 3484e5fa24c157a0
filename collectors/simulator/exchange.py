"""One HTTP exchange as the simulator sees it: the call that came in, and the answer that goes out."""

import email.parser
import email.policy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from collectors.simulator.errors import GraphError

JSON_TYPE = "application/json; charset=UTF-8"
SCRIPT_TYPE = "text/javascript; charset=UTF-8"


@dataclass(frozen=True)
class Call:
    """A call without its version prefix; `params` joins query and body, all values text."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    token: str | None = None
    token_in_query: bool = False
    version: str = "v26.0"
    base: str = ""
    upload: bytes | None = None

    def get(self, name: str) -> str | None:
        """One parameter; an empty value counts as absent."""
        return self.params.get(name) or None

    def having(self, **changes: Any) -> "Call":
        """The same call with something else in it."""
        return replace(self, **changes)


@dataclass
class Answer:
    """What goes out. `raw` replaces `body`; `wait` seconds pass first; `drop` hangs up instead."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = JSON_TYPE
    raw: bytes | None = None
    wait: float = 0.0
    drop: bool = False

    def bytes(self) -> bytes:
        """The body as sent: JSON with every letter outside ASCII escaped."""
        if self.raw is not None:
            return self.raw
        return json.dumps(self.body, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode()


def parse_body(content_type: str, body: bytes) -> tuple[dict[str, str], bytes | None]:
    """Form, JSON or multipart as text parameters, and the uploaded file if there is one."""
    if not body:
        return {}, None
    kind = content_type.split(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(body), None
    if kind == "multipart/form-data":
        return _from_parts(content_type, body)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), None


def as_text(value: Any) -> str:
    """A JSON value as a form would carry it."""
    return value if isinstance(value, str) else json.dumps(value)


def _from_json(body: bytes) -> dict[str, str]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise GraphError("(#100) The request body is not valid JSON", 100) from error
    if not isinstance(found, dict):
        raise GraphError("(#100) The request body must be a JSON object", 100)
    return {str(key): as_text(value) for key, value in found.items() if value is not None}


def _from_parts(content_type: str, body: bytes) -> tuple[dict[str, str], bytes | None]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    params, upload = dict[str, str](), None
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
        name = str(part.get_param("name", "", header="content-disposition"))
        if part.get_filename() or name == "source":
            upload = data
        else:
            params[name] = data.decode("utf-8", "replace")
    return params, upload
