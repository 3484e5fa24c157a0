"""Invented figures for the demonstration; nothing here describes a real town."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

from data.records import Community

SOURCE = "demonstratie: verzonnen aantallen"
AS_OF = date(2026, 1, 1)


def demo_communities() -> list[Community]:
    """Return the sizes of the language groups of the demonstration's town, as bands."""
    tree = tomllib.loads(files("data.samples").joinpath("communities.toml").read_text("utf-8"))
    return [Community(code, band["low"], band["high"], SOURCE, AS_OF) for code, band in tree.items()]
