"""Question marks that are meant and question marks that are not, in the languages of posts and comments."""

import pytest

from nlp import asking
from nlp.grammar import read
from nlp.questions import is_question
from nlp.topics import Reading

ASKED = [
    ("nl", "Hoi, weten jullie waar ik een fiets kan laten maken?"),
    ("nl", "Is de bibliotheek op zondag open? Alvast bedankt!"),
    ("nl", "BSN?"),
    ("en", "In what year did the bridge open?"),
    ("en", "when open?"),
    ("pl", "Gdzie mogę oddać stare meble? Mieszkam w Laak"),
    ("pl", "a ile to kosztuje?"),
    ("bg", "Работи ли в събота общината?"),
    ("ro", "E nevoie de programare la primărie?"),
    ("tr", "Randevu almadan gidebilir miyim?"),
    ("uk", "Як отримати довідку для школи?"),
    ("ru", "Сколько ждать ответа из банка?"),
    ("hu", "Kell időpont a városházára?"),
    ("es", "¿Hace falta cita para el médico?"),
    ("de", "Kennt jemand eine gute Werkstatt?"),
    ("pt", "Alguém sabe a que horas abre a piscina?"),
]
NOT_MEANT = [
    ("nl", "Wist je dat de molen drie eeuwen oud is? Lees er meer over op onze site."),
    ("nl", "Wie verzint zoiets?"),
    ("nl", "Hoe gaat het, allemaal? Fijne avond!"),
    ("nl", 'Mijn zoontje vroeg: "Papa, slaapt de maan ook?" en ik moest lachen.'),
    ("en", "Have you ever seen a comet? Find out when to look up."),
    ("en", "Who do they think they are?!"),
    ("en", "Tired of your old phone? Visit our shop today!"),
    ("pl", "Kogo to obchodzi?"),
    ("pl", "Wiecie, że bociany wracają w marcu? Zobaczcie film."),
    ("bg", "Докога ще търпим това?"),
    ("ro", "Cine se cred ăștia?"),
    ("tr", "Nerede bu devlet?"),
    ("ru", "Сколько можно издеваться над людьми?"),
    ("es", "¿A quién le importa?"),
    ("de", "Euer Ernst?"),
    ("pt", "Quem nunca? #saudades"),
]


@pytest.mark.parametrize(("language", "text"), ASKED)
def test_a_mark_that_is_meant(language: str, text: str) -> None:
    assert is_question(text, Reading(language))


@pytest.mark.parametrize(("language", "text"), NOT_MEANT)
def test_a_mark_that_is_not(language: str, text: str) -> None:
    assert not is_question(text, Reading(language))


def test_rhetoric_before_a_true_question_takes_nothing_away() -> None:
    assert is_question("Wie verzint zoiets? Waar kan ik bezwaar maken?", Reading("nl"))


def test_a_plain_request_beside_a_greeting_counts() -> None:
    assert is_question("Hoe gaat het? Ik zoek een kamer in Laak", Reading("nl"))


def test_the_evidence_can_be_told() -> None:
    said = read("Did you know bees dance? Read more on our blog #bees", Reading("en"))
    found = asking.evidence(said, said.sentences[0], by_form=False)
    assert {"teaser", "call", "hashtag", "we_tell"} <= set(found)
    assert set(found) <= set(asking.WEIGHTS)


def test_who_asks_for_himself_may_leave_a_number() -> None:
    assert is_question("Hoe krijg ik DigiD? Bel mij op [telefoon]", Reading("nl"))
