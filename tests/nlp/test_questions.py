"""Asking or not, without a question mark, in ten languages; and the other types."""

import pytest

from nlp.questions import is_question, kind
from nlp.topics import Reading

ASKING = [
    ("nl", "Hoe vraag ik zorgtoeslag aan"),
    ("nl", "kan ik ook zonder afspraak komen"),
    ("nl", "Iemand een idee waar ik moet zijn"),
    ("nl", "Ik woon sinds mei hier, waar kan ik taalles krijgen"),
    ("nl", "Ik zoek een kamer in Laak"),
    ("nl", "Tot welk inkomen krijg je toeslag"),
    ("en", "does anyone know a good dentist"),
    ("en", "how i can get bsn number"),
    ("en", "Hello everyone, is it normal to pay 3 months deposit"),
    ("en", "Will they deduct it from my pay"),
    ("pl", "czy muszę się meldować"),
    ("pl", "Witam, orientuje się ktoś ile się czeka na bsn"),
    ("pl", "szukam pokoju"),
    ("pl", "jak się zameldować, jeśli nie mam umowy"),
    ("bg", "Може ли да работя без BSN"),
    ("bg", "къде се плащат глобите"),
    ("ro", "cum obțin un număr BSN"),
    ("ro", "știe cineva unde este primăria"),
    ("tr", "kayıt olmam gerekiyor mu"),
    ("tr", "BSN numarası nasıl alınır"),
    ("tr", "bilen varmı"),
    ("uk", "чи можна працювати без реєстрації"),
    ("uk", "підкажіть будь ласка лікаря"),
    ("ru", "нужно ли переводить диплом"),
    ("ru", "кто знает хорошего стоматолога"),
    ("hu", "hogyan kapok BSN számot"),
    ("hu", "kell-e bejelentkezni"),
    ("es", "cómo me registro"),
    ("es", "alguien sabe dónde está el autobús"),
]
TELLING = [
    ("nl", "Wanneer u verhuist, moet u dat binnen vijf dagen doorgeven."),
    ("nl", "De bus staat morgen in Escamp."),
    ("nl", "Hoe dan ook bedankt voor alles."),
    ("en", "When you move, please tell the municipality."),
    ("en", "Everyone who works in the Netherlands is insured."),
    ("en", "What a lovely day!"),
    ("pl", "Sprawdź, czy masz wszystkie dokumenty."),
    ("pl", "Jak wiadomo, agencja ma biuro w Hadze."),
    ("bg", "Когато се преместите, съобщете на общината."),
    ("bg", "Автобусът ще бъде на пазара в събота."),
    ("ro", "Când vă mutați, trebuie să anunțați primăria."),
    ("tr", "Nasıl başvurulacağını belediyede öğrenebilirsiniz."),
    ("uk", "Коли ви переїжджаєте, повідомте муніципалітет."),
    ("ru", "Как правило, ответ приходит через две недели."),
    ("hu", "A busz holnap az állomás előtt áll."),
    ("es", "Cuando usted se muda, debe avisar al municipio."),
]


@pytest.mark.parametrize(("language", "text"), ASKING)
def test_asks_without_a_mark(language: str, text: str) -> None:
    assert is_question(text, Reading(language))


@pytest.mark.parametrize(("language", "text"), TELLING)
def test_tells(language: str, text: str) -> None:
    assert not is_question(text, Reading(language))


@pytest.mark.parametrize(
    "text", ["kade moga da se registriram", "ima li rabota v haga", "nqkoi znae li zabolekar"]
)
def test_bulgarian_in_latin_letters_asks(text: str) -> None:
    assert is_question(text, Reading("bg", romanised=True))


def test_a_mark_asks_in_any_language_but_not_inside_a_link() -> None:
    assert is_question("Δουλειά;  ok?", Reading("und"))
    assert not is_question("Kijk op https://voorbeeld.nl/?page=2", Reading("nl"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Bedankt, jullie hebben mij goed geholpen!", "praise"),
        ("en", "I heard that without fever you must work", "rumour"),
        ("pl", "Skandal, od tygodni nikt nie odbiera telefonu", "complaint"),
        ("pl", "Boję się, że stracę mieszkanie", "concern"),
        ("bg", "Чух, че вече не дават номера", "rumour"),
        ("ro", "Ar fi bine să veniți și duminica", "suggestion"),
        ("tr", "Çok teşekkür ederim", "praise"),
        ("uk", "Дуже дякую за допомогу", "praise"),
        ("nl", "De bus staat in Laak", "other"),
    ],
)
def test_kinds_of_statements(language: str, text: str, expected: str) -> None:
    assert kind(text, Reading(language), asks=False) == expected


def test_what_asks_is_a_question() -> None:
    assert kind("Bedankt, maar hoe?", Reading("nl"), asks=True) == "question"
