"""The command `bereik`: every verb of the product, one file each in `dashboard/commands/`."""

from __future__ import annotations

import logging
import sys

import typer

from collectors.errors import CollectError
from dashboard.commands import (
    analyse,
    collect,
    db,
    demo,
    effect,
    enter,
    new,
    plan,
    publish,
    run,
    serve,
    simulate,
    suggest,
    understand,
)
from dashboard.exits import Attention
from data.errors import StoreError

app = typer.Typer(
    name="bereik",
    help="Reach and awareness monitor for information points for EU labour migrants.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for module in (
    demo, simulate, collect, enter, understand, analyse, suggest, plan, publish, effect, run, serve,
):  # fmt: skip
    module.register(app)
app.add_typer(new.app, name="new")
app.add_typer(db.app, name="db")


def main() -> None:
    """Run a command; exit 0 done, 1 needs attention (one line on stderr), 2 wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except (Attention, StoreError, CollectError) as problem:
        print(f"bereik: {problem}", file=sys.stderr)
        sys.exit(1)
    except OSError as problem:
        print(f"bereik: {problem.strerror or problem}: {problem.filename or ''}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
