import shutil
import sqlite3
from pathlib import Path

import pytest

from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Work
from hytedata_daemon.settings import Settings, load_settings

LONG_AGO = "2020-01-01 00:00:00.000000"


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
    raw.execute(
        "INSERT INTO session (key, account, content, made_at, seen_at, until) "
        "VALUES ('k', 'a', '{}', ?, ?, ?)",
        (LONG_AGO, LONG_AGO, LONG_AGO),
    )
    return raw


def test_what_has_had_its_time_is_forgotten(
    settings: Settings, ended_session: sqlite3.Connection
) -> None:
    outcome = perform(settings, Work(job="clean-up"), {})

    assert outcome.state == "done"
    assert outcome.counts == {"sessions": 1}
    ended_session.close()


def test_what_daemons_left_behind_is_forgotten_table_by_table(
    settings: Settings, ended_session: sqlite3.Connection
) -> None:
    for table, columns in {
        "daemon": "id, machine, version, started_at, seen_at, stopped_at",
        "notice": "rule, organisation, subject, params, channel, attempts, made_at, sent_at",
        "sign_in_attempt": "subject, failures, last_at",
        "upstream_slot": "upstream, slot, holder, token, until",
    }.items():
        names = columns.split(", ")
        values = [LONG_AGO if one.endswith(("_at", "until")) else "0" for one in names]
        marks = ", ".join("?" * len(names))
        ended_session.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)

    outcome = perform(settings, Work(job="clean-up"), {})

    assert outcome.counts == dict.fromkeys(
        ("sessions", "sign_ins", "notices", "daemons", "slots"), 1
    )
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
