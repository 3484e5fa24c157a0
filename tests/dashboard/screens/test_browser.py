"""The dashboard in a real browser: drawn, in Dutch, by keyboard, readable for everybody, and silent."""

import csv
import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.words import words
from data import items

pytestmark = pytest.mark.browser

DUTCH, ENGLISH = words("nl"), words("en")
PAGES = {
    "": "today",
    "vragen": "questions",
    "nakijken": "checking",
    "voorstellen": "suggestions",
    "kalender": "calendar",
    "bereik": "reach",
}
CHARTS = {"": 2, "vragen": 2, "nakijken": 0, "voorstellen": 1, "kalender": 0, "bereik": 4}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module", params=PAGES, ids=[name or "vandaag" for name in PAGES])
def path(request: pytest.FixtureRequest) -> str:
    """Each page by its address."""
    return str(request.param)


def test_a_page_opens_in_dutch_without_an_error_or_a_word_to_strangers(reader: Any, path: str) -> None:
    page = reader.page
    expect(page.locator("h1")).to_have_text(DUTCH(f"page.{PAGES[path]}"))
    expect(page).to_have_title(f"{DUTCH(f'page.{PAGES[path]}')} · Bereik")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert DUTCH("app.error") not in page.inner_text("body")
    assert page.locator("[data-testid=stException]").count() == 0
    assert reader.complaints == []
    assert {urlsplit(url).hostname for url in reader.requests if url.startswith(("http", "ws"))} == {
        "127.0.0.1"
    }


def test_english_is_one_choice_away(visit: Any) -> None:
    page = visit.open("kalender")
    page.get_by_text("English", exact=True).click()
    expect(page.locator("h1")).to_have_text(ENGLISH("page.calendar"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name=ENGLISH("page.reach")).click()
    expect(page.locator("h1")).to_have_text(ENGLISH("page.reach"))


def test_each_chart_is_drawn_with_a_sentence_a_table_and_a_csv(reader: Any, path: str) -> None:
    charts = reader.page.locator("[data-testid=stVegaLiteChart]")
    expect(charts).to_have_count(CHARTS[path])
    for chart in charts.all():
        assert (chart.bounding_box() or {"height": 0})["height"] > 60
        above = chart.locator(
            "xpath=ancestor::*[@data-testid='stElementContainer'][1]/preceding-sibling::*[1]"
        )
        expect(above.locator("strong")).to_have_text(re.compile(r"\w.+\."))
    folds = reader.page.locator("[data-testid=stExpander]", has_text=DUTCH("chart.table"))
    assert folds.count() >= CHARTS[path]
    for fold in folds.all():
        expect(fold.locator("table")).to_be_visible()
        expect(fold.get_by_role("button", name=DUTCH("chart.csv"))).to_be_visible()


def test_the_csv_holds_what_the_table_shows(visit: Any) -> None:
    page = visit.open("bereik")
    page.get_by_text(DUTCH("chart.table"), exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=DUTCH("chart.csv")).first.click()
    assert download.value.suggested_filename == "bereik-bekeken-per-week.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";"))
    shown = page.locator("table").first.locator("tbody tr").all_inner_texts()
    assert [re.split(r"\s*\t\s*", line) for line in shown] == [list(row.values()) for row in rows]
    assert "4.200" in {row[DUTCH("column.views")] for row in rows}


def test_the_keyboard_reaches_navigation_and_language(visit: Any) -> None:
    page = visit.open()
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("() => { const e = document.activeElement; return e.value ? e.type : e.innerText }")
        )
        if "radio" in reached:
            break
    names = [DUTCH(f"page.{name}") for name in PAGES.values()]
    assert [each.strip() for each in reached if each and each.strip() in names] == names
    assert reached[-1] == "radio"
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text(ENGLISH("page.today"))


def test_nobody_is_kept_out_by_how_it_is_built(reader: Any, path: str) -> None:
    judged = Axe().run(reader.page, options=RULES).response
    assert len(judged["passes"]) > 10
    assert [(each["id"], node["html"]) for each in judged["violations"] for node in each["nodes"]] == []


def test_a_logged_question_is_kept_and_shown_without_the_phone_number(visit: Any) -> None:
    page = visit.open()
    page.get_by_label(DUTCH("today.log_text")).fill("Kunt u mij bellen op 06-24866521 over mijn loonstrook?")
    page.get_by_role("button", name=DUTCH("today.log_save")).click()
    kept = "Kunt u mij bellen op [telefoon] over mijn loonstrook?"
    expect(page.get_by_text(DUTCH("today.log_saved", text=kept))).to_be_visible()
    assert "24866521" not in page.inner_text("body")
    with visit.dashboard.database.read() as session:
        [stored] = [item for item in items.recent(session, limit=500) if "loonstrook" in item.text]
    assert stored.text == kept


def test_from_a_suggestion_to_the_calendar(visit: Any) -> None:
    page = visit.open("voorstellen")
    page.get_by_role("button", name=DUTCH("suggestions.make")).click()
    page.get_by_role("button", name=DUTCH("suggestions.plan"), exact=True).click()
    saved = page.locator("[data-testid=stAlertContentSuccess]").last
    expect(saved).to_contain_text("Staat op de kalender voor")
    when = re.search(r"voor (.+)\.", saved.inner_text())
    assert when
    page.get_by_role("link", name=DUTCH("page.calendar")).click()
    expect(page.locator("h1")).to_have_text(DUTCH("page.calendar"))
    expect(page.locator("table").first.locator("tr", has_text=when.group(1))).to_contain_text("DigiD")
