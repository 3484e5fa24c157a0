"""The town's sources without an API: a moderator's list of a community group, and the bus's own register."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from collectors.simulator.chance import stream
from collectors.simulator.texts import texts_of
from collectors.simulator.town_mess import mess_up, phone, romanise
from collectors.simulator.town_people import LOCAL, fill_slots
from collectors.simulator.town_story import (
    BUS_SHARES,
    BUS_VISITORS_PER_WEEK,
    DISTRICTS,
    LATIN_SHARE,
    THEME_WEIGHTS,
)

GROUP_HEADER = ("Datum", "Vraag", "Taal?", "Groep")
REGISTER_HEADER = ("Datum", "Halte", "Stadsdeel", "Taal", "Thema", "Doorverwezen naar")
BAD_DATE = "31-13-2026"
GROUPS = {"pl": "Polacy w Demostad", "bg": "Българи в Демостад", "ro": "Români în Demostad"}
GROUP_SHARES = {"pl": 0.45, "bg": 0.35, "ro": 0.20}
LANGUAGE_WORDS = {
    "pl": ("Pools", "pools", "PL"),
    "bg": ("Bulgaars", "bulgaars?", "BG"),
    "ro": ("Roemeens", "RO", ""),
}
DUTCH_NAMES = {
    "nl": "Nederlands", "pl": "Pools", "bg": "Bulgaars", "tr": "Turks", "en": "Engels", "ro": "Roemeens",
    "uk": "Oekraïens", "hu": "Hongaars",
}  # fmt: skip
STOPS = {
    "Laak": "Supermarkt Baltica", "Escamp": "Winkelcentrum Zuidhof", "Segbroek": "Stadsdeelkantoor",
    "Transvaal": "Buurthuis De Brug",
}  # fmt: skip
BUS_THEMES = {
    "registration": ("Administratie", "Gemeente, loket"), "housing": ("Wonen", "Pandbrigade"),
    "work": ("Werk", "Juridisch Loket"), "pay": ("Werk", "FNV"),
    "taxes": ("Administratie", "Belastingdienst"),
    "benefits": ("Toeslagen", "Dienst Toeslagen"), "health": ("Gezondheid", "Huisarts"),
    "sickness": ("Werk", "Juridisch Loket"), "children": ("Kinderen en school", "Gemeente, leerplicht"),
    "language": ("Taal", "Taalhuis"), "digital": ("Praktische zaken", ""),
    "letters": ("Praktische zaken, onduidelijke brief", ""), "transport": ("Praktische zaken", "RDW"),
    "infopoint": ("Activiteiten in de stad", ""),
}  # fmt: skip
"""The bus's own word for a theme, and the organisation people are most often sent to."""


def group_csv(path: Path, until: datetime, seed: int = 1, weeks: int = 8, per_week: int = 12) -> int:
    """Write what a moderator noted of a community group; the number of rows with a question in them.

    Semicolons, UTF-8, dates as `02-11-2026`, and the mess of life: empty rows, one impossible date, a
    language left open, a telephone number inside a question.
    """
    chance = stream(seed, "group csv")
    rows = [_group_row(until, weeks, number, chance) for number in range(weeks * per_week)]
    rows.sort(key=lambda row: row[0])
    shown = [(f"{moment.astimezone(LOCAL):%d-%m-%Y}", *rest) for moment, *rest in rows]
    third = len(shown) // 3
    shown[third] = (BAD_DATE, *shown[third][1:])
    shown[-third] = (shown[-third][0], f"{shown[-third][1]} tel {phone(chance)}", *shown[-third][2:])
    for at in (third * 2, third):
        shown.insert(at, ("", "", "", ""))
    _write(path, GROUP_HEADER, iter(shown))
    return len(rows)


def _group_row(until: datetime, weeks: int, number: int, chance: Random) -> tuple[datetime, str, str, str]:
    language = chance.choices(list(GROUP_SHARES), list(GROUP_SHARES.values()))[0]
    theme = chance.choices(list(THEME_WEIGHTS), list(THEME_WEIGHTS.values()))[0]
    text = fill_slots(chance.choice(texts_of(language).questions[theme]), language, chance)
    text = mess_up(text, language, chance)
    if language == "bg" and chance.random() < LATIN_SHARE:
        text = romanise(text, chance)
    moment = until - timedelta(seconds=chance.randrange(1, weeks * 7 * 86_400))
    return moment, text, chance.choice(LANGUAGE_WORDS[language]), GROUPS[language]


def register_csv(path: Path, until: datetime, seed: int = 1, weeks: int = 12) -> int:
    """Write the bus's register of questions, about 190 rows a week, without names; the number of rows."""
    rows = [
        row
        for week in range(weeks)
        for row in _register_week(until - timedelta(weeks=weeks - week), seed, week)
    ]
    _write(path, REGISTER_HEADER, iter(rows))
    return len(rows)


def _register_week(begin: datetime, seed: int, week: int) -> Iterator[tuple[str, ...]]:
    chance = stream(seed, "register", week)
    count = round(chance.gauss(BUS_VISITORS_PER_WEEK, 14))
    days = sorted(chance.randrange(6) for _ in range(count))
    for day in days:
        moment = (begin + timedelta(days=day)).astimezone(LOCAL)
        district = DISTRICTS[(day + week) % len(DISTRICTS)]
        language = chance.choices(list(BUS_SHARES), list(BUS_SHARES.values()))[0]
        theme = chance.choices(list(THEME_WEIGHTS), list(THEME_WEIGHTS.values()))[0]
        words, organisation = BUS_THEMES[theme.partition(".")[0]]
        referred = organisation if chance.random() < 0.4 else ""
        yield f"{moment:%d-%m-%Y}", STOPS[district], district, DUTCH_NAMES[language], words, referred


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
