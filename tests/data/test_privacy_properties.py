"""The door against whatever Hypothesis makes up."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.nl import bsn

from data.privacy import redact

SEPARATOR = st.text(alphabet=" -./\u00a0\u2009–_·", max_size=3)
CARRIER = st.sampled_from(
    ["{}", "bel {} graag", "Moj numer to {}.", "номер {}, благодаря", "x: {}\nGroetjes"]
)
SCRAPS = """
Hoi Anna groetjes piet mvg 06 12345678 +31 600 123 BSN NL91 ABNA 0417 @kasia a@b.nl 2512 AB 14 ul. Długa 5
mijn naam is Jan Kowalski Ахмед г-н https://x.nl/?q= facebook.com/ [naam] [telefoon] ? . , van de
24:00 euro € 12-12-2023 6-14
"""
SNIPPETS = st.sampled_from(SCRAPS.split())


@given(st.text())
@settings(max_examples=150)
def test_any_text_passes_and_twice_is_once(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once


@given(st.lists(SNIPPETS, max_size=14).map(" ".join))
@settings(max_examples=150)
def test_personal_scraps_in_any_order_need_one_pass(text: str) -> None:
    once = redact(text)
    assert redact(once.text).text == once.text
    assert dict(redact(once.text).found) == {}


@given(st.lists(st.text()), st.text())
def test_any_names_pass(names: list[str], text: str) -> None:
    once = redact(text, names=names).text
    assert redact(once, names=names).text == once


@given(st.integers(10_000_000, 99_999_999), st.data(), CARRIER)
def test_no_dutch_mobile_number_survives(number: int, data: st.DataObject, carrier: str) -> None:
    spaced = _spaced(f"06{number}", data)
    assert spaced not in redact(carrier.format(spaced)).text


@given(st.integers(0, 9_999_999_999), st.data(), CARRIER)
def test_no_iban_survives(account: int, data: st.DataObject, carrier: str) -> None:
    body = f"INGB{account:010d}"
    spaced = _spaced(f"NL{iban.calc_check_digits('NL00' + body)}{body}", data)
    text = redact(carrier.format(spaced)).text
    assert "[iban]" in text
    assert spaced not in text


@given(st.integers(10_000_000, 99_999_999))
def test_no_citizen_service_number_survives(start: int) -> None:
    number = next(n for n in (f"{start}{digit}" for digit in range(10)) if bsn.is_valid(n) or n.endswith("9"))
    text = redact(f"mijn BSN is {number} klopt dat").text
    assert text == "mijn BSN is [bsn] klopt dat"


@pytest.mark.parametrize(
    "piece",
    ["0 ", "a.", "06-", "Jan ", "@", "www.a.nl/", "NL9 ", "straat 1", "ul. ", "(at) ", "1-", "Van de "],
)
def test_long_odd_texts_take_linear_time(piece: str) -> None:
    start = time.process_time()
    redact(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 5


def _spaced(value: str, data: st.DataObject) -> str:
    return "".join(
        char + (data.draw(SEPARATOR) if place < len(value) - 1 else "") for place, char in enumerate(value)
    )
