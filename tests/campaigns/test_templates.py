"""The templates: every theme in ten languages, short, with the Dutch names kept and in the right script."""

import tomllib
from pathlib import Path

import pytest

from campaigns import compose as composing
from campaigns.checks import check_language, check_terms
from campaigns.compose import LANGUAGES, Where, compose, template_for
from campaigns.glossary import terms
from nlp.language import detect

FOLDER = Path(composing.__file__).parent / "templates"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
THEMES = [name for name in NAMES if name != "closing"]
CYRILLIC = {"bg", "uk", "ru"}


def test_every_category_of_the_frame_has_a_template() -> None:
    assert set(THEMES) == {
        "housing", "work", "pay", "registration", "taxes", "benefits", "money", "health", "sickness",
        "children", "language", "letters", "digital", "transport", "safety", "exploitation",
        "discrimination", "leisure", "family", "leaving", "infopoint",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_the_ten_languages_and_says_that_it_is_a_draft(name: str) -> None:
    raw = (FOLDER / f"{name}.toml").read_text()
    assert "not reviewed by a native speaker" in raw.splitlines()[0]
    assert tomllib.loads(raw)["provenance"] == "template"
    assert tuple(tomllib.loads(raw)["text"]) == LANGUAGES


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_short_and_keep_the_dutch_names(name: str, language: str) -> None:
    source, text = compose(name, "nl"), compose(name, language)
    assert check_terms(source, text, terms()) is None
    assert 15 <= len(text.split()) <= 75


@pytest.mark.parametrize("name", THEMES)
def test_each_language_is_in_its_own_script(name: str) -> None:
    for language in LANGUAGES:
        text = compose(name, language)
        share = sum("Ѐ" <= letter <= "ӿ" for letter in text) / len(text)
        assert (share > 0.5) == (language in CYRILLIC), language


def test_ukrainian_russian_and_bulgarian_letters_are_not_mixed() -> None:
    wrong = {"uk": "ыэъё", "ru": "іїєґ", "bg": "іїєґыэё"}
    found = [
        (n, lang) for n in NAMES for lang in wrong if set(compose_raw(n)[lang].lower()) & set(wrong[lang])
    ]
    assert found == []


def compose_raw(name: str) -> dict[str, str]:
    return dict(tomllib.loads((FOLDER / f"{name}.toml").read_text())["text"])


def test_place_and_telephone_appear_only_when_given() -> None:
    assert "{" not in compose("taxes.tax_return", "pl")
    assert "Zadzwoń" not in compose("taxes.tax_return", "pl", Where(stop="Laak, wtorek 17:00"))
    assert "Laak, wtorek 17:00" in compose("taxes.tax_return", "pl", Where(stop="Laak, wtorek 17:00"))
    assert "070 000 00 00" in compose("taxes.tax_return", "pl", Where(phone="070 000 00 00"))


def test_a_place_is_text_and_never_a_template() -> None:
    assert "{{ 7 * 7 }}" in compose("work.contract", "en", Where(stop="{{ 7 * 7 }}"))


def test_a_code_without_template_says_which_file_to_write() -> None:
    assert template_for("closing") is None
    with pytest.raises(LookupError, match=r"templates/gardening\.roses\.toml"):
        compose("gardening.roses", "nl")
    with pytest.raises(LookupError, match="in de"):
        compose("work.contract", "de")


def test_a_lost_dutch_name_is_reported() -> None:
    finding = check_terms("Vraag je BSN aan bij de gemeente.", "Ask the gemeente for your number.", terms())
    assert finding is not None
    assert finding.reason == "keep the Dutch BSN in the text"


@pytest.mark.parametrize("name", THEMES)
def test_the_detector_agrees_with_the_language_of_every_text(name: str) -> None:
    found = {lang: check_language(compose(name, lang), lang, detect) for lang in LANGUAGES}
    assert found == dict.fromkeys(LANGUAGES)
