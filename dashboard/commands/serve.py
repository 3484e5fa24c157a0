"""`bereik serve`: the dashboard on this machine."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.exits import Attention
from dashboard.serve import RefusedAddress, check_address
from dashboard.serve import serve as serve_dashboard


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    address: str = typer.Option("127.0.0.1", help="Loopback only: there is no sign-in yet."),
    port: int = typer.Option(8501),
) -> None:
    """Show the dashboard, until Ctrl-C."""
    try:
        check_address(address)
    except RefusedAddress as refused:
        raise Attention(str(refused)) from refused
    wiring.open_store().close()  # the tables are upgraded before the first visitor comes
    serve_dashboard(address, port)
