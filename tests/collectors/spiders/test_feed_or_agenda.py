"""Recorded feeds and agenda pages, and what the spider reads in them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.errors import SourceChanged
from collectors.spiders.feed_or_agenda import feed_link, parse_page

PAGES = Path(__file__).parents[2] / "recorded" / "pages"
URL = "https://example.org/agenda"


def read(name):
    return parse_page((PAGES / name).read_bytes(), URL)


def test_an_rss_entry_is_an_article_of_an_organisation():
    [item] = read("feed.rss")
    assert (item.external_id, item.kind, item.author_kind) == ("nieuws-1", "article", "organisation")
    assert item.text == "Bus krijgt extra halte\nVanaf zaterdag."
    assert item.created_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_an_atom_entry_is_an_article():
    [item] = read("feed.atom")
    assert (item.external_id, item.text) == ("urn:x:1", "Nowe kursy\nZapisy trwają")


def test_events_in_json_ld():
    [item] = read("agenda_json_ld.html")
    assert item.text == "2026-11-25 19:00 Taalcafé\nBibliotheek Laak\nGratis"
    assert (item.place_hint, item.link) == ("Bibliotheek Laak", "https://example.org/agenda/taalcafe")


def test_events_in_microdata_are_in_dutch_time_without_a_zone():
    [item] = read("agenda_microdata.html")
    assert item.created_at == datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert (item.place_hint, item.link) == ("Escamp", "https://example.org/bus")


def test_times_with_headings():
    [item] = read("agenda_times.html")
    assert item.text == "2026-11-27 00:00 Inloop belasting\nNeem uw papieren mee."
    assert item.link == "https://example.org/a/1"


def test_reading_twice_gives_the_same_ids():
    assert read("agenda_times.html") == read("agenda_times.html")


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><h1>Nieuw ontwerp</h1></body></html>", b"\xff\xfe\x00", b"{}"]
)
def test_a_page_of_an_unknown_form_is_said_not_empty(body):
    with pytest.raises(SourceChanged, match="expected an RSS or Atom feed"):
        parse_page(body, URL)


def test_an_empty_feed_is_just_empty():
    assert parse_page(b'<rss version="2.0"><channel><title>x</title></channel></rss>', URL) == []


def test_a_page_announces_its_feed():
    page = b'<head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
    assert feed_link(page, URL) == "https://example.org/feed.xml"
    assert feed_link(b"<p>no feed</p>", URL) is None
