"""Cuts a list into pages with opaque cursors, and writes the addresses of the next and previous page."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from collectors.simulator.errors import GraphError
from collectors.simulator.exchange import Call

MAX_LIMIT = 100
DEFAULT_LIMIT = 25
_FEED_MARK = b"AR-feed-position-"


class Row(Protocol):
    """Anything that a list holds."""

    @property
    def id(self) -> str:
        """Its id, by which a cursor finds it again."""


T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Asked:
    """One page asked of an edge: its path (`{object}/{edge}`) and parameters, from the query or nested."""

    call: Call
    path: str
    params: Mapping[str, str]
    long_cursors: bool = False
    quirks: frozenset[str] = frozenset()

    def limit(self) -> int:
        """Rows per page; GraphError (#100) above 100 or when it is no number."""
        text = self.params.get("limit", str(DEFAULT_LIMIT))
        if not text.lstrip("-").isdigit() or int(text) < 0:
            raise GraphError("(#100) Param limit must be a non-negative integer", 100)
        if int(text) > MAX_LIMIT:
            raise GraphError(f"(#100) The parameter limit must be at most {MAX_LIMIT}, got {text}", 100)
        return int(text)

    def address(self, **changes: str) -> str:
        """The full address of another page of the same list; the token only if it came in the query."""
        drop = {"after", "before", "access_token", "as", "appsecret_proof"}
        params = {key: value for key, value in self.params.items() if key not in drop}
        head = {"access_token": self.call.token or ""} if self.call.token_in_query else {}
        query = urlencode({**head, "pretty": "0", **params, **changes})
        return f"{self.call.base}/{self.call.version}/{self.path}?{query}"


def cut(rows: Sequence[T], asked: Asked, show: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    """One page of a list as `{"data": […], "paging": {…}}`; the last page has cursors but no `next`."""
    limit = asked.limit()
    if limit == 0:
        return {"data": []}
    first, last = _span(rows, asked, limit)
    part = list(rows[first:last])
    if "out_of_order" in asked.quirks:
        part = part[1::2] + part[::2]
    if "empty_page_with_next" in asked.quirks:
        part, last = [], first
    if not part and "empty_page_with_next" not in asked.quirks:
        return {"data": []}
    after = _cursor(rows, first if "repeated_cursor" in asked.quirks else last, asked)
    before = _cursor(rows, first + 1, asked)
    paging: dict[str, Any] = {"cursors": {"before": before, "after": after}}
    if last < len(rows):
        paging["next"] = asked.address(limit=str(limit), after=after)
    if first > 0:
        paging["previous"] = asked.address(limit=str(limit), before=before)
    return {"data": [show(row) for row in part], "paging": paging}


def _cursor(rows: Sequence[Row], number: int, asked: Asked) -> str:
    """The cursor of the row with this number, counted from 1; long ones carry its id as well."""
    name = rows[number - 1].id if asked.long_cursors and 0 < number <= len(rows) else ""
    return write_cursor(f"{number}:{name}" if asked.long_cursors else str(number), asked.long_cursors)


def _span(rows: Sequence[Row], asked: Asked, limit: int) -> tuple[int, int]:
    if asked.params.get("after"):
        first = _passed(rows, asked.params["after"])
        return first, min(first + limit, len(rows))
    if asked.params.get("before"):
        last = max(0, _passed(rows, asked.params["before"]) - 1)
        return max(0, last - limit), last
    return 0, min(limit, len(rows))


def _passed(rows: Sequence[Row], cursor: str) -> int:
    """How many rows lie up to and including the one that a cursor stands for."""
    text, _, name = read_cursor(cursor).partition(":")
    for index, row in enumerate(rows):
        if name and row.id == name:
            return index + 1
    # The row is gone, so what followed it moved up: deliver one row twice rather than lose one.
    return max(0, min(int(text) - (1 if name else 0), len(rows)))


def write_cursor(payload: str, long: bool) -> str:
    """An opaque cursor: short ones as comments have, long ones (300 letters and more) as feeds have."""
    data = payload.encode()
    if long:
        data = _FEED_MARK + data + b"\0" * max(0, 210 - len(data))
    text = base64.urlsafe_b64encode(data).decode().replace("Z", "ZA").replace("=", "ZD")
    return ("QVFI" if long else "") + text


def read_cursor(cursor: str) -> str:
    """What was written into a cursor; GraphError (#100) when it is none of ours."""
    text = cursor.removeprefix("QVFI").replace("ZD", "=").replace("ZA", "Z")
    try:
        payload = base64.urlsafe_b64decode(text).removeprefix(_FEED_MARK).rstrip(b"\0").decode()
        int(payload.partition(":")[0])
    except (binascii.Error, ValueError) as error:
        raise GraphError("(#100) Invalid cursor was specified", 100) from error
    return payload
