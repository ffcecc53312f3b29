"""Settings for a store, a clock that moves on, and a store of an older schema."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import hytedata.store
from hytedata_daemon.settings import Settings, load_settings

CONTACT = 'contact = "tietohallinto@kunta.example"\n'


class Clock:
    """Each look is a second later."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


Make = Callable[..., Settings]
MakeOlder = Callable[[str, str], None]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environ() -> Mapping[str, str]:
    return dict(os.environ)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Settings of a configuration with a store's URL."""

    def written(url: str = "sqlite:///hytedata.db", more: str = "") -> Settings:
        file = tmp_path / "hytedata.toml"
        file.write_text(f'{CONTACT}store = "{url}"\n{more}', encoding="utf-8")
        return load_settings(file, environ={})

    return written


@pytest.fixture
def settings(make: Make, tmp_path: Path, made_store: Path) -> Settings:
    """Settings with a store of this version."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    return make()


@pytest.fixture
def make_older() -> MakeOlder:
    """Make a store of an older schema at a URL."""

    def made(url: str, revision: str) -> None:
        config = Config()
        folder = Path(hytedata.store.__file__).parent / "migrations"
        config.set_main_option("script_location", str(folder))
        config.set_main_option("path_separator", "os")
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            values = {"at": "2026-01-01 00:00:00"}
            connection.execute(text("INSERT INTO meta (id, made_at) VALUES ('old', :at)"), values)
        engine.dispose()

    return made
