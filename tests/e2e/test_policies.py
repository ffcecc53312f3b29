"""What a municipality allows: policies, approval, limits; nothing beyond them is written."""

from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox
from tests.e2e.conftest import Run
from tests.e2e.support import amend, channel_of, ours


@pytest.fixture
def moved(published: None, sandbox: Sandbox, sites: dict[str, int]) -> None:
    """After publishing: one new site, one changed, one retired, one of another type."""
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    sandbox.controls.edit_site(sites["swimming-hall"], {"name": "Mallilan uusi uimahalli"})
    sandbox.controls.retire_site(sites["longest-name"])
    sandbox.controls.edit_site(sites["equal-name-1"], {"type.type-code": 1110})


@pytest.mark.parametrize(
    ("policy", "ops"),
    [
        ("observe", set()),
        ("create-only", {"create", "connect"}),
        ("upsert", {"create", "connect", "update"}),
        ("full", {"create", "connect", "update", "archive", "disconnect"}),
    ],
)
@pytest.mark.usefixtures("moved")
def test_a_policy_writes_what_it_allows_and_tells_the_rest(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox, policy: str, ops: set[str]
) -> None:
    amend(config, policy=policy)

    planned = plan()
    applied = apply()
    again = plan()

    assert (planned.code, applied.code, again.code) == (0, 0, 0)
    assert {change["op"] for change in planned.json["changes"]} == ops
    forbidden = [one for one in planned.json["skipped"] if one["reason"] == "policy"]
    assert bool(forbidden) == (policy != "full")
    assert all(policy in one["detail"] for one in forbidden)
    assert bool(sandbox.writes()) == bool(ops)
    assert again.json["changes"] == []


def test_an_observer_writes_nothing_at_all(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, policy="observe")

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert planned.json["changes"] == []
    assert "Nothing to do" in planned.err
    assert {one["reason"] for one in planned.json["skipped"]} == {"policy"}
    assert not any(entry.is_write for entry in sandbox.journal())


def test_with_approval_always_a_person_must_name_the_plan(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, approval="always")
    plan_id = plan().json["id"]

    without = apply()
    wrong = apply("--approve", "0" * 32)
    writes_before = sandbox.writes()
    right = apply("--approve", plan_id)

    assert (without.code, wrong.code, right.code) == (5, 5, 0)
    assert f"--approve {plan_id}" in without.err
    assert "0" * 32 in wrong.err
    assert plan_id in wrong.err
    assert writes_before == ()
    assert len(ours(sandbox)) == 12


@pytest.mark.parametrize("approval", ["limits", "always"])
@pytest.mark.usefixtures("moved")
def test_a_plan_beyond_its_limits_waits_for_a_person(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox, sites: dict[str, int], approval: str
) -> None:
    text = config.read_text(encoding="utf-8") + "\n[organisation.limits.archive]\ncount = 0\n"
    config.write_text(text, encoding="utf-8")
    amend(config, approval=approval)

    planned = plan()
    refused = apply()
    writes_before = sandbox.writes()
    approved = apply("--approve", planned.json["id"])

    blocked = planned.json["blocked"]
    assert {one["limit"] for one in blocked} == {"archive.count"}
    assert blocked[0]["value"] == 1
    assert "Beyond safety limits" in planned.err
    assert refused.code == 5
    assert "archive.count is 1, allowed 0" in refused.err
    assert writes_before == ()
    assert approved.code == 0
    assert channel_of(sandbox, sites["longest-name"])["status"] == "Deleted"


@pytest.mark.usefixtures("moved")
def test_with_approval_never_limits_are_told_and_do_not_stop(
    plan: Run, apply: Run, config: Path
) -> None:
    text = config.read_text(encoding="utf-8") + "\n[organisation.limits.archive]\ncount = 0\n"
    config.write_text(text, encoding="utf-8")

    planned = plan()
    applied = apply()

    assert planned.json["blocked"]
    assert applied.code == 0


@pytest.mark.usefixtures("published")
def test_a_source_that_retires_everything_at_once_trips_the_usual_limits(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, approval="limits")
    for site in sandbox.world.sites:
        sandbox.controls.retire_site(site.lipas_id)

    planned = plan()
    applied = apply()

    assert planned.json["counts"]["archive_channel"] == 8
    assert "archive.share" in {one["limit"] for one in planned.json["blocked"]}
    assert applied.code == 5
    assert sandbox.writes() == ()


@pytest.mark.usefixtures("published")
def test_a_source_that_answers_with_no_site_at_all_archives_nothing(
    plan: Run, hytedata: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, owners=["state"])

    planned = plan()

    assert planned.code == 0
    assert planned.json["changes"] == []
    kept = {one["reason"] for one in planned.json["warnings"]}
    assert "stays-published" in kept


def test_a_plan_without_changes_needs_no_approval(
    plan: Run, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, approval="always", policy="observe")
    plan()

    applied = apply()

    assert applied.code == 0
    assert "Nothing to do" in applied.err
    assert sandbox.writes() == ()
