"""Faults that a test asks for; `POST /_control/faults` takes one as JSON.

`{"kind", "match": {"method", "path"}, "times", "after", …}`: a fault concerns calls with this method whose
path contains this text; it lets the first `after` of them pass and then strikes `times` times (-1 = until
cleared).

Kinds that strike once unless told otherwise, with their own settings and defaults:
publish_then_500        a POST is carried out, and answered 500 code 2
publish_then_drop       a POST is carried out, and the connection closed without an answer
slow                    the call is carried out at once and answered after `seconds` (40)
no_id                   a POST is carried out, and answered 200 with `{"success":true}` but no id
html_502                502 with an HTML page, nothing carried out (`"publish": true`: carried out)
429_no_content_type     429 with an empty JSON object and no Content-Type
throttle_80001          80001 with `estimated_time_to_regain_access` (minutes, 15); `"hold": true` blocks it
abuse_368               368/1390008, nothing carried out
duplicate_506           506/1455006, nothing carried out
token_190               190 with `subcode` (460)
error_before            500 code 2, nothing carried out
read_after_write_33     what a POST makes answers 100/33 to direct reading for `seconds` (3, simulated)
deleted_post            100/33; with `id`, that object is deleted at once and for good instead
empty_page_with_next    a list answers no rows but a `next` behind which they are
repeated_cursor         a list answers a `next` that leads to the same page again
Kinds that last until cleared unless told otherwise:
reduce_data             500 code 1 for posts asked with limit × fields above `threshold` (400)
out_of_order            the rows of each page are shuffled
names_visible           ordinary people's names are shown
text_javascript         answers say they are text/javascript
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ONCE = {
    "publish_then_500": "POST",
    "publish_then_drop": "POST",
    "no_id": "POST",
    "read_after_write_33": "POST",
    "abuse_368": "POST",
    "duplicate_506": "POST",
    "deleted_post": "GET",
    "empty_page_with_next": "GET",
    "repeated_cursor": "GET",
    "slow": "",
    "html_502": "",
    "429_no_content_type": "",
    "throttle_80001": "",
    "token_190": "",
    "error_before": "",
}
"""Kinds that strike once, and the method each is for when `match` names none ("" = any)."""
LASTING = ("reduce_data", "out_of_order", "names_visible", "text_javascript")
KINDS = (*ONCE, *LASTING)


@dataclass
class Fault:
    """One fault in force. `times` counts down; below zero it stays."""

    kind: str
    method: str = ""
    path: str = ""
    times: int = 1
    after: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    def concerns(self, method: str, path: str) -> bool:
        """Whether a call is of the kind that it waits for."""
        return self.times != 0 and self.method in ("", method) and self.path in path

    def shown(self) -> dict[str, Any]:
        """The form in which it was given."""
        match = {"method": self.method, "path": self.path}
        return {"kind": self.kind, "match": match, "times": self.times, "after": self.after, **self.settings}


def parse_fault(asked: Mapping[str, Any]) -> Fault:
    """A fault from its JSON form; ValueError says what is wrong with it."""
    kind = str(asked.get("kind", ""))
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; known are {', '.join(KINDS)}")
    match = asked.get("match") or {}
    if not isinstance(match, Mapping):
        raise ValueError("match must be an object with method and path")
    rest = {key: value for key, value in asked.items() if key not in ("kind", "match", "times", "after")}
    method = str(match.get("method", ONCE.get(kind, ""))).upper()
    times = int(asked.get("times", 1 if kind in ONCE else -1))
    return Fault(kind, method, str(match.get("path", "")), times, int(asked.get("after", 0)), rest)


class Faults:
    """All faults in force; asked by every call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._every: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put one in force."""
        with self._lock:
            self._every.append(fault)

    def clear(self) -> None:
        """End all of them."""
        with self._lock:
            self._every.clear()

    def pending(self) -> list[dict[str, Any]]:
        """Those that can still strike."""
        with self._lock:
            return [fault.shown() for fault in self._every if fault.times != 0]

    def strike(self, method: str, path: str) -> dict[str, Mapping[str, Any]]:
        """The faults that this call meets, kind to settings; each is used up by one.

        Of the kinds that strike once only the first one strikes; those that last all do.
        """
        struck: dict[str, Mapping[str, Any]] = {}
        with self._lock:
            for fault in self._every:
                if not fault.concerns(method, path):
                    continue
                if fault.after > 0:
                    fault.after -= 1
                elif fault.kind in LASTING or not any(kind in ONCE for kind in struck):
                    fault.times -= fault.times > 0
                    struck[fault.kind] = fault.settings
        return struck
