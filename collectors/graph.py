"""Our Graph API client: facebook-sdk's class with today's versions, safe tokens and typed errors."""

from __future__ import annotations

import hashlib
import hmac
import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import requests

from collectors import paging, sdk, wire
from collectors.classify import classify
from collectors.errors import Answer, Throttled, TooMuchData, Transient
from collectors.scrub import guard_http_logs, scrub
from collectors.usage import parked_until, throttled_until

logger = logging.getLogger(__name__)

GRAPH_URL = "https://graph.facebook.com"
VERSION = "v26.0"
TRIES = 4
READ_TIMEOUT = (5.0, 30.0)
WRITE_TIMEOUT = (5.0, 60.0)
LONGEST_WAIT = 30.0  # seconds between two tries


@dataclass(frozen=True)
class GraphSettings:
    """Where Facebook is and which version is asked; an app secret adds a proof to every call."""

    base_url: str = GRAPH_URL
    version: str = VERSION
    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    read_timeout: tuple[float, float] = READ_TIMEOUT
    write_timeout: tuple[float, float] = WRITE_TIMEOUT


@dataclass(frozen=True)
class Timing:
    """The clock, the way to wait and the source of jitter (0–1), so that tests need not wait."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random


class GraphAPI(sdk.GraphAPI):  # type: ignore[misc]  # the SDK has no types
    """One token's way to the Graph API: `get`, `post`, `delete`, `pages`, `insights`.

    Reads are tried up to four times when a failure is passing; writes are sent once, and a write that
    fails in a passing way raises `OutcomeUnknown`. `parked_until` is set from usage headers; until then
    every call raises `Throttled` without being sent. `notes` collects what a person should know,
    `incomplete` the listings that had to be cut short.
    """

    def __init__(
        self,
        access_token: str | None,
        settings: GraphSettings = GraphSettings(),
        timing: Timing = Timing(),
        session: requests.Session | None = None,
    ) -> None:
        super().__init__(access_token, timeout=settings.read_timeout, session=session)
        self.version = settings.version  # the SDK's constructor knows none above 3.1
        self.base_url = wire.checked_address(settings.base_url)
        self.settings = settings
        self.timing = timing
        self.parked_until: datetime | None = None
        self.served_version: str | None = None
        self.notes: list[str] = []
        self.incomplete: list[str] = []
        guard_http_logs()

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        """Reads one object or edge. Raises the `GraphError` that fits after at most four tries."""
        return self._read(self._path(path), params, lambda _: True)

    def post(self, path: str, **params: Any) -> dict[str, Any]:
        """Writes once and never again. Raises `OutcomeUnknown` when nobody can know what happened."""
        return self._exchange("POST", self._path(path), params)

    def delete(self, path: str, **params: Any) -> dict[str, Any]:
        """Deletes once; as `post`."""
        return self._exchange("DELETE", self._path(path), params)

    def pages(
        self, path: str, params: Mapping[str, Any], *, max_pages: int = paging.MAX_PAGES
    ) -> Iterator[list[dict[str, Any]]]:
        """The rows of an edge, page by page (see `paging.pages` for its stop rules)."""

        def fetch(page_params: Mapping[str, Any]) -> dict[str, Any]:
            return self._read(self._path(path), page_params, lambda it: isinstance(it.get("data"), list))

        return paging.pages(fetch, path, params, max_pages=max_pages, note=self._cut_short)

    def insights(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """The metrics of `{path}/insights`, one answer only: its paging goes on into the future for ever."""
        found = self._read(
            self._path(f"{path}/insights"), params, lambda it: isinstance(it.get("data"), list)
        )
        return [each for each in found["data"] if isinstance(each, dict)]

    def note(self, text: str) -> None:
        """Remembers something a person should know, once."""
        if text not in self.notes:
            self.notes.append(text)
            logger.warning("%s", text)

    def _cut_short(self, text: str) -> None:
        self.incomplete.append(text)
        self.note(text)

    def request(
        self,
        path: str,
        args: Mapping[str, Any] | None = None,
        post_args: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        method: str | None = None,
    ) -> dict[str, Any]:
        """The SDK's own door, so that its methods (`get_object`, `put_object` …) go our way too."""
        method = "POST" if post_args is not None else method or "GET"
        if method == "GET":
            return self._read(path, args or {}, lambda _: True)
        return self._exchange(method, path, {**(args or {}), **(post_args or {})}, files)

    def get_all_connections(self, id: str, connection_name: str, **args: Any) -> Iterator[dict[str, Any]]:
        """The SDK's way of reading a whole edge, with our pager's stop rules."""
        for rows in self.pages(f"{id}/{connection_name}", args):
            yield from rows

    def get_version(self) -> str:
        """The version Facebook really serves, e.g. "26.0"."""
        self.get("me", fields="id")
        return (self.served_version or self.version).removeprefix("v")

    def _path(self, path: str) -> str:
        return f"{self.version}/{quote(path.strip('/'), safe='/_-.:')}"

    def _read(
        self, path: str, params: Mapping[str, Any], is_whole: Callable[[dict[str, Any]], bool]
    ) -> dict[str, Any]:
        for attempt in range(TRIES):
            if attempt:
                self.timing.sleep(min(LONGEST_WAIT, 2.0 ** (attempt - 1) * (0.5 + self.timing.jitter())))
            try:
                result = self._exchange("GET", path, params)
                if is_whole(result):
                    return result
                raise Transient(Answer(f"Facebook answered {path} without its rows", status=200))
            except TooMuchData:
                raise
            except Transient as error:
                logger.info("try %d of %d: %s", attempt + 1, TRIES, error)
                last = error
        raise last

    def _exchange(
        self, method: str, path: str, params: Mapping[str, Any], files: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        self._rest_if_parked()
        writing = method != "GET"
        token = params.get("access_token") or self.access_token
        values = self._encoded(params, token)
        problem = None
        if writing:
            self.session.close()  # a connection that died while idle would make the outcome unknown
        try:
            response = self.session.request(
                method,
                f"{self.base_url}/{path}",
                params=None if method == "POST" else values,
                data=values if method == "POST" else None,
                files=files,
                auth=wire.Bearer(token),
                timeout=self.settings.write_timeout if writing else self.settings.read_timeout,
                proxies=self.proxies,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            problem = error
        if problem is not None:  # outside `except`: the library's own text, with its URL, must not be chained
            unsent = wire.never_sent(problem)
            answer = Answer(self.clean(f"no answer from Facebook on {path}: {type(problem).__name__}", token))
            raise Transient(answer) if unsent else classify(answer, writing=writing, until=self._now)
        return self._result(response, path, writing, token)

    def _result(
        self, response: requests.Response, path: str, writing: bool, token: str | None
    ) -> dict[str, Any]:
        headers = {name.lower(): value for name, value in response.headers.items()}
        self._learn(headers)
        body = wire.parsed(response)
        if response.ok and isinstance(body, dict) and not body.get("error"):
            return body
        if response.ok and isinstance(body, bool):
            return {"success": body}
        if response.ok and isinstance(body, list):
            return {"data": body}
        answer = wire.answer(response.status_code, headers, body, path)
        error = classify(
            replace(answer, message=self.clean(answer.message, token)),
            writing=writing,
            until=lambda: throttled_until(headers, self._now()),
        )
        if isinstance(error, Throttled):
            self.parked_until = error.until
        raise error

    def _encoded(self, params: Mapping[str, Any], token: str | None) -> dict[str, str]:
        values = {k: wire.text(v) for k, v in params.items() if v is not None and k != "access_token"}
        secret = self.settings.app_secret
        if secret and token and "|" not in token:
            values["appsecret_proof"] = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        return values

    def _learn(self, headers: Mapping[str, str]) -> None:
        self.parked_until = parked_until(headers, self._now()) or self.parked_until
        served = headers.get("facebook-api-version")
        if served:
            self.served_version = served
            if served != self.version:
                self.note(f"asked Graph API {self.version}, got {served}: set a version that is still served")

    def _rest_if_parked(self) -> None:
        if self.parked_until is not None and self._now() < self.parked_until:
            raise Throttled(Answer("the Page's call budget is (nearly) used up"), self.parked_until)

    def clean(self, text: str, token: str | None = None) -> str:
        """The text on one line without this client's secrets, at most 500 characters."""
        return scrub(text, (token, self.access_token, self.settings.app_secret))[:500]

    def _now(self) -> datetime:
        return self.timing.now()
