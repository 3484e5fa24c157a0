"""The words that stand beside personal data (`tel`, `kenteken`, `ulica`), read from this folder's files."""

import re
from functools import cache
from pathlib import Path

from data.redaction.folding import fold


@cache
def read_sections(name: str) -> dict[str, tuple[str, ...]]:
    """Section → entries of a word file of this folder, as written there."""
    sections: dict[str, tuple[str, ...]] = {}
    current = ""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[] ")
        elif line and not line.startswith("#"):
            entries = tuple(entry.strip() for entry in line.split("|") if entry.strip())
            sections[current] = sections.get(current, ()) + entries
    return sections


@cache
def words_of(section: str) -> frozenset[str]:
    """The entries of a section of labels.txt, folded."""
    return frozenset(fold(entry) for entry in read_sections("labels.txt")[section])


@cache
def alternatives(section: str) -> str:
    """The entries of a section of labels.txt, folded and escaped, longest first, joined for a pattern."""
    return "|".join(re.escape(entry) for entry in sorted(words_of(section), key=lambda e: (-len(e), e)))
