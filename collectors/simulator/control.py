"""The interface for tests under `/_control/`: calls, state, truth, clock and faults."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from collectors.simulator.clock import format_time
from collectors.simulator.exchange import Answer, Call
from collectors.simulator.faults import parse_fault
from collectors.simulator.graph import Graph
from collectors.simulator.records import Comment, Post


class Log(Protocol):
    """Where the calls are kept."""

    def calls(self) -> list[dict[str, Any]]:
        """All of them, in order."""


def answer(graph: Graph, log: Log, call: Call) -> Answer:
    """One control call; 400 with `{"error": text}` for one that makes no sense."""
    routes: Mapping[tuple[str, str], Callable[[], Any]] = {
        ("GET", "calls"): log.calls,
        ("GET", "state"): lambda: state(graph),
        ("GET", "truth"): lambda: truth(graph),
        ("GET", "clock"): lambda: {"now": format_time(graph.world.now())},
        ("POST", "clock"): lambda: _set_clock(graph, call.params),
        ("GET", "faults"): graph.faults.pending,
        ("POST", "faults"): lambda: _add_faults(graph, call.params),
        ("DELETE", "faults"): lambda: _clear(graph),
    }
    handler = routes.get((call.method, call.path.removeprefix("/_control/").strip("/")))
    if handler is None:
        return Answer({"error": f"no such control: {call.method} {call.path}"}, 404)
    try:
        with graph.world.lock:
            return Answer(handler())
    except (ValueError, TypeError, KeyError) as error:
        return Answer({"error": str(error)}, 400)


def state(graph: Graph) -> dict[str, Any]:
    """Everything a test wants to look at, read past the API."""
    world = graph.world
    world.settle()
    page = world.page
    return {
        "clock": {"now": format_time(world.now())},
        "pages": [{"id": page.id, "public_id": page.public_id, "name": page.name}],
        "posts": [_post(graph, post) for post in world.wall()],
        "comments": sum(map(world.exists, world.comments.values())),
        "faults": graph.faults.pending(),
        "tokens": graph.tokens.shown(),
        "limit": {"calls": graph.limiter.total, "percent": graph.limiter.percent()},
    }


def _post(graph: Graph, post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "author": "page" if post.author is None else "public",
        "message": post.message,
        "created_time": format_time(post.created),
        "is_published": post.published,
        "scheduled_publish_time": int(post.scheduled.timestamp()) if post.scheduled else None,
        "comments": len(graph.world.under(post)),
        "by_app": post.by_app,
    }


def truth(graph: Graph) -> list[dict[str, Any]]:
    """What the town meant by each of its texts: language, theme, planted story."""
    world = graph.world
    nodes: list[Post | Comment] = [*world.posts.values(), *world.comments.values()]
    return [
        {
            "id": node.id,
            "author": "page" if node.author is None else "public",
            "message": node.message,
            "created_time": format_time(node.created),
            "language": node.truth.language,
            "theme": node.truth.theme,
            "story": node.truth.story,
            "romanised": node.truth.romanised,
        }
        for node in sorted(nodes, key=lambda node: (node.created, node.id))
        if world.exists(node)
    ]


def _set_clock(graph: Graph, params: Mapping[str, str]) -> dict[str, Any]:
    if "now" in params:
        graph.world.clock.set(datetime.fromisoformat(params["now"]))
    elif "advance" in params:
        graph.world.clock.advance(float(params["advance"]))
    else:
        raise ValueError('send {"now": ISO time with zone} or {"advance": seconds}')
    graph.world.settle()
    return {"now": format_time(graph.world.now())}


def _add_faults(graph: Graph, params: Mapping[str, str]) -> Any:
    """One fault; `params` hold JSON texts, since every body is read as a form would be."""
    fault = parse_fault({key: _value(text) for key, text in params.items()})
    name = fault.settings.get("id")
    if fault.kind == "deleted_post" and name:
        if graph.world.find(str(name)) is None:
            raise ValueError(f"no object {name}")
        graph.world.gone.add(str(name).rpartition("_")[2])
    else:
        graph.faults.add(fault)
    return graph.faults.pending()


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _clear(graph: Graph) -> dict[str, Any]:
    graph.faults.clear()
    return {"success": True}
