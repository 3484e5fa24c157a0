"""The whole way of an item by commands alone, as somebody would type them from the README."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collectors.simulator.server import RunningSimulator
from data import items, placements, runs

from .conftest import REASONS, Desk, Done

GROUP_FILE = (
    "Datum;Vraag;Taal?\r\n"
    "02-11-2026;Gdzie mogę dostać numer BSN? Mój telefon to 06-12345678;Pools\r\n"
    "03-11-2026;Cum pot obține un BSN?;Roemeens\r\n"
    ";;\r\n"
    "31-13-2026;Къде мога да получа BSN?;Bulgaars\r\n"
)
REGISTER_FILE = (
    "Datum;Halte;Stadsdeel;Taal;Thema;Doorverwezen naar\r\n"
    "02-11-2026;Supermarkt;Laak;Pools;Wonen;Pandbrigade\r\n"
    "02-11-2026;Supermarkt;Laak;Bulgaars;Werk;\r\n"
)


class Journey:
    """One office from its first day: every command that was given, by a short name."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: dict[str, Done] = {}
        self.placement = self.variant = 0

    def go(self, name: str, *arguments: str) -> Done:
        self.done[name] = self.desk.run(*arguments)
        return self.done[name]


def begin(journey: Journey, page_id: str) -> None:
    """Register, and bring in what there is."""
    folder = journey.desk.folder
    (folder / "group.csv").write_text(GROUP_FILE, "utf-8", newline="")
    (folder / "bus.csv").write_text(REGISTER_FILE, "utf-8", newline="")
    page = ("--kind", "facebook-page", "--address", page_id, "--token-env", "PAGE_TOKEN")
    journey.go("new page", "new", "source", "page", *page, *REASONS)
    journey.go("new group", "new", "source", "group", "--kind", "facebook-group", *REASONS)
    journey.go("new bus", "new", "source", "bus", "--kind", "register", *REASONS)
    journey.go("collect", "collect")
    journey.go("collect again", "collect", "page")
    journey.go("import dry", "import", "csv", "group.csv", "--source", "group", "--dry-run")
    journey.go("import", "import", "csv", "group.csv", "--source", "group")
    journey.go("import again", "import", "csv", "group.csv", "--source", "group")
    journey.go("register", "import", "register", "bus.csv", "--source", "bus")
    journey.go("log", "log", "Hoe krijg ik DigiD? Mail mij: jan@example.com", "--source", "bus")


def understand_and_propose(journey: Journey) -> None:
    for verb in ("tag", "group"):
        journey.go(verb, verb)
    journey.go("watch", "watch", "--json")
    journey.go("suggest", "suggest", "--json")
    hours = ("--live", "--hours", "00:00-24:00")
    journey.go("new channel", "new", "channel", "page", "--source", "page", *hours)


def publish(journey: Journey) -> None:
    at = f"{datetime.now(ZoneInfo('Europe/Amsterdam')):%Y-%m-%dT%H:%M}"
    plan = ("plan", "taxes.tax_return", "--language", "bg", "--channel", "page")
    said = journey.go("plan", *plan, "--at", at).out
    journey.placement, journey.variant = map(int, re.findall(r"(?:placement|variant) (\d+)", said))
    journey.go("publish unreviewed", "publish", "--json")
    journey.go("review", "review", str(journey.variant), "--by", "reviewer")
    journey.go("publish held", "publish")
    journey.go("release", "release", str(journey.placement), "--by", "planner", "--at", at)
    journey.go("publish dry", "publish", "--dry-run", "--json")
    journey.go("publish", "publish", "--json")
    journey.go("publish again", "publish")
    journey.go("collect back", "collect", "page")


@pytest.fixture(scope="module")
def journey(
    tmp_path_factory: pytest.TempPathFactory, new_desk: Callable[..., Desk], small_town: RunningSimulator
) -> Journey:
    """Everything done once; the tests look at what was said and what is there."""
    journey = Journey(new_desk(tmp_path_factory.mktemp("journey"), small_town))
    begin(journey, small_town.page_id)
    understand_and_propose(journey)
    publish(journey)
    return journey


def held_back(name: str) -> bool:
    return name in ("import dry", "import", "import again", "publish unreviewed")


def test_every_command_ends_as_it_should(journey: Journey) -> None:
    codes = {name: done.code for name, done in journey.done.items()}
    assert codes == {name: int(held_back(name)) for name in codes}, [
        (name, done.err) for name, done in journey.done.items() if done.code != held_back(name)
    ]


def test_collecting_brings_in_the_towns_page(journey: Journey) -> None:
    with journey.desk.open().read() as session:
        kinds = {item.kind for item in items.recent(session, limit=2000)}
    assert {"page_post", "comment", "visitor_post", "logged_question"} <= kinds
    assert int(re.search(r"page: .*added (\d+)", journey.done["collect"].err)[1]) > 50  # type: ignore[index]


def test_a_second_collection_adds_nothing(journey: Journey) -> None:
    assert "added" not in journey.done["collect again"].err


def test_a_dry_run_of_an_import_writes_nothing(journey: Journey) -> None:
    assert "dry run, nothing written" in journey.done["import dry"].err
    assert "added 2" in journey.done["import"].err


def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_in(journey: Journey) -> None:
    said = journey.done["import"]
    assert re.search(r"row 5: .*31-13-2026|row 5: .*(date|day)", said.err)
    assert "1 rows of group.csv could not be read" in said.complaint()


def test_a_file_imported_twice_adds_nothing(journey: Journey) -> None:
    assert "added" not in journey.done["import again"].err
    assert "added 2" in journey.done["register"].err


def test_no_telephone_and_no_mail_address_is_stored(journey: Journey) -> None:
    assert "taken out: mail 1" in journey.done["log"].err
    assert "taken out before storing: phone 1" in journey.done["import"].err
    stored = b"".join(path.read_bytes() for path in Path(journey.desk.folder).glob("bereik.db*"))
    assert b"12345678" not in stored
    assert b"jan@example" not in stored
    assert b"DigiD" in stored


def test_watching_and_suggesting_print_json_for_programs(journey: Journey) -> None:
    assert isinstance(journey.done["watch"].json(), list)
    suggested = journey.done["suggest"].json()
    assert ("taxes.tax_return", "bg") in {(each["code"], each["language"]) for each in suggested}
    assert set(suggested[0]) == {"suggestion", "code", "language", "score", "reasons"}
    scores = [each["score"] for each in suggested]
    assert scores == sorted(scores, reverse=True)


def test_an_unreviewed_text_is_held_with_the_reason(journey: Journey) -> None:
    [line] = journey.done["publish unreviewed"].json()
    assert (line["placement"], line["result"], line["remote_id"]) == (journey.placement, "held", None)
    assert "nobody approved this text" in journey.done["publish unreviewed"].complaint()


def test_a_review_alone_does_not_send_what_was_held(journey: Journey) -> None:
    assert "nothing is due" in journey.done["publish held"].err


def test_after_review_and_release_it_stands_on_the_page_exactly_once(journey: Journey) -> None:
    [would] = journey.done["publish dry"].json()
    assert (would["result"], "would be published" in would["reason"]) == ("dry-run", True)
    [line] = journey.done["publish"].json()
    with journey.desk.open().read() as session:
        placement = placements.find(session, journey.placement)
    assert placement is not None
    assert [post["id"] for post in journey.desk.posts(placement.marker)] == [line["remote_id"]]
    assert "nothing is due" in journey.done["publish again"].err


def test_the_published_post_is_collected_back_as_ours(journey: Journey) -> None:
    [line] = journey.done["publish"].json()
    with journey.desk.open().read() as session:
        newest = items.recent(session, kind="page_post", author_kind="us", limit=1)
    assert [item.external_id for item in newest] == [line["remote_id"]]


def test_every_run_is_kept_with_what_it_did(journey: Journey) -> None:
    with journey.desk.open().read() as session:
        kept = {run.job for run in runs.recent(session, 100)}
    assert {"collect", "import"} <= kept
