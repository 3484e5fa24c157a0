"""The one place that reads the environment: `BEREIK_*` variables, or a `.env` in the working folder."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

FACEBOOK = "https://graph.facebook.com"


class Settings(BaseSettings):
    """What an office may set; every value has a default that works on one machine without Meta."""

    model_config = SettingsConfigDict(env_prefix="BEREIK_", env_file=".env", extra="ignore")

    home: Path = Path.home() / ".bereik"
    database_url: str = ""
    graph_url: str = FACEBOOK
    graph_version: str = "v26.0"
    app_id: str | None = None
    app_secret: SecretStr | None = None
    contact: str = ""
    language: str = "nl"
    demo: bool = False
    frame: Path | None = None
    roles: str = ""

    @property
    def given_roles(self) -> frozenset[str]:
        """The roles of whoever uses this dashboard, until there is sign-in; commas between them."""
        return frozenset(name.strip() for name in self.roles.split(",") if name.strip())

    @property
    def database(self) -> str:
        """The database's address: the one that was set, else an SQLite file in `home`."""
        return self.database_url or f"sqlite:///{self.home / 'bereik.db'}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the settings once per process."""
    return Settings()


def token(name: str | None) -> str | None:
    """Return the Page token that a source names with `--token-env NAME`; None when it is not set.

    Looked for in the environment first, then in the `.env` of the working folder.
    """
    if not name:
        return None
    return os.environ.get(name) or dotenv_values(".env").get(name)


def choose(**values: str) -> None:
    """Set `BEREIK_*` values for this process and the children it starts; the demo uses this, nothing else."""
    os.environ.update({f"BEREIK_{key.upper()}": value for key, value in values.items()})
    settings.cache_clear()
