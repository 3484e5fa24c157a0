"""Asking or not, without a question mark, in ten languages; and the other types."""

import json
from pathlib import Path

import pytest

from nlp.kinds import kind
from nlp.questions import is_question
from nlp.tag import tag
from nlp.topics import Reading
from nlp.type_model import judge

BENCH = Path(__file__).parents[2] / "bench" / "data"

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
BEHIND_ITS_STORY = [
    ("nl", "De verhuurder reageert niet meer, wat nu"),
    ("nl", "Ik heb een boete gekregen, hoe maak ik bezwaar"),
    ("en", "We both work nights, how does childcare work then"),
    ("en", "the agency keeps 300 euro - is that legal"),
    ("pl", "Zgubiłem kartę, gdzie mogę wyrobić nową"),
    ("pl", "wyrzucili kolegę z domu, mają prawo"),
    ("bg", "загубих си картата, към кого да се обърна"),
    ("ro", "Nu înțeleg scrisoarea, cine mă ajută"),
    ("ro", "mi-au tăiat din salariu, e legal"),
    ("tr", "Kartımı kaybettim, ne yapabilirim"),
    ("uk", "Я загубив картку, куди мені звернутися"),
    ("ru", "Потеряла карту, что мне делать"),
    ("hu", "Elveszett a kártyám, hol lehet pótolni"),
    ("es", "He perdido la tarjeta, a quién llamo"),
]
TOLD = [
    ("nl", "Ze heeft uitgelegd, hoe ik het moet doen"),
    ("en", "The lady at the desk explained, how I can apply"),
    ("pl", "Koleżanka powiedziała mi, gdzie mogę to załatwić"),
    ("bg", "Вече знам, къде мога да го направя"),
    ("ro", "Mi-a explicat, cum pot cere alocația"),
    ("uk", "Мені пояснили, куди звернутися"),
    ("ru", "Мне рассказали, куда обратиться"),
    ("hu", "Elmagyarázta, hogyan kell kitölteni"),
    ("es", "Me explicó, cómo puedo pedirlo"),
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
    ("uk", "Коли ви переїжджаєте, повідомте муніципалітет."),
    ("ru", "Как правило, ответ приходит через две недели."),
    ("hu", "A busz holnap az állomás előtt áll."),
    ("es", "Cuando usted se muda, debe avisar al municipio."),
]


@pytest.mark.parametrize(("language", "text"), ASKING)
def test_asks_without_a_mark(language: str, text: str) -> None:
    assert is_question(text, Reading(language))


@pytest.mark.parametrize(("language", "text"), BEHIND_ITS_STORY)
def test_asks_behind_its_story(language: str, text: str) -> None:
    assert is_question(text, Reading(language))


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_what_was_told_does_not_ask(language: str, text: str) -> None:
    assert not is_question(text, Reading(language))


def test_few_statements_of_a_community_are_taken_for_questions() -> None:
    lines = (BENCH / "statements_own.jsonl").read_text(encoding="utf-8").splitlines()
    asking = [row for row in map(json.loads, lines) if tag(row["text"]).is_question]
    assert len(asking) <= 3, asking


def test_questions_lose_little_without_their_marks() -> None:
    lines = (BENCH / "questions_own.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    seen = [is_question(row["text"].replace("?", ""), Reading(row["lang"])) for row in rows]
    assert sum(seen) >= 0.85 * len(rows)


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
        ("nl", "Bedankt, jullie hebben mij goed geholpen!", "thanks"),
        ("en", "I heard that without fever you must work", "rumour"),
        ("pl", "Skandal, od tygodni nikt nie odbiera telefonu", "complaint"),
        ("bg", "Чух, че вече не дават номера", "rumour"),
        ("tr", "Çok teşekkür ederim", "thanks"),
        ("uk", "Дуже дякую за допомогу", "thanks"),
        ("nl", "De bus staat in Laak", "other"),
    ],
)
def test_kinds_of_statements(language: str, text: str, expected: str) -> None:
    assert kind(judge(text, Reading(language)), asks=False) == expected


def test_what_asks_is_a_question() -> None:
    assert kind(judge("Bedankt, maar hoe?", Reading("nl")), asks=True) == "question"
