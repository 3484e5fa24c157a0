"""Which alphabet a text is written in, and the languages that their alphabet or one letter gives away."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

# Alphabets that only one living language of any size uses here.
ONE_LANGUAGE = {
    "greek": "el",
    "georgian": "ka",
    "armenian": "hy",
    "hebrew": "he",
    "thai": "th",
    "lao": "lo",
    "khmer": "km",
    "myanmar": "my",
    "hangul": "ko",
    "hiragana": "ja",
    "katakana": "ja",
    "cjk": "zh",
    "ethiopic": "am",
    "bengali": "bn",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
    "devanagari": "hi",
}
CYRILLIC_CANDIDATES = frozenset({"bg", "uk", "ru", "mk", "sr", "be", "kk", "ky", "mn", "tg", "tt", "ba"})
ARABIC_CANDIDATES = frozenset({"ar", "fa", "ur", "ps", "ug", "sdh"})
# Letters of their own, and the languages that have them, the likeliest first. One in so many letters is
# enough; less is a slip or a quoted name.
_TELLING_LETTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("cyrillic", "ў", ("be",)),
    ("cyrillic", "ѓќѕ", ("mk",)),
    ("cyrillic", "ђћ", ("sr",)),
    ("cyrillic", "јљњџ", ("sr", "mk")),
    ("cyrillic", "әғқңұһ", ("kk",)),
    ("cyrillic", "өү", ("mn",)),
    ("arabic", "ٹڈڑےںھ", ("ur",)),
    ("arabic", "پچژگیک", ("fa",)),
    ("latin", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư", ("vi",)),
)
_ALL_TELLING = frozenset("".join(letters for _, letters, _ in _TELLING_LETTERS))
_TELLING_SHARE = 1 / 40
OTHER_SHARE = 0.3
# Most texts are of one alphabet, which a look at the whole tells.
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ'’`-]*")
_CYRILLIC = re.compile("[А-яЁІЇЄҐЎёіїєґў'’`-]*")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The alphabet of one letter by its Unicode name, in lower case; empty for what is no letter."""
    if "a" <= letter.lower() <= "z":
        return "latin"
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0].lower()


def main_script(words: Sequence[str]) -> str:
    """The alphabet that the text is written in; empty without letters.

    Latin words stand in texts of every other alphabet (brands, offices), hardly ever the other way: another
    alphabet wins from three letters in ten. Han with some kana counts as kana.
    """
    text = "".join(words)
    if _LATIN.fullmatch(text):
        return "latin" if words else ""
    if _CYRILLIC.fullmatch(text):
        return "cyrillic"
    counts = Counter[str]()
    for word in words:
        for script, count in _scripts_of(word):
            counts[script] += count
    if not counts:
        return ""
    if counts["cjk"] and (counts["hiragana"] or counts["katakana"]):
        return "hiragana"
    others = [(count, script) for script, count in counts.items() if script != "latin"]
    most, script = max(others, default=(0, "latin"))
    return script if most >= OTHER_SHARE * counts.total() else "latin"


def words_in(words: Sequence[str], script: str) -> list[str]:
    """The words one of whose first two letters is of the alphabet."""
    whole = {"latin": _LATIN, "cyrillic": _CYRILLIC}.get(script)
    if whole and whole.fullmatch("".join(words)):
        return list(words)
    return [word for word in words if _starts_in(word[:2], script)]


def told_by_letters(text: str, script: str) -> tuple[str, ...]:
    """The languages that letters of their own leave possible; none where no letter tells."""
    found = set(text)
    # Belarusian has і where Russian has и, and ы and э, which Ukrainian has not.
    if script == "cyrillic" and "і" in found and "и" not in found and found & set("ыэў"):
        return ("be",)
    if text.isascii() or found.isdisjoint(_ALL_TELLING):
        return ()
    letters = [letter for letter in text if letter.isalpha()]
    for alphabet, telling, codes in _TELLING_LETTERS:
        if alphabet == script and sum(letter in telling for letter in letters) > _TELLING_SHARE * len(
            letters
        ):
            return codes
    return ()


@lru_cache(maxsize=50_000)
def _scripts_of(word: str) -> tuple[tuple[str, int], ...]:
    """How many letters of which alphabets a word has."""
    return tuple(Counter(script for letter in word if (script := script_of(letter))).items())


@lru_cache(maxsize=50_000)
def _starts_in(start: str, script: str) -> bool:
    return any(script_of(letter) == script for letter in start)
