"""Crawling with Scrapy in its child process, against a real server on loopback."""

from pathlib import Path

import pytest

from collectors.collect import collect
from collectors.crawl import CrawlSettings, Site, crawl, error_of, site_of
from collectors.errors import SourceChanged, SourceRefused, SourceUnreachable

PAGES = Path(__file__).parents[1] / "recorded" / "pages"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def settings(tmp_path):
    return CrawlSettings("info@example.org", tmp_path / "cache", delay=0.05)


def site(server, name="Site", path="/agenda", allowed=("127.0.0.1",)):
    return Site(name, server.url + path, allowed)


@pytest.fixture
def town(server):
    """A website: robots.txt, an agenda, a feed, a page that sends on to a platform, one that is private."""

    def by(asked):
        reply = server.reply_with
        if asked.path == "/robots.txt":
            return reply("User-agent: *\nDisallow: /intern\n", headers={"Content-Type": "text/plain"})
        if asked.path == "/away":
            return reply("", 302, headers={"Location": "https://www.facebook.com/groups/1"})
        if asked.path == "/other":
            return reply("", 302, headers={"Location": "http://localhost:1/"})
        if asked.path == "/":
            return reply('<link rel="alternate" type="application/rss+xml" href="/feed">', headers=HTML)
        names = {"/agenda": "agenda_times.html", "/feed": "feed.rss", "/intern": "agenda_times.html"}
        if asked.path not in names:
            return reply("<h1>weg</h1>", 200 if asked.path == "/nieuw" else 404, headers=HTML)
        return reply((PAGES / names[asked.path]).read_bytes(), headers=HTML)

    server.by = by
    return server


def test_all_sites_of_a_run_together(town, settings):
    paths = ["/agenda", "/", "/away", "/other", "/intern", "/weg", "/nieuw"]
    found = crawl([site(town, path, path) for path in paths], settings)
    assert [len(found[path].items) for path in paths] == [1, 1, 0, 0, 0, 0, 0]
    said = [" ".join(found[path].problems) for path in paths[2:]]
    expected = ["facebook.com forbids", "localhost is not on", "robots.txt", "HTTP 404", "changed"]
    assert all(part in problem for part, problem in zip(expected, said, strict=True))
    agents = {asked.headers["user-agent"] for asked in town.asked}
    assert agents == {"Bereik/0.1 (information point monitor; +info@example.org)"}
    assert "/intern" not in {asked.path for asked in town.asked}


def test_a_website_is_collected_once(town, settings, sqlite_database, enabled, clock):
    source = enabled(sqlite_database, "Agenda", "website", f"{town.url}/agenda")
    first = collect(sqlite_database, source, None, clock.now, crawling=settings)
    second = collect(sqlite_database, source, None, clock.now, crawling=settings)
    assert (first.counts, second.counts) == ({"added": 1}, {"unchanged": 1})


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("changed: expected a feed", SourceChanged),
        ("unreachable: Forbidden by robots.txt", SourceRefused),
        ("unreachable: x.com forbids automated collection: it is never crawled", SourceRefused),
        ("unreachable: HTTP 404", SourceUnreachable),
    ],
)
def test_each_problem_says_what_to_do(problem, expected):
    assert type(error_of("Agenda", problem)) is expected
    assert "; " in str(error_of("Agenda", problem))


def test_a_crawl_without_contact_is_refused(sqlite_database, enabled, clock):
    source = enabled(sqlite_database, "Agenda", "website", "https://example.org/")
    assert "contact" in collect(sqlite_database, source, None, clock.now).problem


def test_a_crawler_that_hangs_is_ended(town, settings):
    impatient = CrawlSettings(settings.contact, settings.cache, 0.05, timeout=0.01)
    with pytest.raises(SourceUnreachable, match="took more than"):
        crawl([site(town)], impatient)


def test_the_site_is_the_address_host_without_www():
    assert site_of("x", "https://www.example.org/agenda").allowed == ("example.org",)
