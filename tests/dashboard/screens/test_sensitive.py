"""Texts that ask for care on *Vandaag*: all see a banded count and whom to call, one role the texts."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from data import annotations, audit, items, sources
from data.database import Database
from data.records import CodeScore, NewAnnotation, NewItem

Choose = Callable[..., None]
TEXT = "Mijn baas slaat mij en houdt mijn paspoort"
NOW = datetime.now(UTC)


def open_today(database: Database) -> AppTest:
    def script(database: object) -> None:
        from dashboard.views import today
        from dashboard.words import words

        today.show(database, words("nl"))

    return AppTest.from_function(script, args=(database,), default_timeout=20).run()


def everything(view: AppTest) -> str:
    said = [*view.title, *view.header, *view.markdown, *view.warning, *view.caption, *view.subheader]
    tables = [each.value.to_csv().replace("\\", "") for each in (*view.table, *view.dataframe)]
    return "\n".join([*(str(each.value) for each in said), *tables])


@pytest.fixture
def hurt(office: Database) -> Database:
    """The office with one text about exploitation."""
    with office.begin() as session:
        page = sources.every(session)[0]
        items.add(session, page, [NewItem("hurt", "comment", "public", TEXT, NOW)], NOW)
        (item,) = [each for each in items.untagged(session, "test") if each.external_id == "hurt"]
        codes = (CodeScore("exploitation.abuse", 0.9, ("slaat",)),)
        said = NewAnnotation(item.id, "test", "nl", 0.9, False, "problem", True, True, codes)
        annotations.add(session, [said], NOW)
    return office


def test_without_the_role_there_is_a_count_and_help(hurt: Database) -> None:
    said = everything(open_today(hurt))
    assert "minder dan 5" in said
    assert "112" in said
    assert "FairWork" in said
    assert TEXT not in said


def test_the_role_reads_when_asked_and_once_on_record(hurt: Database, set_up: Choose) -> None:
    set_up(roles="sensitive, planner")
    view = open_today(hurt)
    assert TEXT not in everything(view)
    [button] = [each for each in view.button if each.label == "Toon de teksten"]
    view = button.click().run().run()
    assert TEXT in everything(view)
    with hurt.read() as session:
        assert [each.action for each in audit.recent(session, 20)].count("sensitive texts read") == 1


def test_where_there_is_none_nothing_is_said(office: Database) -> None:
    assert "Berichten die zorg vragen" not in everything(open_today(office))
