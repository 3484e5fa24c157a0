"""The child process that runs Scrapy: reads a plan, crawls all its sites together, writes JSON lines."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.utils.reactor import install_reactor

from collectors import politeness
from collectors.spiders.feed_or_agenda import FeedOrAgenda, Outcome
from data.records import NewItem


def run(plan: dict[str, Any]) -> None:
    """Crawls the plan's sites in one reactor and writes what they gave to the results file."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    process = CrawlerProcess({"LOG_LEVEL": "WARNING"})
    ways = plan["settings"]
    outcomes: dict[str, Outcome] = {}
    for site in plan["sites"]:
        outcome = outcomes[site["name"]] = Outcome()
        settings = politeness.settings(
            url=site["url"], contact=ways["contact"], cache=Path(ways["cache"]), delay=float(ways["delay"])
        )
        crawler = Crawler(FeedOrAgenda, settings)
        process.crawl(crawler, url=site["url"], allowed=site["allowed"], outcome=outcome)
    process.start()
    with Path(plan["results"]).open("w", encoding="utf-8") as file:
        for name, outcome in outcomes.items():
            if not outcome.answered:
                outcome.problems.append("unreachable: the crawler stopped before it had an answer")
            lines: list[dict[str, Any]] = [{"item": _plain(item)} for item in outcome.items]
            lines += [{"problem": problem} for problem in outcome.problems]
            file.writelines(json.dumps({"site": name, **line}) + "\n" for line in lines)


def _plain(item: NewItem) -> dict[str, Any]:
    raw = {field.name: getattr(item, field.name) for field in fields(item)}
    return {**raw, "created_at": item.created_at.isoformat()}


if __name__ == "__main__":
    run(json.loads(Path(sys.argv[1]).read_text("utf-8")))
