"""Plain tables on a page. Streamlit reads Markdown in their cells, and people's words must not be read so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.labels import quoted


def show(rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows (one or more, of equal keys) on the page, the first column as their heads.

    A text that says "![](//somewhere/x.png)" is shown so, and never makes the browser call somewhere.
    """
    cells = [
        {key: quoted(cell) if isinstance(cell, str) else cell for key, cell in row.items()} for row in rows
    ]
    st.table(pd.DataFrame(cells).set_index(next(iter(cells[0]))))
