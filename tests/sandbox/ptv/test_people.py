"""What people do in the web interface, what seeds hold, and what a snapshot shows."""

import json
from collections.abc import Callable

import pytest

from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.faults import Fault
from hytedata.sandbox.seed import SeedConnection, SeedItem
from tests.sandbox.ptv.world import (
    DESCRIPTION,
    TOWN,
    USER,
    Clock,
    Json,
    Ptv,
    location,
    refused,
    service,
    small_seed,
    text,
)

PLACE = "ServiceChannel/ServiceLocation"
CHANNEL = "aaaaaaaa-0000-4000-8000-000000000001"
SERVICE = "aaaaaaaa-0000-4000-8000-000000000002"


def entity(ptv: Ptv, entity_id: str) -> Json:
    held = ptv.simulator.snapshot()["entities"]
    assert isinstance(held, dict)
    found: Json = held[entity_id]
    return found


def test_an_edit_that_is_published_at_once_does_not_lock(ptv: Ptv) -> None:
    made = ptv.location()

    ptv.simulator.edit(
        "ServiceLocation", made, {"serviceChannelNames": [text("fi", "Uusi")]}, publish=True
    )

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["publishingStatus"], read["serviceChannelNames"]) == (
        "Published",
        [text("fi", "Uusi")],
    )
    assert ptv.put(f"{PLACE}/{made}", location()).status_code == 200


def test_an_edit_clears_with_null_and_can_open_a_channel(ptv: Ptv) -> None:
    made = ptv.location(emails=[{"language": "fi", "value": "halli@example.fi"}])

    body: Json = {"emails": None, "isVisibleForAll": True}
    ptv.simulator.edit("ServiceLocation", made, body, publish=True)

    assert ptv.shown(f"ServiceChannel/{made}")["emails"] == []
    assert entity(ptv, made)["visible_for_all"] is True


def test_an_edited_draft_stays_a_draft(ptv: Ptv) -> None:
    made = ptv.service(publishingStatus="Draft")

    ptv.simulator.edit("Service", made, {"fundingType": "MarketFunded"}, publish=False)

    assert entity(ptv, made)["status"] == "Draft"


def test_a_discarded_copy_leaves_no_trace(ptv: Ptv) -> None:
    made = ptv.service()
    before = entity(ptv, made)

    ptv.simulator.edit("Service", made, {"fundingType": "MarketFunded"}, publish=False)
    ptv.simulator.discard("Service", made)

    assert entity(ptv, made) == before


def test_there_must_be_a_copy_to_discard(ptv: Ptv) -> None:
    made = ptv.service()

    with pytest.raises(ValueError, match="no working copy"):
        ptv.simulator.discard("Service", made)


def test_people_connect_and_disconnect(ptv: Ptv) -> None:
    made, channel = ptv.service(), ptv.location()

    ptv.simulator.connect(made, channel)
    connected = ptv.shown(f"Service/{made}")["serviceChannels"]
    ptv.simulator.disconnect(made, channel)

    assert [item["serviceChannel"]["id"] for item in connected] == [channel]
    assert ptv.simulator.snapshot()["connections"] == []


def test_what_is_not_there_cannot_be_edited_or_disconnected(ptv: Ptv) -> None:
    made, channel = ptv.service(), ptv.location()

    actions: tuple[Callable[[], None], ...] = (
        lambda: ptv.simulator.publish("Building", made),
        lambda: ptv.simulator.publish("ServiceLocation", made),
        lambda: ptv.simulator.connect(made, CHANNEL),
        lambda: ptv.simulator.disconnect(made, channel),
    )
    for action in actions:
        with pytest.raises(Fault) as caught:
            action()
        assert caught.value.status == 404


def test_people_archive(ptv: Ptv) -> None:
    made = ptv.location()

    ptv.simulator.archive("ServiceLocation", made)

    assert ptv.get(f"ServiceChannel/{made}").status_code == 404


def test_a_refused_write_changes_nothing(ptv: Ptv) -> None:
    made = ptv.service(sourceId="one")
    before = ptv.simulator.snapshot()

    refused(ptv.put(f"Service/{made}", service(fundingType="X", sourceId="two")))

    assert ptv.simulator.snapshot() == before


def test_a_snapshot_is_json(ptv: Ptv) -> None:
    ptv.location(services=[ptv.service(generalDescriptionId=DESCRIPTION)])

    assert json.loads(json.dumps(ptv.simulator.snapshot())) == ptv.simulator.snapshot()


def seeded() -> tuple[SeedItem, ...]:
    extra = {"description": [text("fi", "Uinti samalla lipulla.", "Description")]}
    connection = SeedConnection(CHANNEL.upper(), extra)
    return (
        SeedItem(
            "Service",
            {**service(), "id": SERVICE, "sourceId": "one"},
            user=USER,
            connections=(connection,),
        ),
        SeedItem("ServiceLocation", {**location(), "id": CHANNEL}, visible_for_all=True),
    )


def test_seeded_items_are_there_with_keys_and_connections(ptv: Ptv) -> None:
    ptv.hold(*seeded())

    read = ptv.shown(f"Service/{SERVICE}", user=USER)

    assert read["sourceId"] == "one"
    assert read["serviceChannels"][0]["serviceChannel"]["id"] == CHANNEL
    assert read["serviceChannels"][0]["description"][0]["value"] == "Uinti samalla lipulla."
    assert ptv.put("Service/sourceId/one", service()).status_code == 200


@pytest.mark.parametrize(
    ("status", "public", "newest"),
    [
        ("Draft", 404, 200),
        ("Published", 200, 200),
        ("Modified", 200, 200),
        ("Deleted", 404, 404),
        ("OldPublished", 404, 404),
    ],
)
def test_seeded_items_have_any_status(ptv: Ptv, status: str, public: int, newest: int) -> None:
    ptv.hold(SeedItem("Service", {**service(), "id": SERVICE}, status=status))

    assert ptv.get(f"Service/{SERVICE}").status_code == public
    assert ptv.get(f"Service/active/{SERVICE}", user=USER).status_code == newest
    if status in ("Modified", "OldPublished"):
        messages = refused(ptv.put(f"Service/{SERVICE}", service()))
        assert f"with status {status}" in messages["PublishingStatus"]


def test_people_may_have_made_what_the_api_refuses(ptv: Ptv) -> None:
    old = service(serviceDescriptions=[text("fi", "A", "Summary")], ontologyTerms=["none"])

    ptv.hold(SeedItem("Service", {**old, "id": SERVICE}))

    read = ptv.shown(f"Service/{SERVICE}")
    assert read["serviceDescriptions"] == [text("fi", "A", "Summary")]
    assert read["ontologyTerms"] == []


def test_two_worlds_of_one_seed_are_the_same(ptv: Ptv) -> None:
    seed = small_seed(*seeded(), SeedItem("ServiceLocation", location("Toinen")))

    one, other = (PtvSimulator(seed, now=Clock()).snapshot() for _ in range(2))

    assert one == other


def test_what_is_seeded_is_older_than_what_is_written(ptv: Ptv) -> None:
    ptv.hold(*seeded())
    since = "2026-11-24T09:30:00"

    before = ptv.shown("ServiceChannel", date=since)["itemList"]
    made = ptv.location("Uusi")

    assert before is None
    assert [one["id"] for one in ptv.shown("ServiceChannel", date=since)["itemList"]] == [made]


def test_the_seed_is_never_changed_by_writes(ptv: Ptv) -> None:
    items = seeded()
    before = json.dumps([dict(item.body) for item in items])
    ptv.hold(*items)

    ptv.put(f"Service/{SERVICE}", service("Muu", "fi", "sv", targetGroups=None))
    ptv.simulator.edit("Service", SERVICE, {"keywords": []}, publish=True)
    ptv.put(f"Organization/{TOWN}", {"publishingStatus": "Published"})

    assert json.dumps([dict(item.body) for item in items]) == before


def test_a_connection_to_nowhere_is_an_error_of_the_seed(ptv: Ptv) -> None:
    item = SeedItem("Service", service(), connections=(CHANNEL,))

    with pytest.raises(ValueError, match="does not exist"):
        PtvSimulator(small_seed(item), now=Clock())
