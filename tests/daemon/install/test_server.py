import json
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from tests.daemon.install import probe
from tests.install.booted import Booted
from tests.install.browser import person
from tests.install.commands import commands_of
from tests.install.fresh_root import HEADING, PAGE, PAGES, PASSWORD, install
from tests.install.parts import need
from tests.install.wheels import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ADMIN = "/opt/hytedata/bin/hytedata-admin"
PROBE = ROOT / "tests/daemon/install/probe.py"


@pytest.mark.skipif(
    not (ROOT / "daemon/hytedata_daemon/web/pages").is_dir(),
    reason="the service's commands and pages are not part of this version yet",
)
def test_the_pages_eight_commands_lead_to_a_plan_that_is_approved_in_a_browser_and_written(
    installed: Booted, tmp_path: Path
) -> None:
    need("chromium")
    with Sandbox() as sandbox:
        install(installed, sandbox, commands_of(PAGE, HEADING)[2:])
        assert installed.run("systemctl is-active hytedata-daemon") == "active"
        planned = once(installed, "plan")
        assert planned["changes"] > 0

        with person(PAGES, tmp_path) as maija:
            maija.sign_in("maija", PASSWORD)
            assert "Hyväksytty: maija" in maija.approve()
            wait_until_written(installed)
            for job in ("read-lipas", "read-ptv", "gaps"):
                report = once(installed, job)
            assert str(report["errors"]) in maija.read("/findings")

        copies_and_stops(installed)


def once(machine: Booted, job: str) -> dict[str, int]:
    """Run a job by hand, as the page says; gives what it counted."""
    told = machine.run(f"hytedata-admin once {job} --json 2>/dev/null")
    (work,) = json.loads(told)["works"]
    assert work["outcome"]["state"] == "done", told
    counts: dict[str, int] = work["outcome"]["counts"]
    return counts


def wait_until_written(machine: Booted) -> None:
    """Plan until nothing is left to do, while the service writes what was approved."""
    for _ in range(60):
        told = machine.attempt("hytedata-admin once plan --json 2>/dev/null").stdout
        (work,) = json.loads(told)["works"]
        if work["outcome"]["counts"].get("changes") == 0:
            return
    raise AssertionError(told)


def copies_and_stops(machine: Booted) -> None:
    machine.run("systemctl start hytedata-backup.service")
    (copy,) = machine.run("ls /var/lib/hytedata/backups").splitlines()
    machine.run("systemctl stop hytedata-daemon.service")

    restored = f"hytedata-admin restore /var/lib/hytedata/backups/{copy} --replace"

    assert "as it was" in machine.run(restored)
    assert machine.run("systemctl show -P Result hytedata-daemon") == "success"


@pytest.fixture
def probed(installed: Booted) -> Booted:
    """The server with the probe as its service."""
    program = installed.folder / "opt/hytedata/bin/hytedata-daemon"
    program.write_text(f"#!/opt/hytedata/bin/python\n{PROBE.read_text('utf-8')}", "utf-8")
    installed.run(f"{ADMIN} set-up")
    return installed


def test_all_that_the_daemon_imports_bears_its_units_rules(probed: Booted) -> None:
    probed.run("hytedata-admin secret probe", typed="salainen\n")

    probed.run("systemctl enable --now hytedata-daemon.service hytedata-backup.timer")

    found = json.loads((probed.folder / "var/lib/hytedata/probe.json").read_text("utf-8"))
    able = {*probe.COMPILED, *(deed.__name__ for deed in probe.ABLE)}
    assert {name: error for name, error in found.items() if name in able and error} == {}
    assert [name for name, error in found.items() if name not in able and not error] == []
    reloads_stops_and_starts_again(probed)
    is_set_up_again_without_loss(probed)
    refuses_what_is_no_name_and_no_root(probed)
    goes_when_the_page_says_so(probed)


def reloads_stops_and_starts_again(machine: Booted) -> None:
    state = "systemctl show -P {} hytedata-daemon"
    machine.run("systemctl reload hytedata-daemon")
    assert machine.run(f"{state.format('StatusText')}") == "reloaded"

    machine.run("kill -9 $(systemctl show -P MainPID hytedata-daemon)")
    machine.run(
        "until systemctl show -P SubState hytedata-daemon | grep -q auto-restart; do :; done"
    )

    machine.run("systemctl restart hytedata-daemon && systemctl stop hytedata-daemon")
    assert machine.run(state.format("Result")) == "success"


def is_set_up_again_without_loss(machine: Booted) -> None:
    machine.run("echo '# ours' >> /etc/hytedata/hytedata.toml")

    machine.run("hytedata-admin set-up")

    assert machine.run("tail -1 /etc/hytedata/hytedata.toml") == "# ours"
    assert machine.run("stat -c %a:%U:%G /etc/hytedata/hytedata.toml") == "640:root:hytedata"
    assert machine.run("stat -c %a:%U /etc/hytedata/credentials/probe") == "600:root"
    assert "is valid" in machine.run("hytedata-admin hytedata config check")
    assert machine.run("ls /run | grep -c hytedata-admin || true") == "0"


def refuses_what_is_no_name_and_no_root(machine: Booted) -> None:
    named = machine.attempt("hytedata-admin secret ../key", typed="salainen\n")
    empty = machine.attempt("hytedata-admin secret key")
    other = machine.attempt("runuser -u nobody -- hytedata-admin check")

    assert [done.returncode for done in (named, empty, other)] == [4, 4, 4]
    assert "letters, digits" in named.stdout
    assert "nothing was given" in empty.stdout
    assert "as root" in other.stdout


def goes_when_the_page_says_so(machine: Booted) -> None:
    for command in commands_of(ROOT / "docs/daemon.md", "Uninstall"):
        machine.run(command)

    left = "find / -xdev -name 'hytedata*' -not -path '/root/*' -not -path '/proc/*'"
    assert machine.run(left) == ""
    assert machine.attempt("id hytedata").returncode == 1
