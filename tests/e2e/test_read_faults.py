"""Upstreams that break while they are read: an incomplete read is told and harms nothing."""

from pathlib import Path

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.sandbox.faults import FaultKind
from tests.e2e.conftest import Run
from tests.e2e.support import Command, channel_of, ours

pytestmark = pytest.mark.slow

ALL = 12
"""Services and channels of the small world."""

LIPAS = "sports-sites$"
PTV = (
    "Service/list/organization",
    "ServiceChannel/list/organization",
    "EntitiesByOrganization",
    "v11/ServiceChannel$",
    "Service/active$",
    "ServiceChannel/active$",
    "archived/list",
)


def _lasting(kind: FaultKind, delay_s: float = 0.0) -> Fault:
    return Fault(kind, mount="/lipas", path="/sports-sites$", delay_s=delay_s)


@pytest.mark.parametrize("kind", ["status", "garbage", "reset", "truncate", "lost-before"])
@pytest.mark.usefixtures("published")
def test_a_lipas_that_stays_down_archives_and_changes_nothing(
    plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int], kind: FaultKind
) -> None:
    sandbox.controls.retire_site(sites["clean"])
    sandbox.controls.add_fault(_lasting(kind))

    down = plan()
    applied = apply()

    assert down.code == 3
    assert down.json["source"]["complete"] is False
    assert down.json["source"]["reasons"]
    assert down.json["changes"] == []
    assert "INCOMPLETE" in down.err
    assert applied.code == 0
    assert sandbox.writes() == ()


@pytest.mark.slow
@pytest.mark.parametrize("attempt_s", [1.5])
@pytest.mark.usefixtures("published")
def test_a_lipas_that_never_answers_ends_in_an_incomplete_plan(plan: Run, sandbox: Sandbox) -> None:
    # A hang is cut off by our own limit for one attempt.
    sandbox.controls.add_fault(_lasting("hang", delay_s=4.0))

    down = plan()

    assert down.code == 3
    assert down.json["changes"] == []


@pytest.mark.parametrize("kind", ["status", "garbage", "truncate"])
@pytest.mark.usefixtures("published")
def test_a_list_of_ptv_that_stays_down_creates_restores_and_disconnects_nothing(
    plan: Run, sandbox: Sandbox, sites: dict[str, int], kind: FaultKind
) -> None:
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    sandbox.controls.edit_site(sites["address-place"], {"type.type-code": 1110})

    down = {path: _plan_with(Fault(kind, mount="/ptv", path=path), plan, sandbox) for path in PTV}

    for path, made in down.items():
        assert made.code == 3, path
        assert made.json["target"]["complete"] is False
        assert made.json["target"]["reasons"]
        ops = {change["op"] for change in made.json["changes"]}
        assert ops.isdisjoint({"create", "restore", "disconnect", "archive"}), path
    assert sandbox.writes() == ()


def _plan_with(fault: Fault, plan: Run, sandbox: Sandbox) -> Command:
    number = sandbox.controls.add_fault(fault)
    made = plan()
    sandbox.controls.clear_faults(number)
    return made


@pytest.mark.parametrize("kind", ["status", "garbage", "reset"])
def test_without_the_organisation_itself_there_is_no_plan_and_the_reason_is_told(
    plan: Run, sandbox: Sandbox, kind: FaultKind
) -> None:
    sandbox.controls.add_fault(Fault(kind, mount="/ptv", path="Organization/"))

    down = plan()

    assert down.code == 2
    assert "PTV" in down.err
    assert "unforeseen" not in down.err


def test_addresses_that_are_wrong_are_told_by_what_was_looked_for(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(f'"{sandbox.lipas_url}"', f'"{sandbox.url}/lips"'))
    no_lipas = hytedata("sync", "plan", "-c", config)
    config.write_text(text.replace(f'url = "{sandbox.ptv_url}"', f'url = "{sandbox.url}/ptw"'))
    no_ptv = hytedata("sync", "plan", "-c", config)

    assert (no_lipas.code, no_ptv.code) == (2, 2)
    assert "check the URL of Lipas" in no_lipas.err
    assert sandbox.organisation in no_ptv.err
    assert "ptv.url" in no_ptv.err


def test_upstreams_that_are_unplugged_are_told_and_nothing_breaks(
    hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    text = config.read_text(encoding="utf-8")
    nobody = "http://127.0.0.1:1"
    config.write_text(text.replace(f'"{sandbox.lipas_url}"', f'"{nobody}/lipas"'))
    no_lipas = hytedata("sync", "plan", "-c", config)
    config.write_text(text.replace(f'url = "{sandbox.ptv_url}"', f'url = "{nobody}/ptv"'))
    no_ptv = hytedata("sync", "plan", "-c", config)

    assert (no_lipas.code, no_ptv.code) == (3, 2)
    assert "Nothing to do" in no_lipas.out
    assert "PTV gave no answer" in no_ptv.err


@pytest.mark.parametrize("kind", ["status", "garbage", "reset"])
@pytest.mark.usefixtures("published")
def test_a_login_that_gives_no_answer_makes_the_read_incomplete_and_is_no_doubt_of_identity(
    plan: Run, sandbox: Sandbox, sites: dict[str, int], kind: FaultKind
) -> None:
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})

    down = _plan_with(Fault(kind, mount="/ptv", path="api-login"), plan, sandbox)

    assert down.code in {2, 3}
    if down.code == 3:
        assert down.json["counts"]["create_channel"] == 0
    assert sandbox.writes() == ()


@pytest.mark.parametrize("kind", ["short-page", "repeat-page", "stale-page"])
@pytest.mark.usefixtures("published")
def test_a_page_that_is_not_true_is_never_taken_for_a_whole_read(
    plan: Run, sandbox: Sandbox, sites: dict[str, int], kind: FaultKind
) -> None:
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    sandbox.controls.retire_site(sites["longest-name"])
    true = _changes(plan())

    odd = {path: _plan_with(Fault(kind, path=path), plan, sandbox) for path in (LIPAS, *PTV)}

    for path, made in odd.items():
        assert made.code in {0, 3}, path
        assert _changes(made) <= true, path
        assert made.code == 3 or _changes(made) == true, path
        if not made.json["source"]["complete"]:
            assert not any(change.startswith("archive") for change in _changes(made)), path
        if not made.json["target"]["complete"]:
            assert not any(change.startswith("create") for change in _changes(made)), path


def _changes(made: Command) -> set[str]:
    return {change["id"] for change in made.json["changes"]}


@pytest.mark.parametrize("kind", ["status", "reset", "truncate", "lost-after"])
def test_faults_that_pass_are_waited_out_on_both_sides(
    plan: Run, apply: Run, sandbox: Sandbox, kind: FaultKind
) -> None:
    sandbox.controls.add_fault(Fault(kind, method="GET", every=3))

    codes = plan().code, apply().code
    sandbox.controls.clear_faults()
    again = plan()

    assert codes == (0, 0)
    assert len(ours(sandbox)) == ALL
    assert again.json["changes"] == []


def test_too_many_requests_are_waited_out_as_long_as_asked(
    plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    for mount in ("/lipas", "/ptv"):
        busy = Fault("status", mount=mount, status=429, retry_after_s=1, after=2, times=1)
        sandbox.controls.add_fault(busy)
    sandbox.controls.add_fault(Fault("status", status=429, method="POST", every=4, after=2))

    codes = plan().code, apply().code

    assert codes == (0, 0)
    assert len(ours(sandbox)) == ALL
    assert any(entry.status == 429 for entry in sandbox.journal())


def test_a_gate_that_lets_few_in_at_once_is_respected(
    plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    sandbox.controls.add_fault(Fault("too-many", mount="/ptv", count=2))

    codes = plan().code, apply().code

    assert codes == (0, 0)
    assert len(ours(sandbox)) == ALL


@pytest.mark.usefixtures("published")
def test_a_site_that_breaks_its_page_is_told_and_the_others_are_read(
    plan: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.retire_site(sites["longest-name"])
    sandbox.controls.edit_site(sites["swimming-hall"], {"name": "Mallilan uusi uimahalli"})
    sandbox.controls.poison_site(sites["clean"])

    told = plan()

    assert told.code == 3
    assert "unusable" in str(told.json["source"]["reasons"])
    ops = {change["op"] for change in told.json["changes"]}
    assert ops == {"update"}
    assert channel_of(sandbox, sites["clean"])["status"] == "Published"


@pytest.mark.usefixtures("published")
def test_an_incomplete_source_retires_nothing_until_it_is_read_whole(
    plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    sandbox.controls.retire_site(sites["longest-name"])
    sandbox.controls.poison_site(sites["clean"])

    partly = plan()
    sandbox.controls.heal_site(sites["clean"])
    whole = plan()
    applied = apply()

    assert partly.code == 3
    assert partly.json["counts"]["archive_channel"] == 0
    assert any(one["reason"] == "source-incomplete" for one in partly.json["skipped"])
    assert whole.json["counts"]["archive_channel"] == 1
    assert applied.code == 0
    assert channel_of(sandbox, sites["longest-name"])["status"] == "Deleted"
