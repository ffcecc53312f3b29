"""Undoing a run, and the history of what was written, over sockets against the simulated PTV."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Sandbox
from hytedata.sandbox.faults import Fault
from tests.e2e.conftest import Run
from tests.e2e.support import (
    Command,
    amend,
    channel_of,
    entities,
    ours,
    texts_of,
    written,
)

pytestmark = pytest.mark.slow

Revert = Callable[[int], Command]


@pytest.fixture
def history(hytedata: Run, config: Path) -> Run:
    """The history as JSON."""

    def call(*arguments: str | Path) -> Command:
        return hytedata("sync", "history", "-c", config, "--json", *arguments)

    return call


@pytest.fixture
def revert(hytedata: Run, config: Path, tmp_path: Path) -> Revert:
    """Make a plan that undoes a run into `plan.json`, which `apply` takes."""

    def call(run: int) -> Command:
        out = tmp_path / "plan.json"
        return hytedata("sync", "revert", str(run), "-c", config, "--out", out, "--json")

    return call


def newest(history: Run) -> int:
    """The run that wrote last."""
    run: int = history("--limit", "1").json["runs"][0]["run"]
    return run


def seen(sandbox: Sandbox) -> tuple[dict[str, Any], list[Any]]:
    """All that people see of ours: content by id, and every connection with its texts."""
    held = {
        entity["id"]: (
            entity["status"],
            # PTV gives texts and names in no order that counts.
            {key: _unordered(value) for key, value in entity["newest"].items()},
            entity["visible_for_all"],
        )
        for entity in ours(sandbox).values()
        if entity["status"] != "Deleted"
    }
    snapshot: Any = sandbox.controls.snapshot_ptv()["connections"]
    live = {ptv_id for ptv_id, one in entities(sandbox).items() if one["status"] != "Deleted"}
    pairs = [
        (one["service"], one["channel"], one["extra"])
        for one in snapshot
        # An archived service may keep its own; nobody sees them.
        if {one["service"], one["channel"]} <= live
    ]
    return held, sorted(pairs, key=lambda pair: pair[:2])


def _unordered(value: Any) -> Any:
    return sorted(value, key=str) if isinstance(value, list) else value


def test_undoing_the_first_run_takes_everything_away_and_undoing_that_brings_it_back(
    published: None, history: Run, revert: Revert, apply: Run, config: Path, sandbox: Sandbox
) -> None:
    amend(config, approval="limits")
    before = seen(sandbox)
    first = newest(history)

    planned = revert(first)
    refused = apply()
    codes = [planned.code, apply("--approve", planned.json["id"]).code]
    gone = seen(sandbox)
    undoing = newest(history)
    back = revert(undoing)
    codes += [back.code, apply("--approve", back.json["id"]).code]

    assert refused.code == 5
    assert "safety limits" in refused.err
    assert codes == [0, 0, 0, 0]
    assert gone == ({}, [])
    assert {one["irreversible"] for one in planned.json["changes"]} == {True}
    assert seen(sandbox) == before
    assert history("--limit", "1").json["runs"][0]["undoes"] == undoing


def test_a_plan_that_undoes_a_run_writes_nothing_when_it_is_made_and_nothing_the_second_time(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    sandbox.controls.edit_site(sites["clean"], {"phone-number": "08 555 0188"})
    assert (plan().code, apply().code) == (0, 0)
    run = newest(history)
    sandbox.controls.clear_journal()

    planned = revert(run)
    after_planning = written(sandbox.writes())
    apply()
    after_applying = written(sandbox.writes())
    apply()
    after_again = written(sandbox.writes())
    anew = revert(run)

    channel = channel_of(sandbox, sites["clean"])["id"]
    assert planned.code == 0
    assert after_planning == []
    assert after_applying == after_again == [("PUT", f"ServiceChannel/ServiceLocation/{channel}")]
    assert "5550188" not in str(channel_of(sandbox, sites["clean"])["newest"])
    assert (anew.code, anew.json["changes"]) == (0, [])


def test_an_edit_that_a_person_made_since_stays_and_is_told(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    site = sites["swimming-hall"]
    old = str(channel_of(sandbox, site)["newest"]["phoneNumbers"])
    sandbox.controls.edit_site(site, {"phone-number": "08 555 0199", "email": "uusi@kunta.test"})
    assert (plan().code, apply().code) == (0, 0)
    hall = channel_of(sandbox, site)
    mail = [{"value": "oma@kunta.test", "language": "fi"}]
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], {"emails": mail})

    planned = revert(newest(history))
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    after = str(channel_of(sandbox, site)["newest"])
    assert "oma@kunta.test" in after
    assert "5550199" not in after
    assert "5550199" in str(hall["newest"])
    assert "5550199" not in old
    assert [one["reason"] for one in planned.json["skipped"]] == ["changed-since"]
    assert "oma@kunta.test" in planned.err


def test_a_retired_place_comes_back_with_what_people_added_and_connections_with_their_texts(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    service = ours(sandbox)[f"hytedata-{sandbox.organisation}-subcategory-1300"]["id"]
    note = {"type": "Description", "language": "fi", "value": "Talvella halliin."}
    sandbox.controls.connect_in_ptv(service, hall["id"], {"description": [note]})
    _add_swedish(sandbox, hall)
    before = seen(sandbox)
    sandbox.controls.retire_site(sites["swimming-hall"])
    assert (plan().code, apply().code) == (0, 0)
    lost = seen(sandbox)

    planned = revert(newest(history))
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert lost != before
    assert seen(sandbox) == before


def _add_swedish(sandbox: Sandbox, hall: dict[str, Any]) -> None:
    texts = hall["newest"]["serviceChannelDescriptions"]
    names = hall["newest"]["serviceChannelNames"]
    swedish = [{**text, "language": "sv", "value": f"Sv: {text['value'][:40]}"} for text in texts]
    (address,) = hall["newest"]["addresses"]
    street = address["streetAddress"]["street"]
    bilingual = {
        **address["streetAddress"],
        "street": [*street, {**street[0], "language": "sv"}],
    }
    body = {
        "isVisibleForAll": True,
        "addresses": [{**address, "streetAddress": bilingual}],
        "serviceChannelDescriptions": [*texts, *swedish],
        "serviceChannelNames": [
            *names,
            {"type": "Name", "language": "sv", "value": "Mallbo simhall"},
        ],
        "displayNameType": [
            {"type": "Name", "language": "fi"},
            {"type": "Name", "language": "sv"},
        ],
    }
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], body)


def test_a_place_that_came_back_by_hand_keeps_the_swedish_that_people_gave_it(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    site = sites["swimming-hall"]
    _add_swedish(sandbox, channel_of(sandbox, site))
    sandbox.controls.retire_site(site)
    assert (plan().code, apply().code) == (0, 0)
    revert(newest(history))
    assert apply().code == 0
    sandbox.controls.edit_site(site, {"status": "active"})

    planned = plan()
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert texts_of(channel_of(sandbox, site), "Summary")["sv"].startswith("Sv: ")
    assert plan().json["changes"] == []


def test_a_place_that_moved_to_another_service_moves_back(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    before = seen(sandbox)[1]
    sandbox.controls.edit_site(sites["clean"], {"type.type-code": 1110})
    assert (plan().code, apply().code) == (0, 0)
    moved = seen(sandbox)[1]

    planned = revert(newest(history))
    applied = apply()

    assert (planned.code, applied.code) == (0, 0)
    assert moved != before
    assert seen(sandbox)[1] == before


def test_unpublished_edits_are_left_to_a_person(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    hall = channel_of(sandbox, sites["swimming-hall"])
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})
    assert (plan().code, apply().code) == (0, 0)
    sandbox.controls.edit_ptv("ServiceLocation", hall["id"], {"webPages": []}, publish=False)

    planned = revert(newest(history))
    sandbox.controls.clear_journal()
    locked = apply()

    # An organisation's list shows the published version: the lock is seen by plan or by apply.
    reasons = [one["reason"] for one in planned.json["skipped"]]
    refused = [one["state"] for one in locked.json["outcomes"]]
    assert reasons == ["modified-in-ptv"] or refused == ["refused-stale"]
    assert "publish or discard" in planned.err + locked.err
    assert written(sandbox.writes()) == []


def test_a_register_that_cannot_be_read_whole_gives_only_what_is_safe(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    sandbox.controls.retire_site(sites["swimming-hall"])
    assert (plan().code, apply().code) == (0, 0)
    run = newest(history)
    sandbox.controls.add_fault(Fault("status", path="ServiceChannel/list/organization", status=500))

    planned = revert(run)

    assert planned.code == 3
    assert planned.json["target"]["complete"] is False
    assert planned.json["changes"] == []
    assert "INCOMPLETE" in planned.err


def test_the_next_plan_writes_it_again_as_the_command_says_and_observing_keeps_it_undone(
    published: None,
    plan: Run,
    history: Run,
    revert: Revert,
    apply: Run,
    config: Path,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    sandbox.controls.edit_site(sites["clean"], {"phone-number": "08 555 0188"})
    assert (plan().code, apply().code) == (0, 0)
    planned = revert(newest(history))
    assert apply().code == 0

    again = plan()
    amend(config, policy="observe")
    observed = plan()

    assert "write it again" in planned.err
    assert 'policy = "observe"' in planned.err
    assert [list(one["fields"]) for one in again.json["changes"]] == [["phones.fi"]]
    assert observed.json["changes"] == []


def test_the_history_tells_who_wrote_what_when_with_before_and_after(
    published: None,
    plan: Run,
    apply: Run,
    history: Run,
    hytedata: Run,
    config: Path,
    sandbox: Sandbox,
    sites: dict[str, int],
) -> None:
    site = sites["clean"]
    sandbox.controls.edit_site(site, {"phone-number": "08 555 0188"})
    planned = plan()
    assert apply("--approve", planned.json["id"]).code == 0

    told = history("--item", f"site:{site}").json
    by_id = history("--item", channel_of(sandbox, site)["id"]).json
    page = hytedata("sync", "history", "-c", config, "--limit", "3")

    latest, first = told["runs"]
    (update,) = latest["writes"]
    assert latest["who"]
    assert latest["approved_by"] == [latest["who"]]
    assert latest["plan"] == planned.json["id"]
    assert (update["op"], update["outcome"], update["name"]) == (
        "update",
        "done",
        planned.json["changes"][0]["name"],
    )
    phones = update["fields"]["phones.fi"]
    assert phones["before"] != phones["after"]
    assert "5550188" in str(phones["after"])
    assert [one["op"] for one in first["writes"]] == ["connect", "create"]
    assert by_id == told
    assert "5550188" in page.out
    assert "--before" in page.out
    assert "by " in page.out


def test_a_run_that_wrote_nothing_and_one_that_is_not_there_are_refused(
    published: None, plan: Run, apply: Run, revert: Revert, history: Run, sandbox: Sandbox
) -> None:
    planning = newest(history) - 1

    nothing, unknown = revert(planning), revert(999)

    assert (nothing.code, unknown.code) == (4, 4)
    assert "nothing to undo" in nothing.err
    assert f"runs that did: {newest(history)}" in nothing.err
    assert "has no run 999" in unknown.err
    assert "sync history" in unknown.err
