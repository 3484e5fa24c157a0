"""Fixtures for every folder: a fresh, migrated database on SQLite and, where installed, PostgreSQL."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import create_engine, text

from data.database import Database, open_database

NO_SERVER = "PostgreSQL's initdb is not installed (Debian package postgresql)"
_numbers = count(1)


class Cluster:
    """A throwaway PostgreSQL server: its own folder, a Unix socket, nothing flushed to disk."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="bereik-pg-"))
        self.account: dict[str, object] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def start(self) -> None:
        self.run("initdb", "-U", "bereik", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=40 -F"
        self.run("pg_ctl", "-w", "-l", f"{self.folder}/log", "-o", options, "start")
        open_database(self.url("template1")).close()  # every new database starts as a migrated copy

    def stop(self) -> None:
        self.run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", f"{self.folder}/data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.account)

    def url(self, name: str) -> str:
        return f"postgresql://bereik@/{name}?host={self.folder}"

    def administer(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _postgres_programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = str(folders[-1] / "initdb") if folders else shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """Skips a test whose program this machine lacks; fails it where nothing may be skipped."""

    def say(what: str) -> NoReturn:
        if os.environ.get("BEREIK_TESTS_SKIP_NOTHING") == "1":
            pytest.fail(what)
        pytest.skip(what)

    return say


@pytest.fixture(scope="session")
def postgres(missing: Callable[[str], NoReturn]) -> Iterator[Cluster]:
    """The one PostgreSQL server of a test run."""
    programs = _postgres_programs()
    if programs is None:
        missing(NO_SERVER)
    cluster = Cluster(programs)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "bereik.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database."""
    path = tmp_path / "bereik.db"
    shutil.copyfile(sqlite_template, path)
    database = open_database(f"sqlite:///{path}", upgrade=False)
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres: Cluster) -> Iterator[Database]:
    """A fresh database on the throwaway PostgreSQL server."""
    name = f"bereik_{next(_numbers)}"
    postgres.administer(f"CREATE DATABASE {name}")
    database = open_database(postgres.url(name), upgrade=False)
    yield database
    database.close()
    postgres.administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database, once on SQLite and once on PostgreSQL."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found
