"""Letters made plain (one kind of digit, space and dash, lower case, no diacritics), and what a word is."""

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_STROKES = str.maketrans("łđøıßæðħœþ", "ldoisadhop")
_LATIN_DRESS = str.maketrans("аеорсухікмтвн", "aeopcyxikmtbh")


class _Plain(dict[int, int]):
    """Code point → the plain one: ASCII digits, one kind of space and dash, compatibility forms undone."""

    def __missing__(self, code: int) -> int:
        self[code] = plain = _plain(chr(code))
        return plain


class _Low(dict[int, int]):
    """Code point → its lower-case base letter."""

    def __missing__(self, code: int) -> int:
        lower = chr(_plain(chr(code))).lower()[0]
        base = unicodedata.normalize("NFKD", lower)[0].lower()[0]
        self[code] = low = ord(base.translate(_STROKES))
        return low


def _plain(char: str) -> int:
    category = unicodedata.category(char)
    if category == "Nd":
        return ord(str(unicodedata.decimal(char)))
    if category == "Zs":
        return ord(" ")
    if category == "Pd" or char in "\u2212\u2043":
        return ord("-")
    if char in "’ʼ‘`´":
        return ord("'")
    folded = unicodedata.normalize("NFKC", char)
    return ord(folded) if len(folded) == 1 and category != "No" else ord(char)


_PLAIN = _Plain()
# Whatever is not surely plain already: most texts hold no such character.
_NOT_PLAIN = re.compile(r"[^\n -_a-~À-ÖØ-ıĴ-ľŁ-ňŊ-žѐ-ѿА-яЀ-Џ]")
_LOW = _Low({ord("№"): ord("№")})  # a sign, though its decomposition begins with a letter


def make_plain(text: str) -> str:
    """With plain digits, spaces, dashes and letter forms, capitals and diacritics kept, same length."""
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


def fold(text: str) -> str:
    """Lower-case and without diacritics, the alphabet kept, same length: how `Shadow.low` is written."""
    return text.translate(_LOW)


def in_latin(text: str) -> str:
    """Cyrillic letters that look Latin, as Latin: number plates are typed either way."""
    return text.translate(_LATIN_DRESS)
