import pytest

from nlp.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "kade moga da izvadq nomer",
        "4akam ve4e 3 sedmici za pismo",
        "tyrsq staya pod naem v Den Haag",
        "Molq vi kajete kude da otida za BSN",
        "imam li pravo na detski ot gemeente",
        "blagodarq",
        "nqma problem",
    ],
)
def test_bulgarian_in_latin_letters(text: str) -> None:
    guess = detect(text)
    assert (guess.code, guess.romanised) == ("bg", True)


@pytest.mark.parametrize(
    "text",
    [
        "pidkazhit bud laska de mozhna oformyty BSN",
        "dobryi den, ya shukayu robotu bez movy",
        "dyakuyu duzhe za vidpovid",
        "skilky koshtuye",
    ],
)
def test_ukrainian_in_latin_letters(text: str) -> None:
    guess = detect(text)
    assert (guess.code, guess.romanised) == ("uk", True)


@pytest.mark.parametrize(
    "text",
    [
        "podskazhite pozhaluysta gde poluchit BSN",
        "spasibo bolshoe",
        "mne ne zaplatili zarplatu uzhe dva mesyatsa chto delat",
        "prishlo pismo ot belastingdienst nichego ne ponimayu",
    ],
)
def test_russian_in_latin_letters(text: str) -> None:
    guess = detect(text)
    assert (guess.code, guess.romanised) == ("ru", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gdzie moge dostac numer, moze ktos wie", "pl"),
        ("nevite nekdo kde si muzu vyridit kartu", "cs"),
        ("vie niekto ako vybavit novu kartu", "sk"),
        ("zna li netko kako dobiti broj i gdje je ured", "hr"),
        ("da li neko zna kako da prijavim stan", "hr"),
        ("gal kas zinote kur galima gauti numeri", "lt"),
        ("vai kads zin kur var dabut numuru", "lv"),
        ("stie cineva unde pot sa fac un numar", "ro"),
        ("bilen var mi numara nasil alinir", "tr"),
    ],
)
def test_neighbours_without_diacritics_are_not_taken_for_it(text: str, code: str) -> None:
    guess = detect(text)
    assert (guess.code, guess.romanised) == (code, False)


def test_only_candidates_are_looked_for() -> None:
    assert not detect("kade moga da izvadq nomer", languages=("nl", "pl", "ro")).romanised
    assert detect("kade moga da izvadq nomer", languages=("nl", "bg")).code == "bg"


def test_cyrillic_is_not_romanised() -> None:
    guess = detect("къде мога да извадя номер")
    assert (guess.code, guess.romanised) == ("bg", False)


def test_a_bulgarian_group_helps_a_single_word() -> None:
    alone, there = detect("moga"), detect("moga", prior={"bg": 0.95, "nl": 0.05})
    assert there.code == "bg"
    assert there.romanised
    assert not alone.romanised or there.confidence > alone.confidence
