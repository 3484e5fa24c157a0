"""Writes Bulgarian, Ukrainian and Russian that was typed in Latin letters back in their own letters.

The vector model and the keywords know these languages in Cyrillic: "kade moga da izvadq nomer" finds its kind
as "къде мога да извадя номер". Of the spellings a typed word may stand for, the one that people say most is
taken; a word that none of them is comes out letter by letter, which need not be right, only near.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

import numpy as np

from nlp.dutch_words import DUTCH_LOANS, SPOKEN_ELSEWHERE
from nlp.lexicon import open_lexicon

_DUTCH = DUTCH_LOANS - SPOKEN_ELSEWHERE
_WORD = re.compile(
    r"(?P<stays>\[[\w-]{2,20}\]|https?://\S+|www\.\S+|@\w+|\bden haag\b)|[^\W_]+(?:['’][^\W_]+)*['’]?", re.I
)
_SHARED = """
a:а b:б v:в w:в g:г d:д e:е z:з,ж i:и,й k:к l:л m:м n:н o:о p:п r:р s:с,ш t:т u:у f:ф h:х x:х,кс kh:х c:ц,ч,к
ck:цк zh:ж ch:ч tch:ч 4:ч sh:ш 6:ш ts:ц,тс tz:ц j:ж,й yu:ю iu:ю,иу ju:ю,жу ya:я ia:я,ия ja:я,жа q:я y:й,и
"""
_OWN = {
    "bg": """
a:а,ъ u:у,ъ y:й,ъ,и,у sht:щ,шт 6t:щ,шт st:ст,щ ia:ия,я iq:ия io:ио,ьо,йо yo:йо,ьо dj:дж sh:ш,сх
""",
    "uk": """
i:і,и,ї,й y:и,й,і yi:ї,ий ji:ї e:е,є ye:є,ие je:є h:г,х g:г,ґ shch:щ sch:щ sh:ш,щ yo:йо,ьо w:в,ш l:л,ль n:н,нь
t:т,ть s:с,сь d:д,дь z:з,зь,ж ts:ц,ць c:ц,ць,ч ':ь,,’ ya:я,ья,’я ia:я,ія ii:ії,ий iy:ий,ій
""",
    "ru": """
e:е,э,ё i:и,й,ы y:ы,й,и,ь yo:ё,е jo:ё,е shch:щ sch:щ sh:ш,щ,шь w:ш,в g:г,ж iy:ий,ый yy:ый ie:ие,ье iye:ие
l:л,ль n:н,нь t:т,ть s:с,сь d:д,дь r:р,рь m:м,мь b:б,бь v:в,вь ch:ч,чь p:п,пь ':ь, ts:ц,тс,тьс ia:ия,я ya:я,ья
""",
}
MOST_CHANGES = 3  # letters of a word that are not what they mostly stand for
MOST_SPELLINGS = 600
CHANGE = 4  # levels of frequency that such a letter costs
LONGEST = 24
# A word of another language stays where it is said so much more (levels) than its best Cyrillic reading.
STAYS_FROM = 25
STAYS_AHEAD = 15
STAYS_LETTERS = 3
_AROUND = ("nl", "en")


def to_cyrillic(text: str, language: str) -> str:
    """The text in Cyrillic letters; Dutch and English words (BSN, toeslag, contract), links and numbers stay.

    So do placeholders of redaction. A text in any other language than bg, uk or ru comes back as it is.
    """
    if language not in _OWN:
        return text

    def write(found: re.Match[str]) -> str:
        word = found.group()
        lower = word.lower().replace("’", "'")
        stays = found["stays"] or word.isdigit() or lower in _DUTCH or not lower.isascii()
        if stays:
            return word
        if len(word) > LONGEST:
            return "".join(options[0] for options in _parts(lower, language))
        return _written(lower, language) or word

    return _WORD.sub(write, text)


@lru_cache(maxsize=20_000)
def _written(word: str, language: str) -> str:
    """The likeliest word in Cyrillic; empty for a word that is Dutch or English."""
    lexicon = open_lexicon()
    parts = _parts(word, language)
    spellings, changes = zip(*_spellings(parts), strict=True)
    levels = lexicon.level(spellings, lexicon.classes.index(language))
    worth = np.where(levels > 0, levels - CHANGE * np.array(changes), 0)
    most = max(int(worth.max()), 0)
    best = spellings[int(worth.argmax())] if most else "".join(options[0] for options in parts)
    around = max(int(lexicon.level([word], lexicon.classes.index(code))[0]) for code in _AROUND)
    stays = around >= max(STAYS_FROM, most + STAYS_AHEAD) and len(word) >= STAYS_LETTERS
    return "" if stays else best


def _spellings(parts: list[tuple[str, ...]]) -> Iterator[tuple[str, int]]:
    """What the parts of a word may stand for, the likeliest first, and how many are changed."""
    free = [at for at, options in enumerate(parts) if len(options) > 1]
    left = MOST_SPELLINGS
    for changes in range(min(MOST_CHANGES, len(free)) + 1):
        for places in combinations(free, changes):
            for chosen in product(*(parts[at][1:] for at in places)):
                letters = [options[0] for options in parts]
                for at, letter in zip(places, chosen, strict=True):
                    letters[at] = letter
                yield "".join(letters), changes
                left -= 1
                if not left:
                    return


def _parts(word: str, language: str) -> list[tuple[str, ...]]:
    """The letters and groups of letters of a word with what each may stand for, the usual first."""
    options, pattern = _habits(language)
    return [options.get(part, (part,)) for part in pattern.findall(word)]


@lru_cache(maxsize=4)
def _habits(language: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    entries = [entry.split(":") for entry in f"{_SHARED} {_OWN[language]}".split()]
    options = {letters: tuple(forms.split(",")) for letters, forms in entries}
    longest_first = sorted(options, key=len, reverse=True)
    return options, re.compile("|".join([*map(re.escape, longest_first), "."]))
