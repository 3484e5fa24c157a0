"""People planted in a simulated town come out nowhere: no file, no line, no listing, no screen, no CSV."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.records import Comment, Person, Post, Tag
from collectors.simulator.server import serve
from collectors.simulator.world import World
from dashboard import charts

from .conftest import REASONS, Desk, Done

# What people write, and what of it must be gone. Nobody is meant; numbers carry valid check digits.
PLANTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hoi Geertruida, hoe krijg ik een BSN?", ("Geertruida",)),
    ("Hoe vraag ik zorgtoeslag aan?\nGroetjes, Willemijn Zandstra", ("Willemijn", "Zandstra")),
    ("Mijn BSN is 111222333, waar vraag ik zorgtoeslag aan?", ("111222333",)),
    ("Hoe krijg ik DigiD? Bel 06-24681357 of 070 353 97 21", ("24681357", "353 97 21")),
    ("Mag de baas loon inhouden? Rekening NL91 ABNA 0417 1643 00", ("0417 1643", "ABNA")),
    ("Ik woon Hoefkade 871, 2526 CB 871, mag ik me inschrijven?", ("Hoefkade 871", "2526 CB 871")),
    ("Moet ik mijn auto 38-XZR-7 invoeren?", ("38-XZR-7",)),
    ("Mijn collega Bozhidara krijgt geen loon, wat nu?", ("Bozhidara",)),
    ("Dear Rosalind, how do I get a BSN?", ("Rosalind",)),
    ("How do I get DigiD? Write to r.hartwell83@example.org", ("hartwell83",)),
    ("How do I apply for zorgtoeslag? Best regards, Ebenezer Thistlewood", ("Ebenezer", "Thistlewood")),
    ("Where do I get a BSN? See https://www.facebook.com/rosalind.hartwell.391", ("rosalind.hartwell",)),
    ("Cześć Zbigniewie, jak dostać BSN?", ("Zbigniewie",)),
    ("Jak dostać zorgtoeslag? Mój PESEL 44051401359", ("44051401359",)),
    ("Gdzie wyrobić DigiD? Pozdrawiam, Wojciech Gąsienica", ("Wojciech", "Gąsienica")),
    ("Jak się zameldować? ul. Długa 57/3, 80-827, tel. 512 934 678", ("Długa 57", "512 934 678")),
    ("Здравей Красимире, как да получа BSN?", ("Красимире",)),
    ("Как да получа zorgtoeslag? ЕГН 7523169263", ("7523169263",)),
    ("Как да взема DigiD? Поздрави, Цветелина Хаджийска", ("Цветелина", "Хаджийска")),
    ("Къде да се регистрирам? viber 0888 417 263, кола СВ 7319 КН", ("0888 417 263", "СВ 7319")),
    ("Bună Costele, cum obțin un BSN?", ("Costele",)),
    ("Cum cer zorgtoeslag? CNP 1800101221144", ("1800101221144",)),
    ("Cum fac DigiD? Cu stimă, Gheorghița Lăcătușu", ("Gheorghița", "Lăcătușu")),
    ("Cum mă înregistrez? 0722 819 354, str. Florilor 73", ("0722 819 354", "Florilor 73")),
    ("Merhaba Gülsüm, BSN nasıl alınır?", ("Gülsüm",)),
    ("Zorgtoeslag için TC kimlik 10000000146 gerekli mi?", ("10000000146",)),
    ("DigiD nasıl alınır? Saygılarımla, Hüseyin Karabıyık", ("Hüseyin", "Karabıyık")),
    ("Arabamı nasıl kaydederim? plaka 34 KZN 719, 0532 719 43 86", ("KZN 719", "719 43 86")),
    ("Привіт Соломіє, як отримати BSN?", ("Соломіє",)),
    ("Як отримати zorgtoeslag? РНОКПП 1759013776", ("1759013776",)),
    ("Як зробити DigiD? З повагою, Остап Лозовицький", ("Остап", "Лозовицький")),
    ("Де зареєструватися? тг @solomiia_loz77, 067 391 47 26", ("solomiia_loz", "391 47 26")),
    ("Здравствуйте, Гульнара, как получить BSN?", ("Гульнара",)),
    ("Как получить DigiD? С уважением, Рустам Зарипович", ("Рустам", "Зарипович")),
    ("Kedves Ildikó, hogyan kapok BSN számot?", ("Ildikó",)),
    ("Hogyan kérek DigiD-et? Üdvözlettel, Tündérvölgyi Zsolt", ("Tündérvölgyi", "Zsolt")),
    ("Estimada Remedios, ¿cómo consigo un BSN?", ("Remedios",)),
    ("¿Cómo pido DigiD? Mi DNI es 12345678Z. Saludos, Wilmer Quispe", ("12345678Z", "Wilmer", "Quispe")),
)
TAGGED = Person("7000000000000391", "Xiomara Tlacuache")
AUTHOR = Person("7000000000000817", "Balthazar Ockelhuizen")
SECRETS = tuple(secret for _, secrets in PLANTED for secret in secrets)
PEOPLE = ("Xiomara", "Tlacuache", "Balthazar", "Ockelhuizen", TAGGED.id, AUTHOR.id)
SEEN = {
    "today": "BSN",
    "questions": "BSN",
    "suggestions": "vragen in 4 weken",
    "calendar": "Kalender",
    "reach": "Pools",
}
"""Every screen, and a word that stands on it."""
BAD_ROW = "bel Sijtske Hiddema 06-87135924;Hoe krijg ik een BSN?;Nederlands\r\n"


def plant(world: World) -> None:
    """Every text as a visitor's post that calls a friend, or as a comment, turn about."""
    moment, under = world.now() - timedelta(hours=4), next(iter(world.posts.values()))
    for number, (text, _) in enumerate(PLANTED):
        if number % 2:
            comment = Comment(f"{under.story}_{world.new_id()}", under.story, text, moment, AUTHOR)
            world.add_comment(comment)
            continue
        called, name = f"{TAGGED.name}, Xiomara: {text}", f"{world.page.id}_{world.new_id()}"
        world.add_post(Post(name, called, moment, AUTHOR, tags=(Tag(TAGGED, 0),)))


# Commands one after the other in one process that loads the models once; then the codes they ended with.
ONE_BY_ONE = """
import json, sys
from dashboard.cli import main
codes = {}
for name, arguments in json.loads(sys.argv[1]).items():
    sys.argv = ["bereik", *arguments]
    try:
        main()
    except SystemExit as end:
        codes[name] = end.code or 0
print("codes", json.dumps(codes))
"""


@dataclass(frozen=True)
class Office:
    """What an office left behind: its desk with all files, what its commands said, and who lives in town."""

    desk: Desk
    done: Done
    analysed: Done
    people: tuple[str, ...]

    @property
    def codes(self) -> dict[str, int]:
        """How each command ended."""
        codes: dict[str, int] = json.loads(self.done.out.rpartition("codes ")[2])
        return codes

    def written(self, names: str) -> str:
        """What is in its files, as text; what we handed it is not among them."""
        files = [
            each for each in self.desk.folder.rglob(names) if each.is_file() and "given" not in each.name
        ]
        return "\n".join(each.read_bytes().decode("utf-8", "replace") for each in files)


def hand_in(folder: Path) -> None:
    """The same texts once more, as a moderator's file (with a row nobody can read) and for `analyse`."""
    rows = "".join(f'02-11-2026;"{text}";\r\n' for text, _ in PLANTED)
    (folder / "given.csv").write_text(f"Datum;Vraag;Taal\r\n{rows}{BAD_ROW}", "utf-8", newline="")
    lines = (json.dumps({"id": n, "text": text}, ensure_ascii=False) for n, (text, _) in enumerate(PLANTED))
    (folder / "given.jsonl").write_text("\n".join(lines), "utf-8")


def commands(page_id: str) -> dict[str, tuple[str, ...]]:
    """The whole way of an item, as somebody would type it."""
    page = ("--kind", "facebook-page", "--address", page_id, "--token-env", "PAGE_TOKEN")
    return {
        "new page": ("new", "source", "page", *page, *REASONS),
        "new group": ("new", "source", "group", "--kind", "facebook-group", *REASONS),
        "collect": ("collect",),
        "import": ("import", "csv", "given.csv", "--source", "group"),
        "log": ("log", PLANTED[1][0], "--source", "group"),
        "tag": ("tag",),
        "group": ("group",),
        "watch": ("watch", "--json"),
        "suggest": ("suggest", "--json"),
        "effect": ("effect", "--all", "--json"),
    }


def work(desk: Desk, page_id: str) -> tuple[Done, Done]:
    """Every command, and beside them `analyse`, which needs no database."""
    analysing = desk.start("analyse", "given.jsonl", "-o", "out.jsonl", "--group", "--engine", "inline")
    steps = [sys.executable, "-c", ONE_BY_ONE, json.dumps(commands(page_id))]
    environment = {**desk.base, **desk.settings}
    ran = subprocess.run(
        steps,
        env=environment,
        cwd=desk.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=150,
        check=False,
    )
    return Done(ran.returncode, ran.stdout, ran.stderr), desk.end(analysing)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, new_desk: Callable[..., Desk]) -> Iterator[Office]:
    """Everything done once in a town of two weeks; the tests look at what came out."""
    with serve(SimulatorConfig(control=True, seed=3, weeks=2, weeks_ahead=0)) as town:
        world = town.graph.world
        plant(world)
        desk = new_desk(tmp_path_factory.mktemp("planted"), town)
        hand_in(desk.folder)
        desk.fault("names_visible")
        authors = [post.author for post in world.posts.values()]
        authors += [comment.author for comment in world.comments.values()]
        people = {word for each in authors if each for word in (each.name, each.id)}
        yield Office(desk, *work(desk, town.page_id), tuple(people))


def left(text: str, *more: str) -> list[str]:
    """Which secrets stand in a text, also where it writes letters as JSON does."""
    forms = {secret: {secret, json.dumps(secret)[1:-1]} for secret in (*SECRETS, *PEOPLE, *more)}
    return [secret for secret, ways in forms.items() if any(way in text for way in ways)]


def test_the_texts_are_full_of_people() -> None:
    assert all(secret in text for text, secrets in PLANTED for secret in secrets)
    assert left("\n".join(text for text, _ in PLANTED)) == list(SECRETS)


def test_every_command_did_its_work(office: Office) -> None:
    names = commands("").keys()
    assert office.codes == {name: int(name == "import") for name in names}, office.done.err
    assert f"added {len(PLANTED)}" in office.done.err
    assert office.analysed.code == 0, office.analysed.err


def test_no_command_says_a_person(office: Office) -> None:
    said = office.done.out + office.done.err + office.analysed.out + office.analysed.err
    assert len(said) > 1000
    assert left(said, *office.people) == []


def test_no_file_holds_a_person(office: Office) -> None:
    content = office.written("*")
    assert "zorgtoeslag" in content
    assert left(content, *office.people) == []


def test_a_row_that_cannot_be_read_is_not_quoted(office: Office) -> None:
    assert "row 40: " in office.done.err
    assert [part for part in ("Sijtske", "Hiddema", "87135924") if part in office.done.err] == []


def test_the_database_holds_what_was_asked(office: Office) -> None:
    content = office.written("bereik.db*")
    assert content.count("[naam]") > 40
    assert all(f"[{kind}]" in content for kind in ("bsn", "telefoon", "iban", "adres", "kenteken", "e-mail"))


def test_analysing_gives_no_person_back(office: Office) -> None:
    rows = [json.loads(line) for line in office.written("out.jsonl").splitlines()]
    assert len(rows) == len(PLANTED)
    assert left(json.dumps(rows, ensure_ascii=False)) == []


@pytest.mark.parametrize("name", SEEN)
def test_no_screen_and_no_csv_shows_a_person(
    office: Office, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[bytes] = []
    monkeypatch.setattr(charts, "to_csv", kept_by(files))
    with contextlib.closing(office.desk.open()) as database:
        screen = open_view(name, database)
    assert not screen.exception
    sent = [node.proto.SerializeToString() for node in screen._tree if getattr(node, "proto", None)]
    shown = b"\n".join([*sent, *files]).decode("utf-8", "replace")
    assert SEEN[name] in shown
    assert left(shown, *office.people) == []


def kept_by(files: list[bytes]) -> Callable[[Sequence[Mapping[str, str]]], bytes]:
    """What writes the CSV files of the screens, keeping each for the test."""
    to_csv = charts.to_csv

    def write(rows: Sequence[Mapping[str, str]]) -> bytes:
        files.append(to_csv(rows))
        return files[-1]

    return write


def open_view(name: str, database: Any) -> AppTest:
    """Run one view as Streamlit would."""

    def script(name: str, database: object) -> None:

        from importlib import import_module

        from dashboard.words import words

        import_module(f"dashboard.views.{name}").show(database, words("nl"))

    return AppTest.from_function(script, args=(name, database), default_timeout=20).run()
