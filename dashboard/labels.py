"""Names for people of what the store knows by key: codes, claims, questions, places."""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.words import Words
from data import questions
from data.counts import Themes
from data.database import Session
from data.questions import QuestionSummary
from data.records import NewSignal
from nlp.frame.load import load_frame, theme_of_words

Namer = Callable[[NewSignal], str]
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|$~:^]")
LONGEST = 44  # letters of a question on an axis or in a list


def code(key: str | None, words: Words) -> str:
    """Name a code of the coding frame with its category; one that is no longer in it stands for itself."""
    frame = load_frame()
    known = frame.codes.get(key or "")
    if known is None:
        return key or "–"
    category = frame.categories[known.category][words.face]
    own = known.nl if words.face == "nl" else known.en
    return category if category == own else f"{category} › {own}"


def question(each: QuestionSummary, words: Words) -> str:
    """Name a question so that somebody who cannot read its language knows what it is about."""
    if name := each.names.get(words.face):
        return _short(name)
    title = _short(each.title)
    return f"{code(each.code, words)}: {title}" if each.code else title


def quoted(text: str) -> str:
    """What somebody wrote, in which no sign means a heading, a link or a picture; on one line."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"


def themes() -> Themes:
    """How the coding frame maps codes and a register's words to the bus's own few themes."""
    of_code = {key: known.bus_theme for key, known in load_frame().codes.items()}
    return Themes(of_code, theme_of_words)


def theme(key: str, words: Words) -> str:
    """Name one of the bus's own themes."""
    return load_frame().bus_themes[key][words.face]


def claim(key: str, words: Words) -> str:
    """Say what a watched claim claims."""
    known = load_frame().claims.get(key)
    return known[words.face] if known else key


def namer(session: Session, words: Words) -> Namer:
    """Return what names a signal's key; questions are named by their title in the store."""
    titles = questions.titles(session)

    def name(signal: NewSignal) -> str:
        if signal.kind == "code":
            return code(signal.key, words)
        if signal.kind == "claim":
            return claim(signal.key, words)
        if signal.kind == "language":
            return words.language(signal.key)
        if signal.kind == "question":
            return titles.get(int(signal.key), signal.key)
        return signal.key

    return name
