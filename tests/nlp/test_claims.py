"""The watched claims: stated and asked in ten languages, and neither corrected, merely related nor sold."""

import pytest

from nlp.adverts import offers
from nlp.claims import claims
from nlp.frame import load
from nlp.topics import Reading
from nlp.words import split

ACCOUNTANT, ZORGTOESLAG, FEVER, AGENCY, DUTCH = (
    "accountant_needed",
    "no_registration_no_zorgtoeslag",
    "no_fever_must_work",
    "no_agency_address_registration",
    "dutch_only_contract_normal",
)
BSN, BENEFITS, DOCUMENTS, SICK_PAY, M_FORM = (
    "pay_for_bsn_appointment",
    "registration_costs_home_benefits",
    "agency_may_keep_documents",
    "no_contract_no_sick_pay",
    "m_form_only_through_us",
)
SAID = [
    ("nl", "Je hebt een boekhouder nodig voor de belastingaangifte", ACCOUNTANT),
    ("nl", "Klopt het dat je zonder inschrijving geen zorgtoeslag krijgt?", ZORGTOESLAG),
    ("nl", "Zonder koorts moet je gewoon werken", FEVER),
    ("nl", "Op het adres van het uitzendbureau mag je je niet inschrijven", AGENCY),
    ("nl", "Een contract alleen in het Nederlands is normaal", DUTCH),
    ("en", "Is it true that you need an accountant for the tax return?", ACCOUNTANT),
    ("en", "Without registration no zorgtoeslag", ZORGTOESLAG),
    ("en", "If you have no fever you must work", FEVER),
    ("en", "You are not allowed to register at the address of the agency", AGENCY),
    ("en", "A contract only in Dutch is normal here", DUTCH),
    ("pl", "Do rozliczenia podatku trzeba mieć księgowego", ACCOUNTANT),
    ("pl", "bez meldunku nie ma zorgtoeslag", ZORGTOESLAG),
    ("pl", "Jak nie masz gorączki to musisz iść do pracy", FEVER),
    ("pl", "Na adresie agencji nie wolno się meldować", AGENCY),
    ("pl", "Umowa tylko po niderlandzku to normalne", DUTCH),
    ("bg", "За данъчна декларация трябва счетоводител", ACCOUNTANT),
    ("bg", "без адресна регистрация няма zorgtoeslag", ZORGTOESLAG),
    ("bg", "Щом нямаш температура, трябва да работиш", FEVER),
    ("bg", "Не може да се регистрираш на адреса на агенцията", AGENCY),
    ("bg", "Договор само на холандски е нормално", DUTCH),
    ("ro", "Pentru declarația de impozit ai nevoie de contabil", ACCOUNTANT),
    ("ro", "Fără înregistrare nu primești zorgtoeslag", ZORGTOESLAG),
    ("ro", "Dacă nu ai febră trebuie să muncești", FEVER),
    ("ro", "Nu ai voie să te înregistrezi la adresa agenției", AGENCY),
    ("ro", "Un contract doar în olandeză este normal", DUTCH),
    ("tr", "Vergi beyannamesi için muhasebeci şart", ACCOUNTANT),
    ("tr", "Kayıt olmadan zorgtoeslag alınmaz", ZORGTOESLAG),
    ("tr", "Ateşin yoksa çalışmak zorundasın", FEVER),
    ("tr", "Ajansın evine kayıt yapılamaz, adres vermiyorlar", AGENCY),
    ("tr", "Sözleşmenin sadece Hollandaca olması normal", DUTCH),
    ("uk", "Для податкової декларації потрібен бухгалтер", ACCOUNTANT),
    ("uk", "Без реєстрації немає zorgtoeslag", ZORGTOESLAG),
    ("ru", "Если нет температуры, надо работать", FEVER),
    ("ru", "Контракт только на голландском это нормально", DUTCH),
    ("hu", "Az adóbevalláshoz könyvelő kell", ACCOUNTANT),
    ("hu", "Láz nélkül dolgozni kell", FEVER),
    ("es", "Sin registro no hay zorgtoeslag", ZORGTOESLAG),
    ("es", "Un contrato solo en neerlandés es normal", DUTCH),
    ("nl", "Klopt het dat je voor een BSN moet betalen?", BSN),
    ("pl", "Podobno za numer BSN trzeba zapłacić 80 euro", BSN),
    ("bg", "Вярно ли е, че за БСН се плаща такса", BSN),
    ("ro", "Se zice că pentru BSN trebuie plătită o taxă", BSN),
    ("en", "They say if you register here you lose your child benefit", BENEFITS),
    ("pl", "Jak się zameldujesz to zabiorą ci 800 plus", BENEFITS),
    ("tr", "Burada kayıt olursan çocuk parası kesilir", BENEFITS),
    ("uk", "Кажуть, якщо зареєструватися, то припинять виплати на дітей", BENEFITS),
    ("nl", "Mag het uitzendbureau mijn paspoort houden?", DOCUMENTS),
    ("ru", "Агентство имеет право забрать паспорт?", DOCUMENTS),
    ("hu", "A főnök megtarthatja az útlevelet?", DOCUMENTS),
    ("en", "No contract no sick pay, that is how it works here", SICK_PAY),
    ("es", "Sin contrato no te pagan si estás enfermo", SICK_PAY),
    ("nl", "Het M-formulier kan alleen via een boekhouder", M_FORM),
    ("ro", "Formularul M se face doar prin contabil", M_FORM),
]
NEARLY_SAID = [
    ("nl", "Hoorde dat een BSN honderd euro kost", BSN),
    ("en", "The boss has the right to hold my identity card", DOCUMENTS),
    ("pl", "Zorgtoeslag to jest tylko dla zameldowanych", ZORGTOESLAG),
    ("bg", "Холандски договор, не са длъжни да ти го превеждат", DUTCH),
    ("uk", "Лікарняний можна взяти тільки якщо є температура", FEVER),
    ("es", "El número BSN son cien euros cuesta", BSN),
]
SOLD = [
    ("nl", "Boekhouder nodig? Wij doen je belastingaangifte vanaf 50 euro, bel [telefoon]"),
    ("pl", "Szukasz księgowego? Trzeba rozliczyć podatek? Rozliczamy PIT, 40 euro, pisz priv"),
    ("en", "Need a BSN? We arrange your appointment, only 60 euro, message us [telefoon]"),
]
NOT_SAID = [
    ("nl", "Je hebt geen boekhouder nodig voor de aangifte"),
    ("nl", "Kent iemand een goede boekhouder voor de aangifte, ik moet die nog doen"),
    ("nl", "Ik heb koorts en ben thuis"),
    ("nl", "Hoe vraag ik zorgtoeslag aan"),
    ("en", "You do not need an accountant for your tax return"),
    ("en", "A contract only in Dutch is not normal"),
    ("en", "How do I register with the municipality"),
    ("pl", "Nie trzeba księgowego do rozliczenia podatku"),
    ("pl", "Masz prawo zameldować się na adresie agencji"),
    ("bg", "Не ти трябва счетоводител за данъчната декларация"),
    ("ro", "Nu ai nevoie de contabil pentru declarația de impozit"),
    ("tr", "Vergi beyannamesi için muhasebeciye gerek yok"),
    ("uk", "Для податкової декларації бухгалтер не потрібен"),
    ("nl", "Een BSN is gratis, daar hoef je niet voor te betalen"),
    ("en", "My employer took a copy of my passport and gave it back"),
    ("pl", "Nikt nie ma prawa zabrać ci paszportu, agencja też nie może"),
    ("ro", "Și fără contract ai dreptul la bani când ești bolnav"),
    ("ru", "Регистрация в муниципалитете бесплатная, выплаты вы не потеряете"),
    ("es", "El formulario M lo puedes hacer tú mismo, no solo con un gestor"),
]


@pytest.mark.parametrize(("language", "text", "claim"), SAID)
def test_said(language: str, text: str, claim: str) -> None:
    assert claims(split(text), Reading(language)) == (claim,)


@pytest.mark.parametrize(("language", "text"), NOT_SAID)
def test_not_said(language: str, text: str) -> None:
    assert claims(split(text), Reading(language)) == ()


@pytest.mark.parametrize(("language", "text", "claim"), NEARLY_SAID)
def test_nearly_said(language: str, text: str, claim: str) -> None:
    assert claims(split(text), Reading(language)) == (claim,)


@pytest.mark.parametrize(("language", "text"), SOLD)
def test_an_advert_that_only_sells_says_nothing_false(language: str, text: str) -> None:
    assert offers(text, Reading(language))
    assert claims(split(text), Reading(language)) == ()


def test_an_advert_that_states_it_says_it() -> None:
    text = "Voor je belastingaangifte heb je een boekhouder nodig. Bij ons vanaf 50 euro, bel [telefoon]"
    assert offers(text, Reading("nl"))
    assert claims(split(text), Reading("nl")) == (ACCOUNTANT,)


@pytest.mark.parametrize("language", load.languages("variants"))
def test_every_wording_of_the_frame_is_found_as_its_claim(language: str) -> None:
    for claim, wordings in load.word_lists("variants", language).items():
        for wording in wordings:
            assert claims(split(wording), Reading(language)) == (claim,), wording


def test_every_claim_has_a_verdict_facts_and_a_source() -> None:
    for claim in load.load_frame().claims.values():
        assert claim["verdict"] in {"false", "misleading"}
        assert claim["source"].startswith("https://")
        assert all(claim[name] for name in ("nl", "en", "facts_nl", "facts_en"))


def test_bulgarian_in_latin_letters() -> None:
    text = "bez registracia nqma zorgtoeslag"
    assert claims(split(text), Reading("bg", romanised=True)) == (ZORGTOESLAG,)
