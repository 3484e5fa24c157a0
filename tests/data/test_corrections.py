"""What persons say of items stays, spreads to equal texts at once, and teaches."""

from collections.abc import Callable
from datetime import datetime

from data import annotations, corrections
from data.database import Database
from data.records import CodeScore

Put = Callable[..., list[int]]


def test_corrections_teach(database: Database, put: Put, now: datetime) -> None:
    first, second = put(1, text="Gdzie BSN?") + put()
    with database.begin() as session:
        corrections.correct(session, first, "officer", now, codes=["pay.unpaid"], sensitive=True)
        (taught,) = corrections.corrections(session)
        assert corrections.corrections(session, after_id=first) == []
        assert [said.item_id for _, said in corrections.unreviewed(session)] == [second]
    assert (taught.text, taught.codes, taught.sensitive) == ("Gdzie BSN?", ("pay.unpaid",), True)


def test_sensitive_texts_are_not_for_review(database: Database, put: Put) -> None:
    put(sensitive=True)
    (item_id,) = put(1, text="Ile?", second_language="nl")
    with database.read() as session:
        ((text, said),) = corrections.unreviewed(session)
    assert (text, said.item_id, said.second_language) == ("Ile?", item_id, "nl")
    assert said.codes[0].code == "registration.bsn"


def test_a_correction_holds_for_equal_texts_at_once(database: Database, put: Put, now: datetime) -> None:
    one, equal = put(2, text="Gdzie BSN?")
    (other,) = put(1, text="Kiedy BSN?")
    with database.begin() as session:
        corrections.correct(session, one, "officer", now, language="cs", codes=["pay.unpaid"])
        read = [annotations.current(session, each) for each in (equal, other)]
        assert [each.language for each in read if each] == ["cs", "pl"]
        assert read[0]
        assert (read[0].codes, read[0].model_version) == (
            (CodeScore("pay.unpaid", 1.0),),
            "rules-1",
        )
        assert [each.item_id for each in corrections.corrections(session)] == [one]


def test_an_equal_text_that_a_person_read_keeps_that(database: Database, put: Put, now: datetime) -> None:
    first, second = put(2, text="Gdzie BSN?")
    with database.begin() as session:
        corrections.correct(session, first, "officer", now, language="cs")
        corrections.correct(session, second, "officer", now, language="sk")
        read = [annotations.current(session, each) for each in (first, second)]
    assert [each.language for each in read if each] == ["cs", "sk"]
