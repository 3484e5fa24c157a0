"""The Dutch names that stay Dutch in every language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def terms() -> Mapping[str, re.Pattern[str]]:
    """Name → the form to look for; a form allows endings, as "DigiD'nizi" or "BSN-ul" need them."""
    with (Path(__file__).parent / "terms.toml").open("rb") as file:
        rows = tomllib.load(file)["term"]
    return {row["name"]: re.compile(row["form"], re.IGNORECASE) for row in rows}
