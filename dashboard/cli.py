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
    group,
    import_file,
    log,
    new,
    plan,
    publish,
    reconcile,
    review,
    run,
    serve,
    simulate,
    suggest,
    tag,
    watch,
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
for command in (demo, simulate, collect, import_file, log, tag, group, watch, analyse, suggest, plan, review):
    command.register(app)
for command in (publish, reconcile, run, serve):
    command.register(app)
app.add_typer(new.app, name="new")
app.add_typer(db.app, name="db")


def main() -> None:
    """Run a command; exit 0 done, 1 needs attention (one line on stderr), 2 wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except (Attention, StoreError, CollectError) as problem:
        _end(str(problem))
    except OSError as problem:
        _end(f"{problem.strerror or problem}: {problem.filename or ''}")
    except KeyboardInterrupt:
        sys.exit(130)


def _end(line: str) -> None:
    print(f"bereik: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
