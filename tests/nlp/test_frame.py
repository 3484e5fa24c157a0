"""The coding frame's files are whole: every code described, labelled, worded and exemplified."""

from collections import Counter

import pytest

from nlp.frame import load
from nlp.frame.load import examples, keywords, languages, load_frame
from nlp.stems import parse

FULL = ("nl", "en", "pl", "bg", "ro", "tr", "uk")
POSTING = (*FULL, "ru", "hu", "es")
CLAIMS = {
    "accountant_needed",
    "no_registration_no_zorgtoeslag",
    "no_fever_must_work",
    "no_agency_address_registration",
    "dutch_only_contract_normal",
    "pay_for_bsn_appointment",
    "registration_costs_home_benefits",
    "agency_may_keep_documents",
    "no_contract_no_sick_pay",
    "m_form_only_through_us",
}


def test_types_claims_indicators_and_sensitive_codes() -> None:
    frame = load_frame()
    assert set(frame.types) == {"question", "problem", "complaint", "rumour", "offer", "thanks", "other"}
    assert set(frame.claims) == CLAIMS
    assert len(frame.indicators) == 14
    assert {code.id for code in frame.codes.values() if code.sensitive} == {
        "housing.homeless",
        "exploitation.abuse",
        "exploitation.trafficking",
        "children.at_risk",
        "safety.violence",
        "safety.self_harm",
    }


def test_every_code_is_labelled_described_and_mapped() -> None:
    frame = load_frame()
    assert len(frame.codes) == 65
    for code in frame.codes.values():
        assert code.category in frame.categories
        assert all((code.nl, code.en, code.about_nl, code.about_en, code.indicators))
        assert set(code.indicators) <= set(frame.indicators)
        assert code.bus_theme in frame.bus_themes


def test_every_indicator_and_bus_theme_is_used() -> None:
    frame = load_frame()
    assert {name for code in frame.codes.values() for name in code.indicators} == set(frame.indicators)
    assert {code.bus_theme for code in frame.codes.values()} == set(frame.bus_themes)


@pytest.mark.parametrize("language", languages("keywords"))
def test_keywords_are_known_readable_and_said_once(language: str) -> None:
    for code, written in keywords(language).items():
        assert [parse(code, pattern) for pattern in written]
        twice = [pattern for pattern, count in Counter(written).items() if count > 1]
        assert not twice, f"{language} {code}: {twice}"


@pytest.mark.parametrize("language", POSTING)
def test_every_code_has_keywords(language: str) -> None:
    assert set(keywords(language)) == set(load_frame().codes)


@pytest.mark.parametrize("language", FULL)
def test_every_code_has_examples_said_once(language: str) -> None:
    assert set(examples(language)) == set(load_frame().codes)
    sentences = [sentence for found in examples(language).values() for sentence in found]
    assert min(len(found) for found in examples(language).values()) >= 2
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("kind", ["claims", "types", "sensitive"])
@pytest.mark.parametrize("language", POSTING)
def test_word_lists_exist_per_posting_language(kind: str, language: str) -> None:
    signs = {"sells", "trade", "talk", "private"}
    known = {"claims": CLAIMS, "types": set(load_frame().types) | signs, "sensitive": None}[kind]
    lists = load.word_lists(kind, language)
    assert lists
    assert known is None or set(lists) <= known


def test_an_unknown_code_is_refused_by_name(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keywords").mkdir()
    (tmp_path / "keywords" / "xy.toml").write_text('[housing]\ncastle = "kasteel"\n')
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    monkeypatch.setattr(load, "load_frame", lambda frame=load_frame(): frame)
    with pytest.raises(load.FrameError, match=r"xy\.toml has unknown codes: housing\.castle"):
        keywords.__wrapped__("xy")


def test_a_broken_file_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "xy.toml").write_text("praise = ")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    with pytest.raises(load.FrameError, match=r"types/xy\.toml is not valid TOML"):
        load.word_lists.__wrapped__("types", "xy")
