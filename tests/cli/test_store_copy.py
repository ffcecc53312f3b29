import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.errors import StoreError
from hytedata.store import Store


def now() -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path, made_store: Path) -> Path:
    """A configuration with a store in its folder."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    file = tmp_path / "hytedata.toml"
    file.write_text('contact = "tietohallinto@kunta.example"\n', encoding="utf-8")
    return file


def test_the_configured_store_is_copied_and_what_to_do_next_is_said(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = f"sqlite:///{tmp_path}/new.db"

    code = run(["store", "copy", target, "-c", str(config)])

    said = capsys.readouterr().out
    assert code == 0
    assert "Copied and compared: 1 rows" in said
    assert f"set `store` in the configuration to {target}" in said
    Store.open(target, now=now).close()
    with pytest.raises(StoreError, match="moved"):
        Store.open(f"sqlite:///{tmp_path}/hytedata.db", now=now)


@pytest.mark.slow
def test_a_copy_between_two_named_stores_needs_no_configuration(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    urls = [f"sqlite:///{tmp_path}/{name}.db" for name in ("hytedata", "new")]

    code = run(["store", "copy", *urls, "-c", "none.toml", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["tables"]["meta"] == 1


def test_a_password_in_a_url_is_refused(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["store", "copy", "postgresql://me:geheim@db/hytedata", "-c", str(config)])

    said = capsys.readouterr().err
    assert code == 4
    assert "must not hold a password" in said
    assert "geheim" not in said


@pytest.mark.slow
def test_a_moved_store_is_opened_again_only_when_that_is_confirmed(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["store", "copy", f"sqlite:///{tmp_path}/new.db", "-c", str(config)])

    refused = run(["store", "reopen", "-c", str(config)])
    opened = run(["store", "reopen", "-c", str(config), "--confirm"])

    assert (refused, opened) == (4, 0)
    assert "would both write to PTV" in capsys.readouterr().err
    Store.open(f"sqlite:///{tmp_path}/hytedata.db", now=now).close()
