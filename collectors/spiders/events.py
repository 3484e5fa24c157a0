"""Events on an agenda page: JSON-LD, microdata, or a <time datetime> with a heading, in that order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from parsel import Selector

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MICRODATA = '//*[@itemscope and contains(@itemtype, "schema.org/") and contains(@itemtype, "Event")]'
CONTAINER = "ancestor::*[self::li or self::article or self::section or self::tr or self::div][1]"
HEADING = ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//a[@href]"


@dataclass(frozen=True)
class Event:
    """Something that takes place; `start` is aware, in Dutch time when the page gives no zone."""

    name: str
    start: datetime
    place: str = ""
    description: str = ""
    link: str = ""


def parse_events(page: Selector) -> list[Event]:
    """The page's events, each once, in the page's order; empty when it has none in a form we know."""
    for way in (_json_ld, _microdata, _timed_headings):
        events = list(dict.fromkeys(way(page)))
        if events:
            return events
    return []


def _json_ld(page: Selector) -> Iterator[Event]:
    for script in page.xpath('//script[@type="application/ld+json"]/text()').getall():
        try:
            found = json.loads(script)
        except ValueError:
            continue
        for node in _nodes(found):
            start = _time(node.get("startDate"))
            if start is not None and _is_event(node.get("@type")) and node.get("name"):
                yield Event(
                    _words(node["name"]),
                    start,
                    _place(node.get("location")),
                    _words(node.get("description")),
                    str(node.get("url") or ""),
                )


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        for each in found:
            yield from _nodes(each)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "itemListElement", "item", "event", "events", "subEvent"):
            yield from _nodes(found.get(key))


def _is_event(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(str(each).endswith("Event") for each in kinds)


def _place(location: Any) -> str:
    if isinstance(location, list):
        location = location[0] if location else None
    return _words(location.get("name")) if isinstance(location, dict) else _words(location)


def _microdata(page: Selector) -> Iterator[Event]:
    for node in page.xpath(MICRODATA):
        start = _time(_property(node, "startDate"))
        name = _property(node, "name")
        if start is not None and name:
            place, link = _property(node, "location"), node.xpath('.//*[@itemprop="url"]/@href').get("")
            yield Event(name, start, place, _property(node, "description"), link)


def _property(node: Selector, name: str) -> str:
    found = node.xpath(f'.//*[contains(concat(" ", @itemprop, " "), " {name} ")]')
    if not found:
        return ""
    for attribute in ("content", "datetime"):
        if value := found[0].attrib.get(attribute):
            return str(value)
    return _words(found[0].xpath("string(.)").get())


def _timed_headings(page: Selector) -> Iterator[Event]:
    for node in page.xpath("//time[@datetime]"):
        start = _time(node.attrib["datetime"])
        container = node.xpath(CONTAINER)
        headings = container.xpath(HEADING) if container else []
        name = next((text for each in headings if (text := _words(each.xpath("string(.)").get()))), "")
        if start is not None and name:
            told = " ".join(container.xpath(".//p//text()").getall())
            yield Event(name, start, description=_words(told), link=container.xpath(".//a/@href").get(""))


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _time(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return found if found.utcoffset() is not None else found.replace(tzinfo=AMSTERDAM)
