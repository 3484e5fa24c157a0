import pytest

from nlp.text import clean, fold, tokens


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("kijk https://example.org/a?b=1 hier", "kijk hier"),
        ("zie www.voorbeeld.nl/pad en voorbeeld.nl", "zie en"),
        ("mail a.b@example.org aub", "mail aub"),
        ("@jan.kowalski dzięki", "dzięki"),
        ("#huurtoeslag vraag", "huurtoeslag vraag"),
        ("Hoi [naam], bel [telefoon] of [e-mail]", "Hoi , bel of"),
        ("super 😍👍🏽❤️ top", "super top"),
        ("heeeey daaaank", "hey dank"),
        ("zoeen aaneen", "zoeen aaneen"),
        ("a\u200bb\u00adc", "abc"),
        ("e\u0301te\u0301", "été"),
        ("مَرْحَبًا", "مرحبا"),
        ("  \n\t ", ""),
    ],
)
def test_clean_leaves_only_what_was_said(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_clean_is_idempotent() -> None:
    once = clean("#Zdraveite!!! @ivan https://x.nl 4akam ve4eeee 😀")
    assert clean(once) == once == "Zdraveite!!! 4akam ve4e"


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Żółć ŁÓDŹ", "zolc lodz"),
        ("IŞIK İstanbul ığdır", "isik istanbul igdir"),
        ("Straße Øre Đorđe", "strasse ore dorde"),
        ("mulțumesc mulţumesc", "multumesc multumesc"),
        ("Ёлка мій їжак Ў", "елка мій їжак ў"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_fold_keeps_the_plain_letters(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4akam ve4e 6te 2 dni", ["4akam", "ve4e", "6te", "dni"]),
        ("п'ять кто-нибудь d’accord", ["п'ять", "кто-нибудь", "d’accord"]),
        ("10e van 3,50 €", ["e", "van"]),
        ("«¿Qué?»", ["Qué"]),
        ("123 ... !!", []),
    ],
)
def test_tokens_are_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words
