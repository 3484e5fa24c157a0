"""`bereik frame`: look at the coding frame, check it, and see where it is least sure."""

from __future__ import annotations

from dataclasses import asdict

import typer

from dashboard import wiring
from dashboard.commands import printing
from dashboard.exits import Attention
from data.corrections import unreviewed

app = typer.Typer(no_args_is_help=True, help="List and check the coding frame; see what it is unsure of.")


def register(root: typer.Typer) -> None:
    """Add the commands below `bereik frame`."""
    root.add_typer(app, name="frame")


@app.command("list")
def list_codes(as_json: bool = typer.Option(False, "--json")) -> None:
    """List all codes: names, descriptions, and how many keywords and examples each language has."""
    from nlp.frame_check import entries

    found = [asdict(entry) for entry in entries()]
    if not as_json:
        found = [
            {
                "code": row["code"],
                "nl": row["nl"],
                "en": row["en"],
                "sensitive": "sensitive" if row["sensitive"] else "-",
                "keywords": f"{sum(row['keywords'].values())} keywords in {len(row['keywords'])} lists",
                "examples": f"{sum(row['examples'].values())} examples in {len(row['examples'])} languages",
            }
            for row in found
        ]
    printing.rows(found, as_json=as_json)


@app.command()
def check(as_json: bool = typer.Option(False, "--json")) -> None:
    """Find overlap, gaps and mistakes; exit 1 when a file is wrong."""
    from nlp.frame_check import check as look
    from nlp.frame_check import counted

    found = look()
    printing.rows([asdict(remark) for remark in found], as_json=as_json)
    kinds = counted(found)
    printing.say(", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing to remark")
    if kinds["wrong"]:
        raise Attention("the coding frame cannot be read as it is; mend the files named above")


@app.command()
def unsure(
    limit: int = typer.Option(20, min=1, max=200, help="How many texts."),
    as_json: bool = typer.Option(False, "--json"),
) -> None:
    """List the texts that teach most when a person says what they are: the least sure, no two alike."""
    from nlp.unsure import queue

    with wiring.open_store().read() as session:
        rows = unreviewed(session)
    printing.rows([asdict(each) for each in queue(rows, limit)], as_json=as_json)
