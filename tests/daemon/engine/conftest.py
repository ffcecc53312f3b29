"""A clock, settings for two organisations, an empty store, and outcomes as they come."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata_daemon.settings import Settings, load_settings

ORGANISATIONS = tuple(f"00000000-0000-4000-8000-000000000{code}" for code in ("889", "837"))

BASE = 'contact = "tietohallinto@kunta.example"\n'
PUBLISHERS = "".join(
    f'[[organisation]]\nid = "{one}"\nname = "{one[-3:]}"\nmunicipalities = ["{one[-3:]}"]\n'
    for one in ORGANISATIONS
)


@dataclass
class Clock:
    """A time that moves when told to."""

    time: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.time

    def advance(self, *, minutes: float = 0, days: float = 0) -> None:
        self.time += timedelta(minutes=minutes, days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def settings_of(folder: Path, text: str = "") -> Settings:
    """Load settings with two organisations, and *text* before them."""
    file = folder / "hytedata.toml"
    file.write_text(BASE + text + PUBLISHERS, encoding="utf-8")
    return load_settings(file, environ={})


@pytest.fixture
def store_url(tmp_path: Path, made_store: Path) -> str:
    """A store on SQLite, empty."""
    shutil.copy(made_store, tmp_path / "hytedata.db")
    return f"sqlite:///{tmp_path}/hytedata.db"


@pytest.fixture
def store(store_url: str, clock: Clock) -> Iterator[Store]:
    with Store.open(store_url, now=clock) as opened:
        yield opened
