"""Writes Bulgarian, Ukrainian and Russian that was typed in Latin letters back in their own letters.

The vector model has read these languages in Cyrillic: "kade moga da izvadq nomer" finds its kind only as
"каде мога да извадя номер". The spelling need not be right, only near.
"""

import re

from nlp.dutch_words import DUTCH_LOANS

_WORD = re.compile(r"[^\W_]+")
_SHARED = {
    "zh": "ж",
    "tch": "ч",
    "ch": "ч",
    "sh": "ш",
    "ts": "ц",
    "tz": "ц",
    "kh": "х",
    "ck": "к",
    "yu": "ю",
    "iu": "ю",
    "ju": "ю",
    "ya": "я",
    "ia": "я",
    "ja": "я",
    "q": "я",
    "4": "ч",
    "6": "ш",
    "j": "ж",
    "w": "в",
    "x": "х",
    "c": "ц",
    "y": "й",
} | dict(zip("abvgdeziklmnoprstufh", "абвгдезиклмнопрстуфх", strict=True))
_OWN = {
    "bg": {"sht": "щ", "6t": "щ"},
    "uk": {"shch": "щ", "yi": "ї", "ji": "ї", "ye": "є", "je": "є", "i": "і", "y": "и", "h": "г", "'": "ь"},
    "ru": {"shch": "щ", "sch": "щ", "yo": "ё", "y": "ы", "iy": "ий", "yy": "ый", "'": "ь"},
}


def to_cyrillic(text: str, language: str) -> str:
    """The text in Cyrillic letters; words that are Dutch administration (BSN, toeslag) and numbers stay.

    A text in any other language than bg, uk or ru comes back as it is.
    """
    if language not in _OWN:
        return text
    letters = _SHARED | _OWN[language]
    longest_first = "|".join(re.escape(each) for each in sorted(letters, key=len, reverse=True))
    pattern = re.compile(longest_first)

    def write(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdigit() or word.lower() in DUTCH_LOANS:
            return word
        return pattern.sub(lambda each: letters[each.group()], word.lower())

    return _WORD.sub(write, text)
