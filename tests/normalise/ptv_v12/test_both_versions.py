"""The sandbox's world, read through both versions: the same records."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11 import entities
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.pages import Page
from hytedata.connectors.ptv.v12.query import (
    ChannelQuery,
    ConnectionQuery,
    GeneralDescriptionQuery,
    OrganisationQuery,
    ServiceCollectionQuery,
    ServiceQuery,
)
from hytedata.models.ptv import (
    Channel,
    Connection,
    GeneralDescription,
    Organisation,
    OrganisationTree,
    Record,
    Service,
    ServiceCollection,
    ServiceHours,
)
from hytedata.normalise import ptv as v11
from hytedata.normalise import ptv_v12 as v12
from hytedata.sandbox.http import SimRequest, Simulator
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.v12.simulator import API_KEY, PtvV12Simulator
from hytedata.sandbox.world import World
from tests.normalise.ptv_v12.alike import alike

T = TypeVar("T")
NOW = datetime(2026, 11, 24, 9, 30, 15, tzinfo=UTC)


class Both:
    """One store, read through either version without a socket in between."""

    def __init__(self) -> None:
        self.v11 = PtvSimulator(World().ptv_seed, now=lambda: NOW)
        self.v12 = PtvV12Simulator(self.v11)

    def old(self, endpoint: Endpoint[T]) -> T:
        return sent(self.v11, endpoint, "/api")

    def new(self, endpoint: Endpoint[T]) -> T:
        return sent(self.v12, endpoint, "")

    def found(self, search: Any, query: Any) -> Iterator[Any]:
        """Yield all items of a search of v12."""
        first: Page[Any] = self.new(search(query))
        yield from first.items
        for number in first.others:
            yield from self.new(search(query, number)).items


def sent(simulator: Simulator, endpoint: Endpoint[T], root: str) -> T:
    request = endpoint.request
    query = tuple((name, str(value)) for name, value in request.params)
    answer = simulator.handle(
        SimRequest(request.method, root + request.path, query, {"x-api-key": API_KEY}, b"")
    )
    assert answer.status == 200, answer.body
    return endpoint.decode(Response(answer.status, request.path, {}, answer.body))


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


def shown(record: Any) -> dict[str, Any]:
    """Return what both versions tell of a record, as the sandbox makes v12's of v11's."""
    assert isinstance(record, Record), record
    dumped = in_v12(alike(record))
    assert isinstance(dumped, dict)
    return dumped


def in_v12(value: Any) -> Any:
    """Say what v12 says by its own nature: each line is a paragraph, each number has a charge."""
    match value:
        case str():
            return re.sub(r"\n+", "\n", value)
        case {"number": _, "charge": None}:
            return value | {"charge": "Charged"}
        case {"street": {"fi": finnish, **others}, "detail": _}:
            # v11 fills in names from Finnish; which ones were entered is not told.
            different = {language: one for language, one in others.items() if one != finnish}
            return in_v12({key: one for key, one in value.items() if key != "street"}) | {
                "street": {"fi": finnish, **different}
            }
        case dict():
            return {key: in_v12(one) for key, one in value.items()}
        case list():
            return [in_v12(one) for one in value]
    return value


def test_services_are_the_same(both: Both) -> None:
    compared = 0
    for wire in both.found(endpoints.services, ServiceQuery()):
        newer = v12.normalise_service(wire)
        assert isinstance(newer, Service)
        older = v11.normalise_service(both.old(entities.service(newer.id)))
        assert isinstance(older, Service)
        if older.area is not None and older.area.others:
            # v12 has no such areas; the sandbox puts their municipalities instead.
            older = older.model_copy(update={"area": newer.area})

        assert shown(newer) == shown(older)
        assert newer.remarks == ()
        compared += 1

    assert compared > 5


def test_channels_are_the_same(both: Both) -> None:
    kinds = set()
    for wire in both.found(endpoints.channels, ChannelQuery()):
        newer = v12.normalise_channel(wire)
        assert isinstance(newer, Channel)
        older = v11.normalise_channel(both.old(entities.channel(newer.id)))
        assert isinstance(older, Channel)

        assert shown(without_holidays(newer, newer)) == shown(without_holidays(older, newer))
        assert newer.remarks == ()
        kinds.add(type(newer).__name__)

    assert len(kinds) == 5


def without_holidays(channel: Channel[Any], newer: Channel[Any]) -> Channel[Any]:
    """Leave out holidays, which v11 shows as exceptions after all other hours."""
    hours, told = channel.service_hours, newer.service_hours
    if hours is None or told is None or told.holidays is None:
        return channel
    same = ServiceHours(rules=hours.rules[: len(told.rules)])
    return channel.model_copy(update={"service_hours": same})


def test_connections_are_the_same(both: Both) -> None:
    compared = 0
    for wire in both.found(endpoints.connections, ConnectionQuery()):
        newer = v12.normalise_connection(wire)
        assert isinstance(newer, Connection)
        listed = v11.connections_of_service(both.old(entities.service(newer.service_id)))
        (older,) = [one for one in listed if one.channel_id == newer.channel_id]

        assert shown(newer) == shown(older)
        assert newer.remarks == ()
        compared += 1

    assert compared > 5


def test_organisations_are_the_same(both: Both) -> None:
    compared = 0
    for wire in both.found(endpoints.organisations, OrganisationQuery()):
        newer = v12.normalise_organisation(wire)
        assert isinstance(newer, Organisation)
        older = v11.normalise_organisation(both.old(entities.organisation(newer.id)))

        assert shown(newer) == shown(older)
        assert newer.remarks == ()
        compared += 1

    assert compared > 5


def test_general_descriptions_are_the_same(both: Both) -> None:
    for wire in both.found(endpoints.general_descriptions, GeneralDescriptionQuery()):
        newer = v12.normalise_general_description(wire)
        assert isinstance(newer, GeneralDescription)
        older = v11.normalise_general_description(both.old(entities.general_description(newer.id)))
        assert isinstance(older, GeneralDescription)
        if older.type == "":
            older = older.model_copy(update={"type": newer.type})
        if "BusinessSubregion" in older.description_types:
            # v12 has no such type (ptv-v12 6.2).
            older = older.model_copy(update={"description_types": ("Other",)})

        assert shown(newer) == shown(older)


def test_collections_are_the_same(both: Both) -> None:
    for listed in both.found(endpoints.service_collections, ServiceCollectionQuery()):
        newer = v12.normalise_collection(
            both.new(endpoints.service_collection(listed.model.content_id))
        )
        assert isinstance(newer, ServiceCollection)
        older = v11.normalise_collection(both.old(entities.service_collection(newer.id)))

        assert shown(newer) == shown(older)


def test_trees_have_the_same_organisations(both: Both) -> None:
    for wire in both.found(endpoints.organisations, OrganisationQuery()):
        root = str(wire.model.content_id)
        newer = v12.normalise_tree(both.new(endpoints.organisation_hierarchy(root)), root)
        older = v11.normalise_tree(both.old(entities.organisation_hierarchy(root)))

        assert isinstance(newer, OrganisationTree)
        assert isinstance(older, OrganisationTree)
        assert newer.parents() == {
            child: parent for child, parent in older.parents().items() if parent in newer.ids()
        }
