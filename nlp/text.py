"""Cleans, folds and cuts up what people type: the same three steps before every other reading of a text."""

import re
import unicodedata
from functools import lru_cache

# Lengths are bounded as in real addresses, so that no text is read twice over.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:com|nl|org|net|eu|pl|bg|ro|info)\b(?:/\S*)?"
    r"|\b[\w-]{1,63}\.[a-z]{2,3}/[\w?=&/-]+",
    re.I,
)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLE = re.compile(r"(?<!\w)@[\w.]+")
# What redaction leaves behind: [naam], [e-mail], [telefoon].
_PLACEHOLDER = re.compile(r"\[[a-z-]{2,20}\]", re.I)
# Soft hyphens, joiners, direction marks, variation selectors, and the short vowels of vocalised Arabic.
_INVISIBLE = re.compile(
    "[\u00ad\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# Three or more of one letter are feeling, not spelling: no language here writes them.
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}", re.I)
# What is neither letter, digit nor a usual sign may be an emoji.
_UNUSUAL = re.compile(r"""[^\w\s.,!?;:'"()/%&*@‘’“”„«»…–—¿¡-]""")
# A 4 or 6 inside a word is a letter to those who write Cyrillic in Latin letters (4akam, ve4e, ka6ta).
_TOKEN = re.compile(r"(?<![\w])[46]?[^\W\d_]+(?:(?:['’ʼ`46-]|\u0301)?[^\W\d_])*[46]?(?!\w)|[^\W\d_]+")

# Letters that Unicode does not decompose into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Marks that make another letter, not an accented one.
_OWN_LETTERS = frozenset("йїў")
_SIGNS = frozenset({"So", "Sk", "Sm", "Sc", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    """The words of a text without what is no language.

    Links, addresses, @handles, placeholders of redaction, the # of a tag, emoji and other symbols, and
    invisible characters are left out; letters held three times or more become one; the result is NFC with
    single spaces. Case, digits, punctuation and diacritics stay.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # A look for the one sign each needs is cheaper than the patterns.
    if "@" in text:
        text = _HANDLE.sub(" ", _LINK.sub(" ", _MAIL.sub(" ", text)))
    elif "." in text or "://" in text:
        text = _LINK.sub(" ", text)
    if "[" in text:
        text = _PLACEHOLDER.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _UNUSUAL.search(text):
            text = text.translate({ord(letter): " " for letter in set(text) if _is_symbol(letter)})
    text = text.replace("#", " ").replace("_", " ")
    return " ".join(_STRETCHED.sub(r"\1", text).split())


def fold(text: str) -> str:
    """The text in lower case without diacritics, ł ı ø đ ß and the like as their plain letters, NFC.

    й, ї and ў are letters of their own and stay; ё becomes е, as most people type it.
    """
    text = text.lower()
    if text.isascii():
        return text
    return "".join(map(_fold_letter, unicodedata.normalize("NFC", text)))


def tokens(text: str) -> list[str]:
    """The words of a text in order, as written; apostrophes and hyphens inside a word belong to it."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter.isascii() or letter in _OWN_LETTERS:
        return letter
    parts = unicodedata.normalize("NFD", letter.translate(_PLAIN))
    return "".join(part for part in parts if not "\u0300" <= part <= "\u036f")


@lru_cache(maxsize=4096)
def _is_symbol(letter: str) -> bool:
    """Emoji and signs, but not the marks that some alphabets write their vowels with."""
    return not letter.isascii() and unicodedata.category(letter) in _SIGNS
