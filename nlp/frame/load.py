"""Reads the coding frame: codes, keywords, examples, claims and word lists, from the files beside it.

An office may keep a folder of its own with files of the same names: what they say is added to ours.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

FOLDER = Path(__file__).parent
SHARED = "shared"  # Dutch administrative terms that people use inside every language
_BETWEEN = re.compile(r"[,\n]+")
_own_folder: list[Path] = []  # the office's, or none
_cached: list[Any] = []
Given = ParamSpec("Given")
Read = TypeVar("Read")


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


def cached(function: Callable[Given, Read]) -> Callable[Given, Read]:
    """Remembers what a function made of the frame, until the frame's folder changes."""
    remembered = cache(function)
    _cached.append(remembered)
    return remembered  # type: ignore[return-value]


def use_folder(folder: Path | None) -> None:
    """Adds an office's own folder to the shipped frame, in place of an earlier one; None: ours alone.

    Once per process, before texts are read: what was read before stays as it was. Its files are named and
    written like ours: patterns, examples and codes are added; where both describe the same code, the office's
    words stand. Raises FrameError when there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise FrameError(f"there is no folder {folder} for the coding frame: make it, or leave it unset")
    _own_folder[:] = [] if folder is None else [folder]
    for remembered in _cached:
        remembered.cache_clear()


def own_folder() -> Path | None:
    """The office's own folder, or None."""
    return _own_folder[0] if _own_folder else None


@cached
def frame_version() -> str:
    """The frame's version; with an office's own folder followed by + and eight letters of its content."""
    version = load_frame().version
    if not _own_folder:
        return version
    content = hashlib.sha256()
    for path in sorted(_own_folder[0].rglob("*.toml")):
        content.update(
            path.relative_to(_own_folder[0]).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return f"{version}+{content.hexdigest()[:8]}"


@cached
def load_frame() -> Frame:
    """The coding frame, in the order of its file."""
    raw = _read("frame.toml", joined=False)
    try:
        return _frame(raw)
    except KeyError as missing:
        raise FrameError(f"frame.toml: an entry has no {missing}") from missing


def _frame(raw: Mapping[str, Any]) -> Frame:
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


@cached
def languages(kind: str) -> tuple[str, ...]:
    """The languages that have a file of this kind (`keywords`, `examples`, `claims`, …), sorted."""
    found = {path.stem for folder in (FOLDER, *_own_folder) for path in (folder / kind).glob("*.toml")}
    return tuple(sorted(found - {SHARED}))


@cached
def keywords(language: str) -> Mapping[str, tuple[str, ...]]:
    """Patterns per code for a language (or `shared`); empty when the frame has no such file.

    The pattern language is that of `nlp.stems`. Raises FrameError on an unknown code.
    """
    found = _nested("keywords", language)
    unknown = sorted(set(found) - set(load_frame().codes))
    if unknown:
        raise FrameError(f"keywords/{language}.toml has unknown codes: {', '.join(unknown)}; see frame.toml")
    return {code: patterns(written) for code, written in found.items()}


@cached
def own_keywords(language: str) -> Mapping[str, tuple[str, ...]]:
    """Those patterns per code that the office's own folder has for a language; empty without one."""
    if not _own_folder or not (path := _own_folder[0] / "keywords" / f"{language}.toml").is_file():
        return {}
    return {code: patterns(written) for code, written in _by_code(_parsed(path)).items()}


@cached
def examples(language: str) -> Mapping[str, tuple[str, ...]]:
    """Example sentences per code, drafts of ours that no native speaker has reviewed yet."""
    found = _nested("examples", language)
    unknown = sorted(set(found) - set(load_frame().codes))
    if unknown:
        raise FrameError(f"examples/{language}.toml has unknown codes: {', '.join(unknown)}; see frame.toml")
    return {code: tuple(sentences) for code, sentences in found.items()}


@cached
def word_lists(kind: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The named pattern lists of `kind/language.toml` (claims, sensitive, types, questions); may be empty."""
    return {name: patterns(written) for name, written in _read(f"{kind}/{language}.toml").items()}


@cached
def gazetteer() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The places of `places.toml`: group → Dutch name → forms; the group `trap` holds common words."""
    groups = _read("places.toml")
    return {
        group: {name: tuple(dict.fromkeys(patterns(forms))) for name, forms in named.items()}
        for group, named in groups.items()
    }


def patterns(written: str) -> tuple[str, ...]:
    """Patterns from a comma or line separated list, in order, blanks dropped."""
    return tuple(part.strip() for part in _BETWEEN.split(written) if part.strip())


def _nested(kind: str, language: str) -> dict[str, Any]:
    return _by_code(_read(f"{kind}/{language}.toml"))


def _by_code(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{category}.{code}": value for category, codes in raw.items() for code, value in codes.items()}


def _read(name: str, *, joined: bool = True) -> dict[str, Any]:
    """A file of the shipped frame with the office's own over it; empty when neither has it.

    `joined`: words that both have are put together; else the office's take the place of ours.
    """
    found: dict[str, Any] = {}
    for folder in (FOLDER, *_own_folder):
        if (folder / name).is_file():
            found = _merged(found, _parsed(folder / name), joined=joined)
    return found


def _merged(ours: Mapping[str, Any], own: Mapping[str, Any], *, joined: bool) -> dict[str, Any]:
    together = dict(ours)
    for key, value in own.items():
        there = together.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            together[key] = _merged(there, value, joined=joined)
        elif joined and isinstance(value, str) and isinstance(there, str):
            together[key] = f"{there}\n{value}"
        elif joined and isinstance(value, list) and isinstance(there, list):
            together[key] = [*there, *value]
        else:
            together[key] = value
    return together


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameError(f"{path.parent.name}/{path.name} is not valid TOML: {error}") from error
