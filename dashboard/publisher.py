"""Hands the Graph client to campaigns: the same calls, and failures that say what they mean for a post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from collectors.errors import GraphError, OutcomeUnknown, Throttled, Transient
from collectors.graph import GraphAPI

Outcome = Literal["refused", "throttled", "unknown"]


class PublishingFailure(Exception):
    """A failed call: `outcome` says whether the post can be out; `until` is when calls are welcome again."""

    def __init__(self, error: GraphError) -> None:
        super().__init__(str(error))
        self.code = error.code
        self.subcode = error.subcode
        self.until: datetime | None = error.until if isinstance(error, Throttled) else None
        self.outcome: Outcome = outcome_of(error)


def outcome_of(error: GraphError) -> Outcome:
    """Say what an error means for a write: only a clear answer of Facebook's counts as refused."""
    if isinstance(error, Throttled):
        return "throttled"
    return "unknown" if isinstance(error, OutcomeUnknown | Transient) else "refused"


class PagePublisher:
    """A Graph client as campaigns ask for it, bound to one Page's token."""

    def __init__(self, api: GraphAPI) -> None:
        self._api = api

    @property
    def notes(self) -> Sequence[str]:
        """What the client noticed, such as a listing that was cut short."""
        return self._api.notes

    def get(self, path: str, **params: Any) -> Mapping[str, Any]:
        """Read one object."""
        try:
            return self._api.get(path, **params)
        except GraphError as error:
            raise PublishingFailure(error) from error

    def post(self, path: str, **params: Any) -> Mapping[str, Any]:
        """Write once."""
        try:
            return self._api.post(path, **params)
        except GraphError as error:
            raise PublishingFailure(error) from error

    def delete(self, path: str, **params: Any) -> Mapping[str, Any]:
        """Delete once."""
        try:
            return self._api.delete(path, **params)
        except GraphError as error:
            raise PublishingFailure(error) from error

    def pages(self, path: str, params: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
        """Read an edge page by page."""
        try:
            yield from self._api.pages(path, params)
        except GraphError as error:
            raise PublishingFailure(error) from error
