"""The mean vectors of languages, frozen per version of the vectors so that questions keep their ids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import models
from data.upsert import upsert

Row = models.LanguageMean


def find(session: Session, vector_version: str) -> dict[str, tuple[bytes, int]] | None:
    """Per language the mean (float32 bytes) and of how many texts; "": of all. None when not frozen."""
    query = select(Row.language, Row.mean, Row.texts).where(Row.vector_version == vector_version)
    found = {language: (mean, texts) for language, mean, texts in session.execute(query)}
    return found or None


def freeze(
    session: Session, vector_version: str, means: Mapping[str, tuple[bytes, int]], now: datetime
) -> None:
    """Keeps the means of that version from now on; languages that were frozen before are overwritten."""
    rows = [
        {"vector_version": vector_version, "language": language, "mean": mean, "texts": texts}
        for language, (mean, texts) in sorted(means.items())
    ]
    upsert(session, Row, [{**row, "frozen_at": now} for row in rows], ("vector_version", "language"))
