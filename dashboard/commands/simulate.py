"""`bereik simulate`: only the local Graph API, with a simulated town behind it."""

from __future__ import annotations

import typer

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import run_forever


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(simulate)


def simulate(
    port: int = typer.Option(8025, help="Port on 127.0.0.1; 0 takes a free one."),
    seed: int = typer.Option(1, help="The same seed gives the same town."),
    control: bool = typer.Option(False, help="Add /_control: calls, state, clock and faults, for tests."),
) -> None:
    """Run a local Graph API with a simulated town, until Ctrl-C."""
    run_forever(SimulatorConfig(port=port, seed=seed, control=control))
