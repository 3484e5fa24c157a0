"""The five watched claims: stated and asked in ten languages, and neither corrected nor merely related."""

import pytest

from nlp.claims import claims
from nlp.topics import Reading
from nlp.words import split

ACCOUNTANT, ZORGTOESLAG, FEVER, AGENCY, DUTCH = (
    "accountant_needed",
    "no_registration_no_zorgtoeslag",
    "no_fever_must_work",
    "no_agency_address_registration",
    "dutch_only_contract_normal",
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
]


@pytest.mark.parametrize(("language", "text", "claim"), SAID)
def test_said(language: str, text: str, claim: str) -> None:
    assert claims(split(text), Reading(language)) == (claim,)


@pytest.mark.parametrize(("language", "text"), NOT_SAID)
def test_not_said(language: str, text: str) -> None:
    assert claims(split(text), Reading(language)) == ()


def test_bulgarian_in_latin_letters() -> None:
    text = "bez registracia nqma zorgtoeslag"
    assert claims(split(text), Reading("bg", romanised=True)) == (ZORGTOESLAG,)
