"""Who decides on what by default, on connections, and on languages that nobody configured."""

from dataclasses import replace
from typing import get_args

import pytest

from hytedata.config.tables import FieldOwner
from hytedata.models.common import Json
from hytedata.models.plan import Plan
from hytedata.models.publication import Desired, DesiredItem
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Rules
from hytedata.sync.planning.ownership import DEFAULT_OWNERSHIP, Owner
from tests.sync.fakes import FakeTarget, channel, desired, plan, service
from tests.sync.memory_store import MemoryStore

SWEDISH: dict[str, Json] = {"name.sv": "Planen", "summary.sv": "Bollplan."}
WANTED = desired(service(), channel(1, {"languages": ["fi"]}))


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def bring(wanted: Desired, target: FakeTarget, store: MemoryStore, **owners: Owner) -> Plan:
    made = plan(wanted, target, store, rules=Rules("full", ownership=owners))
    assert apply_plan(made, target, store, holder="test").complete
    return made


def test_every_owner_in_the_default_table_is_one_that_a_configuration_may_name() -> None:
    assert set(DEFAULT_OWNERSHIP.values()) <= set(get_args(FieldOwner))


def test_how_people_classify_a_service_stays_and_is_told(
    target: FakeTarget, store: MemoryStore
) -> None:
    wanted = desired(service(service_classes=["P27"]), channel(1))
    bring(wanted, target, store)
    target.edit(target.find(service().source_id), {"service_classes": ["P27", "P28"]})

    made = plan(wanted, target, store)

    assert made.changes == ()
    assert [(edit.field, edit.theirs, edit.overwritten) for edit in made.drift] == [
        ("service_classes", ["P27", "P28"], False)
    ]


@pytest.mark.parametrize(
    ("owner", "connected"), [("source", True), ("once", True), ("report", True), ("target", False)]
)
def test_a_new_place_is_connected_unless_connections_are_left_to_ptv(
    target: FakeTarget, store: MemoryStore, owner: Owner, connected: bool
) -> None:
    bring(WANTED, target, store, connections=owner)

    assert bool(target.connections) == connected


@pytest.mark.parametrize(
    ("owner", "again", "told"),
    [
        ("source", True, [True]),
        ("once", False, []),
        ("report", False, [False]),
        ("target", False, []),
    ],
)
def test_a_connection_that_a_person_cut_is_theirs_or_ours_as_configured(
    target: FakeTarget, store: MemoryStore, owner: Owner, again: bool, told: list[bool]
) -> None:
    bring(WANTED, target, store)
    target.connections.clear()

    made = plan(WANTED, target, store, rules=Rules("full", ownership={"connections": owner}))

    assert [change.op for change in made.changes] == (["connect"] if again else [])
    assert [edit.overwritten for edit in made.drift if edit.field == "connections"] == told


def test_connections_that_are_left_to_ptv_are_not_cut_either(
    target: FakeTarget, store: MemoryStore
) -> None:
    bring(WANTED, target, store)
    moved = desired(service(), service(1200), channel(1, needs=1200))

    made = bring(moved, target, store, connections="report")

    assert "disconnect" not in {change.op for change in made.changes}


# --- languages ---------------------------------------------------------------------------------


def test_a_language_that_a_person_added_is_never_removed(
    target: FakeTarget, store: MemoryStore
) -> None:
    bring(WANTED, target, store)
    ptv_id = target.find(channel(1).source_id)
    target.edit(ptv_id, {**SWEDISH, "languages": ["fi", "sv"]})

    bring(_with(WANTED, "summary.fi", "Uusi."), target, store)

    held = target.held[ptv_id].fields
    assert held.items() >= {**SWEDISH, "languages": ["fi", "sv"], "summary.fi": "Uusi."}.items()


def test_a_language_that_is_configured_no_more_stays(
    target: FakeTarget, store: MemoryStore
) -> None:
    both = desired(service(), channel(1, {**SWEDISH, "languages": ["fi", "sv"]}))
    bring(both, target, store)
    before = dict(target.held[target.find(channel(1).source_id)].fields)

    made = plan(WANTED, target, store)

    assert (made.changes, made.drift) == ((), ())
    assert target.held[target.find(channel(1).source_id)].fields == before


def test_a_text_that_the_source_has_no_more_goes_in_a_configured_language(
    target: FakeTarget, store: MemoryStore
) -> None:
    both = desired(service(), channel(1, {**SWEDISH, "phones.sv": ["1"]}))
    bring(both, target, store)
    without = desired(service(), channel(1, SWEDISH))

    (change,) = bring(without, target, store).changes

    assert {path: one.after for path, one in change.fields.items()} == {"phones.sv": None}


def _with(wanted: Desired, path: str, value: Json) -> Desired:
    def changed(item: DesiredItem) -> DesiredItem:
        return replace(item, fields={**item.fields, path: value})

    return replace(
        wanted,
        items=tuple(changed(one) if one.kind == "channel" else one for one in wanted.items),
    )
