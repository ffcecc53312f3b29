"""What a store holds is for its owner only: intents keep what was in the register before."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.store import Store
from tests.store.conftest import Clock


@pytest.fixture(autouse=True)
def generous_mask() -> Iterator[None]:
    """Under the usual mask, others may read what a program makes."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}


def test_a_new_file_and_its_journals_are_for_their_owner_only(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    with Store.open(sqlite_url, now=clock) as store:
        store.save_plan("p", "org", b"x")
        found = rights(tmp_path)

    assert found == {"hytedata.db": 0o600, "hytedata.db-wal": 0o600, "hytedata.db-shm": 0o600}


def test_a_file_that_was_there_keeps_its_rights(
    tmp_path: Path, sqlite_url: str, clock: Clock
) -> None:
    (tmp_path / "hytedata.db").touch(0o660)
    (tmp_path / "hytedata.db").chmod(0o660)

    Store.open(sqlite_url, now=clock).close()

    assert rights(tmp_path)["hytedata.db"] == 0o660


def test_a_link_to_a_file_that_is_not_there_makes_a_private_file(
    tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "real.db")

    Store.open(f"sqlite:///{tmp_path}/link.db", now=clock).close()

    assert rights(tmp_path)["real.db"] == 0o600
