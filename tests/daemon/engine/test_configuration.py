import stat
from pathlib import Path

from hytedata_daemon.engine.configuration import (
    EngineConfig,
    engine_url,
    lay_down,
    without_cloud,
)


def test_with_sqlite_the_engine_has_a_file_of_its_own_beside_the_store() -> None:
    assert engine_url("sqlite:////srv/hyte/hytedata.db") == "sqlite:////srv/hyte/hytedata-engine.db"
    assert engine_url("sqlite:///hytedata.db?timeout=5") == "sqlite:///hytedata-engine.db"


def test_with_postgresql_the_engine_is_in_the_database_of_the_store() -> None:
    url = "postgresql://hyte@/hyte?host=/run/postgresql"

    assert engine_url(url) == url


def test_only_its_owner_reads_the_file_of_the_engine(tmp_path: Path) -> None:
    lay_down(f"sqlite:///{tmp_path}/hytedata-engine.db")

    assert stat.S_IMODE((tmp_path / "hytedata-engine.db").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "hytedata-engine.db"
    file.write_text("kept")

    lay_down(f"sqlite:///{file}")

    assert file.read_text() == "kept"


def test_nothing_in_the_environment_leads_to_a_cloud() -> None:
    environ = {"DBOS__CLOUD": "true", "DBOS__CONDUCTOR_KEY": "k", "PATH": "/bin"}

    without_cloud(environ)

    assert environ == {"PATH": "/bin"}


def test_what_dbos_is_told_names_no_account_key_or_telemetry() -> None:
    told = EngineConfig("sqlite:///e.db", "me").for_dbos()

    assert told["enable_otlp"] is False
    assert not {key for key in told if "conductor" in key or "key" in key}
    assert told["application_version"] == "engine-1"
