"""Draft texts from templates: per code and language, as drafts that a reviewer must still approve."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from data import messages
from data.database import Session
from data.messages import NewVariant

LANGUAGES = ("nl", "en", "pl", "bg", "ro", "tr", "uk", "ru", "hu", "es")
SOURCE_LANGUAGE = "nl"
_FOLDER = Path(__file__).parent / "templates"
# Plain text for a post, not HTML: escaping would turn an apostrophe into &#39;.
_JINJA = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True)
class Where:
    """Where people find the info point, as it will stand in the text; None leaves the sentence out."""

    stop: str | None = None
    phone: str | None = None


@lru_cache(maxsize=64)
def _texts(name: str) -> dict[str, str]:
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return dict(tomllib.load(file)["text"])


def template_for(code: str) -> str | None:
    """The template that serves a code of the frame: its own, else its category's, else None."""
    for name in (code, code.partition(".")[0]):
        if name != "closing" and (_FOLDER / f"{name}.toml").is_file():
            return name
    return None


def compose(code: str, language: str, where: Where = Where()) -> str:
    """A draft text on `code` in `language` (one of LANGUAGES), with a closing line on free help.

    The mark by which the post is known again is added when it is sent, not here. Raises LookupError
    when there is no template.
    """
    name = template_for(code)
    if name is None or language not in _texts(name):
        raise LookupError(f"no template for {code} in {language}; write campaigns/templates/{code}.toml")
    parts = (_texts(name)[language], _texts("closing")[language])
    return "\n\n".join(_JINJA.from_string(part).render(stop=where.stop, phone=where.phone) for part in parts)


@dataclass(frozen=True)
class Request:
    """Who asks for a draft on what; the same `client_token` always gives the same message."""

    code: str
    client_token: str
    actor: str
    question_id: int | None = None
    valid_until: datetime | None = None


def draft(session: Session, request: Request, languages: Sequence[str], where: Where, now: datetime) -> int:
    """Stores a message with a Dutch source and a draft variant per language; answers its id.

    All variants have provenance "template" and review state "draft": nothing of it can go out yet.
    """
    wanted = list(dict.fromkeys((SOURCE_LANGUAGE, *languages)))
    variants = [NewVariant(each, compose(request.code, each, where), "template") for each in wanted]
    return messages.create(
        session,
        code=request.code,
        source_language=SOURCE_LANGUAGE,
        source_text=variants[0].text,
        variants=variants,
        valid_until=request.valid_until,
        client_token=request.client_token,
        actor=request.actor,
        now=now,
        question_id=request.question_id,
    )
