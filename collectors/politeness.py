"""How we crawl: only allowed sites, never the platforms, slowly, by name, and obeying robots.txt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from collectors.wire import is_loopback

SLOWEST_ALLOWED_DELAY = 2.0  # seconds between two requests to a site that is not on this machine
# Their robots.txt and terms forbid collecting. No setting, argument or redirect lifts this.
DENIED = (
    "facebook.com", "facebook.net", "fb.com", "fb.me", "fb.watch", "fbcdn.net", "fbsbx.com", "instagram.com",
    "cdninstagram.com", "threads.com", "threads.net", "messenger.com", "m.me", "whatsapp.com", "whatsapp.net",
    "wa.me", "tiktok.com", "tiktokcdn.com", "x.com", "twitter.com", "twimg.com", "t.co", "linkedin.com",
    "licdn.com", "lnkd.in",
)  # fmt: skip


def is_denied(host: str) -> bool:
    """Whether the host is one of the platforms that may never be crawled, or under one."""
    return _is_under(host, DENIED)


def refusal(url: str, allowed: Sequence[str]) -> str | None:
    """Why this address may not be asked, or None. `allowed` are the source's own hosts."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in ("http", "https") or not host:
        return f"{url[:200]} is no web address"
    if is_denied(host):
        return f"{host} forbids automated collection: it is never crawled, whatever is set"
    return None if _is_under(host, allowed) else f"{host} is not on the source's list of allowed sites"


def settings(*, url: str, contact: str, cache: Path, delay: float) -> dict[str, Any]:
    """Scrapy's settings for crawling one source; `contact` is a mail or web address, `delay` in seconds."""
    host = urlsplit(url).hostname or ""
    pause = delay if is_loopback(host) else max(SLOWEST_ALLOWED_DELAY, delay)
    return {
        "USER_AGENT": f"Bereik/0.1 (information point monitor; +{contact})",
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "Bereik",
        "DOWNLOADER_MIDDLEWARES": {"collectors.gate.Gate": 1},
        "DOWNLOAD_DELAY": pause,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": pause,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "HTTPCACHE_DIR": str(cache),
        "DOWNLOAD_TIMEOUT": 30,
        "DOWNLOAD_MAXSIZE": 10 * 1024 * 1024,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 1,
        "CLOSESPIDER_TIMEOUT": 300,
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        # Scrapy's own doors into the process stay shut.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
    }


def _is_under(host: str, domains: Sequence[str]) -> bool:
    host = host.rstrip(".").lower()
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
