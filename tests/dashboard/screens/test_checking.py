"""*Nakijken*: what a person says of a doubtful text is kept, and the next doubtful text is offered."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from data import annotations, corrections, items, sources
from data.database import Database
from data.records import CodeScore, NewAnnotation, NewItem

NOW = datetime.now(UTC)
TEXT = "Nu știu unde să întreb despre cheia de la poștă"


def open_page(database: Database) -> AppTest:
    def script(database: object) -> None:
        from dashboard.views import checking
        from dashboard.words import words

        checking.show(database, words("nl"))

    return AppTest.from_function(script, args=(database,), default_timeout=20).run()


@pytest.fixture
def doubtful(office: Database) -> Database:
    """The office with one text that no model is sure of."""
    with office.begin() as session:
        page = sources.every(session)[0]
        items.add(session, page, [NewItem("doubt", "comment", "public", TEXT, NOW)], NOW)
        (item,) = [each for each in items.untagged(session, "test") if each.external_id == "doubt"]
        codes = (CodeScore("letters.post", 0.55, ("poștă",)), CodeScore("housing.find", 0.54, ("cheia",)))
        said = NewAnnotation(item.id, "test", "pt", 0.3, False, "other", False, False, codes)
        annotations.add(session, [said], NOW)
    return office


def save(view: AppTest) -> AppTest:
    [button] = [each for each in view.button if each.label == "Zo is het"]
    return button.click().run()


def test_the_least_sure_text_is_offered_first(doubtful: Database) -> None:
    view = open_page(doubtful)
    assert not view.exception
    assert any(TEXT in str(each.value) for each in view.markdown)


def test_what_a_person_says_stays(doubtful: Database) -> None:
    view = open_page(doubtful)
    view.selectbox[1].set_value("ro")
    view.selectbox[2].set_value("question")
    view.multiselect[0].set_value(["letters.post"])
    view = save(view)
    assert not view.exception
    with doubtful.read() as session:
        (told,) = corrections.corrections(session)
    assert (told.text, told.language, told.type, told.codes) == (TEXT, "ro", "question", ("letters.post",))
    assert TEXT not in "".join(str(each.value) for each in view.markdown)


def test_a_text_that_asks_for_care_leaves_the_queue(doubtful: Database) -> None:
    view = open_page(doubtful)
    view.checkbox[0].check()
    save(view)
    with doubtful.read() as session:
        assert [each.sensitive for each in corrections.corrections(session)] == [True]


def test_what_was_said_of_a_text_that_is_gone_falls_on_no_other(doubtful: Database) -> None:
    view = open_page(doubtful)
    with doubtful.begin() as session:
        items.mark_gone(session, sources.every(session)[0], ["doubt"], NOW)
    assert not save(view).exception
    with doubtful.read() as session:
        assert corrections.corrections(session) == []
