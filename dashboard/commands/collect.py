"""`bereik collect`: brings in what is new at the registered sources."""

from __future__ import annotations

from dataclasses import asdict

import typer

from collectors.collect import collect as collect_source
from collectors.errors import CollectError
from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import sources
from data.database import Database
from data.records import Source


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(collect)


def collect(names: list[str] = typer.Argument(None, metavar="[SOURCE]...")) -> None:
    """Collect from the named sources, or from every enabled Page and website."""
    database = wiring.open_store()
    failed = [problem for source in _chosen(database, names) if (problem := _one(database, source))]
    if failed:
        raise Attention("; ".join(failed))


def _chosen(database: Database, names: list[str] | None) -> list[Source]:
    with database.read() as session:
        if names:
            return [wiring.find_source(session, name) for name in names]
        enabled = sources.every(session, enabled_only=True)
    return [source for source in enabled if source.kind in ("facebook-page", "website")]


def _one(database: Database, source: Source) -> str | None:
    """Collect one source and say so; return the problem, so that one failure does not stop the others."""
    say(f"collecting {source.name} …")
    try:
        summary = collect_source(database, source, wiring.open_graph, wiring.now())
    except (CollectError, Attention) as problem:
        return f"{source.name}: {problem}"
    say(f"{source.name}: " + ", ".join(f"{key} {value}" for key, value in asdict(summary).items()))
    return None
