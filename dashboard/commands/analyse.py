"""`bereik analyse`: what `bereik tag` and `group` see in a text, for a file, without a database."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import typer

from dashboard.commands.printing import say
from dashboard.exits import Attention
from nlp.analyse import Options, analyse_file
from nlp.analyse_input import ColumnMissing
from nlp.language import DEFAULT_LANGUAGES

STEP = 10_000  # lines between two words of progress


class Engine(StrEnum):
    """Where texts are read."""

    INLINE = "inline"
    PROCESSES = "processes"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(analyse)


def analyse(  # noqa: PLR0913 - the command's options
    file: Path = typer.Argument(..., exists=True, dir_okay=False, help='Lines {"id"?, "text", "source"?}.'),
    output: Path = typer.Option(..., "--output", "-o", help="Where the lines go, in the same order."),
    group: bool = typer.Option(False, help="Also give the same question, in any language, one number."),
    languages: str = typer.Option("", help="Only these, by code: nl,pl,… (the wide net still names others)."),
    column: str = typer.Option("", help="The file is a CSV; this column holds the texts."),
    engine: Engine = typer.Option(Engine.PROCESSES, help="Where texts are read: here, or in processes too."),
) -> None:
    """Analyse texts. A line that cannot be read gives a line that says why, in the same place, and exit 1."""
    options = Options(languages=_languages(languages), column=_column(file, column), group=group)
    if engine is Engine.INLINE:
        options = replace(options, processes=1)
    try:
        done = analyse_file(file, output, options, _progress)
    except ColumnMissing as missing:
        raise Attention(str(missing)) from missing
    grouped = f", {done.groups} groups" if group else ""
    say(f"{done.lines} lines, {done.questions} questions{grouped}")
    if done.shortened:
        say(f"{done.shortened} very long texts were read up to their first 20,000 characters")
    if done.errors:
        raise Attention(f"{done.errors} lines could not be read: {'; '.join(done.first_errors)}")


def _languages(chosen: str) -> tuple[str, ...] | None:
    codes = tuple(code.strip().lower() for code in chosen.split(",") if code.strip())
    unknown = [code for code in codes if code not in DEFAULT_LANGUAGES]
    if unknown:
        known = ", ".join(DEFAULT_LANGUAGES)
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {known}", param_hint="--languages")
    return codes or None


def _column(file: Path, column: str) -> str | None:
    """A CSV without a named column is read from its column `text`."""
    return column or ("text" if file.suffix.lower() == ".csv" else None)


def _progress(lines: int) -> None:
    if lines % STEP == 0:
        say(f"{lines} lines …")
