"""What can go wrong while collecting, as one tree; each message is one line: what, why, what next.

CollectError
├── SourceRefused        this source cannot be collected this way (a group, no address, wrong settings)
├── SourceUnreachable    the other side does not answer, or not with what was asked
├── SourceChanged        the other side answers in a form we do not know; says what was expected
├── FileRefused          an import file or mapping cannot be read
└── GraphError           Facebook's Graph API answered with an error (status, code, subcode, headers)
    ├── TokenError           the token is dead, or of the wrong kind: stop, reconnect
    ├── PermissionMissing    the token is alive but may not do this
    ├── Throttled            a limit was reached: nothing more until `until`
    ├── ContentRefused       Facebook refuses this content or suspects abuse: a person must look
    ├── RequestError         the request itself is wrong; repeating it will not help
    │   ├── Gone                 the object is deleted, or not visible to us
    │   ├── InvalidMetric        an insights metric that does not exist (any more)
    │   ├── UnknownField         a field that does not exist (any more); `field` names it
    │   └── NotOffered           insights are not offered for this Page or post
    ├── Transient            a passing failure: a read may be repeated
    │   └── TooMuchData          the same question with a smaller limit will do
    └── OutcomeUnknown       a write of which nobody knows whether it happened: read back, never repeat
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


class CollectError(Exception):
    """Something that stops collecting one source; its text is fit for a person."""


class SourceRefused(CollectError):
    """This source cannot be collected this way."""


class SourceUnreachable(CollectError):
    """The other side does not answer, or not with what was asked."""


class SourceChanged(CollectError):
    """The other side answered in a form we do not know."""


class FileRefused(CollectError):
    """An import file or its mapping cannot be read."""


@dataclass(frozen=True)
class Answer:
    """What is known of a failed exchange; status is None when no answer came at all."""

    message: str
    status: int | None = None
    code: int | None = None
    subcode: int | None = None
    is_transient: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class GraphError(CollectError):
    """Facebook's Graph API answered with an error; `kind` tells callers of other folders which."""

    kind: ClassVar[str] = "graph"
    next_step: ClassVar[str] = "look at the message"

    def __init__(self, answer: Answer, next_step: str | None = None) -> None:
        self.answer = answer
        super().__init__(f"{answer.message}{_numbers(answer)}; {next_step or self.next_step}")

    @property
    def status(self) -> int | None:
        """HTTP status, None when no answer came."""
        return self.answer.status

    @property
    def code(self) -> int | None:
        """Facebook's error code."""
        return self.answer.code

    @property
    def subcode(self) -> int | None:
        """Facebook's error subcode."""
        return self.answer.subcode

    @property
    def is_transient(self) -> bool:
        """Whether Facebook itself calls the failure passing."""
        return self.answer.is_transient

    @property
    def headers(self) -> Mapping[str, str]:
        """The answer's headers."""
        return self.answer.headers


class TokenError(GraphError):
    """The token is dead, or of the wrong kind."""

    kind = "token"
    next_step = "reconnect the Page and set its new token"


class PermissionMissing(GraphError):
    """The token is alive but may not do this."""

    kind = "permission"
    next_step = "grant the permission named here; repeating will not help"


class Throttled(GraphError):
    """A limit was reached: no call for this Page before `until` (aware, UTC)."""

    kind = "throttled"

    def __init__(self, answer: Answer, until: datetime) -> None:
        self.until = until
        super().__init__(answer, f"nothing is asked before {until:%Y-%m-%d %H:%M} UTC")


class ContentRefused(GraphError):
    """Facebook refuses this content or suspects abuse."""

    kind = "content"
    next_step = "a person must look before anything is sent again"


class RequestError(GraphError):
    """The request itself is wrong."""

    kind = "request"
    next_step = "the request must change; repeating it will not help"


class Gone(RequestError):
    """The object is deleted, or not visible to us."""

    kind = "gone"
    next_step = "it is deleted or hidden from this token"


class InvalidMetric(RequestError):
    """An insights metric that does not exist (any more)."""

    kind = "metric"
    next_step = "the metric is retired or never existed"


class UnknownField(RequestError):
    """A field that does not exist (any more); `field` names it when Facebook does."""

    kind = "field"
    next_step = "ask without that field"

    def __init__(self, answer: Answer, name: str) -> None:
        self.field = name
        super().__init__(answer)


class NotOffered(RequestError):
    """Insights are not offered here: too few followers, or a kind of post without insights."""

    kind = "not_offered"
    next_step = "Facebook offers no insights here"


class Transient(GraphError):
    """A passing failure: a read may be repeated."""

    kind = "transient"
    next_step = "try again later"


class TooMuchData(Transient):
    """Facebook asks for a smaller question."""

    kind = "too_much"
    next_step = "ask fewer rows at a time"


class OutcomeUnknown(GraphError):
    """A write of which nobody knows whether it happened."""

    kind = "unknown"
    next_step = "read back what is published before anything is sent again"


def _numbers(answer: Answer) -> str:
    parts = [f"HTTP {answer.status}"] if answer.status is not None else []
    if answer.code is not None:
        parts.append(f"code {answer.code}" + (f"/{answer.subcode}" if answer.subcode else ""))
    return f" ({', '.join(parts)})" if parts else ""
