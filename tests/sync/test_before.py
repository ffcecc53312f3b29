"""What is kept of the target before each kind of write."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hytedata.models.common import Json
from hytedata.models.publication import Desired
from hytedata.models.sync_state import Intent
from hytedata.sync.apply import apply_plan
from hytedata.sync.before import HeldConnection, Image, read_image
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

NOTE: Mapping[str, Json] = {"description": ["Varaa vuoro."]}


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def write(wanted: Desired, target: FakeTarget, store: MemoryStore, op: str) -> Intent:
    """Bring about *wanted*; returns the latest write of one operation."""
    apply_plan(plan(wanted, target, store), target, store, holder="test", run_id=7)
    return next(one for one in reversed(store.intents) if one.change["op"] == op)


def image(intent: Intent) -> Image:
    found = read_image(intent)
    assert found is not None
    return found


def test_before_a_creation_there_is_nothing(target: FakeTarget, store: MemoryStore) -> None:
    created = write(desired(service(), channel(1)), target, store, "create")

    assert created.before is None
    assert created.run_id == 7


def test_an_update_keeps_all_fields_as_they_stood(target: FakeTarget, store: MemoryStore) -> None:
    write(desired(service(), channel(1)), target, store, "create")
    target.edit(target.find(channel(1).source_id), {"summary.sv": "Kort."})

    updated = write(
        desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store, "update"
    )

    fields = image(updated).fields
    assert (fields["summary.fi"], fields["summary.sv"]) == ("Pallokenttä.", "Kort.")


def test_an_archiving_keeps_fields_and_connections_with_their_details(
    target: FakeTarget, store: MemoryStore
) -> None:
    write(desired(service(), channel(1)), target, store, "create")
    (pair,) = target.connections
    target.details[pair] = NOTE

    archived = write(desired(service(), retired=[site(1)]), target, store, "archive")

    kept = image(archived)
    assert kept.fields["name.fi"] == "Kenttä 1"
    assert kept.connections == (HeldConnection(service=pair[0], channel=pair[1], details=NOTE),)


def test_a_restoring_keeps_that_the_item_was_archived(
    target: FakeTarget, store: MemoryStore
) -> None:
    write(desired(service(), channel(1)), target, store, "create")
    write(desired(service(), retired=[site(1)]), target, store, "archive")

    restored = write(desired(service(), channel(1)), target, store, "restore")

    assert image(restored) == Image(status="Deleted")


def test_a_connection_keeps_that_there_was_none_and_a_disconnection_the_pair_and_its_details(
    target: FakeTarget, store: MemoryStore
) -> None:
    both = service(1100), service(1200), channel(2, needs=1200)
    connected = write(desired(*both, channel(1)), target, store, "connect")
    pair = (target.find(service(1100).source_id), target.find(channel(1).source_id))
    target.details[pair] = NOTE

    disconnected = write(desired(*both, channel(1, needs=1200)), target, store, "disconnect")

    assert image(connected).connections == ()
    assert image(disconnected).connections == (
        HeldConnection(service=pair[0], channel=pair[1], details=NOTE),
    )


@pytest.mark.parametrize("before", [None, {}, {"id": "x", "names": []}, {"image": 99}])
def test_what_an_older_or_newer_version_kept_is_no_image(before: dict[str, object] | None) -> None:
    store, target = MemoryStore(), FakeTarget()
    created = write(desired(service(), channel(1)), target, store, "create")

    assert read_image(replace(created, before=before)) is None
