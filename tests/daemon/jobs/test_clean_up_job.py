import shutil
import sqlite3
from pathlib import Path

import pytest

from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Work
from hytedata_daemon.settings import Settings, load_settings


@pytest.fixture
def settings(made_store: Path, tmp_path: Path) -> Settings:
    shutil.copy(made_store, tmp_path / "hytedata.db")
    file = tmp_path / "hytedata.toml"
    file.write_text('contact = "it@kunta.test"\n', encoding="utf-8")
    return load_settings(file, environ={})


@pytest.fixture
def ended_session(settings: Settings, tmp_path: Path) -> sqlite3.Connection:
    """The store's database, with a session that has ended."""
    raw = sqlite3.connect(tmp_path / "hytedata.db", isolation_level=None)
    ended = "2020-01-01 00:00:00.000000"
    raw.execute(
        "INSERT INTO session (key, account, content, made_at, seen_at, until) "
        "VALUES ('k', 'a', '{}', ?, ?, ?)",
        (ended, ended, ended),
    )
    return raw


def test_what_has_had_its_time_is_forgotten(
    settings: Settings, ended_session: sqlite3.Connection
) -> None:
    outcome = perform(settings, Work(job="clean-up"), {})

    assert outcome.state == "done"
    assert outcome.counts == {"sessions": 1}
    ended_session.close()


def test_one_thing_that_fails_does_not_stop_the_others(
    settings: Settings, ended_session: sqlite3.Connection
) -> None:
    ended_session.execute("DROP TABLE finding")
    ended_session.close()

    outcome = perform(settings, Work(job="clean-up"), {})

    assert (outcome.state, outcome.code) == ("incomplete", "store")
    assert outcome.detail.startswith("findings: ")
    assert outcome.counts == {"sessions": 1}
