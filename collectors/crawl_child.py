"""The child process that runs Scrapy: reads a plan, crawls all its sites together, writes JSON lines."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler, CrawlerProcess

from collectors import politeness
from collectors.spiders.feed_or_agenda import FeedOrAgenda
from data.records import NewItem


def run(plan: dict[str, Any]) -> None:
    """Crawls the plan's sites in one reactor and writes what they gave to the results file."""
    process = CrawlerProcess({"LOG_LEVEL": "WARNING"})
    found: dict[str, tuple[list[NewItem], list[str]]] = {}
    for site in plan["sites"]:
        results, problems = found.setdefault(site["name"], ([], []))
        ways = plan["settings"]
        settings = politeness.settings(
            url=site["url"], contact=ways["contact"], cache=Path(ways["cache"]), delay=float(ways["delay"])
        )
        process.crawl(
            Crawler(FeedOrAgenda, settings),
            url=site["url"],
            allowed=site["allowed"],
            results=results,
            problems=problems,
        )
    process.start()
    with Path(plan["results"]).open("w", encoding="utf-8") as file:
        for name, (results, problems) in found.items():
            for item in results:
                file.write(json.dumps({"site": name, "item": _plain(item)}) + "\n")
            for problem in problems:
                file.write(json.dumps({"site": name, "problem": problem}) + "\n")


def _plain(item: NewItem) -> dict[str, Any]:
    raw = {field.name: getattr(item, field.name) for field in fields(item)}
    return {**raw, "created_at": item.created_at.isoformat()}


if __name__ == "__main__":
    run(json.loads(Path(sys.argv[1]).read_text("utf-8")))
