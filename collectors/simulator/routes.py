"""Which path leads to what: nodes, edges, several objects at once, batches."""

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from collectors.simulator import account, changes, errors, nodes, writes
from collectors.simulator.errors import GraphError
from collectors.simulator.exchange import Answer, Call
from collectors.simulator.fields import parse_fields
from collectors.simulator.records import Comment, Page, Post
from collectors.simulator.view import View
from collectors.simulator.world import Node

if TYPE_CHECKING:
    from collectors.simulator.graph import Graph

MOST_IN_BATCH = 50
MOST_IDS = 50


def oauth(graph: "Graph", call: Call) -> dict[str, Any]:
    """`/oauth/access_token`: the token that it is about stands in a parameter of its own."""
    value = call.get("fb_exchange_token")
    view = graph.view(call, graph.tokens.check(value, graph.world.now()), {}) if value else None
    return account.access_token(call, graph.tokens, view)


def dispatch(graph: "Graph", view: View) -> Any:
    """Carry out one call with a valid token."""
    parts = view.call.path.strip("/").split("/")
    if view.call.path == "/debug_token":
        return account.debug_token(view, graph.tokens)
    if parts[0] == "me":
        return _me(graph, view, parts)
    ids = view.call.get("ids")
    if ids and view.call.method == "GET":
        return _several(view, ids, view.call.path.strip("/"))
    if view.call.path == "/" or len(parts) > 2:
        raise errors.unknown_path(view.call.path)
    node = _found(view, parts[0])
    return _METHODS[view.call.method](view, node, parts[1] if len(parts) == 2 else "")


def _me(graph: "Graph", view: View, parts: list[str]) -> Any:
    if len(parts) == 1 and view.call.method == "GET":
        return account.me(view)
    if parts[1:] == ["accounts"]:
        return account.accounts(view, graph.tokens)
    if parts[1:] == ["permissions"]:
        return account.permissions(view)
    if view.token.kind != "PAGE" or len(parts) > 2:
        raise errors.no_field(parts[-1], "User")
    return _METHODS[view.call.method](view, view.world.page, parts[1] if len(parts) == 2 else "")


def _found(view: View, name: str) -> Node:
    node = view.world.find(name)
    if node is None or view.world.is_veiled(node):
        raise errors.not_found(name, view.call.method.lower())
    if view.token.kind == "APP" or not view.token.may("pages_read_engagement"):
        raise errors.needs_permission("pages_read_engagement")
    foreign = isinstance(node, Post | Comment) and node.author is not None
    if foreign and not view.token.may("pages_read_user_content"):
        raise errors.needs_permission("pages_read_user_content")
    return node


def _several(view: View, ids: str, edge: str) -> dict[str, Any]:
    """`?ids=a,b`: every object by its id, or one edge of each."""
    names = [name.strip() for name in ids.split(",") if name.strip()]
    if len(names) > MOST_IDS:
        raise GraphError(f"(#100) Too many IDs. Maximum: {MOST_IDS}. Provided: {len(names)}.", 100)
    return {name: _get(view, _found(view, name), edge) for name in names}


def _get(view: View, node: Node, edge: str) -> Any:
    if edge:
        return nodes.edge(view, node, edge)
    return nodes.render(view, node, parse_fields(view.call.params.get("fields", "")))


def _post(view: View, node: Node, edge: str) -> Any:
    if isinstance(node, Page) and edge in ("feed", "photos"):
        return writes.make_post(view) if edge == "feed" else writes.make_photo(view)
    if isinstance(node, Post | Comment) and edge == "comments":
        return changes.answer_comment(view, node)
    if isinstance(node, Post) and not edge:
        return changes.change_post(view, node)
    if isinstance(node, Comment) and not edge:
        return changes.change_comment(view, node)
    raise errors.not_found(node.id, "post")


def _delete(view: View, node: Node, edge: str) -> Any:
    if edge or isinstance(node, Page):
        raise errors.not_found(node.id, "delete")
    return changes.delete(view, node)


_METHODS: Mapping[str, Callable[[View, Node, str], Any]] = {"GET": _get, "POST": _post, "DELETE": _delete}


def batch(graph: "Graph", call: Call) -> list[Any]:
    """`POST /` with `batch`: each part is carried out in turn and answers code, headers and body as text."""
    try:
        parts = json.loads(call.params["batch"])
    except ValueError as error:
        raise GraphError("(#100) batch parameter must be a JSON array", 100) from error
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise GraphError("(#100) batch parameter must be a JSON array", 100)
    if len(parts) > MOST_IN_BATCH:
        raise GraphError(
            f"(#100) Too many requests in batch message. Maximum batch size is {MOST_IN_BATCH}", 100
        )
    plain = call.params.get("include_headers", "true").lower() in ("false", "0")
    return [_shown(graph.inner(_part(call, part)), plain) for part in parts]


def _part(call: Call, part: Mapping[str, Any]) -> Call:
    address = urlsplit("/" + str(part.get("relative_url", "")).lstrip("/"))
    params = dict(parse_qsl(address.query, keep_blank_values=True))
    params |= dict(parse_qsl(str(part.get("body", "")), keep_blank_values=True))
    own = params.pop("access_token", None)
    path = address.path if re.match(r"/v\d", address.path) else f"/{call.version}{address.path}"
    method = str(part.get("method", "GET")).upper()
    return call.having(method=method, path=path, params=params, token=own or call.token)


def _shown(answer: Answer, plain: bool) -> dict[str, Any]:
    body = answer.bytes().decode()
    kind = {"name": "Content-Type", "value": answer.content_type}
    return {"code": answer.status, **({} if plain else {"headers": [kind]}), "body": body}
