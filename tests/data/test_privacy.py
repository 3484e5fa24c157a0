"""The door, kind by kind: what goes, what stays."""

import json
from pathlib import Path

import pytest

from data.privacy import PLACEHOLDERS, redact

PLANTED = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "bench/data/privacy_own.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def rows(with_secrets: bool) -> list[object]:
    """The planted texts, or the harmless ones; what is known to go wrong is marked, so that a mend shows."""
    wrong = pytest.mark.xfail(strict=True)
    return [
        pytest.param(row, marks=[wrong] if "known_failure" in row else [], id=row["text"][:40])
        for row in PLANTED
        if bool(row["secrets"]) is with_secrets
    ]


@pytest.mark.parametrize("row", rows(True))
def test_planted_identity_is_gone(row: dict[str, list[str]]) -> None:
    text = redact(str(row["text"])).text
    assert [secret for secret in row["secrets"] if secret in text] == []
    assert all(part in text for part in row["keep"])


@pytest.mark.parametrize("row", rows(False))
def test_harmless_text_is_left_as_it_was(row: dict[str, str]) -> None:
    assert redact(row["text"]).text == row["text"]


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Hoi Anna, bel 06-12345678", "Hoi [naam], bel [telefoon]"),
        ("mail a.b@c.nl of @kasia", "mail [e-mail] of [account]"),
        ("BSN 123456782 en NL91ABNA0417164300", "BSN [bsn] en [iban]"),
        ("12-ABC-3 staat op 2512 AB 14", "[kenteken] staat op [adres]"),
        ("facebook.com/jan.k en PESEL 44051401359", "[link] en PESEL [nummer]"),
    ],
)
def test_each_kind_has_its_placeholder(text: str, redacted: str) -> None:
    assert redact(text).text == redacted


def test_found_counts_by_kind() -> None:
    found = redact("Hoi Anna, bel 06-12345678 of 06-87654321").found
    assert dict(found) == {"name": 1, "phone": 2}


def test_every_found_kind_is_a_known_one() -> None:
    kinds = {kind for row in PLANTED for kind in redact(str(row["text"])).found}
    assert kinds == set(PLACEHOLDERS)


@pytest.mark.parametrize(
    ("names", "text", "redacted"),
    [
        (["Katarzyna Wrona"], "Dzięki Katarzynie Wronie za pomoc", "Dzięki [naam] za pomoc"),
        (["Katarzyna Wrona"], "Wrona napisała o kasie", "[naam] napisała o kasie"),
        (["Xiomara Quispe"], "vraag het aan xiomara quispe", "vraag het aan [naam]"),
        (["Гергана Друмева"], "Питай Гергана Друмева утре", "Питай [naam] утре"),
        (["Jan de Wit"], "Jan de Wit zag een witte bus in januari", "[naam] zag een witte bus in januari"),
        ([], "geen namen", "geen namen"),
    ],
)
def test_tagged_people(names: list[str], text: str, redacted: str) -> None:
    assert redact(text, names=names).text == redacted


def test_link_keeps_its_page_and_loses_who_followed_it() -> None:
    text = "zie https://www.denhaag.nl/nl/afspraak?fbclid=IwAR1&taal=pl#tijden!"
    assert redact(text).text == "zie https://www.denhaag.nl/nl/afspraak?taal=pl#tijden!"


def test_text_around_a_find_is_not_touched() -> None:
    before, after = "Caf\u00e9 e\u0301e\u0301n 👨‍👩‍👧 ", " …\u00a0ﬁjn\u200b!"
    assert redact(f"{before}06\u200b12 345678{after}").text == f"{before}[telefoon]{after}"


@pytest.mark.parametrize(
    "text",
    [
        "０６１２３４５６７８",
        "0\u200b6\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8",
        "𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
        "06–12—34‑56−78",
    ],
)
def test_disguised_digits(text: str) -> None:
    assert redact(text).text == "[telefoon]"


def test_only_text_is_taken_and_the_error_does_not_repeat_it() -> None:
    with pytest.raises(TypeError) as caught:
        redact(b"Hoi Anna")  # type: ignore[arg-type]
    assert "Anna" not in str(caught.value)
