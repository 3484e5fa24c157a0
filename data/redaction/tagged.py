"""Names known beforehand because someone was tagged: the whole name and its parts, in any inflection."""

import re
from collections.abc import Iterator

from data.redaction.folding import WORD, fold
from data.redaction.lexicon import open_lexicon
from data.redaction.shadow import Find, Shadow

_ENDING = "[^\\W\\d_]{0,3}(?:'[^\\W\\d_]{1,5})?"


def find_tagged(shadow: Shadow, *, names: tuple[str, ...]) -> Iterator[Find]:
    """Every tagged name, and every capitalised word that is a part of one, whatever its case ending.

    A part of four or more letters that is no ordinary word is also found in lower case.
    """
    parts = [tuple(WORD.findall(fold(name))) for name in names if isinstance(name, str)]
    for whole in parts:
        if len(whole) > 1:
            pattern = r"(?<!\w)" + r"[\s.\-]{1,3}".join(_inflected(part) for part in whole) + r"(?!\w)"
            yield from (Find(m.start(), m.end(), "name") for m in re.finditer(pattern, shadow.low))
        elif whole:
            exact = rf"(?<!\w){re.escape(whole[0])}(?!\w)"
            yield from (Find(m.start(), m.end(), "name") for m in re.finditer(exact, shadow.low))
    for part in {part for whole in parts for part in whole if len(part) > 2}:
        yield from _find_part(shadow, part)


def _inflected(part: str) -> str:
    """The part with its last vowel free to change: Katarzyna, Katarzyny, Katarzynie."""
    stem = part[:-1] if len(part) > 3 and part[-1] in "aoeiuyаоеиуяюьієы" else part
    return re.escape(stem) + _ENDING


def _find_part(shadow: Shadow, part: str) -> Iterator[Find]:
    lexicon = open_lexicon()
    ordinary = (
        part in lexicon.words["stop"] or part in lexicon.words["particle"] or part in lexicon.words["keep"]
    )
    if ordinary:
        return
    for match in re.finditer(rf"(?<!\w){_inflected(part)}(?!\w)", shadow.low):
        certain = len(part) > 3 and part not in lexicon.unsure and part not in lexicon.unsure_surnames
        exact = match.group() == part
        capital = shadow.text[match.start()].isupper() and (exact or len(part) > 3)
        if capital or (certain and exact):
            yield Find(match.start(), match.end(), "name")
