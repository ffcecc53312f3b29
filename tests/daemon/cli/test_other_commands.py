"""Commands whose work other parts do: that they reach them, and what they say."""

import io
import signal
import sys
from pathlib import Path

import pytest

from hytedata_daemon.cli.app import run
from tests.daemon.cli.conftest import Answer

pytestmark = pytest.mark.usefixtures("with_store")


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is piped in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("pitkä ja helppo muistaa\n"))


@pytest.mark.slow
@pytest.mark.usefixtures("accounts")
def test_a_person_is_added_without_the_password_being_shown(
    answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["account", "add", "Anna.Aho", "--role", "approver"])

    told = capsys.readouterr()
    assert (code, told.out) == (0, "anna.aho is approver for all organisations.\n")
    (person,) = answer("account", "list")["accounts"]
    assert person["has_password"]


@pytest.mark.usefixtures("accounts")
def test_a_person_whom_a_proxy_signs_in_has_no_password(answer: Answer) -> None:
    run(["account", "add", "anna", "--role", "viewer", "--by-proxy"])

    (person,) = answer("account", "list")["accounts"]
    assert (person["role"], person["has_password"]) == ("viewer", False)


@pytest.mark.usefixtures("accounts")
def test_a_person_is_kept_out_let_in_and_removed(answer: Answer) -> None:
    run(["account", "add", "anna", "--role", "viewer", "--by-proxy"])

    run(["account", "disable", "anna"])
    (out,) = answer("account", "list")["accounts"]
    run(["account", "enable", "anna"])
    run(["account", "role", "anna", "--role", "approver"])
    (inside,) = answer("account", "list")["accounts"]
    run(["account", "remove", "anna"])

    assert (out["disabled"], inside["disabled"], inside["role"]) == (True, False, "approver")
    assert answer("account", "list")["accounts"] == []


@pytest.mark.usefixtures("accounts")
def test_who_is_not_there_cannot_be_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["account", "remove", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


@pytest.mark.usefixtures("accounts")
def test_a_role_holds_for_organisations_of_the_file_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(["account", "add", "anna", "--role", "viewer", "--by-proxy", "-o", "mallila"])

    assert code == 4
    assert "has no organisation mallila" in capsys.readouterr().err


@pytest.mark.slow
def test_a_backup_is_put_back_only_where_that_is_meant(
    answer: Answer, with_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = answer("backup", "--to", str(with_store / "kept"))
    # What is there before is backed up beside it, in the same second.
    folder = str(Path(str(made["folder"])).rename(with_store / "kept" / "mine"))

    refused = run(["restore", folder])
    why = capsys.readouterr().err
    restored = run(["restore", folder, "--replace"])

    assert refused == 2
    assert "--replace" in why
    assert restored == 0
    assert "is as it was at" in capsys.readouterr().out


@pytest.mark.slow
def test_a_broken_configuration_is_the_first_that_a_check_finds(
    answer: Answer, with_store: Path
) -> None:
    file = with_store / "hytedata.toml"
    file.write_text(file.read_text("utf-8") + "[daemon.jobs.nap]\n", encoding="utf-8")

    checks = answer("check", code=4)["checks"]

    assert any("daemon.jobs" in one["seen"] for one in checks if one["state"] == "fail")


def test_a_job_is_done_now_and_the_service_knows_of_it(answer: Answer, with_store: Path) -> None:
    from hytedata.models.clock import utc_now
    from hytedata.store import Store
    from hytedata.store.due import WorkKey

    before = signal.getsignal(signal.SIGINT)
    (work,) = answer("once", "clean-up")["works"]

    assert (work["work"]["job"], work["outcome"]["state"]) == ("clean-up", "done")
    assert signal.getsignal(signal.SIGINT) is before
    with Store.open(f"sqlite:///{with_store / 'hytedata.db'}", now=utc_now) as store:
        row = store.due.find(WorkKey("", "clean-up"))
    assert row is not None
    assert (row.is_open, row.failures) == (False, 0)


def test_what_the_service_has_in_hand_is_left_to_it(answer: Answer, with_store: Path) -> None:
    from hytedata.models.clock import utc_now
    from hytedata.store import Store

    with (
        Store.open(f"sqlite:///{with_store / 'hytedata.db'}", now=utc_now) as store,
        store.lease("work:clean-up", "hytedata-daemon on palvelin", seconds=60),
    ):
        (work,) = answer("once", "clean-up", code=2)["works"]

    assert work["outcome"]["state"] == "busy"
    assert "hytedata-daemon on palvelin" in work["outcome"]["detail"]
