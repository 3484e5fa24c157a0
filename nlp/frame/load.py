"""Reads the coding frame: codes, keywords, examples, claims and word lists, from the files beside it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SHARED = "shared"  # Dutch administrative terms that people use inside every language
_BETWEEN = re.compile(r"[,\n]+")


class FrameError(ValueError):
    """A file of the coding frame says something the frame does not know; the message names the file."""


@dataclass(frozen=True)
class Code:
    """One code of the frame; `indicators` and `bus_theme` are ids in the same frame."""

    id: str
    category: str
    nl: str
    en: str
    about_nl: str
    about_en: str
    indicators: tuple[str, ...]
    bus_theme: str
    sensitive: bool


@dataclass(frozen=True)
class Frame:
    """The whole frame; labels are mappings of `nl` and `en`."""

    version: str
    types: Mapping[str, Mapping[str, str]]
    categories: Mapping[str, Mapping[str, str]]
    indicators: Mapping[str, Mapping[str, str]]
    bus_themes: Mapping[str, Mapping[str, str]]
    claims: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Code]


@cache
def load_frame() -> Frame:
    """The coding frame, in the order of its file."""
    raw = _read(FOLDER / "frame.toml")
    codes = {name: _code(name, entry) for name, entry in raw["codes"].items()}
    return Frame(
        version=raw["version"],
        types=raw["types"],
        categories=raw["categories"],
        indicators=raw["indicators"],
        bus_themes=raw["bus_themes"],
        claims=raw["claims"],
        codes=codes,
    )


def _code(name: str, entry: Mapping[str, Any]) -> Code:
    return Code(
        id=name,
        category=name.partition(".")[0],
        nl=entry["nl"],
        en=entry["en"],
        about_nl=entry["about_nl"],
        about_en=entry["about_en"],
        indicators=tuple(entry["indicators"]),
        bus_theme=entry["bus_theme"],
        sensitive=entry["sensitive"],
    )


def theme_of_words(words: str) -> str | None:
    """The bus theme that an officer's own words name, by its Dutch label or by that of a category of it.

    "Praktische zaken, brief" is the theme `practical`; words that name none give None.
    """
    frame = load_frame()
    named = {labels["nl"].lower(): theme for theme, labels in frame.bus_themes.items()}
    for code in frame.codes.values():
        named.setdefault(frame.categories[code.category]["nl"].lower(), code.bus_theme)
    said = words.strip().lower()
    fitting = [label for label in named if said.startswith(label) or label.startswith(said)]
    return named[max(fitting, key=len)] if said and fitting else None


def languages(kind: str) -> tuple[str, ...]:
    """The languages that have a file of this kind (`keywords`, `examples`, `claims`, …), sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / kind).glob("*.toml") if path.stem != SHARED))


@cache
def keywords(language: str) -> Mapping[str, tuple[str, ...]]:
    """Patterns per code for a language (or `shared`); empty when the frame has no such file.

    The pattern language is that of `nlp.stems`. Raises FrameError on an unknown code.
    """
    found = _nested("keywords", language)
    unknown = sorted(set(found) - set(load_frame().codes))
    if unknown:
        raise FrameError(f"keywords/{language}.toml has unknown codes: {', '.join(unknown)}; see frame.toml")
    return {code: patterns(written) for code, written in found.items()}


@cache
def examples(language: str) -> Mapping[str, tuple[str, ...]]:
    """Example sentences per code, drafts of ours that no native speaker has reviewed yet."""
    found = _nested("examples", language)
    unknown = sorted(set(found) - set(load_frame().codes))
    if unknown:
        raise FrameError(f"examples/{language}.toml has unknown codes: {', '.join(unknown)}; see frame.toml")
    return {code: tuple(sentences) for code, sentences in found.items()}


@cache
def word_lists(kind: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The named pattern lists of `kind/language.toml` (claims, sensitive, types, questions); may be empty."""
    path = FOLDER / kind / f"{language}.toml"
    if not path.exists():
        return {}
    return {name: patterns(written) for name, written in _read(path).items()}


@cache
def gazetteer() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The places of `places.toml`: group → Dutch name → forms; the group `trap` holds common words."""
    groups = _read(FOLDER / "places.toml")
    return {
        group: {name: tuple(dict.fromkeys(patterns(forms))) for name, forms in named.items()}
        for group, named in groups.items()
    }


def patterns(written: str) -> tuple[str, ...]:
    """Patterns from a comma or line separated list, in order, blanks dropped."""
    return tuple(part.strip() for part in _BETWEEN.split(written) if part.strip())


def _nested(kind: str, language: str) -> dict[str, Any]:
    path = FOLDER / kind / f"{language}.toml"
    if not path.exists():
        return {}
    raw = _read(path)
    return {f"{category}.{code}": value for category, codes in raw.items() for code, value in codes.items()}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"{path.parent.name}/{path.name} is not valid TOML: {error}") from error
