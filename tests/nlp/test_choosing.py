"""Words and likeness together decide what a text is about."""

from nlp import code_model
from nlp.choosing import Said, chosen, readings
from nlp.code_model import likeness
from nlp.frame import load
from nlp.topics import Reading, codes
from nlp.words import split

NOTHING = likeness(())


def named(text: str, language: str) -> list[str]:
    return [match.code for match in codes(split(text), Reading(language))]


def test_the_model_knows_the_shipped_codes() -> None:
    assert set(code_model.open_model().codes) == set(load.load_frame().codes)
    assert len(code_model.open_model().weighing) == len(readings({}, NOTHING))


def test_a_tempting_word_in_small_talk_names_nothing() -> None:
    assert named("De politie in die film kwam natuurlijk weer te laat", "nl") == []
    assert named("Podpisał kontrakt z nowym klubem i strzelił gola", "pl") == []


def test_likeness_speaks_where_no_keyword_does_and_shows_its_words() -> None:
    words = split(load.examples("nl")["health.dentist"][0]).folded
    like = likeness(words)
    assert next(each.code for each in chosen([{}], [like])[0]) == "health.dentist"
    assert set(like.telling("health.dentist")) <= set(words)


def test_a_code_that_asks_for_care_is_named_by_a_word_alone() -> None:
    care = "exploitation.abuse"
    assert [each.code for each in chosen([{care: Said(1.0, True, ("x",))}], [NOTHING])[0]] == [care]


def test_a_code_that_asks_for_care_is_named_by_likeness_too() -> None:
    care = "exploitation.abuse"
    alike = likeness(split(load.examples("en")[care][0]).folded)
    assert care in {each.code for each in chosen([{}], [alike])[0]}


def test_readings_pass_over_codes_that_the_model_does_not_know() -> None:
    known, strange = Said(1.0, True, ("x",)), Said(2.0, True, ("y",))
    with_both = readings({"own.code": strange, "health.gp": known}, NOTHING)
    assert (with_both == readings({"health.gp": known}, NOTHING)).all()


def test_a_code_of_the_office_follows_the_rules() -> None:
    (found,) = chosen([{"own.code": Said(1.4, True, ("x",))}], [NOTHING])[0]
    assert found.code == "own.code"


def test_no_words_are_like_nothing() -> None:
    assert chosen([{}], [NOTHING])[0] == []
    assert chosen([{}], [likeness(("\ud83d", "x" * 500))])[0] == []
