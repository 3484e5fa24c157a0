"""Which places a text names, in any spelling: districts and streets of The Hague, Westland, Noord-Brabant."""

from collections.abc import Sequence
from functools import cache

from nlp import latin
from nlp.frame import load
from nlp.stems import Hit, Rule, StemMatcher, parse
from nlp.words import Words, fold_word

TRAP = "trap"
# Words that make the next one a place, folded: in, to, from … in the posting languages.
_BEFORE_WORDS = """
in uit naar te nabij bij regio gemeente from to near around at w we do z ze kolo blisko okolice в във до от из
у з к під біля около край рядом din la langa lângă zona en a desde cerca de v vo u iz na pri blizu kod pie
"""
_BEFORE = frozenset(fold_word(word) for word in _BEFORE_WORDS.split())
# "Centrum" is a district of The Hague only where the text says so.
_CENTRE = "Centrum"
_DISTRICT = frozenset({"stadsdeel", "district", "wijk"})
# The Hague as a seat of treaties and courts is not where people live.
_LAW = (
    "verdrag",
    "convent",
    "conventi",
    "konwencj",
    "apostil",
    "tribun",
    "трибунал",
    "конвенц",
    "апостил",
    "sozlesmesi",
    "egyezmeny",
    "lahey adalet",
    "sudu",
    "optuzen",
    "tuzitel",
    "арбитраж",
    "icc",
    "icj",
)


def places(words: Words, language: str = "und", hits: Sequence[Hit] | None = None) -> tuple[str, ...]:
    """Dutch names of the places in a text, each once, in the order of the text.

    `language` (ISO 639-1) tells apart what is a place in one and a word in another. Forms that are also
    common words (Best, Made, Son …) need a capital letter and a preposition before them. `hits` are those of
    `matcher`, where they were found already.
    """
    found: dict[str, int] = {}
    for hit in matcher().match(words.folded) if hits is None else hits:
        first, last = hit.spans[0]
        if hit.label == "Den Haag" and (_is_law(words, first, last) or _is_other(words, first, language)):
            continue
        if hit.weak and not _is_place(words, first, hit.label):
            continue
        found[hit.label] = min(first, found.get(hit.label, first))
    return tuple(sorted(found, key=lambda name: found[name]))


def _is_place(words: Words, at: int, name: str) -> bool:
    before = words.folded[at - 1] if at else ""
    if name == _CENTRE:
        return before in _DISTRICT | {"haag", "haga", "хага"}
    return words.quote(at, at)[:1].isupper() and before in _BEFORE


def _is_other(words: Words, at: int, language: str) -> bool:
    """Whether a form of *Haga* is another word here: Spanish "do", Polish has the only genitive *Hagi*."""
    word = words.folded[at]
    if word == "hagi":
        return language != "pl"
    return word == "haga" and language in {"es", "pt"} and words.quote(at, at).islower()


def _is_law(words: Words, first: int, last: int) -> bool:
    near = words.folded[max(0, first - 2) : last + 3]
    return any(word.startswith(_LAW) for word in near)


@cache
def matcher() -> StemMatcher:
    """The one matcher of all places."""
    rules: list[Rule] = []
    for group, named in load.gazetteer().items():
        for name, forms in named.items():
            rules += [_rule(name, form, trap=group == TRAP) for form in _spelled(forms)]
    return StemMatcher(rules)


def _spelled(forms: tuple[str, ...]) -> list[str]:
    """The forms, and for those in Cyrillic the ways they are typed in Latin letters."""
    typed = [
        spelling + "*" * form.endswith("*")
        for form in forms
        if latin.is_cyrillic(form) and " " not in form
        for spelling in latin.spellings(fold_word(form.rstrip("*")))
        if len(spelling) > 4 or spelling == "haga"
    ]
    return list(dict.fromkeys([*forms, *typed]))


def _rule(name: str, form: str, *, trap: bool) -> Rule:
    """A form as a pattern: whole words, but for one that ends in a star (a name with case endings)."""
    words = [word if word.endswith("*") else f"{word}=" for word in form.split()]
    return parse(name, ("?" if trap else "") + " ".join(words))
