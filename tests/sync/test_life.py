"""The life of a site in PTV: it goes, comes back, moves, and its service with it."""

from dataclasses import replace

import pytest

from hytedata.models.common import Json
from hytedata.models.plan import Plan
from hytedata.models.publication import Desired
from hytedata.sync.apply import apply_plan
from hytedata.sync.departures import Fate
from hytedata.sync.plan import Rules
from hytedata.sync.policy import Limit, Limits
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

SWEEPING = Rules(policy="full", archive_empty_services=True)
WANTED = desired(service(), channel(1), channel(2))
WITHOUT_ONE = desired(service(), channel(2))
SWEDISH: dict[str, Json] = {
    "name.sv": "Planen",
    "summary.sv": "Bollplan.",
    "languages": ["fi", "sv"],
}


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def store(target: FakeTarget) -> MemoryStore:
    held = MemoryStore()
    write(plan(WANTED, target, held), target, held)
    return held


def write(made: Plan, target: FakeTarget, store: MemoryStore) -> None:
    assert apply_plan(made, target, store, holder="test").complete


def bring(wanted: Desired, target: FakeTarget, store: MemoryStore, rules: Rules) -> Plan:
    made = plan(wanted, target, store, rules=rules)
    write(made, target, store)
    return made


def told(made: Plan) -> list[str]:
    return [change.id for change in made.changes]


def reasons(made: Plan) -> dict[str, str]:
    return {one.source.id: one.reason for one in (*made.skipped, *made.warnings)}


# --- going -------------------------------------------------------------------------------------


def test_a_site_that_is_gone_for_certain_is_archived(
    target: FakeTarget, store: MemoryStore
) -> None:
    fates = {site(1): Fate("goes", "no list names it since 2026-11-23")}

    (change,) = plan(WITHOUT_ONE, target, store, fates=fates).changes

    assert (change.id, change.irreversible) == ("archive:channel:site:1", True)
    assert "since 2026-11-23" in change.reason


@pytest.mark.parametrize("verdict", ["waits", "stays"])
def test_a_site_that_may_be_gone_stays_and_its_case_is_told(
    target: FakeTarget, store: MemoryStore, verdict: str
) -> None:
    fates = {site(1): Fate(verdict, "first missed today")}  # type: ignore[arg-type]

    made = plan(WITHOUT_ONE, target, store, fates=fates)

    assert made.changes == ()
    assert ["first missed today" in one.detail for one in made.warnings] == [True]


def test_a_thousand_sites_gone_at_once_stop_at_the_limit(
    target: FakeTarget, store: MemoryStore
) -> None:
    fates = {site(1): Fate("goes", ""), site(2): Fate("goes", "")}
    rules = Rules(policy="full", limits=Limits(archive=Limit(count=1)))

    made = plan(desired(service()), target, store, rules=rules, fates=fates)

    assert [one.limit for one in made.blocked] == ["archive.count"]


def test_a_channel_that_somebody_is_editing_is_not_archived_but_told(
    target: FakeTarget, store: MemoryStore
) -> None:
    target.held[target.find(channel(1).source_id)].status = "Modified"

    made = plan(desired(service(), channel(2), retired=[site(1)]), target, store)

    assert made.changes == ()
    assert reasons(made) == {"site:1": "modified-in-ptv"}


# --- coming back -------------------------------------------------------------------------------


def test_what_comes_back_has_what_people_had_put_there(
    target: FakeTarget, store: MemoryStore
) -> None:
    ptv_id = target.find(channel(1).source_id)
    target.edit(ptv_id, {**SWEDISH, "hours.note": "auki"})
    target.held[ptv_id].visible = True
    bring(desired(service(), channel(2), retired=[site(1)]), target, store, SWEEPING)

    bring(WANTED, target, store, SWEEPING)

    held = target.held[ptv_id]
    assert (held.status, held.visible) == ("Published", True)
    assert held.fields.items() >= {**SWEDISH, "languages": ["fi", "sv"]}.items()
    assert plan(WANTED, target, store).changes == ()


def test_what_the_source_says_anew_wins_over_what_stood_there(
    target: FakeTarget, store: MemoryStore
) -> None:
    ptv_id = target.find(channel(1).source_id)
    bring(desired(service(), channel(2), retired=[site(1)]), target, store, SWEEPING)
    back = channel(1, {"summary.fi": "Tekonurmi."})
    fields = {path: value for path, value in back.fields.items() if path != "phones.fi"}
    back = replace(back, fields=fields)

    bring(desired(service(), back, channel(2)), target, store, SWEEPING)

    held = target.held[ptv_id].fields
    assert held["summary.fi"] == "Tekonurmi."
    assert "phones.fi" not in held


def test_peoples_connections_come_back_with_their_texts_and_stay_theirs(
    target: FakeTarget, store: MemoryStore
) -> None:
    ptv_id = target.find(channel(1).source_id)
    theirs = target.put("service", "Kunnan uimakoulu")
    target.connections.add((theirs, ptv_id))
    target.details[theirs, ptv_id] = {"description": "Ilmoittaudu ensin."}
    bring(desired(service(), channel(2), retired=[site(1)]), target, store, SWEEPING)

    bring(WANTED, target, store, SWEEPING)

    assert (theirs, ptv_id) in target.connections
    assert target.details[theirs, ptv_id] == {"description": "Ilmoittaudu ensin."}
    assert (theirs, ptv_id) not in store.pairs
    assert (target.find(service().source_id), ptv_id) in target.connections


def test_a_connection_that_cannot_be_made_again_is_told(
    target: FakeTarget, store: MemoryStore
) -> None:
    ptv_id = target.find(channel(1).source_id)
    theirs = target.put("service", "Naapurin palvelu")
    target.held[theirs].own = False
    target.connections.add((theirs, ptv_id))
    bring(desired(service(), channel(2), retired=[site(1)]), target, store, SWEEPING)

    made = bring(WANTED, target, store, SWEEPING)

    assert ("site:1", "connection-stays-lost") in {
        (one.source.id, one.reason) for one in made.warnings
    }
    assert plan(WANTED, target, store).changes == ()


def test_another_type_while_it_was_away_connects_the_new_service_only(
    target: FakeTarget, store: MemoryStore
) -> None:
    ptv_id = target.find(channel(1).source_id)
    bring(desired(service(), channel(2), retired=[site(1)]), target, store, SWEEPING)

    bring(
        desired(service(), service(1200), channel(1, needs=1200), channel(2)),
        target,
        store,
        SWEEPING,
    )

    assert {pair for pair in target.connections if pair[1] == ptv_id} == {
        (target.find(service(1200).source_id), ptv_id)
    }


def test_what_a_person_archived_is_drift_and_comes_back(
    target: FakeTarget, store: MemoryStore
) -> None:
    target.held[target.find(channel(1).source_id)].status = "Deleted"

    made = plan(WANTED, target, store)

    assert told(made)[0] == "restore:channel:site:1"
    (edit,) = made.drift
    assert (edit.field, edit.ours, edit.theirs, edit.overwritten) == (
        "status",
        "Published",
        "Deleted",
        True,
    )
    assert made.edits == {"seen": 1, "overwritten": 1}


def test_what_a_person_archived_stays_so_where_the_status_is_theirs(
    target: FakeTarget, store: MemoryStore
) -> None:
    target.held[target.find(channel(1).source_id)].status = "Deleted"

    made = plan(WANTED, target, store, rules=Rules("full", ownership={"status": "target"}))

    assert made.changes == ()
    assert reasons(made) == {"site:1": "archived-in-ptv"}
    assert [edit.overwritten for edit in made.drift] == [False]


# --- services ----------------------------------------------------------------------------------


def test_a_service_goes_with_its_last_channel_where_the_organisation_says_so(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = bring(desired(retired=[site(1), site(2)]), target, store, SWEEPING)

    assert told(made) == [
        "archive:channel:site:1",
        "archive:channel:site:2",
        "archive:service:subcategory:1100",
    ]
    assert {held.status for held in target.held.values()} == {"Deleted"}


def test_a_service_without_channels_is_told_otherwise(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(retired=[site(1), site(2)]), target, store)

    assert {change.kind for change in made.changes} == {"channel"}
    assert reasons(made)["subcategory:1100"] == "service-without-channels"


def test_a_service_that_people_use_stays_when_our_last_site_goes(
    target: FakeTarget, store: MemoryStore
) -> None:
    theirs = target.put("channel", "Käsin tehty paikka")
    target.connections.add((target.find(service().source_id), theirs))

    made = plan(desired(retired=[site(1), site(2)]), target, store, rules=SWEEPING)

    assert {change.kind for change in made.changes} == {"channel"}
    assert reasons(made)["subcategory:1100"] == "absent-from-source"


def test_a_service_that_somebody_connects_after_the_plan_is_not_archived(
    target: FakeTarget, store: MemoryStore
) -> None:
    made = plan(desired(retired=[site(1), site(2)]), target, store, rules=SWEEPING)
    service_id = target.find(service().source_id)
    theirs = target.put("channel", "Käsin tehty paikka")
    target.connections.add((service_id, theirs))

    result = apply_plan(made, target, store, holder="test")

    assert result.outcomes[-1].state == "refused-stale"
    assert target.held[service_id].status == "Published"
    assert (service_id, theirs) in target.connections


def test_a_service_whose_place_was_moved_away_goes_too(
    target: FakeTarget, store: MemoryStore
) -> None:
    moved = desired(service(1200), channel(1, needs=1200), channel(2, needs=1200))

    made = bring(moved, target, store, SWEEPING)

    assert told(made)[-1] == "archive:service:subcategory:1100"
    assert plan(moved, target, store, rules=SWEEPING).changes == ()


def test_a_service_comes_back_with_its_first_site(target: FakeTarget, store: MemoryStore) -> None:
    service_id = target.find(service().source_id)
    bring(desired(retired=[site(1), site(2)]), target, store, SWEEPING)

    bring(WANTED, target, store, SWEEPING)

    assert target.held[service_id].status == "Published"
    assert len(target.connections) == 2
    assert plan(WANTED, target, store, rules=SWEEPING).changes == ()
