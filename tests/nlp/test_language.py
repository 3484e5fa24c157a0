import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nlp.language import DEFAULT_LANGUAGES, detect

OWN_TEXTS = Path(__file__).parents[2] / "bench" / "data" / "language_own.jsonl"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Waar kan ik mij inschrijven als ik maar drie maanden blijf?", "nl"),
        ("Is it legal that my boss takes 500 euro for a bed?", "en"),
        ("czy ktos wie jak zalatwic numer w hadze", "pl"),
        ("Хазяинът не иска да ни регистрира на адреса", "bg"),
        ("buna stie cineva cum pot sa fac asta in haga", "ro"),
        ("arkadaslar numara nasil alinir bilen var mi", "tr"),
        ("Підкажіть, де можна зареєструватися", "uk"),
        ("Подскажите, где можно получить номер", "ru"),
        ("sziasztok keresek albit max 600ert", "hu"),
        ("hola gente alguien sabe que hace falta", "es"),
        ("كيف يمكنني الحصول على الرقم؟", "ar"),
    ],
)
def test_names_the_language(text: str, code: str) -> None:
    assert detect(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Czy mogę dostać zorgtoeslag jak mieszkam na lokacji uitzendbureau?", "pl"),
        ("am primit scrisoare belastingdienst gemeente huurtoeslag", "ro"),
        ("Huisarts kaydı için DigiD şart mı", "tr"),
        ("dostalem brief z belastingdienstu", "pl"),
        ("пришло письмо от Belastingdienst", "ru"),
        ("وصلتني رسالة من gemeente", "ar"),
    ],
)
def test_dutch_words_of_offices_do_not_make_it_dutch(text: str, code: str) -> None:
    assert detect(text).code == code


@pytest.mark.parametrize(
    "text", ["huurtoeslag", "Belastingdienst aangifte", "mijn BSN", "inschrijven gemeente"]
)
def test_they_do_where_nothing_else_was_written(text: str) -> None:
    assert detect(text).code == "nl"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "😂😂😂",
            "https://example.org/groups/123",
            "ok",
            "OK 👍",
            "hahaha",
            "jajaja?",
            "хахаха",
        ),
        *("+31 6 12345678", "[naam] [naam]", "@jan @maria", "!!!", "€ 450", "lol", "xD", "12-03-2024"),
        *(
            "Maria Kowalska",
            "Иван Петров",
            "Mehmet Yılmaz",
            "Jan de Vries 😊",
            "a@example.org",
            "\u200b",
            "_",
        ),
    ],
)
def test_says_unknown_where_no_word_tells(text: str) -> None:
    guess = detect(text)
    assert (guess.code, guess.confidence, guess.romanised) == ("und", 0.0, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Πού μπορώ να βρω δουλειά;", "el"),
        ("Tôi có thể đăng ký ở đâu?", "vi"),
        ("请问在哪里可以登记住址？", "zh"),
        ("住所はどこで登録できますか", "ja"),
        ("어디에서 등록할 수 있나요?", "ko"),
        ("სად შემიძლია დავრეგისტრირდე?", "ka"),
        ("کسی می‌داند کجا می‌توانم ثبت نام کنم؟", "fa"),
        ("Ці ведае хто-небудзь, дзе можна атрымаць даведку?", "be"),
        ("Зна ли неко како да добијем број и где се пријављује адреса?", "sr"),
        ("Qualcuno sa come posso avere il codice senza contratto?", "it"),
        ("Tietääkö kukaan mistä saan henkilötunnuksen täällä?", "fi"),
        ("Hej, vet någon var man kan anmäla sig när man stannar tre månader?", "sv"),
    ],
)
def test_a_language_outside_the_set_is_named(text: str, code: str) -> None:
    assert detect(text).code == code


def test_the_prior_decides_what_could_be_two_languages() -> None:
    czech, slovak = detect("dobry den", prior={"cs": 1.0}), detect("dobry den", prior={"sk": 1.0})
    assert (czech.code, slovak.code) == ("cs", "sk")


def test_the_prior_makes_a_short_answer_surer() -> None:
    alone, there = detect("ok dzieki"), detect("ok dzieki", prior={"pl": 0.9, "nl": 0.1})
    assert there.code == "pl"
    assert there.confidence >= alone.confidence


@pytest.mark.parametrize("prior", [{"pl": 1.0}, {"bg": 1.0}, {"nl": 1e9}, {"xx": 1.0}, {}])
def test_the_prior_never_overrules_a_clear_text(prior: dict[str, float]) -> None:
    assert detect("hola, alguien sabe cuánto cuesta el alquiler aquí?", prior=prior).code == "es"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wgl nwm", "pl"),
        ("xq tqm", "es"),
        ("slm nbr", "tr"),
        ("koszi puszi", "hu"),
        ("aciu labai", "lt"),
        ("спс норм", "ru"),
        ("ms mult, pup", "ro"),
        ("LEKKER WEERTJE HE", "nl"),
        ("RT @user33: superrrr fajneee!!! https://t.co/x1", "pl"),
        ("Heute Abend wieder alle zusammen #TeamFollowBack #friday #instagood", "de"),
        ("l'été dernier c'était mieux", "fr"),
        ("добро вече свима, шта има ново", "sr"),
    ],
)
def test_names_the_language_of_social_text(text: str, code: str) -> None:
    assert detect(text).code == code


def test_a_candidate_that_only_a_library_knows_is_found_too() -> None:
    assert detect("Ku mund të regjistrohem për të marrë numrin?", languages=("nl", "sq")).code == "sq"
    assert detect("Waar kan ik mij inschrijven voor een nummer?", languages=("nl", "sq")).code == "nl"


@pytest.mark.parametrize(
    ("text", "code"), [("Günaydın", "tr"), ("Bună", "ro"), ("Olá", "pt"), ("Niks", "nl")]
)
def test_a_greeting_that_is_also_a_name_tells_its_language(text: str, code: str) -> None:
    assert detect(text).code == code


def test_candidates_can_be_restricted() -> None:
    assert detect("huis", languages=("en", "pl")).code in {"en", "pl"}
    assert detect("huis", languages=("nl", "pl")).code == "nl"


@pytest.mark.parametrize("languages", [(), ("nl", "xx")])
def test_an_unknown_candidate_is_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no detector knows"):
        detect("hallo", languages=languages)


def test_the_same_text_gives_the_same_answer_in_any_thread() -> None:
    texts = [
        "dzień dobry",
        "Qualcuno sa come posso avere il codice?",
        "kade moga da otida",
        "weet iemand dit",
    ] * 8
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect, texts)) == [detect(text) for text in texts]


def test_a_very_long_text_is_no_trouble() -> None:
    assert detect("Waar kan ik mij inschrijven? " * 20_000).code == "nl"


def test_confidence_is_a_probability() -> None:
    rows = [json.loads(line) for line in OWN_TEXTS.read_text(encoding="utf-8").splitlines()]
    assert all(0 <= detect(row["text"]).confidence <= 1 for row in rows)


def test_most_of_our_own_difficult_texts_are_right() -> None:
    rows = [json.loads(line) for line in OWN_TEXTS.read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        guess = detect(row["text"])
        right += (guess.code, guess.romanised) == (row["language"], row["romanised"])
    assert right / len(rows) > 0.9


def test_the_candidates_are_the_nineteen() -> None:
    assert len(set(DEFAULT_LANGUAGES)) == len(DEFAULT_LANGUAGES) == 19
