"""Makes up short texts as people type them, out of word frequencies: what the language model learns from.

Needs wordfreq and Faker, which the product itself does not: `pip install wordfreq==3.1.1 faker==40.54.0`.
"""

import json
import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

import wordfreq

from nlp.dutch_words import DUTCH_LOANS
from nlp.text import fold

LATIN = ["nl", "en", "pl", "ro", "tr", "hu", "es", "lt", "lv", "sk", "cs", "pt", "hr", "de", "fr"]
LATIN_OUTSIDE = ["it", "ca", "sl", "fi", "sv", "da", "no", "is", "id", "ms", "tl", "vi"]
CYRILLIC = ["bg", "uk", "ru", "mk", "sr"]
ARABIC = ["ar", "fa", "ur"]
ROMANISED = [f"{code}-latn" for code in ("bg", "uk", "ru")]
CLASSES = [*LATIN, *LATIN_OUTSIDE, *CYRILLIC, *ARABIC, *ROMANISED]
SHARE = (
    dict.fromkeys(LATIN, 1.6)
    | dict.fromkeys(LATIN_OUTSIDE, 1.0)
    | {"bg": 1.2, "uk": 1.2, "ru": 1.2, "mk": 0.8, "sr": 0.8, "ar": 0.5, "fa": 0.4, "ur": 0.4}
    | dict.fromkeys(ROMANISED, 2.5)
)
_LIST_OF = {"hr": "sh", "sr": "sh", "no": "nb", "tl": "fil"}
_DATA = Path(__file__).parent / "data"
_WORDS_OF_THE_FIELD = json.loads((_DATA / "language_words.json").read_text(encoding="utf-8"))
# What people type to each other and no book has: greetings, wishes, shortened words, feelings.
_TEXTING = json.loads((_DATA / "language_texting.json").read_text(encoding="utf-8"))
_LOANS = sorted(word for word in DUTCH_LOANS if word.isascii())
_ENGLISH_TEXT = "info please thanks help link online app site price job agency tax bank account email"
_ENGLISH = _ENGLISH_TEXT.split()
_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+(?:['’-][a-z\u00df-\u024f\u1e00-\u1eff]+)*")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+(?:['’ʼ-][\u0400-\u04ff]+)*")
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")
_LONGEST_WORD = 25

# How people write Cyrillic on a Latin keyboard: each form as often as it stands here ("_" is nothing).
_PLAIN = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
_HABITS = {
    "bg": "в:v v v v v w|ж:zh zh j j z|й:i i y y j|у:u u u u y|х:h h h h x|ц:c c ts ts tz"
    "|ч:ch ch ch 4 4 c|ш:sh sh sh 6 6 s|щ:sht sht sht 6t 6 st|ъ:a a a u u y y|ь:i y j"
    "|ю:yu yu iu u ju|я:ya ya ya q q ia ja a|ѝ:i",
    "uk": "в:v v v v w|г:h h g g|ґ:g|е:e|є:ye ie je e|ж:zh zh zh j z|и:y y y i i|і:i|ї:yi i i ji|й:y y i j"
    "|х:kh h h x|ц:ts ts c|ч:ch ch ch ch 4 c|ш:sh sh sh 6 s|щ:shch sch sh sch|ь:_ _ _ '|ю:yu yu iu ju u"
    "|я:ya ya ia ja a",
    "ru": "в:v v v v w|ё:yo e e io jo|ж:zh zh zh j g z|й:y y i j|х:h h kh x|ц:ts ts c|ч:ch ch ch ch 4 c"
    "|ш:sh sh sh sh 6 w s|щ:sch shch sh w|ъ:_ _ '|ы:y y y i i|ь:_ _ _ '|э:e e e ye|ю:yu yu ju iu u"
    "|я:ya ya ja ia a",
}
_POLISH_FORMS = "cz sz w szcz ch rz j c ja ju je ji y y"
_POLISH_HABIT = dict(zip("чшвщхжйцяюєїыи", _POLISH_FORMS.split(), strict=True))
_POLISH_SHARE = {"bg": 0.0, "uk": 0.08, "ru": 0.04}
_SERBIAN = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)


@dataclass(frozen=True)
class Vocabulary:
    """Words of one class with their running sums of weight."""

    words: tuple[str, ...]
    running: tuple[float, ...]

    def draw(self, count: int, rng: Random) -> list[str]:
        """`count` words, each by its weight."""
        return [self.words[bisect(self.running, rng.random() * self.running[-1])] for _ in range(count)]


def frequencies(code: str, *, words: int) -> dict[str, float]:
    """The most frequent words of a class in its own letters, as shares of all that is said."""
    vocabulary = open_vocabulary(code, words=words, flatten=1.0)
    before = (0.0, *vocabulary.running)
    total = before[-1]
    shares = [(upto - start) / total for start, upto in pairwise(before)]
    return dict(zip(vocabulary.words, shares, strict=True))


def own_words(code: str, kind: str) -> list[str]:
    """The project's own words of a language: of the "field", or "texting"."""
    lists = _TEXTING if kind == "texting" else _WORDS_OF_THE_FIELD
    return sorted(set(lists.get(code, "").split()))


def open_vocabulary(code: str, *, words: int = 120_000, flatten: float = 0.7) -> Vocabulary:
    """The most frequent words of a class; frequencies to the power `flatten`: rare words count."""
    base = code.split("-")[0]
    frequencies = wordfreq.get_frequency_dict(_LIST_OF.get(base, base), "best")
    ranked = sorted(frequencies.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = [(_in_script(word, base), weight) for word, weight in ranked]
    usable = [(word, weight**flatten) for word, weight in kept if word and len(word) <= _LONGEST_WORD][:words]
    return Vocabulary(tuple(word for word, _ in usable), tuple(accumulate(weight for _, weight in usable)))


def sample(code: str, vocabulary: Vocabulary, names: Sequence[str], rng: Random) -> list[str]:
    """One made-up text of a class, as words in lower case, with slips, Dutch words and names."""
    base = code.split("-")[0]
    chance = rng.random()
    count = (
        1
        if chance < 0.3
        else 2
        if chance < 0.52
        else rng.randint(3, 8)
        if chance < 0.85
        else rng.randint(9, 22)
    )
    words = vocabulary.draw(count, rng)
    field = _WORDS_OF_THE_FIELD.get(base, "").split()
    if field and rng.random() < 0.35:
        words = [rng.choice(field) if rng.random() < 0.4 else word for word in words]
    words = romanise(words, base, rng) if code in ROMANISED else _as_typed(words, base, rng)
    if rng.random() < 0.15:
        words = [slip(word, rng) if rng.random() < 0.3 else word for word in words]
    if count >= 3:
        words = _mixed(words, base, names, rng)
    return words


def romanise(words: Sequence[str], code: str, rng: Random) -> list[str]:
    """Cyrillic words in Latin letters, in one person's habits, which waver now and then."""
    habit, written = _habit(code, rng), []
    for word in words:
        if rng.random() < 0.1:
            habit |= {letter: form for letter, form in _habit(code, rng).items() if rng.random() < 0.5}
        if code == "ru" and rng.random() < 0.5:
            word = re.sub("[ыи]й$", rng.choice("yi"), word)
        if code == "bg" and rng.random() < 0.3:
            word = word.replace("дж", "dj")
        latin = "".join(habit.get(letter, letter) for letter in word).replace("_", "")
        written.append(latin.replace("ks", "x") if code == "bg" and rng.random() < 0.15 else latin)
    return written


def names_of(kind: str) -> list[str]:
    """Folded first names or surnames ("first", "last") of the countries whose people use the info point.

    Cyrillic names come in Latin letters too, in three people's habits.
    """
    rng, found = Random(3), set[str]()  # noqa: S311
    for place in _NAME_LISTS.split():
        for name in _listed_names(place, kind):
            name = name.split()[-1] if kind == "last" and name else name  # de Vries is known by its last word
            found.add(fold(name))
            if place[:2] in _HABITS:
                found.update(romanise([fold(name)], place[:2], rng)[0] for _ in range(3))
    return sorted(name for name in found if len(name) > 2 and name.isalpha())


_NAME_LISTS = (
    "pl_PL bg_BG ro_RO tr_TR uk_UA ru_RU hu_HU es_ES nl_NL en_GB de_DE lt_LT lv_LV sk_SK cs_CZ pt_PT hr_HR"
)


# What people are called by those who know them: name lists have the full forms only.
_SHORT_NAMES = """
ola kasia basia gosia asia zosia ania tomek krzysiek zbyszek jurek wojtek bartek radek czarek jarek magda iza
aga beata petya vanya misho gosho pesho tosho mitko vasko stefcho dimo petq vanq sasha masha katya olya yulia
natasha misha kolya vova tanya lena dima zhenya ionut geo mihai gigi nelu dorin cosmin piet kees jaap sjaak
memo güle ayse fatma emre laci pisti zoli zsuzsi kati juli pepe paco петя ваня мишо гошо митко саша маша катя
оля юля наташа миша коля вова таня лена дима женя
"""


def short_names() -> list[str]:
    """Folded names by which people call each other."""
    return sorted({fold(name) for name in _SHORT_NAMES.split()})


def _listed_names(place: str, kind: str) -> list[str]:
    provider = import_module(f"faker.providers.person.{place}").Provider
    lists = [
        vars(provider)[key]
        for key in sorted(vars(provider))
        if re.match(rf"(unisex_)?{kind}_names?(_\w+)?$", key)
    ]
    return sorted({name for names in lists if isinstance(names, list | tuple | dict) for name in names})


def _habit(code: str, rng: Random) -> dict[str, str]:
    habit = dict(_PLAIN)
    for entry in _HABITS[code].split("|"):
        letter, forms = entry.split(":")
        habit[letter] = rng.choice(forms.split())
    return habit | _POLISH_HABIT if rng.random() < _POLISH_SHARE[code] else habit


def _as_typed(words: list[str], base: str, rng: Random) -> list[str]:
    if base in CYRILLIC:
        return [word.replace("ё", "е") for word in words] if rng.random() < 0.5 else words
    if base in ARABIC:
        return words
    for code, share, changes in _SPELLINGS:
        if base == code and rng.random() < share:
            words = [_replaced(word, changes) for word in words]
    return [fold(word) for word in words] if rng.random() < 0.4 else words


_SPELLINGS: tuple[tuple[str, float, Mapping[str, str]], ...] = (
    ("ro", 0.3, {"ș": "ş", "ț": "ţ"}),
    ("de", 0.1, {"ä": "ae", "ö": "oe", "ü": "ue"}),
    ("hr", 0.1, {"đ": "dj"}),
)


def _replaced(word: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        word = word.replace(old, new)
    return word


def slip(word: str, rng: Random) -> str:
    """A word with two letters changed about, one left out or one doubled."""
    if len(word) < 4:
        return word
    at, chance = rng.randrange(1, len(word) - 1), rng.random()
    if chance < 0.35:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if chance < 0.7 else word[:at] + word[at] + word[at:]


def _mixed(words: list[str], base: str, names: Sequence[str], rng: Random) -> list[str]:
    added: list[str] = []
    if base != "nl" and rng.random() < 0.2:
        added += rng.choices(_LOANS, k=rng.randint(1, max(1, len(words) // 2)))
    if base != "en" and rng.random() < 0.05:
        added.append(rng.choice(_ENGLISH))
    if base in LATIN and rng.random() < 0.1:
        added.append(rng.choice(names))
    for word in added:
        words.insert(rng.randint(0, len(words)), word)
    return words


def _in_script(word: str, base: str) -> str:
    """The word where its letters are those of the language, else nothing; Serbian is put in Cyrillic."""
    if base == "sr":
        word = _serbian(word)
    pattern = _CYRILLIC_WORD if base in CYRILLIC else _ARABIC_WORD if base in ARABIC else _LATIN_WORD
    return word if pattern.fullmatch(word) else ""


def _serbian(word: str) -> str:
    for pair in ("lj", "nj", "dž"):
        word = word.replace(pair, _SERBIAN[pair])
    return "".join(_SERBIAN.get(letter, letter) for letter in word)
