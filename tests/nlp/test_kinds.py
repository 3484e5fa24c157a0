"""The types of texts that ask nothing, and of those that call for help."""

import pytest

from nlp.frame.load import load_frame
from nlp.kinds import kind
from nlp.questions import is_question
from nlp.topics import Reading
from nlp.type_model import judge

TOLD = [
    ("nl", "Mijn fiets is gestolen en de verzekering betaalt niet", "problem"),
    ("nl", "Wat een waardeloze winkel, nooit meer", "complaint"),
    ("nl", "Mijn buurvrouw zegt dat de markt vanaf mei dicht gaat", "rumour"),
    ("nl", "Te koop: kinderfiets, 40 euro, ophalen in Rijswijk", "offer"),
    ("nl", "Hartelijk dank voor alle hulp gisteren", "thanks"),
    ("nl", "De zon scheen de hele middag op het strand", "other"),
    ("en", "I lost my wallet and nobody answers the phone", "problem"),
    ("en", "Shameful how rude they were at the desk", "complaint"),
    ("en", "Room available from June, 450 a month, dm me", "offer"),
    ("pl", "Sprzedam łóżko, stan bardzo dobry, pisz priv", "offer"),
    ("bg", "Продавам пералня, 80 евро, обадете се", "offer"),
    ("bg", "Говори се, че ще затворят пазара", "rumour"),
    ("ro", "Vând canapea, stare bună, 60 euro", "offer"),
    ("ro", "Mi-au furat telefonul în tren", "problem"),
    ("tr", "Söylentiye göre pazar kapanacakmış", "rumour"),
    ("tr", "Satılık bisiklet, 50 avro, özelden yazın", "offer"),
    ("uk", "Здам кімнату, 400 євро, пишіть у приват", "offer"),
    ("ru", "Какое хамство, больше никогда туда не пойду", "complaint"),
    ("hu", "Eladó kerékpár, 70 euró, Hágában átvehető", "offer"),
    ("es", "Vendo mesa, como nueva, 30 euros", "offer"),
    ("de", "Verkaufe Schrank, 50 Euro, Selbstabholer", "offer"),
    ("pt", "Muito obrigada a todos, correu tudo bem", "thanks"),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_what_is_told(language: str, text: str, expected: str) -> None:
    reading = Reading(language)
    assert not is_question(text, reading)
    assert kind(judge(text, reading), asks=False) == expected
    assert expected in load_frame().types


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Werk zoeken? Wij hebben vacatures, bel 06-00000000"),
        ("en", "Need help with your tax return? Only 50 euro, message us [telefoon]"),
        ("pl", "Szukasz pracy? Zadzwoń: [telefoon]"),
        ("tr", "Ev mi arıyorsunuz? Kiralık odamız var, arayın [telefoon]"),
    ],
)
def test_an_advert_with_a_question_mark_asks_nothing(language: str, text: str) -> None:
    assert not is_question(text, Reading(language))
    assert kind(judge(text, Reading(language)), asks=False) == "offer"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is the bike still for sale?"),
        ("nl", "Ik zoek een kamer tot 500 euro in Delft, app me"),
        ("bg", "Търся квартира под наем до 600 евро"),
        ("pl", "Ile kosztuje wynajem pokoju w Hadze, bo 700 euro to dużo?"),
    ],
)
def test_who_wants_something_offers_nothing(language: str, text: str) -> None:
    assert is_question(text, Reading(language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Help, ik ben buitengesloten en mijn baby is binnen"),
        ("ro", "Ajutor, vă rog, nu mai am apă de ieri"),
        ("uk", "Рятуйте, нас виганяють з квартири"),
    ],
)
def test_a_call_for_help_asks_and_is_a_problem(language: str, text: str) -> None:
    reading = Reading(language)
    assert is_question(text, reading)
    assert kind(judge(text, reading), asks=True) == "problem"


def test_a_question_about_hearsay_is_a_question() -> None:
    text = "Ik heb gehoord dat de markt dicht gaat, klopt dat?"
    assert is_question(text, Reading("nl"))
    assert kind(judge(text, Reading("nl")), asks=True) == "question"
