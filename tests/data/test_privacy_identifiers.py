"""Every kind of valid identifier, typed any way and put into any text, is gone; harmless numbers stay."""

import string
from datetime import date

import phonenumbers
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.bg import egn
from stdnum.ee import ik
from stdnum.es import dni, nie
from stdnum.lt import asmens
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.ro import cnp
from stdnum.tr import tckimlik
from stdnum.ua import rntrc

from data.privacy import redact

# Vowels alone: beside "tl", "lei" or "art" a number is an amount or an article, and stays on purpose.
PROSE = st.text(alphabet="aou ,.?!ęăї🙂\n", max_size=30)
AROUND = st.sampled_from(
    [
        *("{}", "({})", "nr. {}.", "mijn nummer is {}, klopt dat?", "mój numer: {}", "номер: {} благодаря"),
        *("numărul meu {} mulțumesc", "numaram {} lütfen", "мій номер {}\nдякую", "a számom {}!", "es el {}"),
    ]
)
COUNTRIES = {
    "NL": 18,
    "PL": 28,
    "BG": 22,
    "RO": 24,
    "TR": 26,
    "UA": 29,
    "HU": 28,
    "ES": 24,
    "DE": 22,
    "LT": 20,
}
MOBILE = phonenumbers.PhoneNumberType.MOBILE


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}d}")


@st.composite
def birth_dates(draw: st.DrawFn) -> str:
    return f"{draw(st.integers(20, 99)):02}{draw(st.integers(1, 12)):02}{draw(st.integers(1, 28)):02}"


@st.composite
def citizen_numbers(draw: st.DrawFn) -> str:
    """A number that one of seven states gives to a person, with check digits that fit."""
    born, tail = draw(birth_dates()), draw(digits(9))
    number: str = draw(
        st.sampled_from(
            [
                next((f"{tail[:8]}{last}" for last in range(10) if bsn.is_valid(f"{tail[:8]}{last}")), ""),
                f"{born}{tail[:4]}{pesel.calc_check_digit(born + tail[:4])}",
                f"{born}{tail[:3]}{egn.calc_check_digit(born + tail[:3])}",
                _cnp(born, tail),
                f"{1 + int(tail[0]) % 9}{tail[1:]}" + _tckn_tail(f"{1 + int(tail[0]) % 9}{tail[1:]}"),
                f"{tail}{rntrc.calc_check_digit(tail)}",
                f"3{born}{tail[:3]}{ik.calc_check_digit(f'3{born}{tail[:3]}')}",
            ]
        )
    )
    valid = (bsn, pesel, egn, cnp, tckimlik, rntrc, asmens)
    assume(any(kind.is_valid(number) for kind in valid))
    return number


def _cnp(born: str, tail: str) -> str:
    start = f"{1 + int(tail[0]) % 2}{born}{1 + int(tail[1:3]) % 40:02}{1 + int(tail[3:6]) % 999:03}"
    return start + str(cnp.calc_check_digit(start))


def _tckn_tail(nine: str) -> str:
    return str(tckimlik.calc_check_digits(nine))


@st.composite
def account_numbers(draw: st.DrawFn) -> str:
    country, length = draw(st.sampled_from(sorted(COUNTRIES.items())))
    letters = draw(st.text(string.ascii_uppercase, min_size=4, max_size=4))
    with_bank = country in ("NL", "BG", "RO")
    body = (letters if with_bank else "") + draw(digits(length - (8 if with_bank else 4)))
    return f"{country}{iban.calc_check_digits(f'{country}00{body}')}{body}"


@st.composite
def mobile_numbers(draw: st.DrawFn) -> str:
    """A valid mobile number of the countries the public comes from, as dialled there or abroad."""
    region = draw(st.sampled_from(["NL", "PL", "BG", "RO", "TR", "UA", "HU", "ES"]))
    model = phonenumbers.example_number_for_type(region, MOBILE)
    national = str(model.national_number)
    number = phonenumbers.parse(national[:3] + draw(digits(len(national) - 3)), region)
    assume(phonenumbers.is_valid_number(number))
    form = draw(
        st.sampled_from([phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164])
    )
    written = phonenumbers.format_number(number, form)
    return draw(st.sampled_from([written, written.replace("+", "00", 1), written.replace(" ", "-")]))


@st.composite
def spaced(draw: st.DrawFn, values: st.SearchStrategy[str], sizes: tuple[int, ...] = (2, 3, 4)) -> str:
    """The value whole, or in groups of one size with one separator, as people type it; in any case."""
    value, size = draw(values), draw(st.sampled_from(sizes))
    mark = draw(st.sampled_from(["", " ", "\u00a0", "-", ".", "–", " "]))
    grouped = mark.join(value[at : at + size] for at in range(0, len(value), size))
    return draw(st.sampled_from([grouped, grouped.lower(), grouped.translate(FULL_WIDTH)]))


FULL_WIDTH = str.maketrans(string.digits, "０１２３４５６７８９")


def survives(secret: str, text: str) -> bool:
    """Whether any eight signs of the secret are left in a row."""
    return any(secret[at : at + 8] in text for at in range(max(1, len(secret) - 7)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(spaced(citizen_numbers(), (3, 4, 6)), AROUND, PROSE)
def test_no_citizen_number_survives(number: str, around: str, prose: str) -> None:
    text = redact(f"{prose} {around.format(number)} {prose}").text
    assert not survives(number, text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(spaced(account_numbers(), (4,)), AROUND, PROSE)
def test_no_account_number_survives(number: str, around: str, prose: str) -> None:
    assert not survives(number, redact(f"{prose} {around.format(number)} {prose}").text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(mobile_numbers(), AROUND, PROSE)
def test_no_mobile_number_survives(number: str, around: str, prose: str) -> None:
    assert not survives(number, redact(f"{prose} {around.format(number)} {prose}").text)


@given(digits(8), st.text("XYZ", min_size=1, max_size=1), AROUND)
def test_no_spanish_number_survives(number: str, first: str, around: str) -> None:
    citizen, foreigner = f"{number}{dni.calc_check_digit(number)}", f"{first}{number[:7]}"
    foreigner += nie.calc_check_digit(foreigner)
    for secret in (citizen, foreigner):
        assert secret not in redact(around.format(secret)).text


@given(
    st.from_regex(
        r"[a-z][a-z0-9]{1,10}[._\-]?[a-z0-9]{1,10}", fullmatch=True, alphabet=string.ascii_lowercase
    ),
    st.sampled_from(["gmail.com", "wp.pl", "abv.bg", "yahoo.ro", "ukr.net", "mail.ru", "freemail.hu"]),
    st.sampled_from(["{}@{}", "{} @ {}", "{}(at){}", "{} [at] {}", "<{}@{}>", "mailto:{}@{}"]),
    AROUND,
)
def test_no_mail_address_survives(user: str, host: str, form: str, around: str) -> None:
    text = redact(around.format(form.format(user, host))).text
    assert f"{user}@" not in text
    assert host not in text


DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
HARMLESS = st.one_of(
    DAYS.map(lambda day: f"{day:%d-%m-%Y}"),
    DAYS.map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    st.times().map(lambda time: f"{time:%H:%M}"),
    st.integers(1, 99_999).map(lambda amount: f"€ {amount}"),
    st.decimals(0, 9_999, places=2).map(lambda amount: f"{amount:f} euro".replace(".", ",")),
    st.integers(1900, 2099).map(str),
    st.builds(lambda number, end: f"{number} {end}", st.integers(1000, 9999), st.sampled_from(["AB", "HM"])),
    st.sampled_from(["112", "0900-8844", "0900 8844", "14070", "14 070", "0800-0543", "0800 1351"]),
    st.builds(lambda art, part: f"artikel {art} lid {part}", st.integers(1, 999), st.integers(1, 9)),
    st.integers(1, 99).map(lambda line: f"bus {line}"),
    st.integers(10_000_000, 99_999_999).map(lambda number: f"KvK {number}"),
    st.builds(lambda begin, end: f"{begin}:00-{end}:30", st.integers(5, 14), st.integers(15, 23)),
)
CARRIERS = st.sampled_from(
    ["dat is {} toch?", "{}", "what about {}, please", "to jest {} dziękuję", "това е {} мерси", "este {} da"]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(HARMLESS, CARRIERS)
@example("31-12-2026", "{}")
def test_harmless_numbers_stay(number: str, carrier: str) -> None:
    text = carrier.format(number)
    assert redact(text).text == text


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(citizen_numbers(), account_numbers(), mobile_numbers()), PROSE, PROSE)
def test_twice_is_once_whatever_stands_around(number: str, before: str, after: str) -> None:
    once = redact(f"{before}{number}{after}").text
    assert redact(once).text == once


@pytest.mark.parametrize("kind", [bsn, pesel, egn, cnp, tckimlik, rntrc])
def test_every_checksum_used_here_refuses_a_wrong_number(kind: object) -> None:
    assert not kind.is_valid("1234567890123")  # type: ignore[attr-defined]
