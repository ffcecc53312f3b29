import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.copying import copy_store
from hytedata.store.database import Database
from hytedata.store.moved import reopen
from tests.store.copying.rows import everything, fill

pytestmark = pytest.mark.slow

KILLED = Path(__file__).with_name("killed.py")
Die = Callable[[str, str], None]


def now() -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path, made_store: Path) -> str:
    (tmp_path / "source.db").write_bytes(made_store.read_bytes())
    url = f"sqlite:///{tmp_path}/source.db"
    database = Database.at(url, now=now, create=False)
    fill(database, seed=1)
    database.close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/target.db"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def die(source: str) -> Die:
    """Copy in a process that is killed at a place."""

    def copy(target: str, where: str) -> None:
        command = [sys.executable, str(KILLED), source, target, where]
        assert subprocess.run(command, timeout=60).returncode == -signal.SIGKILL

    return copy


def rows(url: str) -> int:
    database = Database.at(url, now=now, create=False)
    found = everything(database)
    database.close()
    return sum(len(each) for name, each in found.items() if name != "audit")


@pytest.mark.parametrize("where", ["account", "record", "snapshot"])
def test_a_copy_that_is_killed_leaves_the_store_usable_and_can_be_begun_again(
    source: str, target: str, die: Die, where: str
) -> None:
    before = rows(source)

    die(target, where)

    Store.open(source, now=now).close()
    copy_store(source, target, now=now)
    assert rows(target) == before


def test_between_mark_and_end_no_store_is_usable_until_a_person_says_which(
    source: str, target: str, die: Die
) -> None:
    die(target, "marked")

    with pytest.raises(StoreError, match="or it never came to be: hytedata store reopen"):
        Store.open(source, now=now)
    with pytest.raises(StoreError, match=r"empty|no store"):
        Store.open(target, now=now, create=False)
    assert reopen(source, now=now)
    copy_store(source, target, now=now)
