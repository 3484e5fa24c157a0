"""Names of languages as people write them in Dutch and English, and in the language itself."""

from __future__ import annotations

import re

NAMES = """
nl nederlands dutch
en engels english
pl pools polish polski
bg bulgaars bulgarian български
ro roemeens romanian română romana
tr turks turkish türkçe
uk oekraïens oekraiens ukrainian українська
ru russisch russian русский
hu hongaars hungarian magyar
es spaans spanish español
lt litouws lithuanian
lv lets letlands latvian
sk slowaaks slovak
cs tsjechisch czech
pt portugees portuguese português
ar arabisch arabic
hr kroatisch croatian
de duits german deutsch
fr frans french français
it italiaans italian
el grieks greek
sr servisch serbian
et estisch ests estonian
sl sloveens slovenian
so somalisch somali
ti tigrinya
"""
LANGUAGES = {word: line.split()[0] for line in NAMES.strip().split("\n") for word in line.split()}


def parse_language(value: str) -> str | None:
    """A language's ISO 639-1 code from its code or its Dutch, English or own name; None when empty.

    Raises ValueError for a name nobody knows.
    """
    word = value.strip().lower().rstrip("?! ")  # "bulgaars?" is a guess, and a guess is a hint
    if not word or word in ("onbekend", "unknown", "und", "-"):
        return None
    code = LANGUAGES.get(word) or LANGUAGES.get(re.split(r"[\s(/,-]", word)[0])
    if code is None:
        raise ValueError("the language is not known; use a name or a two-letter code")
    return code
