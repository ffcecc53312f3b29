"""All checks together, against the sandbox."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from hytedata.sandbox import Fault, Sandbox
from hytedata.store import Store
from hytedata_daemon.checks import Check, print_report, run_checks, warned
from hytedata_daemon.settings import Settings, load_settings
from tests.daemon.checks.conftest import Write, named

SOME_MACHINES_WARN = {"user", "disk"}
"""What depends on who runs the tests, and where."""


@pytest.fixture
def config(sandbox: Sandbox, tmp_path: Path) -> Path:
    file = tmp_path / "hytedata.toml"
    # Port 1 is nobody's: the tests run beside others.
    text = sandbox.config_toml() + "[daemon.web]\nport = 18470\n"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def environ(sandbox: Sandbox) -> Mapping[str, str]:
    return {sandbox.password_env: sandbox.password}


def test_a_configuration_that_is_wrong_is_told_with_every_fault_and_exit_4(write: Write) -> None:
    report = run_checks(write("[daemon]\nport = 1\ntime_zone = 'Turku'\n"), {})

    faults = [one for one in report.of("fail") if one.group == "configuration"]
    assert len(faults) == 2
    assert (report.exit_code, report.will_run) == (4, False)
    assert report.verdict.startswith("`hytedata-daemon run` will not start")
    assert named(report, "time zones").state == "ok"


def test_a_configuration_that_is_missing_is_told(tmp_path: Path) -> None:
    report = run_checks(tmp_path / "none.toml", {})

    assert "the file does not exist" in named(report, "file").seen
    assert report.exit_code == 4


@pytest.mark.slow
def test_a_set_up_that_is_right_will_run(config: Path, environ: Mapping[str, str]) -> None:
    store_url = load_settings(config, environ=environ).config.store
    with Store.open(store_url, now=lambda: datetime.now(UTC)) as store:
        store.accounts.add("maija", "approver", password="hash")

    report = run_checks(config, environ)

    assert [one for one in report.checks if one.state == "fail"] == []
    assert {one.name for one in report.of("warn")} <= SOME_MACHINES_WARN
    assert (report.exit_code, report.will_run) == (0, True)
    assert "will work" in report.verdict
    assert {one.group for one in report.checks} >= {"store", "upstreams", "logins", "pages"}


@pytest.mark.slow
def test_nothing_is_written_and_each_login_is_tried_once(
    config: Path, sandbox: Sandbox, environ: Mapping[str, str]
) -> None:
    sandbox.controls.clear_journal()

    run_checks(config, {**environ, sandbox.password_env: "wrong"})

    logins = [one for one in sandbox.journal() if "api-login" in one.path]
    assert len(logins) == 1
    assert sandbox.writes() == ()


@pytest.mark.slow
def test_a_wrong_password_is_told_without_it_and_the_others_go_on(
    config: Path, sandbox: Sandbox, environ: Mapping[str, str]
) -> None:
    report = run_checks(config, {**environ, sandbox.password_env: "wr0ng-secret"})

    login = named(report, "Mallilan kunta")
    assert (login.state, "refuses the user kunta-889" in login.seen) == ("fail", True)
    assert "check the user name, and the password" in login.do
    assert named(report, "Lipas").state == "ok"
    assert "wr0ng-secret" not in json.dumps(report.to_json())
    assert (report.exit_code, report.will_run) == (2, True)
    assert "will start, but one thing will not work" in report.verdict


@pytest.mark.slow
def test_a_password_that_is_nowhere_or_open_to_others_is_told_with_what_to_do(
    config: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    nowhere = named(run_checks(config, {}), "Mallilan kunta")
    secret = tmp_path / "password"
    secret.write_text(sandbox.password, encoding="utf-8")
    secret.chmod(0o644)
    named_file = f'password_env = "{sandbox.password_env}"', 'password_file = "password"'
    config.write_text(config.read_text("utf-8").replace(*named_file), encoding="utf-8")
    open_to_all = named(run_checks(config, {}), "Mallilan kunta")

    assert (nowhere.state, nowhere.do) == ("fail", "set it")
    assert (open_to_all.state, open_to_all.do) == ("fail", f"run: chmod 600 {secret}")


@pytest.mark.slow
def test_an_upstream_that_is_down_is_told_and_the_others_are_looked_at(
    config: Path, sandbox: Sandbox, environ: Mapping[str, str]
) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/lipas", status=503))

    report = run_checks(config, environ)

    assert named(report, "Lipas").seen == "127.0.0.1 answers 503"
    assert named(report, "PTV v11").state == "ok"
    assert report.will_run


@pytest.mark.slow
def test_other_parts_add_their_checks_and_one_that_breaks_hides_nothing(
    config: Path, environ: Mapping[str, str]
) -> None:
    def channels(_: Settings, __: Mapping[str, str]) -> list[Check]:
        return [warned("notices", "mail", "no channel is set", "add one")]

    def breaks(_: Settings, __: Mapping[str, str]) -> list[Check]:
        raise OSError("odd")

    report = run_checks(config, environ, more=(breaks, channels))

    assert named(report, "mail").do == "add one"
    assert named(report, "check").seen == "odd"


@pytest.mark.slow
def test_a_report_is_a_table_that_ends_with_whether_run_will_work(
    config: Path, sandbox: Sandbox, environ: Mapping[str, str]
) -> None:
    report = run_checks(config, {**environ, sandbox.password_env: "wrong"})
    written = io.StringIO()

    print_report(report, Console(file=written, width=80))

    lines = [line.rstrip() for line in written.getvalue().splitlines()]
    assert lines[0] == "Configuration"
    assert any(line.lstrip().startswith("✗  Mallilan kunta") for line in lines)
    assert any(line.lstrip().startswith("→ check the user name") for line in lines)
    assert lines[-1].endswith("until mended.")
    assert max(map(len, lines)) <= 80
