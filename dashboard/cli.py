"""The command `bereik`: every verb of the product, one file each in `dashboard/commands/`."""

from __future__ import annotations

import gc
import logging
import sys
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from collectors.errors import CollectError
from dashboard.exits import Attention
from dashboard.settings import settings
from data.errors import StoreError
from nlp.frame import load

MODULES = {
    **{name: name for name in ("demo", "simulate", "new", "collect")},
    "import": "import_file",
    **{name: name for name in ("log", "tag", "group", "watch", "suggest", "plan", "review", "release")},
    **{name: name for name in ("publish", "reconcile", "effect", "run", "serve", "analyse", "frame", "db")},
}
"""The commands in the order of the help, and the file of each."""
# Word lists and models are millions of objects that stay: looking through them for rubbish as often as Python
# does by itself takes half the time of reading them in.
COLLECT_AFTER = (100_000, 50, 100)


class _OnDemand(TyperGroup):
    """Loads a command's file when it is asked for: what reads texts takes seconds, what logs one must not."""

    def list_commands(self, ctx: object) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: object, cmd_name: str):  # type: ignore[no-untyped-def]  # the type is Typer's own
        if cmd_name in MODULES and cmd_name not in self.commands:
            holder = typer.Typer()
            import_module(f"dashboard.commands.{MODULES[cmd_name]}").register(holder)
            self.commands[cmd_name] = typer.main.get_group(holder).commands[cmd_name]
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]
        if args[0] not in MODULES:  # names are enough to say which one was meant
            self.commands = {name: TyperCommand(name) for name in MODULES}
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=_OnDemand, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


@app.callback()
def bereik() -> None:
    """Reach and awareness monitor for information points for EU labour migrants."""
    try:
        load.use_folder(settings().frame)
    except load.FrameError as problem:
        raise Attention(f"BEREIK_FRAME: {problem}") from problem


def main() -> None:
    """Run a command; exit 0 done, 1 needs attention (one line on stderr), 2 wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    gc.set_threshold(*COLLECT_AFTER)
    try:
        app(prog_name="bereik")
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
