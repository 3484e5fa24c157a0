"""Crawling websites: Scrapy runs in a child process, because its reactor can be started once only."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from collectors.errors import CollectError, SourceChanged, SourceRefused, SourceUnreachable
from collectors.job import Batch, Job
from collectors.politeness import refusal
from data.records import NewItem

CHILD = "collectors.crawl_child"


@dataclass(frozen=True)
class CrawlSettings:
    """Who crawls and how: `contact` stands in our name, `cache` is a folder, `delay` is in seconds.

    A delay under two seconds only has effect on this machine's own addresses.
    """

    contact: str
    cache: Path
    delay: float = 2.0
    timeout: float = 330.0


@dataclass(frozen=True)
class Site:
    """One address to read, with the hosts that may be asked for it."""

    name: str
    url: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Crawled:
    """What one site gave: its items, and why there are none or fewer."""

    items: tuple[NewItem, ...] = ()
    problems: tuple[str, ...] = ()


def site_of(name: str, address: str) -> Site:
    """A source's address as a site: its host and what is under it. Raises SourceRefused."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    reason = refusal(address, [host] if host else [])
    if reason is not None:
        raise SourceRefused(f"source {name}: {reason}")
    return Site(name, address, (host,))


def crawl(sites: Sequence[Site], settings: CrawlSettings) -> dict[str, Crawled]:
    """Reads all sites in one child process; by the site's name. Raises SourceUnreachable when it dies."""
    with tempfile.TemporaryDirectory(prefix="bereik-crawl-") as folder:
        plan, results = Path(folder, "plan.json"), Path(folder, "results.jsonl")
        ways = {"contact": settings.contact, "cache": str(settings.cache), "delay": settings.delay}
        told = {"sites": [asdict(site) for site in sites], "settings": ways, "results": str(results)}
        plan.write_text(json.dumps(told), "utf-8")
        command = [sys.executable, "-m", CHILD, str(plan)]
        try:
            child = subprocess.run(  # noqa: S603 - our own module, our own arguments
                command, capture_output=True, text=True, timeout=settings.timeout, check=False
            )
        except subprocess.TimeoutExpired:
            raise SourceUnreachable(f"crawling took more than {settings.timeout:.0f} s; try again") from None
        if child.returncode != 0 or not results.exists():
            last = (child.stderr.strip().splitlines() or ["no message"])[-1]
            raise SourceUnreachable(f"the crawler stopped ({last[:200]}); see the log and try again")
        lines = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    return {site.name: _crawled(line for line in lines if line["site"] == site.name) for site in sites}


def crawl_website(job: Job, settings: CrawlSettings) -> None:
    """Crawls the job's source into the store. Raises SourceChanged, SourceRefused, SourceUnreachable."""
    site = site_of(job.source.name, job.source.address)
    found = crawl([site], settings)[site.name]
    job.store(Batch(items=found.items, positions={"crawl": job.now.isoformat()} if found.items else {}))
    for problem in found.problems:
        raise error_of(job.source.name, problem)


def _crawled(lines: Iterable[dict[str, Any]]) -> Crawled:
    items: list[NewItem] = []
    problems: list[str] = []
    for line in lines:
        if "item" in line:
            raw = line["item"]
            items.append(NewItem(**{**raw, "created_at": datetime.fromisoformat(raw["created_at"])}))
        else:
            problems.append(line["problem"])
    return Crawled(tuple(items), tuple(problems))


def error_of(name: str, problem: str) -> CollectError:
    """A site's problem as the error that fits, with what to do next."""
    kind, _, text = problem.partition(": ")
    if kind == "changed":
        return SourceChanged(f"source {name} changed its form: {text}; adapt its address or its spider")
    if "robots.txt" in text or "never crawled" in text or "list of allowed" in text:
        return SourceRefused(f"source {name}: {text}; take another address or ask the site")
    return SourceUnreachable(f"source {name} could not be read: {text}; look at its address, try again")
