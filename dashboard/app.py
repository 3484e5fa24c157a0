"""The dashboard's script: which pages there are, in which language; Streamlit runs it for every visitor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from importlib.resources import files

import streamlit as st

from dashboard.settings import settings
from dashboard.views import calendar, checking, questions, reach, suggestions, today
from dashboard.wiring import open_store
from dashboard.words import FACES, Words, words
from data.database import Database

logger = logging.getLogger("bereik.dashboard")

View = Callable[[Database, Words], None]
PAGES: tuple[tuple[str, str, View], ...] = (
    ("vandaag", "today", today.show),
    ("vragen", "questions", questions.show),
    ("nakijken", "checking", checking.show),
    ("voorstellen", "suggestions", suggestions.show),
    ("kalender", "calendar", calendar.show),
    ("bereik", "reach", reach.show),
)

# Files of our own: an icon by name would make every visitor's browser fetch it from Google.
ICON, LOGO = (str(files("dashboard").joinpath(name)) for name in ("icon.svg", "logo.svg"))

# Streamlit fixes <html lang="en"> and greys that are too light; both hinder people who cannot see well.
_LANGUAGE_OF_PAGE = "export default function ({ data }) { document.documentElement.lang = data; }"
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 3rem 3rem 2rem; max-width: 84rem; }
@media (max-width: 40rem) { [data-testid="stMainBlockContainer"] { padding: 4rem 1rem 1rem; } }
h1 { font-size: 2rem !important; }
h2 { font-size: 1.5rem !important; }
h3 { font-size: 1.2rem !important; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #3b3f46; opacity: 1; }
[role="spinbutton"] { min-width: 24px; min-height: 24px; display: inline-block; }
textarea, input { unicode-bidi: plaintext; }
</style>"""


@st.cache_resource
def _store() -> Database:
    return open_store()


def _choose_face() -> Words:
    asked = st.query_params.get("lang", settings().language)
    names = {"nl": "Nederlands", "en": "English"}
    face = st.sidebar.radio(
        words(asked)("app.language"),
        FACES,
        index=FACES.index(asked) if asked in FACES else 0,
        format_func=names.__getitem__,
        horizontal=True,
        key="face",
    )
    return words(face)


def main() -> None:
    """Lay out the pages for this visitor."""
    st.set_page_config(page_title="Bereik", page_icon=ICON, layout="wide")
    st.logo(LOGO, size="large", icon_image=ICON)
    st.html(_STYLE)
    chosen = _choose_face()
    st.components.v2.component("language_of_page", js=_LANGUAGE_OF_PAGE)(data=chosen.face, height=0)
    pages = [
        st.Page(
            partial(_guarded, show, chosen),
            title=chosen(f"page.{key}"),
            url_path=path,
            default=key == "today",
        )
        for path, key, show in PAGES
    ]
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · Bereik")
    if settings().demo:
        st.info(chosen("app.demo"), icon=":material/science:")
    page.run()


def _guarded(show: View, chosen: Words) -> None:
    """Show a page; if it or the store fails, say so plainly and keep the cause for the log."""
    try:
        show(_store(), chosen)
    except Exception as problem:  # Streamlit's own rerun and stop are no Exception and pass
        logger.error("a page failed: %s", type(problem).__name__, exc_info=problem)
        st.error(chosen("app.error"))


main()
