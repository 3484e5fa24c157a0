"""The demonstration: a new database, a simulated town, and the whole way of its items to the first screen."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from campaigns import review
from campaigns.calendar import next_slot
from campaigns.compose import LANGUAGES, Request, Where, draft
from collectors.load import FileToImport, import_file
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import RunningSimulator, serve
from collectors.simulator.town_files import group_csv, register_csv
from dashboard import jobs, settings, wiring
from dashboard.exits import Attention
from data import channels, communities, messages, placements, sources, suggestions, switches
from data.database import Database
from data.records import NewSource
from data.samples import demo_communities

WEEKS = 14  # of history: enough for every baseline, and ready within a minute

Say = Callable[[str], None]

PAGE, GROUP, BUS, WEBSITE = "pagina", "buurtgroep", "bus", "gemeente"
TOKEN_VARIABLE = "BEREIK_DEMO_PAGE"  # noqa: S105 - the name of a variable, not a token


@dataclass(frozen=True)
class Demo:
    """A prepared demonstration: its database and the simulator behind it."""

    database: Database
    simulator: RunningSimulator


@contextlib.contextmanager
def prepared(folder: Path, seed: int, say: Say) -> Iterator[Demo]:
    """Make a new database in `folder` and bring a simulated town's items all the way to suggestions.

    One post is approved as the demo's own user and published to the simulator; a second stays unreviewed on
    the calendar, to be seen. When the block ends, the simulator and the database are closed.
    """
    started = time.monotonic()

    def step(line: str) -> None:
        say(f"[{time.monotonic() - started:4.0f} s] {line}")

    step(f"a simulated town (seed {seed}) behind a local Graph API")
    with serve(SimulatorConfig(seed=seed, weeks=WEEKS)) as simulator:
        _point_at(simulator, folder)
        database = wiring.open_store()
        try:
            _register(database, simulator)
            _bring_in(database, folder, seed, step)
            _understand(database, step)
            _say_something(database, step)
            _see_it_back(database, step)
            yield Demo(database, simulator)
        finally:
            database.close()


def _point_at(simulator: RunningSimulator, folder: Path) -> None:
    """Make this process, and the dashboard it starts, work on the demo alone."""
    settings.choose(
        home=str(folder),
        database_url=f"sqlite:///{folder / 'demo.db'}",
        graph_url=simulator.url,
        demo_page=simulator.page_token,
        contact="demo@example.org",
        demo="true",
    )


def _register(database: Database, simulator: RunningSimulator) -> None:
    """The sources, the channel and the sizes of the communities; all of them invented."""
    now = wiring.now()
    why = ("demonstratie: zien wat er gevraagd wordt", "publieke taak (demo)", "communicatie (demo)")
    review_on = date(now.year + 1, now.month, 1)
    new = [
        NewSource(PAGE, "facebook-page", simulator.page_id, *why, review_on, TOKEN_VARIABLE, enabled=True),
        NewSource(GROUP, "facebook-group", "", *why, review_on, enabled=True),
        NewSource(BUS, "register", "", *why, review_on, enabled=True),
        NewSource(WEBSITE, "website", f"{simulator.site_url}/agenda", *why, review_on, enabled=True),
    ]
    with database.begin() as session:
        for each in new:
            sources.register(session, each, now)
        page = wiring.find_source(session, PAGE)
        channels.register(session, PAGE, "facebook-page", page.id, page.address, True, now)
        channel = channels.find(session, PAGE)
        if (
            channel is not None
        ):  # a demonstration may be given at night, and nothing of it leaves this machine
            switches.put(session, f"hours:{channel.id}", "00:00-24:00", "demo", now)
        for community in demo_communities():
            communities.put(session, community)


def _bring_in(database: Database, folder: Path, seed: int, step: Say) -> None:
    """Collect the Page and the website over HTTP; import the group's and the bus's files."""
    step("collecting the Page and the agenda over HTTP")
    with database.read() as session:
        collected = [each for each in sources.every(session) if each.kind in jobs.COLLECTED]
        group, bus = wiring.find_source(session, GROUP), wiring.find_source(session, BUS)
    for done in jobs.collect_these(database, collected, wiring.now()):
        step(f"  {done.source}: {done.added} items" + (f", {done.problem}" if done.problem else ""))
    now = wiring.now()
    group_csv(folder / "buurtgroep.csv", now, seed)
    register_csv(folder / "bus.csv", now, seed)
    step("importing a moderator's file and the bus's register")
    for source, form, name in ((group, "csv", "buurtgroep.csv"), (bus, "register", "bus.csv")):
        brought = import_file(database, source, FileToImport(form, folder / name), wiring.now())
        bad = f", {len(brought.errors)} rows not readable" if brought.errors else ""
        step(f"  {source.name}: {brought.counts.get('added', 0)} items{bad}")


def _understand(database: Database, step: Say) -> None:
    step("tagging: language, type, topics, places, claims; vectors for questions")
    step(f"  {jobs.tag(database, wiring.now())['tagged']} items tagged")
    step("grouping the same question across languages")
    jobs.group(database, wiring.now())
    step("watching what is new or rises")
    step(f"  {jobs.watch(database, wiring.now())['signals']} signals")
    step("ranking what to say, in which language")
    jobs.suggest(database, wiring.now())


def _say_something(database: Database, step: Say) -> None:
    """Draft the two most urgent; approve and publish one as the demo's user; leave the other a draft."""
    now = wiring.now()
    with database.begin() as session:
        first_two = suggestions.open(session, 2)
        channel = channels.find(session, PAGE)
        for number, each in enumerate(first_two if channel else ()):
            request = Request(each.code, f"demo-{number}", "demo", each.question_id)
            made = messages.find(session, draft(session, request, LANGUAGES, Where(), now))
            variant = next(v for v in made.variants if v.language == each.language) if made else None
            if variant is None or channel is None:
                raise Attention("the demo's draft was not kept")
            due_at = next_slot(now + timedelta(hours=12)) if number else now
            placements.plan(
                session, variant.id, channel.id, due_at, client_token=f"demo-{number}", actor="demo", now=now
            )
            if number == 0:
                review.approve_in_demo(session, variant.id, now)
    step("publishing one post to the simulator, approved as the demo's own user")
    for line in jobs.publish_all(database, wiring.now()):
        step(f"  {line.result} in {line.language}: {line.remote_id or line.reason}")


def _see_it_back(database: Database, step: Say) -> None:
    """Collect the Page once more: what we published comes back as an item of ours, and is tagged."""
    with database.read() as session:
        page = wiring.find_source(session, PAGE)
    for done in jobs.collect_these(database, [page], wiring.now()):
        step(f"collecting it back: {done.added} item" + (f", {done.problem}" if done.problem else ""))
    jobs.tag(database, wiring.now())
