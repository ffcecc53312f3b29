"""Filters mean the same, whichever list and whichever version serves them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.clients.ptv_catalogue.filters import Changed, ConnectionFilter, Place
from hytedata.models.ptv import AvailabilityArea, Connection, Service, ServiceChannel
from hytedata.sandbox import Sandbox
from hytedata.sandbox.world.identities import COUNTY, county_id, item_id, organisation_id
from tests.clients.ptv_catalogue.conftest import World, ids, sent

TOWN, COUNTY_ID = organisation_id("889"), county_id("19")
CHANNEL = "23388950-5256-546b-afae-6299383166b9"
SERVICE = "6e700e2f-6b23-589d-b110-7886efdbb1ad"
INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"

Wanted = Callable[[Service], bool]

# Municipality 889 lies in county 19 and region 17.
IN_889 = Place(("889",))

SERVICE_FILTERS: dict[str, tuple[Any, Wanted]] = {
    "organisation": (
        TOWN,
        lambda one: TOWN in (one.organisation_id, *one.other_organisation_ids),
    ),
    "municipality": ("889", lambda one: IN_889.holds(one.area)),
    "county": ("19", lambda one: Place((), ("19",)).holds(one.area)),
    "type": ("Service", lambda one: one.type == "Service"),
    "service_class": ("P27.1", lambda one: "P27.1" in one.service_classes),
    "target_group": ("KR1", lambda one: "KR1" in one.target_groups),
    "channel": (CHANNEL, lambda one: CHANNEL in (one.channel_ids or ())),
    "industrial_class": (
        INDUSTRY,
        lambda one: any(uri.endswith("/93110") for uri in one.industrial_classes),
    ),
}
UP_TO_THREE = [some for size in (1, 2, 3) for some in combinations(SERVICE_FILTERS, size)]


@pytest.mark.parametrize("version", ["v11", "v12"])
def test_services_are_those_that_all_filters_hold_for(
    version: str, world: World, v11: PtvClient, v12: PtvClient
) -> None:
    ptv = v11 if version == "v11" else v12
    wrong: dict[tuple[str, ...], set[str]] = {}

    for names in UP_TO_THREE:
        filters: dict[str, Any] = {name: SERVICE_FILTERS[name][0] for name in names}
        expected = {
            one.id for one in world.services if _place_or_all(names, one) and _others(names, one)
        }
        found = ids(ptv.services.snapshot(**filters).items)
        if found != expected:
            wrong[names] = found ^ expected

    assert wrong == {}


def _place_or_all(names: tuple[str, ...], one: Service) -> bool:
    # Places are one filter: any of the codes will do.
    places = [name for name in names if name in {"municipality", "county"}]
    return not places or any(SERVICE_FILTERS[name][1](one) for name in places)


def _others(names: tuple[str, ...], one: Service) -> bool:
    rest = [name for name in names if name not in {"municipality", "county"}]
    return all(SERVICE_FILTERS[name][1](one) for name in rest)


def test_what_is_meant_for_a_county_is_found_by_its_municipality_and_the_reverse(
    ptv: PtvClient,
) -> None:
    nurse, groups, library = (
        "47edf42c-a12d-5290-acd9-8ed1729a8630",  # of the county 19
        "acbaf988-4cf4-543b-b00c-0ab39e6183b1",  # of two municipalities and the region 17
        "0c60ddfb-e859-599e-a9a8-61b0dcc370f9",  # of the municipality 889
    )

    by_municipality = ids(ptv.services.snapshot(municipality="889").items)
    by_county = ids(ptv.services.snapshot(county=COUNTY).items)
    by_region = ids(ptv.services.snapshot(region="17").items)
    elsewhere = ids(ptv.services.snapshot(municipality="091").items)

    assert {nurse, groups, library} <= by_municipality & by_county & by_region
    assert elsewhere == set()


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"municipality": "889"}, set()),
        ({"municipality": "889", "include_nationwide": True}, {"all", "mainland"}),
        ({"municipality": "478", "include_nationwide": True}, {"all"}),
        ({"region": "21", "include_nationwide": True}, {"all"}),
        ({"municipality": ["478", "889"], "include_nationwide": True}, {"all", "mainland"}),
        (
            {"organisation": TOWN, "municipality": "889", "include_nationwide": True},
            set(),
        ),
    ],
)
def test_nationwide_content_comes_where_it_is_asked_for_and_is_meant_for(
    ptv: PtvClient, filters: dict[str, Any], types: set[str]
) -> None:
    words = {"all": "WholeCountry", "mainland": "WholeCountryExceptAland"}

    for found in (ptv.services.snapshot(**filters), ptv.channels.snapshot(**filters)):
        nationwide = {
            one.area.type for one in found.items if one.area is not None and one.area.is_nationwide
        }
        assert nationwide == {words[name] for name in types}


def test_nationwide_content_is_read_once_for_several_places(
    sandbox: Sandbox, v11: PtvClient
) -> None:
    v11.services.snapshot(municipality=["478", "889", "785"], region="17", include_nationwide=True)

    everywhere = [one for one in sent(sandbox) if "includeWholeCountry" in one]
    assert everywhere == [
        "GET /v11/Service/list/area/Municipality/code/889?includeWholeCountry=true&page=1"
    ]
    assert len(sent(sandbox)) == 4


OPEN = {
    "1debff00-aff1-5857-a9e8-de8079ed55a0",
    "716de9e5-ff64-5598-8dae-b2283603ab93",
    item_id("county-station"),
}
CHANNEL_FILTERS: dict[str, tuple[Any, Callable[[ServiceChannel], bool]]] = {
    "organisation": (TOWN, lambda one: one.organisation_id == TOWN),
    "type": ("EService", lambda one: one.type == "EService"),
    "service": (SERVICE, lambda one: SERVICE in (one.service_ids or ())),
    "open_to_all": (True, lambda one: one.id in OPEN),
}


@pytest.mark.parametrize(
    "names", [some for size in (1, 2, 3) for some in combinations(CHANNEL_FILTERS, size)]
)
def test_channels_are_those_that_all_filters_hold_for(
    world: World, ptv: PtvClient, names: tuple[str, ...]
) -> None:
    filters: dict[str, Any] = {name: CHANNEL_FILTERS[name][0] for name in names}
    found = ptv.channels.snapshot(**filters)

    expected = {
        one.id for one in world.channels if all(CHANNEL_FILTERS[name][1](one) for name in names)
    }
    assert ids(found.items) == expected


def test_channels_of_a_place_are_those_of_its_area_and_v11_adds_what_follows_its_services(
    world: World, v11: PtvClient, v12: PtvClient
) -> None:
    services = {one.id: one for one in world.services}

    def follows(one: ServiceChannel) -> bool:
        connected = [services[service] for service in one.service_ids or ()]
        return one.area is None and any(IN_889.holds(service.area) for service in connected)

    stated = {one.id for one in world.channels if one.area is not None and IN_889.holds(one.area)}
    following = {one.id for one in world.channels if follows(one)}

    assert following
    assert ids(v11.channels.snapshot(municipality="889").items) == stated | following
    assert ids(v12.channels.snapshot(municipality="889").items) == stated


def test_a_channel_without_an_area_is_kept_where_the_place_is_looked_at_in_it(
    ptv: PtvClient,
) -> None:
    found = ptv.channels.snapshot(service=SERVICE, municipality="091")

    assert len(found.items) == 3
    assert {one.area for one in found.items} == {None}


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"municipality": "889"},
        {"county": "19"},
        {"region": "17", "include_nationwide": True},
        {"business_id": "8000019-3"},
    ],
)
def test_organisations_are_the_same_through_both_versions(
    v11: PtvClient, v12: PtvClient, filters: dict[str, Any]
) -> None:
    old = ids(v11.organisations.snapshot(**filters).items)
    new = ids(v12.organisations.snapshot(**filters).items)

    # v11 lists only those that have published something.
    assert old <= new
    assert all(not v11.services.snapshot(organisation=one).items for one in new - old)


def test_a_business_id_that_nobody_has_is_no_doubt(ptv: PtvClient) -> None:
    found = ptv.organisations.snapshot(business_id="1006223-2")

    assert (found.items, found.completeness.complete) == ((), True)


def test_several_organisations_may_share_a_business_id(world: World, ptv: PtvClient) -> None:
    shared = next(one.business_id for one in world.organisations if one.business_id)

    found = ptv.organisations.snapshot(business_id=shared)

    assert found.items
    assert {one.business_id for one in found.items} == {shared}


@pytest.mark.parametrize("filters", [{}, {"organisation": TOWN}, {"organisation": COUNTY_ID}])
def test_connections_are_the_same_through_both_versions(
    world: World, v11: PtvClient, v12: PtvClient, filters: dict[str, Any]
) -> None:
    old, new = v11.connections.snapshot(**filters), v12.connections.snapshot(**filters)

    answers = {one.id for one in world.services if one.organisation_id in filters.values()}
    # v12 finds a service by its main organisation only.
    more = {one.service_id for one in old.items if one.id in ids(old.items) - ids(new.items)}
    assert ids(new.items) <= ids(old.items)
    assert new.items
    assert not more & answers
    assert filters == {"organisation": COUNTY_ID} or not more


def test_what_an_organisation_only_produces_is_not_its_own(v11: PtvClient, world: World) -> None:
    produced = {
        (producer.organisation_id, one.id)
        for one in world.services
        for producer in one.producers
        if producer.organisation_id not in (None, one.organisation_id, *one.other_organisation_ids)
    }

    assert produced
    for organisation, service in produced:
        assert organisation is not None
        assert service not in ids(v11.services.snapshot(organisation=organisation).items)
        connections = v11.connections.snapshot(organisation=organisation).items
        assert service not in {one.service_id for one in connections}


def test_an_organisations_connections_are_its_services_and_its_channels(
    world: World, ptv: PtvClient
) -> None:
    own = {one.id for one in (*world.services, *world.channels) if one.organisation_id == TOWN}

    found = ptv.connections.snapshot(organisation=TOWN)

    everything = ptv.connections.snapshot()
    wanted = {one.id for one in everything.items if {one.service_id, one.channel_id} & own}
    assert ids(found.items) == wanted
    assert any(one.service_id not in own for one in found.items) or any(
        one.channel_id not in own for one in found.items
    )


# --- changed -------------------------------------------------------------------------------------


def edited(sandbox: Sandbox, ptv_id: str) -> datetime:
    """Change a service as a person does; returns the moment before."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    sandbox.controls.edit_ptv("Service", ptv_id, {})
    return before


@pytest.mark.parametrize("more", [{}, {"organisation": TOWN}, {"municipality": "889"}])
def test_changed_since_gives_what_has_changed(
    edited_sandbox: Sandbox, ptv: PtvClient, more: dict[str, Any]
) -> None:
    since = edited(edited_sandbox, SERVICE)

    found = ptv.services.snapshot(changed_since=since, **more)
    before = ptv.services.snapshot(changed_before=since - timedelta(days=1), **more)

    assert ids(found.items) == {SERVICE}
    if more:  # v11's list of all takes the older time of a connection too
        assert SERVICE not in ids(before.items)
    assert before.items


def test_a_time_in_another_zone_is_the_same_moment(sandbox: Sandbox, v11: PtvClient) -> None:
    moment = datetime(2026, 7, 1, 15, tzinfo=ZoneInfo("Europe/Helsinki"))

    v11.services.snapshot(changed_since=moment)

    assert sent(sandbox)[0].startswith("GET /v11/Service?date=2026-07-01T11:59:59&")


def test_the_beginning_of_time_is_a_time(ptv: PtvClient) -> None:
    found = ptv.services.snapshot(changed_since=datetime.min.replace(tzinfo=UTC))

    assert len(found.items) == 12


def changed_connection(sandbox: Sandbox) -> tuple[datetime, str]:
    """Change a connection between a service and somebody else's channel."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    other = item_id("county-station")
    sandbox.controls.connect_in_ptv(SERVICE, other)
    return before, f"{SERVICE}/{other}"


@pytest.mark.parametrize("filters", [{}, {"organisation": TOWN}, {"service": SERVICE}])
def test_connections_that_changed_are_found_whoever_owns_their_ends(
    edited_sandbox: Sandbox, ptv: PtvClient, filters: dict[str, Any]
) -> None:
    since, changed = changed_connection(edited_sandbox)

    found = ptv.connections.snapshot(changed_since=since, **filters)

    assert [one.id for one in found.items] == [changed]


def test_a_window_of_connections_has_an_end(edited_sandbox: Sandbox, ptv: PtvClient) -> None:
    since, changed = changed_connection(edited_sandbox)

    found = ptv.connections.snapshot(service=SERVICE, changed_before=since)

    assert changed not in ids(found.items)
    assert len(found.items) == 3


# --- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "area", "is_wanted"),
    [
        (Place(("889",)), {"municipalities": ("889",)}, True),
        (Place(("889",)), {"municipalities": ("785",)}, False),
        (Place(("889",)), {"wellbeing_services_counties": ("19",)}, True),
        (Place(("889",)), {"wellbeing_services_counties": ("20",)}, False),
        (Place(("889",)), {"regions": ("17",)}, True),
        (Place((), ("19",)), {"municipalities": ("889",)}, True),
        (Place((), ("19",)), {"municipalities": ("091",)}, False),
        (Place((), ("19",)), {"regions": ("17",)}, True),
        (Place((), (), ("17",)), {"wellbeing_services_counties": ("19",)}, True),
        (Place(("091",)), {"municipalities": ("889",), "regions": ("01",)}, True),
        (Place(("091",)), {"others": {"HospitalDistrict": ("25",)}}, True),
        (Place(), {"municipalities": ("889",)}, True),
    ],
)
def test_an_area_is_wanted_where_it_has_a_municipality_in_common_with_the_place(
    place: Place, area: dict[str, Any], is_wanted: bool
) -> None:
    assert place.holds(AvailabilityArea(type="LimitedArea", **area)) is is_wanted


def test_helsinki_is_reached_by_its_region_and_by_no_county() -> None:
    reach = Place(("091",)).reach

    assert (reach.municipalities, reach.counties, reach.regions) == (("091",), (), ("01",))


def test_nationwide_content_is_wanted_only_with_a_place_that_asks_for_it() -> None:
    nationwide = AvailabilityArea(type="WholeCountry")
    place = Place(("889",))

    assert not place.holds(nationwide)
    assert replace(place, include_nationwide=True).holds(nationwide)
    assert Place().holds(nationwide)


def test_a_connection_whose_time_is_not_told_is_kept() -> None:
    wanted = ConnectionFilter(None, None, None, Changed(since=datetime(2026, 1, 1, tzinfo=UTC)))

    assert wanted.holds(Connection(id="a/b", service_id="a", channel_id="b"))
