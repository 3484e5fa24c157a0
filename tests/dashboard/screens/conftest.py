"""A small office's database, and one dashboard server and one browser for all tests that look at screens."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from campaigns.compose import Request, Where, draft
from data import (
    annotations,
    channels,
    communities,
    items,
    measurements,
    messages,
    placements,
    questions,
    reach,
    signals,
    sources,
    suggestions,
)
from data.database import Database, Session, open_database
from data.records import (
    CodeScore,
    Community,
    Measurement,
    NewAnnotation,
    NewItem,
    NewSignal,
    NewSource,
    NewSuggestion,
    Source,
    SourceKind,
)

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "Chromium is not installed (Debian package chromium)"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)


# Shown as it was typed; read as Markdown it would make every reader's browser tell somebody who looks.
LURE = "![x](//198.51.100.7/x.png)"


@dataclass(frozen=True)
class Asked:
    """A number of items of the public that are alike."""

    n: int
    language: str
    days_ago: int
    code: str
    claim: str = ""
    question_id: int | None = None
    is_question: bool = True


def _source(session: Session, name: str, kind: SourceKind, now: datetime) -> Source:
    new = NewSource(
        name, kind, purpose="see questions", legal_basis="public task", owner="communication",
        review_on=date(2030, 1, 1), enabled=True,
    )  # fmt: skip
    return sources.register(session, new, now)


def _say(session: Session, source: Source, new: list[NewItem], as_read: Asked, now: datetime) -> None:
    """Store items and what a model says of them."""
    items.add(session, source, new, now)
    for item in items.untagged(session, "test"):
        said = NewAnnotation(
            item.id, "test", as_read.language, 0.9, False, "question", as_read.is_question, False,
            (CodeScore(as_read.code, 0.8, ("x",)),), claims=(as_read.claim,) if as_read.claim else (),
        )  # fmt: skip
        annotations.add(session, [said], now)
        if as_read.question_id:
            questions.assign(session, item.id, as_read.question_id)


def _ask(session: Session, source: Source, asked: Asked, now: datetime) -> None:
    at = now - timedelta(days=asked.days_ago)
    name = f"{source.name}-{asked.code}-{asked.claim}-{asked.language}-{asked.days_ago}"
    kind = "logged_question" if source.kind == "register" else "comment"
    new = [
        NewItem(f"{name}-{n}", kind, "public", f"Vraag {n} over {asked.code}? {LURE}", at)
        for n in range(asked.n)
    ]
    _say(session, source, new, asked, now)


def _post(session: Session, page: Source, language: str, days_ago: int, views: int, now: datetime) -> None:
    """A post of ours with its last numbers."""
    name, at = f"post-{language}-{days_ago}", now - timedelta(days=days_ago)
    new = [NewItem(name, "page_post", "us", "Kom langs bij de bus.", at)]
    _say(session, page, new, Asked(1, language, days_ago, "infopoint.where_when", is_question=False), now)
    parts = {"": views, reach.FOLLOWERS: views // 4, reach.OTHERS: views - views // 4}
    measured = [
        Measurement(reach.METRIC, "lifetime", now.date(), value, now, name, part)
        for part, value in parts.items()
    ]
    measurements.add(session, page, measured, now)


def _question(session: Session, title: str, language: str, code: str, now: datetime) -> int:
    return questions.create(session, title, language, code, bytes(384 * 4), "test", now)


def _listen(session: Session, now: datetime) -> Source:
    """What came in: a question, a rare one, a claim, the register; with cells too small to show."""
    page, bus = (
        _source(session, "pagina", "facebook-page", now),
        _source(session, "bus", "register", now),
    )
    digid = _question(session, f"Jak założyć DigiD? {LURE}", "pl", "digital.digid", now)
    rare = _question(session, "Zeldzame vraag", "nl", "safety.police", now)
    accountant = "accountant_needed"
    for asked in (
        Asked(6, "pl", 2, "digital.digid", question_id=digid),
        Asked(5, "bg", 9, "digital.digid", question_id=digid),
        Asked(3, "tr", 2, "digital.digid", question_id=digid),
        Asked(2, "ro", 9, "digital.digid", question_id=digid),
        Asked(3, "tr", 3, "safety.police", question_id=rare),
        Asked(7, "bg", 2, "taxes.tax_return", accountant, is_question=False),
        Asked(6, "pl", 3, "taxes.tax_return", accountant, is_question=False),
        Asked(3, "tr", 4, "taxes.tax_return", accountant, is_question=False),
        Asked(2, "ro", 4, "taxes.tax_return", accountant, is_question=False),
    ):
        _ask(session, page, asked, now)
    for n, code in ((6, "digital.digid"), (9, "work.contract"), (2, "language.lessons"), (3, "housing.find")):
        _ask(session, bus, Asked(n, "pl", 5, code), now)
    _ask(session, page, Asked(8, "pl", 6, "work.contract"), now)
    return page


def _weigh(session: Session, page: Source, now: datetime) -> None:
    """What we said and how often it was seen; what rises and what is missing."""
    for language, days_ago, views in (("pl", 3, 4200), ("pl", 10, 1300), ("bg", 3, 90), ("tr", 10, 3)):
        _post(session, page, language, days_ago, views, now)
    measurements.set_metric_status(session, page, "page_impressions", "retired", now)
    for language, low, high in (("pl", 10_000, 13_000), ("bg", 8_000, 11_000)):
        communities.put(session, Community(language, low, high, "CBS", date(2026, 1, 1)))
    week = (now.date() - timedelta(days=7), now.date())
    rising = (
        ("claim", "accountant_needed", "bg", 7, 0.1, 16.2, 90.0, False),
        ("code", "digital.digid", "pl", 6, 1.5, 2.1, 8.4, False),
        ("question", "1", "", 11, 0.0, 9.0, 99.0, True),
    )
    found = [
        NewSignal(kind, key, language, *week, observed, expected, low, high, 0.001, is_new)  # type: ignore[arg-type]
        for kind, key, language, observed, expected, low, high, is_new in rising
    ]
    signals.add(session, found, now)
    reasons = (("questions", 11.0), ("rising", 4.0), ("no_posts", 0.0))
    gaps = (
        NewSuggestion("digital.digid", "pl", 12.4, reasons, 1),
        NewSuggestion("taxes.tax_return", "bg", 6.2, (("few_questions", 0.0), ("claims", 7.0))),
    )
    suggestions.replace(session, gaps, now)


def _plan(session: Session, page: Source, now: datetime) -> None:
    """One placement that waits for its review, one held, one of unknown outcome."""
    channel = channels.register(session, "pagina", "facebook-page", page.id, "1", True, now)
    request = Request(code="taxes.tax_return", client_token="m", actor="test")
    message = messages.find(session, draft(session, request, ("nl", "bg", "pl"), Where(), now))
    assert message is not None
    variants = [variant.id for variant in message.variants]
    planned, held, unknown = (
        placements.plan(
            session, variant, channel.id, now + timedelta(days=n), client_token=f"p{n}", actor="t", now=now
        )
        for n, variant in enumerate(variants, 1)
    )
    placements.hold(session, held, "night: it is 03:00 and this channel speaks 08:00–21:00", now)
    messages.approve(session, variants[2], "reviewer", now)
    placements.claim(session, unknown, "t", now, timedelta(minutes=5))
    placements.mark_sent(session, unknown, "t", now)
    placements.mark_unknown(session, unknown, "time-out", now)
    assert planned != unknown


def fill(database: Database) -> Database:
    """Give an office a handful of everything, around the present."""
    now = datetime.now(UTC)
    with database.begin() as session:
        page = _listen(session, now)
        _weigh(session, page, now)
        _plan(session, page, now)
    return database


@pytest.fixture
def office(sqlite_database: Database) -> Database:
    """A database with a handful of everything; a few of its counts are too small to show."""
    return fill(sqlite_database)


@pytest.fixture(scope="session")
def browser(missing: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """The one browser of a test run."""
    if CHROMIUM is None:
        missing(NO_CHROMIUM)
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


def _free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


def _wait_for(url: str, child: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last and child.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310
            return
        time.sleep(0.1)
    pytest.fail("the dashboard did not start")


@dataclass(frozen=True)
class Dashboard:
    """The dashboard as it runs: where, and on which database."""

    url: str
    database: Database


@pytest.fixture(scope="session")
def dashboard(
    browser: Browser, sqlite_template: Path, base_environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Dashboard]:  # fmt: skip
    """The one server of a test run, a child process in demonstration mode on a small office."""
    folder = tmp_path_factory.mktemp("dashboard")
    shutil.copyfile(sqlite_template, folder / "bereik.db")
    address, port = f"sqlite:///{folder / 'bereik.db'}", _free_port()
    database = fill(open_database(address, upgrade=False))
    command = (sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port))
    settings = {"BEREIK_DATABASE_URL": address, "BEREIK_HOME": str(folder), "BEREIK_DEMO": "true"}
    with (folder / "log").open("wb") as log:
        child = subprocess.Popen(
            command, env={**base_environment, **settings}, cwd=folder, stdout=log, stderr=log
        )
    _wait_for(f"http://127.0.0.1:{port}", child)
    yield Dashboard(f"http://127.0.0.1:{port}", database)
    child.terminate()
    child.wait(20)
    database.close()


@dataclass(eq=False)
class Visit:
    """A visitor's tab, with all that it asked for and complained of."""

    page: Page
    dashboard: Dashboard
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go to a page and wait until it is drawn."""
        self.page.goto(f"{self.dashboard.url}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and every chart is there."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
            ".every(chart => chart.querySelector('svg, canvas'))"
        )

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.complaints.append(message.text)


@contextlib.contextmanager
def _new_visit(browser: Browser, dashboard: Dashboard) -> Iterator[Visit]:
    """A new visitor in The Hague, with a context of their own."""
    context = browser.new_context(
        locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": 1280, "height": 900},
        color_scheme="light", reduced_motion="reduce", accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    visitor = Visit(context.new_page(), dashboard)
    context.on("request", lambda request: visitor.requests.append(request.url))
    visitor.page.on("websocket", lambda socket: visitor.requests.append(socket.url))
    visitor.page.on("console", visitor.hear)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    yield visitor
    context.close()


@pytest.fixture
def visit(browser: Browser, dashboard: Dashboard) -> Iterator[Visit]:
    """A new visitor, for a test that does something."""
    with _new_visit(browser, dashboard) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def reader(browser: Browser, dashboard: Dashboard, path: str) -> Iterator[Visit]:
    """A visitor who opened this page and all its tables, for the tests that only look."""
    with _new_visit(browser, dashboard) as visitor:
        # All of the page at once: axe does not judge what is scrolled out of sight.
        visitor.page.set_viewport_size({"width": 1280, "height": 4500})
        for fold in visitor.open(path).locator("[data-testid=stExpander] details").all():
            fold.locator("summary").click()
            expect(fold).to_have_attribute("open", "")
        yield visitor


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Sets BEREIK_* values for one test and forgets them after it."""
    from dashboard.settings import settings

    def choose(**values: str) -> None:
        for key, value in values.items():
            monkeypatch.setenv(f"BEREIK_{key.upper()}", value)
        settings.cache_clear()

    yield choose
    monkeypatch.undo()
    settings.cache_clear()
