"""What an officer decides on *Vragen*: names, one of two, two of one, and the answer to a proposal."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from data import items, questions
from data.database import Database
from data.records import QuestionProposal

NOW = datetime.now(UTC)


def open_questions(database: Database) -> AppTest:
    def script(database: object) -> None:
        from dashboard.views import questions
        from dashboard.words import words

        questions.show(database, words("nl"))

    return AppTest.from_function(script, args=(database,), default_timeout=20).run()


def press(view: AppTest, label: str) -> AppTest:
    [button] = [each for each in view.button if each.label == label]
    return button.click().run()


def titles(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(questions.titles(session).values())


@pytest.fixture
def waiting(office: Database) -> Database:
    """The office with a question about which Bereik is not sure."""
    with office.begin() as session:
        first, second = sorted(questions.titles(session))
        questions.propose(session, [QuestionProposal(first, second, 0.61, "close")], NOW)
    return office


def test_a_name_is_shown_from_then_on(office: Database) -> None:
    view = open_questions(office)
    view.text_input[0].set_value("Een DigiD aanvragen")
    view = press(view, "Bewaar naam")
    assert not view.exception
    assert any("Een DigiD aanvragen" in option for option in view.selectbox[2].options)


def test_merging_makes_one_question_of_two(office: Database) -> None:
    view = open_questions(office)
    [other] = [each for each in view.selectbox if each.label == "Is dezelfde vraag als"]
    other.select_index(1)
    view = press(view, "Voeg samen")
    assert not view.exception
    [title] = titles(office)
    assert title.startswith("Jak założyć DigiD?")


def test_merging_with_nothing_is_refused(office: Database) -> None:
    view = press(open_questions(office), "Voeg samen")
    assert view.warning[0].value == "Kies eerst een vraag"
    assert len(titles(office)) == 2


def test_wordings_are_split_off(office: Database) -> None:
    with office.begin() as session:
        (item,) = items.recent(session, kind="comment", limit=1)
        questions.assign(session, item.id, min(questions.titles(session)))
    view = open_questions(office)
    view.multiselect[0].select(item.text)
    view = press(view, "Splits")
    assert not view.exception
    assert item.text in titles(office)


def test_splitting_nothing_is_said_plainly(office: Database) -> None:
    view = press(open_questions(office), "Splits")
    assert view.warning[0].value.startswith("Dit kan nu niet")


@pytest.mark.parametrize(("answer", "left"), [("Ja, dezelfde vraag", 1), ("Nee, iets anders", 2)])
def test_a_proposal_is_answered(waiting: Database, answer: str, left: int) -> None:
    view = press(open_questions(waiting), answer)
    assert not view.exception
    assert "Is dit dezelfde vraag?" not in [each.value for each in view.header]
    assert len(titles(waiting)) == left


def test_without_proposals_nothing_is_asked(office: Database) -> None:
    assert "Is dit dezelfde vraag?" not in [each.value for each in open_questions(office).header]
