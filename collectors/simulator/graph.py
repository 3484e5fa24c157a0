"""The Graph API itself: version, token, limits and faults around the routes of one simulator."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from collectors.simulator import errors, routes
from collectors.simulator.config import VERSIONS, SimulatorConfig
from collectors.simulator.errors import GraphError
from collectors.simulator.exchange import JSON_TYPE, SCRIPT_TYPE, Answer, Call
from collectors.simulator.faults import Faults
from collectors.simulator.limits import Limiter, throttled
from collectors.simulator.tokens import Token, Tokens, broken
from collectors.simulator.view import View
from collectors.simulator.world import World

Struck = Mapping[str, Mapping[str, Any]]
HTML_502 = (
    b'<!DOCTYPE html>\n<html lang="en" id="facebook"><head><title>Error</title></head>'
    b"<body><h1>Sorry, something went wrong.</h1></body></html>\n"
)
REVISION = "1030881234"
_VERSIONED = re.compile(r"/v(\d+)\.(\d+)(?=/|$)")


class Graph:
    """Answers calls; several threads may call at once, one at a time is carried out."""

    def __init__(self, config: SimulatorConfig, world: World, tokens: Tokens) -> None:
        self.config = config
        self.world = world
        self.tokens = tokens
        self.faults = Faults()
        self.limiter = Limiter(world.page.id, config.call_budget, config.usage_after)
        self._calls = 0

    def answer(self, call: Call) -> Answer:
        """One call, its path still with the version: faults, then the call itself, then faults again."""
        struck = self.faults.strike(call.method, call.path)
        with self.world.lock:
            self._calls += 1
            trace = f"A{self._calls:010d}bereik{self._calls * 7919 % 99991:05d}"
            try:
                answer = self._early(struck) or self._carried_out(call, struck)
            except GraphError as error:
                answer = _refusal(error, trace)
        answer = self._late(struck, answer, trace)
        version = _served(call.path)[0] or VERSIONS[-1]
        answer.headers = {**_always(version, trace), **self.limiter.headers(), **answer.headers}
        script = self.config.text_javascript or "text_javascript" in struck
        if script and answer.content_type == JSON_TYPE:
            answer.content_type = SCRIPT_TYPE
        return answer

    def inner(self, call: Call, struck: Struck | None = None) -> Answer:
        """One call inside a batch: the same routes, its own error."""
        try:
            return self._carried_out(call, struck or {})
        except GraphError as error:
            return _refusal(error, "Abatch")

    def _early(self, struck: Struck) -> Answer | None:
        """Faults that keep the call from being carried out."""
        for kind, make in _REFUSALS.items():
            if kind in struck:
                raise make(struck[kind])
        if "throttle_80001" in struck:
            minutes = int(struck["throttle_80001"].get("estimated_time_to_regain_access", 15))
            if struck["throttle_80001"].get("hold"):
                self.limiter.block(self.world.now(), minutes)
            raise throttled(self.world.page.id, minutes)
        if "429_no_content_type" in struck:
            return Answer({}, 429, content_type=None)
        if "html_502" in struck and not struck["html_502"].get("publish"):
            return _bad_gateway()
        return None

    def _carried_out(self, call: Call, struck: Struck) -> Answer:
        version, path = _served(call.path)
        if version is None:
            raise errors.unknown_path(path)
        self.world.settle()
        call = call.having(version=version, path=path)
        override = call.params.get("method", "").upper()
        if call.method == "POST" and override in ("GET", "DELETE"):
            call = call.having(method=override)
        body = self._route(call, struck)
        if "read_after_write_33" in struck and isinstance(body, dict):
            for name in (body.get("post_id"), body.get("id")):
                if name:
                    self.world.veil(name, float(struck["read_after_write_33"].get("seconds", 3)))
        return Answer(body)

    def _route(self, call: Call, struck: Struck) -> Any:
        if call.path == "/oauth/access_token":
            return routes.oauth(self, call)
        token = self._token(call)
        if call.path == "/" and call.get("batch"):
            return routes.batch(self, call)
        ids = call.get("ids")
        if token.kind in ("PAGE", "SYSTEM_USER"):
            self.limiter.count(self.world.now(), len(ids.split(",")) if ids else 1)
        return routes.dispatch(self, self.view(call, token, struck))

    def view(self, call: Call, token: Token, struck: Struck) -> View:
        """What this call sees."""
        above = int(struck["reduce_data"].get("threshold", 400)) if "reduce_data" in struck else None
        return View(self.world, call, token, self.config, frozenset(struck), above)

    def _token(self, call: Call) -> Token:
        token = self.tokens.check(call.token, self.world.now())
        proof = call.get("appsecret_proof")
        if proof is None and self.config.require_proof and token.kind != "APP":
            raise GraphError(
                "API calls from the server require an appsecret_proof argument",
                100,
                kind="GraphMethodException",
            )
        if proof is not None and proof != self.tokens.proof(token.value):
            raise GraphError(
                "Invalid appsecret_proof provided in the API argument", 100, kind="GraphMethodException"
            )
        return token

    def _late(self, struck: Struck, answer: Answer, trace: str) -> Answer:
        """Faults that spoil the answer to a call that was carried out."""
        if "publish_then_500" in struck:
            return _refusal(errors.unexpected(), trace)
        if "no_id" in struck and answer.status == 200:
            answer.body = {"success": True}
        if "html_502" in struck:
            return _bad_gateway()
        if "slow" in struck:
            answer.wait = float(struck["slow"].get("seconds", 40))
        answer.drop = "publish_then_drop" in struck
        return answer


_REFUSALS: Mapping[str, Callable[[Mapping[str, Any]], GraphError]] = {
    "abuse_368": lambda settings: errors.abusive(),
    "duplicate_506": lambda settings: errors.duplicate(),
    "error_before": lambda settings: errors.unexpected(),
    "token_190": lambda settings: broken(int(settings.get("subcode", 460))),
    "deleted_post": lambda settings: errors.not_found(str(settings.get("id", "0"))),
}


def _bad_gateway() -> Answer:
    return Answer(status=502, raw=HTML_502, content_type="text/html; charset=utf-8")


def _refusal(error: GraphError, trace: str) -> Answer:
    challenge = "invalid_token" if error.code == 190 else "invalid_request"
    line = error.message.encode("ascii", "replace").decode().replace('"', "'")
    headers = {"WWW-Authenticate": f'OAuth "Facebook Platform" "{challenge}" "{line}"', **error.headers}
    return Answer(error.body(trace), error.status, headers)


def _always(version: str, trace: str) -> dict[str, str]:
    return {
        "facebook-api-version": version,
        "x-fb-trace-id": trace,
        "x-fb-rev": REVISION,
        "Cache-Control": "private, no-cache, no-store, must-revalidate",
        "Access-Control-Allow-Origin": "*",
    }


def _served(path: str) -> tuple[str | None, str]:
    """The version that serves a path and the path without it; None for a version that is not known."""
    found = _VERSIONED.match(path)
    rest = (path[found.end() :] if found else path).rstrip("/") or "/"
    if found is None:
        return VERSIONS[0], rest
    asked = int(found[1]), int(found[2])
    if asked <= (21, 0):
        return VERSIONS[0], rest
    name = f"v{found[1]}.{found[2]}"
    return (name if name in VERSIONS else None), rest
