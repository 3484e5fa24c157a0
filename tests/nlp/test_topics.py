"""Codes of sentences in every posting language, in Latin letters, misspelled, and none at all."""

import pytest

from nlp.topics import Reading, codes
from nlp.words import split


def named(text: str, language: str, *, romanised: bool = False) -> list[str]:
    return [match.code for match in codes(split(text), Reading(language, romanised))]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("nl", "Mijn baas betaalt mij niet", "pay.unpaid"),
        ("nl", "mag ik mij hier niet inschrijven van de verhuurder", "housing.registration_refused"),
        ("en", "I am looking for a room near the station", "housing.find"),
        ("en", "they fired me yesterday", "work.dismissal"),
        ("pl", "szukam pokoju w Hadze", "housing.find"),
        ("pl", "mogę dostać dodatek do czynszu", "benefits.huurtoeslag"),
        ("pl", "kiedy przelewają wakacyjne", "pay.holiday_pay"),
        ("bg", "Уволниха ме без предизвестие", "work.dismissal"),
        ("bg", "търся личен лекар", "health.gp"),
        ("ro", "nu mi-au platit orele", "pay.unpaid"),
        ("ro", "cum obțin alocația pentru copii", "benefits.kindgebonden_budget"),
        ("tr", "işten çıkarıldım", "work.dismissal"),
        ("tr", "ehliyetimi değiştirmem gerekiyor mu", "transport.driving_licence"),
        ("uk", "як записати дитину в школу", "children.school"),
        ("ru", "как сняться с учета перед отъездом", "registration.deregistering"),
        ("hu", "hol találok háziorvost", "health.gp"),
        ("es", "busco habitación barata", "housing.find"),
        ("de", "Der Vermieter will meine Kaution nicht zurückzahlen", "housing.deposit"),
        ("de", "Wer hilft mir bei der Steuererklärung?", "taxes.tax_return"),
        ("fr", "J'ai été licencié par SMS, est-ce possible ?", "work.dismissal"),
        (
            "fr",
            "Le permis de conduire d'un pays européen reste valable quinze ans",
            "transport.driving_licence",
        ),
        ("pt", "Quantas horas extras posso fazer por semana?", "work.hours"),
        ("en", "Report sick on the first day before your shift starts", "sickness.sick_at_work"),
        ("nl", "Wie slachtoffer is van mensenhandel krijgt bedenktijd", "exploitation.trafficking"),
        ("en", "my husband hits me", "safety.violence"),
        ("ro", "nu mai vreau să trăiesc", "safety.self_harm"),
        ("hu", "a szomszéd gyerekét verik", "children.at_risk"),
        ("ar", "أبحث عن عمل", "work.find"),
    ],
)
def test_first_code(language: str, text: str, code: str) -> None:
    assert named(text, language)[:1] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tyrsq kvartira pod naem", "housing.find"),
        ("ne mi platiha zaplatata", "pay.unpaid"),
        ("kade moga da si izvadq bsn nomer", "registration.bsn"),
        ("iskam da se zapisha pri zabolekar", "health.dentist"),
    ],
)
def test_bulgarian_in_latin_letters(text: str, code: str) -> None:
    assert code in named(text, "bg", romanised=True)


@pytest.mark.parametrize(
    "word", ["zorgtoeslag", "zorgtoeslach", "zorg toeslag", "zorktoeslag", "ZorgToeslag"]
)
@pytest.mark.parametrize("language", ["pl", "tr", "hu", "und"])
def test_dutch_terms_and_their_misspellings_inside_any_language(word: str, language: str) -> None:
    assert named(f"{word} ???", language) == ["benefits.zorgtoeslag"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Fijne avond allemaal en tot volgende week"),
        ("pl", "Miłego weekendu wszystkim"),
        ("en", "Good morning everybody"),
        ("bg", "Честит празник на всички"),
        ("und", "😀😀 [naam] !!!"),
        ("uk", "Коли вже буде літо"),
        ("en", "We sat on the bank of the river and counted swans"),
        ("es", "Sin embargo, la película me gustó"),
        ("de", "Im Film spielt ein Arzt die Hauptrolle"),
        ("fr", "Quelle belle école de samba ce soir"),
    ],
)
def test_vague_texts_stay_uncoded(language: str, text: str) -> None:
    assert named(text, language) == []


def test_several_codes_sorted_by_score_with_the_words_that_matched() -> None:
    found = codes(
        split("Ik heb geen huisarts en mijn zorgverzekering betaalt de tandarts niet"), Reading("nl")
    )
    assert {"health.gp", "health.insurance", "health.dentist"} <= {match.code for match in found}
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(0 < match.score < 1 and match.matched for match in found)


def test_phrase_beats_the_words_inside_it() -> None:
    assert named("kamer te huur", "nl") == ["housing.find"]


def test_one_hint_is_not_enough_two_are() -> None:
    assert named("een brief over de gemeente", "nl") != []
    assert named("de gemeente dus", "nl") == []


def test_help_steps_back_beside_a_subject() -> None:
    assert named("Kan iemand mij helpen met DigiD, ik heb hulp nodig", "nl")[0] == "digital.digid"
