"""The calls about tokens and the caller: /me and what hangs off it, /debug_token, /oauth/access_token."""

from typing import Any

from collectors.simulator import errors, nodes
from collectors.simulator.errors import GraphError
from collectors.simulator.exchange import Call
from collectors.simulator.fields import parse_fields
from collectors.simulator.tokens import APP_ID, APP_NAME, SYSTEM_USER_ID, USER_ID, Token, Tokens
from collectors.simulator.view import View

PERSON = {"name": "Beheerder Demostad", "id": USER_ID}
SYSTEM = {"name": "bereik-collector", "id": SYSTEM_USER_ID}


def me(view: View) -> dict[str, Any]:
    """The caller: the Page for its token, a person or system user for theirs."""
    if view.token.kind == "APP":
        raise errors.no_token()
    if view.token.kind == "PAGE":
        return nodes.render(view, view.world.page, parse_fields(view.call.params.get("fields", "")))
    person = PERSON if view.token.kind == "USER" else SYSTEM
    wanted = {field.name for field in parse_fields(view.call.params.get("fields", "name,id"))}
    for name in wanted - set(person):
        raise errors.no_field(name, "User")
    return {key: value for key, value in person.items() if key in wanted | {"id"}}


def accounts(view: View, tokens: Tokens) -> dict[str, Any]:
    """The Pages of a person, each with its Page token."""
    if view.token.kind not in ("USER", "SYSTEM_USER"):
        raise errors.no_field("accounts", "Page")
    if not view.token.may("pages_show_list"):
        return {"data": []}
    page, token = view.world.page, tokens.labelled("page")
    every = {
        "access_token": token.value,
        "category": page.category,
        "category_list": [{"id": "2602", "name": page.category}],
        "name": page.name,
        "id": page.id,
        "tasks": sorted(token.tasks),
    }
    wanted = {field.name for field in parse_fields(view.call.params.get("fields", ""))}
    row = {key: value for key, value in every.items() if not wanted or key in wanted | {"id"}}
    return {"data": [row], "paging": {"cursors": {"before": "MAZDZD", "after": "MAZDZD"}}}


def permissions(view: View) -> dict[str, Any]:
    """What a person granted."""
    if view.token.kind not in ("USER", "SYSTEM_USER"):
        raise errors.no_field("permissions", "Page")
    return {"data": [{"permission": scope, "status": "granted"} for scope in sorted(view.token.scopes)]}


def debug_token(view: View, tokens: Tokens) -> dict[str, Any]:
    """What is known about `input_token`; asked with the app's token or a person's."""
    if view.token.kind == "PAGE":
        who = "a user access token that is an owner or developer of the app"
        raise GraphError(f"(#100) You must provide an app access token, or {who}", 100)
    value = view.call.get("input_token")
    if value is None:
        raise GraphError("(#100) The parameter input_token is required", 100)
    token = tokens.by_value.get(value)
    if token is None:
        wrong = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return {"data": {"error": wrong, "is_valid": False, "scopes": []}}
    return {"data": _described(view, tokens, token)}


def _described(view: View, tokens: Tokens, token: Token) -> dict[str, Any]:
    fault, page = tokens.fault_of(token, view.now), view.world.page.id
    targets = {"target_ids": [page]} if token.kind in ("PAGE", "SYSTEM_USER") else {}
    shown: dict[str, Any] = {
        "app_id": APP_ID,
        "type": token.kind,
        "application": APP_NAME,
        "expires_at": int(token.expires.timestamp()) if token.expires else 0,
        "data_access_expires_at": int(token.data_access_expires.timestamp())
        if token.data_access_expires
        else 0,
        "is_valid": fault is None,
        "issued_at": int(token.issued.timestamp()),
        "scopes": sorted(token.scopes),
        "granular_scopes": [{"scope": scope, **targets} for scope in sorted(token.scopes)],
        "user_id": SYSTEM_USER_ID if token.kind == "SYSTEM_USER" else USER_ID,
    }
    if token.kind == "PAGE":
        shown["profile_id"] = page
    if fault is not None:
        shown["error"] = {"code": fault.code, "message": fault.message, "subcode": fault.subcode}
    return shown


def access_token(call: Call, tokens: Tokens, view: View | None) -> dict[str, Any]:
    """`/oauth/access_token`: an app token, or a long user token for a short one."""
    if call.get("client_id") != APP_ID or call.get("client_secret") != tokens.app_secret:
        raise GraphError("Error validating client secret.", 1)
    if call.get("grant_type") == "client_credentials":
        return {"access_token": tokens.labelled("app").value, "token_type": "bearer"}
    if call.get("grant_type") != "fb_exchange_token" or view is None:
        raise GraphError("Missing or invalid grant_type parameter.", 1)
    longer = tokens.lengthen(view.token, view.now)
    return {"access_token": longer.value, "token_type": "bearer", "expires_in": 5_184_000}
