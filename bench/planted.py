"""Makes up valid identifiers of people, in sentences as people write them, in the ten posting languages.

Numbers have valid check digits by python-stdnum or by their published rule; nobody is meant by any of them.
Seeded: the same texts every time.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from stdnum import iban
from stdnum.bg import egn
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.ro import cnp

SEED = 20261122
PER_KIND = 120
_WEIGHTS_UA = (-1, 5, 7, 9, 4, 6, 10, 5, 7)

_LISTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "planted.toml").read_text("utf-8"))


def planted() -> Iterator[tuple[str, str, str]]:
    """(kind, text, secret): `PER_KIND` of each kind; the secret stands in the text as people type it."""
    draw = random.Random(SEED)  # noqa: S311 - for texts, not for secrets
    made: dict[str, Callable[[], str]] = {
        "bsn": lambda: _bsn(draw),
        "pesel": lambda: _pesel(draw),
        "egn": lambda: _egn(draw),
        "cnp": lambda: _cnp(draw),
        "tckn": lambda: _tckn(draw),
        "rntrc": lambda: _rntrc(draw),
        "iban": lambda: _iban(draw),
        "phone": lambda: _phone(draw),
        "address": lambda: draw.choice(_LISTS["addresses"]),
        "mail": lambda: draw.choice(_LISTS["mails"]),
        "handle or profile link": lambda: draw.choice(_LISTS["handles"]),
        "plate": lambda: draw.choice(_LISTS["plates"]),
    }
    carriers = {
        "iban": _LISTS["iban"],
        "phone": _LISTS["phone"],
        "address": _LISTS["address"],
        "mail": _LISTS["reach"],
        "handle or profile link": _LISTS["reach"],
        "plate": _LISTS["plate"],
    }
    for kind, make in made.items():
        for at in range(PER_KIND):
            secret = make()
            named = carriers.get(kind) or (_LISTS["named"][kind] if at % 2 else _LISTS["bare"])
            yield kind, draw.choice(named).format(secret), secret
    for kind, texts in (
        ("name after a greeting", _LISTS["greeting"]),
        ("name in a signature or introduction", _LISTS["signature"]),
    ):
        for _ in range(PER_KIND):
            text = draw.choice(texts)
            name = draw.choice(_LISTS["cyrillic_names"] if _is_cyrillic(text) else _LISTS["latin_names"])
            yield kind, text.format(name), name


def _is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


def _digits(draw: random.Random, count: int) -> str:
    return "".join(str(draw.randrange(10)) for _ in range(count))


def _born(draw: random.Random) -> tuple[int, int, int]:
    return draw.randrange(1960, 2000), draw.randrange(1, 13), draw.randrange(1, 29)


def _bsn(draw: random.Random) -> str:
    while True:
        number = str(draw.randrange(1, 10)) + _digits(draw, 8)
        if bsn.is_valid(number):
            return draw.choice(
                (
                    number,
                    f"{number[:4]}.{number[4:6]}.{number[6:]}",
                    f"{number[:3]} {number[3:6]} {number[6:]}",
                )
            )


def _pesel(draw: random.Random) -> str:
    year, month, day = _born(draw)
    start = f"{year % 100:02}{month:02}{day:02}{_digits(draw, 4)}"
    return start + pesel.calc_check_digit(start)


def _egn(draw: random.Random) -> str:
    year, month, day = _born(draw)
    start = f"{year % 100:02}{month:02}{day:02}{_digits(draw, 3)}"
    return start + egn.calc_check_digit(start)


def _cnp(draw: random.Random) -> str:
    year, month, day = _born(draw)
    born = f"{year % 100:02}{month:02}{day:02}"
    start = f"{draw.choice('12')}{born}{draw.randrange(1, 47):02}{draw.randrange(1, 1000):03}"
    return start + cnp.calc_check_digit(start)


def _tckn(draw: random.Random) -> str:
    nine = [draw.randrange(1, 10), *(draw.randrange(10) for _ in range(8))]
    tenth = (7 * sum(nine[::2]) - sum(nine[1::2])) % 10
    return "".join(map(str, [*nine, tenth, (sum(nine) + tenth) % 10]))


def _rntrc(draw: random.Random) -> str:
    nine = [draw.randrange(1, 4), *(draw.randrange(10) for _ in range(8))]
    check = sum(weight * digit for weight, digit in zip(_WEIGHTS_UA, nine, strict=True)) % 11 % 10
    return "".join(map(str, [*nine, check]))


def _iban(draw: random.Random) -> str:
    country, body = draw.choice(
        (
            ("NL", "INGB" + _digits(draw, 10)),
            ("PL", _digits(draw, 24)),
            ("RO", "BTRL" + _digits(draw, 16)),
            ("BG", "UNCR" + _digits(draw, 14)),
            ("DE", _digits(draw, 18)),
            ("ES", _digits(draw, 20)),
        )
    )
    number = country + iban.calc_check_digits(f"{country}00{body}") + body
    grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return draw.choice((number, grouped, number.lower()))


def _phone(draw: random.Random) -> str:
    six, eight = _digits(draw, 6), _digits(draw, 8)
    return draw.choice(
        (
            f"06{eight}",
            f"06-{eight}",
            f"06 {eight[:2]} {eight[2:4]} {eight[4:6]} {eight[6:]}",
            f"+31 6 {eight}",
            f"0031 6 {eight}",
            f"+316{eight}",
            f"+48 5{eight[0]}1 {six[:3]} {six[3:]}",
            f"0048 60{eight[0]}{six}",
            f"5{eight[0]}1-{six[:3]}-{six[3:]}",
            f"+359 88 {six[:3]} {six[3:]}1",
            f"088{eight[0]}{six}",
            f"+40 72{eight[0]} {six[:3]} {six[3:]}",
            f"072{eight[0]}{six}",
            f"+90 53{eight[0]} {six[:3]} {six[3:5]} {six[5]}1",
            f"+380 67 {six[:3]} {six[3:5]} {six[5]}2",
            f"067{six}1",
            f"+36 30 {six[:3]} {six[3:]}1",
            f"+34 61{eight[0]} {six[:3]} {six[3:]}",
            f"070-3{six}",
            f"+370 61{eight[0]} {six[:2]}{six[2:5]}",
        )
    )
