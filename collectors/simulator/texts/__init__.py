"""The texts of the simulated town, one TOML file per language; written for it, taken from nobody."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("nl", "en", "pl", "bg", "ro", "tr", "uk", "hu")


@dataclass(frozen=True)
class Texts:
    """All texts of one language.

    `questions` and `posts` by code of the coding frame, `stories` by name of the planted story, `phrases`
    by use (greetings, closings, contacts, thanks, chatter, answers), `slots` by name;
    `names` are of fictional people.
    """

    questions: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, tuple[str, ...]]
    stories: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]


@cache
def texts_of(language: str) -> Texts:
    """The texts of a language, read once; FileNotFoundError for one that the town does not speak."""
    found = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))
    groups = {key: _group(found, key) for key in ("questions", "posts", "stories", "phrases", "slots")}
    return Texts(**groups, names=tuple(found["names"]))


@cache
def stray_texts() -> tuple[tuple[str, str], ...]:
    """Language and text of what turns up beside the town's own languages; `und` where there is none."""
    found = tomllib.loads((Path(__file__).parent / "stray.toml").read_text("utf-8"))
    return tuple((language, text) for language, text in found["texts"])


def _group(found: Mapping[str, Any], key: str) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(texts) for name, texts in found.get(key, {}).items()}
