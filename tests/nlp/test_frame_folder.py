"""An office's own folder beside the shipped frame."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from nlp import tag
from nlp.frame import load
from nlp.workers import Work, in_order


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """An empty folder in use; the shipped frame is alone again afterwards."""
    load.use_folder(tmp_path)
    yield tmp_path
    load.use_folder(None)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    load.use_folder(folder)


def test_own_words_are_added_to_ours(own: Path) -> None:
    text = "Waar is de plofzaal?"
    assert tag.tag(text, language_hint="nl").codes == ()
    write(own, "keywords/nl.toml", '[leisure]\nactivities = "plofzaal"\n')
    assert [each.code for each in tag.tag(text, language_hint="nl").codes] == ["leisure.activities"]
    assert tag.tag("ik zoek een huisarts", language_hint="nl").codes[0].code == "health.gp"


def test_a_code_of_its_own_needs_an_entry_and_gets_words(own: Path) -> None:
    entry = 'nl = "Tuin"\nen = "Garden"\nabout_nl = "x"\nabout_en = "x"\nindicators = []\n'
    write(own, "frame.toml", f'[codes."leisure.garden"]\n{entry}bus_theme = "practical"\nsensitive = false\n')
    write(own, "keywords/nl.toml", '[leisure]\ngarden = "volkstuin"\n')
    assert load.load_frame().codes["leisure.garden"].category == "leisure"
    assert [each.code for each in tag.tag("een volkstuin huren", language_hint="nl").codes][:1] == [
        "leisure.garden"
    ]


def test_examples_and_languages_are_added(own: Path) -> None:
    before = load.examples("nl")["health.gp"]
    write(own, "examples/nl.toml", '[health]\ngp = ["Wie is mijn dokter?"]\n')
    write(own, "keywords/xx.toml", '[health]\ngp = "dokter"\n')
    assert load.examples("nl")["health.gp"] == (*before, "Wie is mijn dokter?")
    assert "xx" in load.languages("keywords")


def test_the_version_names_the_content(own: Path) -> None:
    empty = tag.model_version()
    write(own, "keywords/nl.toml", '[leisure]\nactivities = "plofzaal"\n')
    first = tag.model_version()
    write(own, "keywords/nl.toml", '[leisure]\nactivities = "plofbal"\n')
    assert len({empty, first, tag.model_version()}) == 3
    assert load.frame_version().startswith(load.load_frame().version + "+")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("keywords/nl.toml", "[leisure\n", "keywords/nl.toml is not valid"),
        ("keywords/nl.toml", '[leisure]\nnothing = "x"\n', "unknown codes: leisure.nothing"),
        ("frame.toml", '[codes."leisure.x"]\nnl = "x"\n', "no 'en'"),
    ],
)
def test_a_mistake_is_named(own: Path, name: str, text: str, told: str) -> None:
    write(own, name, text)
    with pytest.raises(load.FrameError, match=told):
        load.keywords("nl")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(load.FrameError, match="there is no folder"):
        load.use_folder(tmp_path / "nowhere")


def test_processes_that_start_anew_know_the_folder(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # they run the main file again
    write(own, "keywords/nl.toml", '[leisure]\nactivities = "plofzaal"\n')
    done = threading.Event()
    thread = threading.Thread(target=done.wait)  # with a second thread no process is forked
    thread.start()
    try:
        (found,) = in_order(Work(load.keywords, lambda _: (), lambda _: {}), ["nl"], 2)
    finally:
        done.set()
        thread.join()
    assert "plofzaal" in found["leisure.activities"]
