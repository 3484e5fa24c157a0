import pytest

from collectors.simulator.chance import stream
from collectors.simulator.texts import LANGUAGES, stray_texts, texts_of
from collectors.simulator.town_mess import mess_up, plain, romanise, slip
from collectors.simulator.town_people import fill_slots
from collectors.simulator.town_story import ANSWERED, ONLINE_SHARES, RUMOUR, THEME_WEIGHTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_has_several_wordings(language):
    questions = texts_of(language).questions
    assert set(questions) == set(THEME_WEIGHTS)
    assert min(map(len, questions.values())) >= 4
    assert all(len(set(wordings)) == len(wordings) for wordings in questions.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_can_be_filled(language):
    texts, chance = texts_of(language), stream(1)
    for group in (texts.questions, texts.posts, texts.stories):
        for wordings in group.values():
            assert not any("{" in fill_slots(text, language, chance) for text in wordings)
    for use in ("greetings", "closings", "contacts", "thanks", "chatter", "look", "answers"):
        assert texts.phrases[use]


def test_stories_have_their_texts():
    assert len(texts_of(RUMOUR.language).stories[RUMOUR.name]) >= 6
    assert ANSWERED.theme in texts_of(ANSWERED.language).posts
    assert set(ONLINE_SHARES) == set(LANGUAGES)
    assert {"ar", "und"} <= {language for language, _ in stray_texts()}


def test_marks_go_and_letters_stay():
    assert plain("Zażółć gęślą jaźń") == "Zazolc gesla jazn"
    assert plain("Ağır şey, ışık İyi") == "Agir sey, isik Iyi"
    assert plain("Здравейте, йога") == "Здравейте, йога"


def test_bulgarian_in_latin_letters():
    text = romanise("Къде мога да извадя номер?", stream(3))
    assert text.isascii()
    assert text.startswith("K")
    assert text.endswith("nomer?")


def test_a_slip_swaps_two_letters_and_spares_digits():
    assert sorted(slip("huurtoeslag 06123456", stream(1))) == sorted("huurtoeslag 06123456")
    assert slip("06123456 a b", stream(1)) == "06123456 a b"


def test_mess_differs_from_person_to_person():
    seen = {mess_up("Gdzie można wyrobić numer BSN?", "pl", stream(n)) for n in range(40)}
    assert len(seen) > 15
