"""One address that holds an RSS or Atom feed, or an agenda page: each entry becomes an article."""

from __future__ import annotations

import hashlib
import io
import re
from calendar import timegm
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
import scrapy
from parsel import Selector
from scrapy.http import Response

from collectors.errors import SourceChanged
from collectors.spiders.events import Event, parse_events
from data.records import NewItem

LONGEST = 1000  # characters of a text: headline and beginning, the rest stays at the source
EXPECTED = "expected an RSS or Atom feed, schema.org events, or <time datetime> with a heading; found none"


@dataclass
class Outcome:
    """What came of one address: a live object that the spider fills; unanswered means that it crashed."""

    items: list[NewItem] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    answered: bool = False


class FeedOrAgenda(scrapy.Spider):
    """Asks one address and fills the outcome that it got as crawl argument."""

    name = "feed_or_agenda"

    def __init__(self, url: str, allowed: Sequence[str], outcome: Outcome) -> None:
        super().__init__()
        self.url = url
        self.allowed = tuple(allowed)
        self.outcome = outcome
        self.followed = False

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The one request; refusals and failures come back as a problem."""
        yield scrapy.Request(self.url, callback=self.parse, errback=self.failed)

    def parse(self, response: Response) -> scrapy.Request | None:
        """Parses the answer, or follows it to its feed; an unknown form is a problem, not an empty result."""
        self.outcome.answered = True
        try:
            self.outcome.items.extend(parse_page(response.body, response.url))
        except SourceChanged as error:
            feed = feed_link(response.body, response.url)
            if feed is not None and not self.followed:
                self.followed, self.outcome.answered = True, False
                return scrapy.Request(feed, callback=self.parse, errback=self.failed)
            self.outcome.problems.append(f"changed: {error}")
        return None

    def failed(self, failure: Any) -> None:
        """The address could not be read, or may not be."""
        self.outcome.answered = True
        response = getattr(failure.value, "response", None)
        said = f"HTTP {response.status}" if response is not None else str(failure.value)
        self.outcome.problems.append(f"unreachable: {said or type(failure.value).__name__}"[:300])


def parse_page(body: bytes, url: str) -> list[NewItem]:
    """A feed's or an agenda's entries as items. Raises SourceChanged when the page holds neither."""
    feed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url})
    if feed.get("version"):
        return list(_articles(feed.entries))
    events = parse_events(Selector(text=body.decode("utf-8", "replace"), type="html"))
    if not events:
        raise SourceChanged(f"{url}: {EXPECTED}")
    return [_item_of(event, url) for event in events]


def feed_link(body: bytes, url: str) -> str | None:
    """The feed that a page announces in its head, or None."""
    kinds = '@type="application/rss+xml" or @type="application/atom+xml"'
    link = Selector(text=body.decode("utf-8", "replace"), type="html").xpath(f"//link[{kinds}]/@href").get()
    return urljoin(url, link) if link else None


def _articles(entries: Sequence[Any]) -> Iterator[NewItem]:
    for entry in entries:
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        title, summary = _plain(entry.get("title", "")), _plain(entry.get("summary", ""))
        key = entry.get("id") or entry.get("link")
        if not stamp or not key or not (title or summary):
            continue  # without a day or a name it could not be told from its own repetition
        yield NewItem(
            external_id=str(key),
            kind="article",
            author_kind="organisation",
            text=f"{title}\n{summary}".strip()[:LONGEST],
            created_at=datetime.fromtimestamp(timegm(stamp), UTC),
            link=entry.get("link"),
            language_hint=_language(entry),
        )


def _item_of(event: Event, url: str) -> NewItem:
    key = f"{event.start.isoformat()} {event.name}"
    told = "\n".join(part for part in (event.name, event.place, event.description) if part)
    return NewItem(
        external_id=f"event:{hashlib.sha256(key.encode()).hexdigest()[:32]}",
        kind="article",
        author_kind="organisation",
        text=f"{event.start:%Y-%m-%d %H:%M} {told}"[:LONGEST],
        created_at=event.start.astimezone(UTC),
        link=urljoin(url, event.link) if event.link else url,
        place_hint=event.place or None,
    )


def _plain(html: str) -> str:
    text = (
        "".join(Selector(text=f"<div>{html}</div>", type="html").xpath("//text()").getall())
        if "<" in html
        else html
    )
    return re.sub(r"\s+", " ", text).strip()


def _language(entry: Any) -> str | None:
    code = str(entry.get("title_detail", {}).get("language") or "")[:2].lower()
    return code if len(code) == 2 and code.isalpha() else None
