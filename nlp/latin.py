"""Bulgarian, Ukrainian and Russian words as people type them in Latin letters, brought to one spelling.

A keyword in Cyrillic becomes every spelling people use for it, a typed word becomes one plain spelling,
and the two meet: `zhilishte`, `jilishte` and `jiliste` all find the stem `жилищ`.
"""

import re
from functools import lru_cache
from itertools import islice, product

MOST_SPELLINGS = 48  # of one stem; longer stems have more letters with choices than people really mix

# In plain spelling: y is i, ch is 4, sh is 6, ts is c, x and kh are h, w is v.
_PLAIN = (
    (re.compile("shch|sch"), "64"),
    (re.compile("sht"), "6t"),
    (re.compile("zh"), "j"),
    (re.compile("ch|tch"), "4"),
    (re.compile("sh"), "6"),
    (re.compile("ts|tz"), "c"),
    (re.compile("kh|x"), "h"),
    (re.compile("ck"), "k"),
    (re.compile("w"), "v"),
    (re.compile("y"), "i"),
    (re.compile("q"), "ia"),
    (re.compile("(.)\\1"), "\\1"),
)
_ONE = dict(zip("абвгдезиклмнопрстуфіэыё", "abvgdeziklmnoprstufieie", strict=True))
_MANY: dict[str, tuple[str, ...]] = {
    "г": ("g", "h"),
    "ж": ("j",),
    "х": ("h",),
    "ц": ("c",),
    "ч": ("4", "c"),
    "ш": ("6", "s"),
    "щ": ("6t", "64", "st"),
    "ъ": ("a", "u", "i", ""),
    "ь": ("", "i"),
    "ю": ("iu", "ju", "u"),
    "я": ("ia", "ja", "a"),
    "є": ("ie", "e", "je"),
    "ї": ("i", "ii", "ji"),
    "й": ("i", "j"),
}
_CYRILLIC = re.compile("[Ѐ-ӿ]")


def is_cyrillic(word: str) -> bool:
    """True when the word has at least one Cyrillic letter."""
    return bool(_CYRILLIC.search(word))


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The plain spelling of a folded word in Latin letters; a word with Cyrillic letters stays as it is."""
    if is_cyrillic(word):
        return word
    for pattern, to in _PLAIN:
        word = pattern.sub(to, word)
    return word


def spellings(stem: str) -> tuple[str, ...]:
    """Plain Latin spellings of a folded stem: at most `MOST_SPELLINGS`; one when it is in Latin letters."""
    if not is_cyrillic(stem):
        return (plain(stem),)
    choices = [_MANY.get(letter) or (_ONE.get(letter, letter),) for letter in stem]
    doubled = re.compile(r"(.)\1")
    found = (doubled.sub(r"\1", "".join(parts)) for parts in product(*choices))
    return tuple(dict.fromkeys(islice(found, MOST_SPELLINGS)))
