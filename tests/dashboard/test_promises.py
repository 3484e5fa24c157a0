"""Promises that stand outside the code: in the README, the locks, the packages."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from dashboard.cli import MODULES

ROOT = Path(__file__).parents[2]
PACKAGES = {"collectors", "nlp", "campaigns", "dashboard", "data"}


def test_the_readme_lists_exactly_the_commands_there_are() -> None:
    listed = set(re.findall(r"^\| `bereik (\w+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert listed == set(MODULES)


def test_every_file_with_a_command_is_listed() -> None:
    files = {path.stem for path in (ROOT / "dashboard" / "commands").glob("*.py")}
    assert files - {"__init__", "printing"} == set(MODULES.values())


def test_locks_have_hashes_and_name_no_index() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\$", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)), lock.name
        assert text.count("--hash=sha256:") >= len(pinned)


def test_no_other_distribution_owns_our_package_names() -> None:
    owners = metadata.packages_distributions()
    assert {name: owners.get(name, ["bereik"]) for name in PACKAGES} == {
        name: ["bereik"] for name in PACKAGES
    }


def test_our_packages_are_found_from_any_folder(tmp_path: Path) -> None:
    script = f"import {', '.join(sorted(PACKAGES))}; print(data.__file__)"
    found = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout.strip() == str(ROOT / "data" / "__init__.py"), found.stderr


def test_every_fixed_package_is_really_used() -> None:
    fixed = {"scrapy", "facebook", "spacy", "langdetect", "sqlalchemy", "streamlit"}
    code = "\n".join(path.read_text("utf-8") for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
    assert {
        name for name in fixed if not re.search(rf"^\s*(?:import|from) {name}\b", code, re.MULTILINE)
    } == set()


def test_the_licence_is_the_one_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text("utf-8")
