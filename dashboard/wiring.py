"""The one place that puts the rooms together: opens the store and the Graph client with today's settings."""

from __future__ import annotations

from datetime import UTC, datetime

from collectors.errors import SourceRefused
from collectors.graph import GraphAPI, GraphSettings
from dashboard.exits import Attention
from dashboard.settings import settings, token
from data import sources
from data.database import Database, Session, open_database
from data.records import Source


def now() -> datetime:
    """Return the time: UTC, aware. Everything below this module gets it as an argument."""
    return datetime.now(UTC)


def open_store() -> Database:
    """Open the database of the settings, upgraded to the newest tables."""
    return open_database(settings().database)


def find_source(session: Session, name: str) -> Source:
    """Return a registered source by name; Attention when there is none."""
    found = sources.find(session, name)
    if found is None:
        known = ", ".join(each.name for each in sources.every(session)) or "none yet"
        raise Attention(
            f"there is no source called {name!r} (known: {known}); register it with `bereik new source`"
        )
    return found


def open_graph(source: Source) -> GraphAPI:
    """Return a Graph client with the token this source names; SourceRefused when that is not set."""
    secret = token(source.token_env)
    if not secret:
        named = source.token_env or "no variable"
        raise SourceRefused(
            f"source {source.name!r} has no token: it names {named}, which is not set; "
            f"put the Page's token in that variable, or name another with "
            f"`bereik new source {source.name} … --token-env NAME`"
        )
    app_secret = settings().app_secret
    return GraphAPI(
        secret,
        GraphSettings(
            base_url=settings().graph_url,
            version=settings().graph_version,
            app_id=settings().app_id,
            app_secret=app_secret.get_secret_value() if app_secret else None,
        ),
    )
