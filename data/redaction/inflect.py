"""Forms of first names as sentences have them: Slavic, Baltic and Romanian cases, Hungarian endings."""

from collections.abc import Iterator

_SOFT_ENDINGS = (("ta", "cie"), ("da", "dzie"), ("ka", "ce"), ("ga", "dze"), ("ra", "rze"), ("la", "le"))
_LATIN_A = ("y", "i", "ie", "e", "a", "o", "u", "ei", "ej", "ou", "at", "val", "nak", "ii", "io")
_LATIN_CONSONANT = (
    "a",
    "owi",
    "em",
    "iem",
    "u",
    "ie",
    "ovi",
    "om",
    "e",
    "nak",
    "nek",
    "val",
    "vel",
    "t",
    "ul",
    "s",
)
_LITHUANIAN = {
    "as": ("o", "ui", "a", "ai", "u"),
    "is": ("io", "i", "iui", "iu"),
    "us": ("aus", "u", "ui", "au"),
}
_CYRILLIC_A = ("ы", "и", "е", "у", "ой", "ою", "о", "i", "і", "ом")
_CYRILLIC_SOFT = ("и", "е", "ю", "ей", "ею", "i", "і", "є", "ьо", "йо")
_CYRILLIC_CONSONANT = ("а", "у", "ом", "е", "ові", "ови", "ем", "и")
_BG_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziiklmnoprstufhay", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"},
}


def inflect(name: str) -> Iterator[str]:
    """Likely case forms of a folded first name, not the name itself; some of them no one ever writes."""
    if len(name) < 3:
        return
    if "a" <= name[0] <= "z":
        yield from _latin(name)
    elif "а" <= name[0] <= "я" or name[0] in "ієґ":
        yield from _cyrillic(name)


def in_latin_letters(name: str) -> str:
    """A Cyrillic name as people type it without a Cyrillic keyboard."""
    return "".join(_BG_LATIN.get(char, char) for char in name)


def _latin(name: str) -> Iterator[str]:
    stem, last_two = name[:-1], name[-2:]
    if name.endswith("a"):
        yield from (stem + ending for ending in _LATIN_A if stem + ending != name)
        yield from (name[:-2] + soft for hard, soft in _SOFT_ENDINGS if name.endswith(hard))
        return
    if last_two in _LITHUANIAN:
        yield from (name[:-2] + ending for ending in _LITHUANIAN[last_two])
    if last_two in ("ek", "el") and len(name) > 4:  # Marek → Marka, Pawel → Pawla
        short = name[:-2] + name[-1]
        yield from (short + ending for ending in ("a", "owi", "iem", "em", "u", "om", "i"))
        yield name[:-2] + "le"
    if name[-1] in "bcdfghjklmnprstvwzx":
        yield from (name + ending for ending in _LATIN_CONSONANT)
        if name.endswith("tr"):
            yield name + "ze"
    if name[-1] in "yi":
        yield from (stem + ending for ending in ("ego", "emu", "im", "iego", "iemu", "ym"))


def _cyrillic(name: str) -> Iterator[str]:
    stem = name[:-1]
    if name[-1] == "а":
        yield from (stem + ending for ending in _CYRILLIC_A)
    elif name[-1] == "я":
        yield from (stem + ending for ending in _CYRILLIC_SOFT)
    elif name[-1] in "иь":  # folded й as well: Сергей → Сергея
        yield from (stem + ending for ending in ("я", "ю", "ем", "ям", "і", "ієм", "єві", "єм"))
    elif name[-1] in "оу":
        yield from (stem + ending for ending in ("а", "ові", "ом", "у", "е"))
    else:
        yield from (name + ending for ending in _CYRILLIC_CONSONANT)
        if name[-2:] in ("ел", "ър", "ек"):  # Павел → Павла, Петър → Петре
            yield from (name[:-2] + name[-1] + ending for ending in ("а", "у", "ом", "е"))
