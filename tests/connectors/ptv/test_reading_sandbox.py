"""The reads against the simulated PTV, which shares no code with them."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11 import archived_lists, entities, entity_pages, id_pages, tasks
from hytedata.connectors.ptv.v11.arguments import AreaRef, OrganisationId
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.times import Window, parse_time
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.errors import NotFound, RecordError
from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.seed import SeedItem
from tests.connectors.ptv.reading_table import ROWS, Row
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    DESCRIPTION,
    OFFICE,
    PASSWORD,
    TOWN,
    USER,
    Clock,
    location,
    phone_channel,
    service,
)
from tests.sandbox.ptv.world import small_seed as seed

T = TypeVar("T")

SERVICE = "aaaaaaaa-0000-4000-8000-000000000001"
OLD_SERVICE = "aaaaaaaa-0000-4000-8000-000000000002"
PLACE = "bbbbbbbb-0000-4000-8000-000000000001"
PHONE = "bbbbbbbb-0000-4000-8000-000000000002"
COLLECTION = "cccccccc-0000-4000-8000-000000000001"
UNKNOWN = "dddddddd-0000-4000-8000-000000000001"
NOT_SIMULATED = {
    "Common/Translation",
    "Common/NotMaintainedServices",
    "Common/NotMaintainedServiceChannels",
}

SIMULATED_ALONE = {"Item.parentOrganizationId"}
"""The simulator has it in `Organization/Hierarchy` too, where the schema has it not."""


class Ptv:
    """A small catalogue, asked as our shells ask."""

    def __init__(self) -> None:
        self.clock = Clock()
        collection = {
            "id": COLLECTION,
            "organizationId": TOWN,
            "serviceCollectionNames": [{"language": "fi", "value": "Uinti"}],
            "services": [SERVICE],
            "publishingStatus": "Published",
        }
        self.simulator = PtvSimulator(
            seed(
                SeedItem("Service", service(id=SERVICE)),
                SeedItem("Service", service("Vanha", id=OLD_SERVICE)),
                SeedItem("ServiceLocation", location(id=PLACE, services=[SERVICE])),
                SeedItem("Phone", phone_channel(id=PHONE)),
                SeedItem("ServiceCollection", collection),
            ),
            now=self.clock,
        )
        self.simulator.connect(SERVICE, PLACE)
        self.simulator.archive("Service", OLD_SERVICE)
        login = json.dumps({"username": USER, "password": PASSWORD}).encode()
        answer = self.simulator.handle(SimRequest("POST", "/api/auth/api-login", body=login))
        self.token = json.loads(answer.body)["serviceToken"]

    def send(self, endpoint: Endpoint[T]) -> T:
        request = endpoint.request
        headers = {"authorization": f"Bearer {self.token}"} if request.auth else {}
        answer = self.simulator.handle(
            SimRequest(request.method, f"/api{request.path}", tuple(request.params), headers)
        )
        response = Response(answer.status, f"https://ptv.test/api{request.path}", {}, answer.body)
        assert response.content or response.status not in (404, 405), "there is no such path"
        if response.status not in endpoint.accept:
            raise endpoint.refuse(response)
        return endpoint.decode(response)

    def ids(self, endpoint: Endpoint[WirePage[Any]]) -> list[str]:
        return [one.model.id for one in read(self.send(endpoint))]


def read(value: Any) -> list[Wire[Any]]:
    entries = value.items if isinstance(value, WirePage) else value
    entries = (entries,) if isinstance(entries, Wire) else entries
    assert not any(isinstance(one, RecordError) for one in entries)
    return list(entries)


@pytest.fixture(scope="module")
def ptv() -> Ptv:
    return Ptv()


@pytest.mark.parametrize("row", [row for row in ROWS if row.path not in NOT_SIMULATED], ids=str)
def test_every_request_is_one_that_ptv_knows_and_every_answer_is_read(ptv: Ptv, row: Row) -> None:
    for call in row.calls:
        endpoint = call()
        if row.path == "ServiceCollection/organization" and "code" in dict(endpoint.request.params):
            continue  # the simulator knows the organisation's id alone
        try:
            found = read(ptv.send(endpoint))
        except NotFound:
            continue

        assert set(drift(found)) <= SIMULATED_ALONE


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (partial(id_pages.services), [SERVICE]),
        (partial(id_pages.services, status="Archived"), [OLD_SERVICE]),
        (partial(id_pages.services, status="Withdrawn"), []),
        (partial(id_pages.services, 2), []),
        (partial(id_pages.active_services), [SERVICE]),
        (partial(id_pages.services_of_channel, PLACE), [SERVICE]),
        (partial(id_pages.services_of_channel, PHONE), []),
        (partial(id_pages.services_of_service_class, f"{CLASS}P27.1"), [SERVICE]),
        (partial(id_pages.services_of_type, "Service"), [SERVICE]),
        (partial(id_pages.services_of_type, "PermitOrObligation"), []),
        (partial(id_pages.services_in_area, AreaRef("Municipality", "179")), [SERVICE]),
        (partial(id_pages.services_in_area, AreaRef("Municipality", "91")), []),
        (partial(id_pages.channels), [PLACE, PHONE]),
        (partial(id_pages.channels, organisation=OrganisationId(AGENCY)), []),
        (partial(id_pages.channels, is_visible_for_all=True), []),
        (partial(id_pages.active_channels, channel_type="Phone"), [PHONE]),
        (partial(id_pages.channels_of_type, "ServiceLocation"), [PLACE]),
        (partial(id_pages.channels_of_organisation, TOWN.upper()), [PLACE, PHONE]),
        (partial(id_pages.channels_of_organisation, TOWN, channel_type="Phone"), [PHONE]),
        (partial(id_pages.organisations), [TOWN]),
        (partial(id_pages.general_descriptions), [DESCRIPTION]),
        (partial(id_pages.new_general_descriptions), []),
        (partial(id_pages.service_collections), [COLLECTION]),
        (partial(id_pages.entities_of_organisation, TOWN), [SERVICE, PLACE, PHONE]),
        (partial(entity_pages.services_of_organisation, OrganisationId(TOWN)), [SERVICE]),
        (partial(entity_pages.channels_of_organisation, OrganisationId(TOWN)), [PLACE, PHONE]),
        (partial(entity_pages.services_in_area, AreaRef("Municipality", "179")), [SERVICE]),
        (
            partial(entity_pages.service_collections_of_organisation, OrganisationId(TOWN)),
            [COLLECTION],
        ),
        (partial(tasks.services_without_channels), []),
        (partial(tasks.channels_without_services), [PHONE]),
    ],
    ids=lambda one: f"{one.func.__name__}{one.args}" if isinstance(one, partial) else str(one),
)
def test_a_list_holds_what_it_was_asked_for(
    ptv: Ptv, ask: Callable[[], Endpoint[WirePage[Any]]], expected: list[str]
) -> None:
    assert ptv.ids(ask()) == expected


def test_what_changed_within_a_window_is_found_and_nothing_else(ptv: Ptv) -> None:
    changed = parse_time(ptv.send(entities.service(SERVICE)).model.modified)
    assert changed is not None
    instant, second = timedelta(microseconds=1), timedelta(seconds=1)
    around = Window(changed - instant, changed + instant)
    # Its connection was made later, and that counts as a change of both ends.
    later, earlier = Window(after=ptv.clock.moment), Window(before=changed - second)

    assert ptv.ids(id_pages.services(window=around)) == [SERVICE]
    assert ptv.ids(id_pages.services(window=later)) == []
    assert ptv.ids(id_pages.services(window=earlier)) == []


def test_objects_are_read_by_id_and_unknown_ones_are_none_or_left_out(ptv: Ptv) -> None:
    found = ptv.send(entities.channels([UNKNOWN, PHONE, PLACE.upper()]))

    assert {one.model.id for one in read(found)} == {PLACE, PHONE}
    assert ptv.send(entities.channels([UNKNOWN])) == ()
    assert ptv.send(or_none(entities.service(OLD_SERVICE))) is None
    with pytest.raises(NotFound, match=f"service {OLD_SERVICE}"):
        ptv.send(entities.service(OLD_SERVICE))


def test_a_hierarchy_shows_what_is_above_and_below(ptv: Ptv) -> None:
    above = ptv.send(entities.organisation_hierarchy(TOWN)).model
    below = ptv.send(entities.organisation_hierarchy(OFFICE)).model

    assert [one.id for one in above.sub_organizations or ()] == [OFFICE]
    assert below.parent is not None
    assert below.parent.id == TOWN


def test_a_collection_shows_its_services(ptv: Ptv) -> None:
    collection = ptv.send(entities.service_collection(COLLECTION)).model

    assert [one.id for one in collection.services or ()] == [SERVICE]
    assert collection.organization_id == TOWN


def test_what_was_archived_is_listed_by_who_did_it(ptv: Ptv) -> None:
    (manual,) = read(ptv.send(archived_lists.archived_services(TOWN, "Manual")))

    assert manual.model.id == OLD_SERVICE
    assert [row.value for row in manual.model.listed_names] == ["Vanha fi"]
    assert ptv.send(archived_lists.archived_services(TOWN, "Automatic")) == ()
    assert ptv.send(archived_lists.archived_services(TOWN, "Manual", skip=1)) == ()
