"""Each view by itself, on a real database: empty and filled, in both languages, and what its buttons do."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import pyarrow
import pyarrow.ipc
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.words import words
from data import items, messages, placements, suggestions, switches
from data.database import Database

VIEWS = ("today", "questions", "checking", "suggestions", "calendar", "reach")
Choose = Callable[..., None]
SMALL = {"1", "2", "3", "4"}
COUNTS = (
    *("column.count", "column.total", "column.online", "column.register", "column.views"),
    "questions.bylanguage",
)


def open_view(name: str, database: Database, face: str = "nl") -> AppTest:
    """Run one view as Streamlit would."""

    def script(name: str, database: object, face: str) -> None:
        from importlib import import_module

        from dashboard.words import words

        import_module(f"dashboard.views.{name}").show(database, words(face))

    return AppTest.from_function(script, args=(name, database, face), default_timeout=20).run()


def plain(cells: str) -> str:
    """What is read where a table has signs that are not to be read as Markdown."""
    return re.sub(r"\\([^\w\s])", r"\1", cells)


def said(view: AppTest) -> str:
    """Everything a view says outside tables."""
    return "\n".join(str(each.value) for each in (*view.title, *view.header, *view.markdown, *view.info))


def press(view: AppTest, label: str) -> AppTest:
    """Press the button with this text."""
    [button] = [each for each in view.button if each.label == label]
    return button.click().run()


@pytest.mark.parametrize("face", ["nl", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_opens_on_an_empty_database(sqlite_database: Database, name: str, face: str) -> None:
    view = open_view(name, sqlite_database, face)
    assert not view.exception
    assert view.title[0].value == words(face)(f"page.{name}")
    assert not view.get("vega_lite_chart")


@pytest.mark.parametrize("face", ["nl", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_opens_on_a_filled_database(office: Database, name: str, face: str) -> None:
    view = open_view(name, office, face)
    assert not view.exception
    assert view.table
    assert "{" not in said(view)


def counted(view: AppTest) -> str:
    """All cells with counts of people's questions or views."""
    columns = [words("nl")(key) for key in COUNTS]
    return "\n".join(
        plain(str(cell)) for table in view.table for key in columns for cell in table.value.get(key, ())
    )


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """All rows that travel to the browser with a chart, in Arrow's form or inside its description."""
    parcels = [chart.proto.data.data, *(each.data.data for each in chart.proto.datasets)]
    tables = [pyarrow.ipc.open_stream(parcel).read_all() for parcel in parcels if parcel]
    spec = json.loads(chart.proto.spec)
    inside = [part["data"]["values"] for part in spec.get("layer", ()) if "values" in part.get("data", ())]
    return [row for rows in (*(table.to_pylist() for table in tables), *inside) for row in rows]


def drawn(view: AppTest) -> list[float]:
    """Every count in a chart, but for means of what was usual."""
    usual, found = words("nl")("column.expected"), []
    for chart in view.get("vega_lite_chart"):
        assert rows_of(chart)
        found += [row for row in rows_of(chart) if row.get("which") != usual]
    return [row[key] for row in found for key in ("n", "views") if row.get(key) is not None]


@pytest.mark.parametrize("name", ["today", "questions", "reach"])
def test_small_counts_never_appear(office: Database, name: str) -> None:
    view = open_view(name, office)
    shown = counted(view)
    assert words("nl")("count.small") in shown
    assert not SMALL & set(re.findall(r"[\d.]+", shown.replace(words("nl")("count.small"), "")))
    assert drawn(view)
    assert not [number for number in drawn(view) if 0 < number < 5]


def test_a_question_asked_three_times_is_not_listed(office: Database) -> None:
    view = open_view("questions", office)
    listed = plain(view.table[0].value.to_csv())
    assert "Jak założyć DigiD?" in listed
    assert "Zeldzame" not in listed + said(view) + str(view.selectbox[2].options)


def test_a_failing_store_is_said_plainly(office: Database, set_up: Choose) -> None:
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE signals")
    set_up(database_url=str(office.engine.url))
    st.cache_resource.clear()
    app = AppTest.from_file(str(resources.files("dashboard") / "app.py"), default_timeout=20).run()
    st.cache_resource.clear()
    assert app.error[-1].value == words("nl")("app.error")
    assert not app.exception


@pytest.mark.parametrize(("demo", "offered"), [("true", True), ("false", False)])
def test_approving_is_offered_in_the_demonstration_only(
    office: Database, set_up: Choose, demo: str, offered: bool
) -> None:
    set_up(demo=demo)
    view = open_view("calendar", office)
    choose(view, "gepland")
    approve = words("nl")("calendar.approve")
    assert (approve in [each.label for each in view.button]) is offered
    assert (words("nl")("calendar.no_approval") in said(view)) is not offered


def choose(view: AppTest, state: str) -> None:
    """Choose the placement in this state on the calendar."""
    [row] = [option for option in view.selectbox[0].options if option.endswith(state)]
    view.selectbox[0].select(row).run()


def test_approving_in_the_demonstration_says_who(office: Database, set_up: Choose) -> None:
    set_up(demo="true")
    view = open_view("calendar", office)
    choose(view, "gepland")
    view = press(view, words("nl")("calendar.approve"))
    assert not view.exception
    with office.read() as session:
        [message] = messages.every(session)
    assert sum("demo" in (variant.reviewed_by or "") for variant in message.variants) == 1


def test_pausing_and_resuming(office: Database) -> None:
    view = press(open_view("calendar", office), words("nl")("calendar.pause"))
    assert [each.value for each in view.error] == [words("nl")("calendar.pause_on")]
    with office.read() as session:
        assert switches.get(session, "pause_all", "off") == "on"
    view = press(view, words("nl")("calendar.resume"))
    assert not view.error
    with office.read() as session:
        assert switches.get(session, "pause_all", "off") == "off"


def test_a_held_post_is_explained_in_the_language_of_the_screen(office: Database) -> None:
    for face in ("nl", "en"):
        told = plain(open_view("calendar", office, face).table[0].value.to_csv())
        assert words(face)("held.night") in told


def test_withdrawing(office: Database) -> None:
    view = open_view("calendar", office)
    choose(view, "vastgehouden")
    view = press(view, words("nl")("calendar.withdraw"))
    assert "ingetrokken" in view.table[0].value.to_csv()


def planned(database: Database) -> int:
    """How many placements there are."""
    with database.read() as session:
        return len(
            placements.every(session, datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
        )


def test_a_draft_made_twice_is_one_message_and_a_plan_pressed_twice_one_placement(office: Database) -> None:
    before = planned(office)
    view = open_view("suggestions", office)
    view = press(press(view, words("nl")("suggestions.make")), words("nl")("suggestions.make"))
    with office.read() as session:
        assert len(messages.every(session)) == 2
    view = press(press(view, words("nl")("suggestions.plan")), words("nl")("suggestions.plan"))
    assert not view.exception
    assert planned(office) == before + 1


def test_not_now_takes_a_suggestion_away(office: Database) -> None:
    view = press(open_view("suggestions", office), words("nl")("suggestions.dismiss"))
    assert not view.exception
    with office.read() as session:
        assert [each.code for each in suggestions.open(session)] == ["taxes.tax_return"]


def test_the_state_of_a_question_is_kept(office: Database) -> None:
    view = open_view("questions", office)
    view.selectbox[3].set_value("watching")
    view = press(view, words("nl")("questions.state_save"))
    assert "volgen" in view.success[0].value
    assert "volgen" in open_view("questions", office).table[0].value.to_csv()


def test_an_empty_question_is_not_logged(office: Database) -> None:
    with office.read() as session:
        before = items.count(session)
    view = press(open_view("today", office), words("nl")("today.log_save"))
    assert [each.value for each in view.warning] == [words("nl")("today.log_empty")]
    with office.read() as session:
        assert items.count(session) == before
