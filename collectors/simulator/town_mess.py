"""Makes clean texts look typed on a phone: no diacritics, slips, emoji, Bulgarian in Latin letters."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from collectors.simulator.texts import texts_of

_POLISH = str.maketrans("łŁ", "lL")
_STANDARD = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "i", "ю": "iu", "я": "ia",
}  # fmt: skip
_HABITS: dict[str, tuple[str, ...]] = {
    "я": ("q", "ya", "ia"), "ъ": ("a", "u", "y"), "ч": ("4", "ch"), "ш": ("6", "sh"), "ж": ("j", "zh"),
    "щ": ("sht", "6t"), "ю": ("iu", "yu"), "в": ("v", "w"), "й": ("i", "y"), "ц": ("c", "ts"),
}  # fmt: skip
_EMOJI = ("🙏", "😅", "😕", "👍", "🤔", "🙏🙏", "😡", "❤️", "🇵🇱", "🇧🇬", "🚍")


def romanise(text: str, chance: Random) -> str:
    """Cyrillic Bulgarian in Latin letters as people type it; one writer keeps one habit per letter."""
    table = dict(_STANDARD)
    for letter, ways in _HABITS.items():
        table[letter] = chance.choice(ways)
    return "".join(_letter(letter, table) for letter in text)


def _letter(letter: str, table: dict[str, str]) -> str:
    found = table.get(letter.lower(), letter)
    return found if letter.islower() or letter.lower() not in table else found.capitalize()


def plain(text: str) -> str:
    """Latin letters without their marks; other scripts stay as they are."""
    parts = unicodedata.normalize("NFD", text.translate(_POLISH))
    kept = "".join(
        part for part, before in zip(parts, " " + parts, strict=False) if not _mark_on_latin(part, before)
    )
    return unicodedata.normalize("NFC", kept).replace("ı", "i")


def _mark_on_latin(part: str, before: str) -> bool:
    return unicodedata.category(part) == "Mn" and before.isascii()


def slip(text: str, chance: Random) -> str:
    """Two neighbouring letters swapped inside a longer word, where there is one without digits."""
    words = [found for found in re.finditer(r"[^\W\d_]{5,}", text)]
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def mess_up(text: str, language: str, chance: Random) -> str:
    """A clean text as one person would send it; some stay clean."""
    steps: tuple[tuple[float, Callable[[str], str]], ...] = (
        (0.30, lambda t: t[:1].lower() + t[1:]),
        (0.12, str.lower),
        (0.33, plain),
        (0.22, lambda t: t.rstrip(".?!")),
        (0.15, lambda t: slip(t, chance)),
        (0.20, lambda t: f"{_from(language, 'greetings', chance)} {t}"),
        (0.14, lambda t: f"{t} {_from(language, 'closings', chance)}"),
        (0.10, lambda t: f"{t} {chance.choice(_EMOJI)}"),
        (0.04, lambda t: f"{t} {_from(language, 'contacts', chance)}"),
    )
    for share, step in steps:
        if chance.random() < share:
            text = step(text)
    return text


def _from(language: str, kind: str, chance: Random) -> str:
    text = chance.choice(texts_of(language).phrases[kind])
    return text.replace("{phone}", phone(chance)).replace("{email}", email(chance))


def phone(chance: Random) -> str:
    """A number from the ranges that are kept for fiction."""
    digits = chance.randrange(1000, 9999)
    return chance.choice((f"06-1234{digits}", f"06 1234 {digits}", f"+31 6 1234{digits}", f"020-555{digits}"))


def email(chance: Random) -> str:
    """An address under a domain that is kept for examples."""
    name = chance.choice(("maria", "ivan.p", "kasia82", "andrei", "olena"))
    return f"{name}{chance.randrange(99)}@example.com"
