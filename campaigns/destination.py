"""Which Graph address may be published to: until there is a sign-in, the local simulator's and no other."""

from __future__ import annotations

import http.client
import ipaddress
from urllib.parse import SplitResult, urlsplit

_SIMULATOR = "bereik-simulator"
_ASIDE = "/robots.txt"  # a page of the simulated town, so that no call to the Graph API is made
_CONTROL = "/_control/state"  # what any simulator for tests has and Facebook never will
_SECONDS = 5.0
_WHY = "publishing needs a sign-in that does not exist yet, so only the local simulator is allowed"
_NEXT = "start `bereik simulate` and point BEREIK_GRAPH_URL at it"


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_simulator(parts: SplitResult) -> bool:
    # A loopback port can be a tunnel to anywhere, so whoever answers must say what it is.
    server, _ = _ask(parts, _ASIDE)
    return server.startswith(_SIMULATOR) or _ask(parts, _CONTROL)[1]


def _ask(parts: SplitResult, path: str) -> tuple[str, bool]:
    """What the server calls itself, and whether it answers the path with JSON."""
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        is_json = (answer.getheader("Content-Type") or "").startswith("application/json")
        return answer.getheader("Server") or "", answer.status == http.client.OK and is_json
    finally:
        connection.close()


def refuse_unless_simulator(graph_url: str) -> str | None:
    """Why publishing towards `graph_url` is refused (what, why, what next), or None when it is the simulator.

    The address must be plain http on a loopback host, and the server there must call itself
    "bereik-simulator" or answer the simulator's control interface. Nothing but one or two GETs beside the
    Graph API is sent, and nothing to any other host.
    """
    try:
        parts = urlsplit(graph_url)
        _ = parts.port  # a port out of range raises here
    except ValueError as error:
        return f"will not publish to {graph_url!r}: not an address ({error}); {_NEXT}"
    if parts.scheme != "http" or not _is_loopback(parts.hostname):
        return f"will not publish to {parts.hostname or graph_url!r}: {_WHY}; {_NEXT}"
    try:
        if _is_simulator(parts):
            return None
    except (OSError, http.client.HTTPException) as error:
        return f"will not publish to {parts.netloc}: nobody answers there ({type(error).__name__}); {_NEXT}"
    return f"will not publish to {parts.netloc}: the server there is not the simulator; {_WHY}; {_NEXT}"
