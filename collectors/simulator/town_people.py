"""Fictional people of the town, the hours at which they write, and the blanks in their texts."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from collectors.simulator.records import Person, Tag
from collectors.simulator.texts import texts_of
from collectors.simulator.town_story import DISTRICTS, EMPLOYERS

LOCAL = ZoneInfo("Europe/Amsterdam")
_SLOT = re.compile(r"\{(\w+)\}")
HOURS = (5, 6, 7, 9, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23)
HOUR_WEIGHTS = (2, 2, 1, 1, 2, 3, 2, 3, 6, 8, 9, 9, 9, 8, 5, 2)
"""When people write: mostly after the shift, some before the first one."""


def person(language: str, chance: Random) -> Person:
    """Somebody with a name usual in this language."""
    return Person(f"{chance.randrange(10**15, 10**16)}", chance.choice(texts_of(language).names))


def tag_someone(text: str, friend: Person) -> tuple[str, tuple[Tag, ...]]:
    """A text that begins by naming a friend, and the tag that marks the name."""
    return f"{friend.name} {text}", (Tag(friend, 0),)


def off_shift(day: datetime, chance: Random) -> datetime:
    """A moment on that day at which people are likely to write; UTC."""
    hour = chance.choices(HOURS, HOUR_WEIGHTS)[0]
    return hour_in_town(day, chance, (hour, hour + 1))


def hour_in_town(day: datetime, chance: Random, hours: tuple[int, int]) -> datetime:
    """A moment on that local day between two local hours; UTC, whole seconds."""
    local = day.astimezone(LOCAL)
    hour, minute, second = chance.randrange(*hours), chance.randrange(60), chance.randrange(60)
    return local.replace(hour=hour, minute=minute, second=second, microsecond=0).astimezone(UTC)


_SHARED: Mapping[str, Callable[[Random], str]] = {
    "amount": lambda chance: str(chance.choice((50, 80, 120, 150, 200, 250, 300, 450, 600, 750, 900, 1100))),
    "hours": lambda chance: str(chance.choice((16, 24, 32, 40, 48, 55))),
    "age": lambda chance: str(chance.randrange(5, 13)),
    "count": lambda chance: str(chance.randrange(2, 9)),
    "district": lambda chance: chance.choice(DISTRICTS),
    "employer": lambda chance: chance.choice(EMPLOYERS),
}


def fill_slots(text: str, language: str, chance: Random) -> str:
    """Fill {amount}, {district}, {employer}, … and the slots of the language itself ({weekday}, {month})."""
    slots = texts_of(language).slots

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        return _SHARED[name](chance) if name in _SHARED else chance.choice(slots[name])

    return _SLOT.sub(fill, text)
