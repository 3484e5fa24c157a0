"""`bereik new`: registers a source, a channel, or the sizes of communities."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast, get_args

import typer

from campaigns.calendar import parse_hours
from collectors.imports import communities as communities_file
from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import audit, channels, sources, switches
from data import communities as sizes
from data.records import NewSource, SourceKind

app = typer.Typer(no_args_is_help=True, help="Register a source, a channel, or sizes of communities.")


def register(root: typer.Typer) -> None:
    """Add the commands below `bereik new`."""
    root.add_typer(app, name="new")


@app.command()
def source(  # noqa: PLR0913 - a source is registered with all of these
    name: str,
    kind: str = typer.Option(..., help=", ".join(get_args(SourceKind))),
    address: str = typer.Option("", help="The Page's id, or the address of a feed or agenda page."),
    purpose: str = typer.Option("", help="Why we read this."),
    legal_basis: str = typer.Option("", help="On what ground, e.g. 'public task, GDPR 6(1)(e)'."),
    owner: str = typer.Option("", help="The team that answers for it; never a member of the public."),
    review_on: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="When this is looked at again."),
    token_env: str = typer.Option(None, help="The variable that holds the Page's token."),
    enable: bool = typer.Option(False, help="Needs purpose, legal basis, owner and review date."),
) -> None:
    """Register a source, or change one; without its four reasons it cannot be enabled."""
    if kind not in get_args(SourceKind):
        raise typer.BadParameter(
            f"{kind!r} is not one of {', '.join(get_args(SourceKind))}", param_hint="--kind"
        )
    day: date | None = review_on.date() if review_on else None
    new = NewSource(
        name, cast(SourceKind, kind), address, purpose, legal_basis, owner, day, token_env, enabled=enable
    )
    with wiring.open_store().begin() as session:
        sources.register(session, new, wiring.now())
    say(f"source {name!r} is registered, {'enabled' if enable else 'not enabled'}")


@app.command()
def channel(
    name: str,
    source_name: str = typer.Option(..., "--source", help="The Page's source."),
    live: bool = typer.Option(False, help="Publish for real; without it the channel is a dry run."),
    hours: str = typer.Option("08:00-21:00", help="Dutch clock hours in which it may publish."),
) -> None:
    """Register a Page that we publish on. It starts as a dry run."""
    now = wiring.now()
    try:
        parse_hours(hours)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong), param_hint="--hours") from wrong
    with wiring.open_store().begin() as session:
        page = wiring.find_source(session, source_name)
        if page.kind != "facebook-page":
            raise Attention(f"source {source_name!r} is a {page.kind}: only a Page can be published to")
        channels.register(session, name, "facebook-page", page.id, page.address, live, now)
        made = channels.find(session, name)
        if made is not None:
            switches.put(session, f"hours:{made.id}", hours, "console", now)
        audit.write(session, "console", "channel registered", name, {"live": live}, now)
    say(f"channel {name!r} is registered, {'live' if live else 'dry run'}")


@app.command()
def community(
    file: Path = typer.Argument(
        ..., exists=True, dir_okay=False, help="CSV: language, low, high, source, as_of"
    ),
) -> None:
    """Take over how many people speak each language here: a band with its source and day."""
    found = communities_file.read(file)
    with wiring.open_store().begin() as session:
        for each in found:
            sizes.put(session, each)
    say(f"{len(found)} communities taken over")
