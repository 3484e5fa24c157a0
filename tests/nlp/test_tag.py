"""The one code path: every field at once, whatever the text."""

import time

import pytest

from nlp.tag import model_version, tag

POST = "Witam, czy ktoś wie jak odzyskać kaucję od agencji? Mieszkam w Hadze, mój numer to [telefoon]"


def test_everything_of_one_text() -> None:
    said = tag(POST)
    assert (said.language, said.type, said.is_question) == ("pl", "question", True)
    assert said.codes[0].code == "housing.deposit"
    assert said.places == ("Den Haag",)
    assert not said.sensitive
    assert said.claims == ()


def test_bulgarian_in_latin_letters() -> None:
    said = tag("chuh che bez registracia nqma zorgtoeslag")
    assert (said.language, said.romanised) == ("bg", True)
    assert said.claims == ("no_registration_no_zorgtoeslag",)


def test_a_stated_language_replaces_detection() -> None:
    said = tag("tarsya kvartira", language_hint="bg")
    assert (said.language, said.confidence, said.romanised) == ("bg", 1.0, True)
    assert said.codes[0].code == "housing.find"


@pytest.mark.parametrize("text", ["", " ", "😀", "[naam]", "???", "a" * 50_000, "\x00\u202e", "BSN?"])
def test_odd_texts_never_fail(text: str) -> None:
    assert tag(text).places == ()


# Each took up to a minute, or ended in a RecursionError, when something read it over and over.
HOSTILE = ["?", "'", "😀", "a.", "a@a.", "[", ", ", "hallo, ", "bsn ", "ыъ", "a\n", "http://", "czy "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_repetition_is_read_once(unit: str) -> None:
    said = tag((unit * 20_000)[:20_000])
    assert said.codes == tag((unit * 10_000)[:10_000]).codes


def test_same_text_same_answer() -> None:
    assert tag(POST) == tag(POST)


def test_sensitive_reaches_the_result() -> None:
    assert tag("Mój szef mnie bije i zabrał mi paszport").sensitive


def test_the_frame_version_is_part_of_the_model_version() -> None:
    assert "frame-" in model_version()


def test_fast_enough_for_a_million_lines() -> None:
    tag(POST, language_hint="pl")
    started = time.process_time()
    for number in range(300):
        tag(f"{POST} {number}", language_hint="pl")
    assert time.process_time() - started < 3  # 100 texts a second is far under what any machine gives
