"""What may be crawled, and how: no setting lifts the deny-list or the pause."""

from pathlib import Path

import pytest

from collectors.crawl import site_of
from collectors.errors import SourceRefused
from collectors.politeness import refusal, settings

NEVER = [
    "facebook.com", "m.facebook.com", "fb.com", "www.instagram.com", "threads.net", "messenger.com",
    "chat.whatsapp.com", "scontent.xx.fbcdn.net", "tiktok.com", "x.com", "twitter.com", "nl.linkedin.com",
    "FACEBOOK.COM", "facebook.com.",
]  # fmt: skip


@pytest.mark.parametrize("host", NEVER)
def test_platforms_are_never_crawled_even_when_allowed(host):
    assert "never crawled" in refusal(f"https://{host}/groups/1", [host])


@pytest.mark.parametrize("host", NEVER)
def test_a_platform_is_refused_as_a_source(host):
    with pytest.raises(SourceRefused, match="never crawled"):
        site_of("Groep", f"https://{host}/groups/1")


@pytest.mark.parametrize("host", ["example.org", "www.example.org", "notfacebook.com", "xx.com"])
def test_a_name_that_only_looks_alike_is_not_denied(host):
    assert refusal(f"https://{host}/", [host]) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://elsewhere.org/", "not on the source's list"),
        ("https://example.org.evil.com/", "not on the source's list"),
        ("ftp://example.org/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("not an address", "no web address"),
    ],
)
def test_only_the_sources_own_site_is_asked(url, why):
    assert why in refusal(url, ["example.org"])


def ways(url, delay):
    return settings(url=url, contact="info@example.org", cache=Path("cache"), delay=delay)


def test_a_pause_below_two_seconds_is_for_this_machine_only():
    assert ways("https://example.org/", 0.1)["DOWNLOAD_DELAY"] == 2.0
    assert ways("https://example.org/", 5)["DOWNLOAD_DELAY"] == 5
    assert ways("http://127.0.0.1:8/", 0.1)["DOWNLOAD_DELAY"] == 0.1


def test_we_say_who_we_are_and_open_no_doors():
    found = ways("https://example.org/", 2)
    assert "info@example.org" in found["USER_AGENT"]
    assert found["ROBOTSTXT_OBEY"] is True
    assert not found["TELNETCONSOLE_ENABLED"]
    assert not found["REMOTE_CONTROL_ENABLED"]
