"""The gate in Scrapy that every request passes, redirects and robots.txt too."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from collectors.politeness import refusal


class Gate:
    """The first of Scrapy's downloader middlewares: also redirects and robots.txt requests pass here."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = tuple(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gate:
        """Takes the allowed hosts from the spider, which got them as a crawl argument."""
        return cls(getattr(crawler.spider, "allowed", ()))

    def process_request(self, request: Request) -> None:
        """Refuses what may not be asked."""
        reason = refusal(request.url, self._allowed)
        if reason is not None:
            raise IgnoreRequest(reason)
