"""Which requests v11 is sent for each filter, and how many: the documentation states these."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import InputError
from hytedata.sandbox import Sandbox
from hytedata.sandbox.world.identities import county_id, item_id, organisation_id
from tests.clients.ptv_catalogue.conftest import sent

TOWN = organisation_id("889")
COUNTY = county_id("19")
SERVICE = "6e700e2f-6b23-589d-b110-7886efdbb1ad"
CHANNEL = "23388950-5256-546b-afae-6299383166b9"
INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
SINCE = datetime(2020, 1, 1, 12, tzinfo=UTC)
BEFORE = datetime(2100, 1, 1, tzinfo=UTC)
DATE = "date=2020-01-01T11:59:59"

SERVICES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["GET /v11/Service?status=Published&page=1", "GET /v11/Service/list?guids=<12>"]),
    (
        {"changed_since": SINCE, "changed_before": BEFORE},
        [
            f"GET /v11/Service?{DATE}&dateBefore=2100-01-01T00:00:00&status=Published&page=1",
            "GET /v11/Service/list?guids=<12>",
        ],
    ),
    (
        {"organisation": TOWN},
        [f"GET /v11/Service/list/organization?organizationId={TOWN}&page=1"],
    ),
    (
        {"organisation": TOWN, "with_general_description": True},
        [f"GET /v11/Service/list/organization?organizationId={TOWN}&serviceWithGD=true&page=1"],
    ),
    (
        {"with_general_description": True},
        [
            "GET /v11/Service?status=Published&page=1",
            "GET /v11/Service/serviceWithGD/list?guids=<12>",
        ],
    ),
    (
        {"organisation": TOWN.upper(), "type": "Service", "service_class": "P27.1"},
        [f"GET /v11/Service/list/organization?organizationId={TOWN}&page=1"],
    ),
    (
        {"organisation": TOWN, "municipality": "889", "include_nationwide": True},
        [f"GET /v11/Service/list/organization?organizationId={TOWN}&page=1"],
    ),
    (
        {"organisation": TOWN, "changed_since": SINCE},
        [
            f"GET /v11/Common/EntitiesByOrganization/{TOWN}?{DATE}&page=1",
            "GET /v11/Service/list?guids=<4>",
        ],
    ),
    ({"municipality": "889"}, ["GET /v11/Service/list/area/Municipality/code/889?page=1"]),
    (
        {"municipality": ["889", "785", "889"], "include_nationwide": True},
        [
            "GET /v11/Service/list/area/Municipality/code/889?includeWholeCountry=true&page=1",
            "GET /v11/Service/list/area/Municipality/code/785?page=1",
        ],
    ),
    (
        {"municipality": "889", "county": "19", "region": "17"},
        [
            "GET /v11/Service/list/area/Municipality/code/889?page=1",
            "GET /v11/Service/list/area/WellbeingServiceCounties/code/19?page=1",
            "GET /v11/Service/list/area/Province/code/17?page=1",
        ],
    ),
    (
        {"municipality": "889", "type": "Service"},
        ["GET /v11/Service/list/area/Municipality/code/889?page=1"],
    ),
    (
        {"municipality": "889", "changed_since": SINCE},
        [
            f"GET /v11/Service/area/Municipality/code/889?{DATE}&page=1",
            "GET /v11/Service/list?guids=<9>",
        ],
    ),
    (
        {"channel": CHANNEL},
        [f"GET /v11/Service/serviceChannel/{CHANNEL}?page=1", "GET /v11/Service/list?guids=<1>"],
    ),
    (
        {"service_class": "P27.1"},
        [
            "GET /v11/Service/serviceClass"
            "?uri=http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1&page=1",
            "GET /v11/Service/list?guids=<2>",
        ],
    ),
    (
        {"target_group": "KR1", "type": "Service"},
        [
            "GET /v11/Service/targetGroup"
            "?uri=http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1&page=1",
            "GET /v11/Service/list?guids=<12>",
        ],
    ),
    (
        {"industrial_class": INDUSTRY},
        [
            f"GET /v11/Service/industrialClass?uri={INDUSTRY}&page=1",
            "GET /v11/Service/list?guids=<1>",
        ],
    ),
    (
        {"type": "PermitOrOtherObligation"},
        ["GET /v11/Service/type/PermitOrObligation?page=1", "GET /v11/Service/list?guids=<1>"],
    ),
]

CHANNELS: list[tuple[dict[str, Any], list[str]]] = [
    (
        {},
        [
            "GET /v11/ServiceChannel?status=Published&page=1",
            "GET /v11/ServiceChannel/list?guids=<22>",
        ],
    ),
    (
        {"changed_since": SINCE},
        [
            f"GET /v11/ServiceChannel?{DATE}&status=Published&page=1",
            "GET /v11/ServiceChannel/list?guids=<22>",
        ],
    ),
    (
        {"organisation": TOWN, "type": "EService", "municipality": "889"},
        [f"GET /v11/ServiceChannel/list/organization?organizationId={TOWN}&page=1"],
    ),
    (
        {"organisation": TOWN, "changed_since": SINCE},
        [
            f"GET /v11/ServiceChannel/organization/{TOWN}?{DATE}&page=1",
            "GET /v11/ServiceChannel/list?guids=<10>",
        ],
    ),
    (
        {"organisation": TOWN, "type": "EService", "changed_since": SINCE},
        [
            f"GET /v11/ServiceChannel/organization/{TOWN}/type/EChannel?{DATE}&page=1",
            "GET /v11/ServiceChannel/list?guids=<1>",
        ],
    ),
    (
        {"region": "17", "type": "WebPage", "include_nationwide": True},
        ["GET /v11/ServiceChannel/list/area/Province/code/17?includeWholeCountry=true&page=1"],
    ),
    (
        {"municipality": "889", "changed_since": SINCE},
        [
            f"GET /v11/ServiceChannel/area/Municipality/code/889?{DATE}&page=1",
            "GET /v11/ServiceChannel/list?guids=<12>",
        ],
    ),
    (
        {"service": SERVICE, "organisation": TOWN},
        [f"GET /v11/Service/{SERVICE}", "GET /v11/ServiceChannel/list?guids=<3>"],
    ),
    (
        {"open_to_all": True, "type": "ServiceLocation"},
        [
            "GET /v11/ServiceChannel?isVisibleForAll=true&status=Published&page=1",
            "GET /v11/ServiceChannel/list?guids=<3>",
        ],
    ),
    (
        {"open_to_all": True, "organisation": TOWN},
        [
            f"GET /v11/ServiceChannel?organizationId={TOWN}&isVisibleForAll=true"
            "&status=Published&page=1",
            "GET /v11/ServiceChannel/list?guids=<1>",
        ],
    ),
    (
        {"type": "TelephoneService"},
        ["GET /v11/ServiceChannel/type/Phone?page=1", "GET /v11/ServiceChannel/list?guids=<3>"],
    ),
]

ORGANISATIONS: list[tuple[dict[str, Any], list[str]]] = [
    (
        {},
        ["GET /v11/Organization?status=Published&page=1", "GET /v11/Organization/list?guids=<9>"],
    ),
    (
        {"changed_since": SINCE},
        [
            f"GET /v11/Organization?{DATE}&status=Published&page=1",
            "GET /v11/Organization/list?guids=<9>",
        ],
    ),
    ({"municipality": "889"}, ["GET /v11/Organization/list/area/Municipality/code/889?page=1"]),
    (
        {"county": "19", "changed_since": SINCE},
        [
            f"GET /v11/Organization/area/WellbeingServiceCounties/code/19?{DATE}&page=1",
            "GET /v11/Organization/list?guids=<7>",
        ],
    ),
    ({"business_id": "1006223-2"}, ["GET /v11/Organization/businesscode/1006223-2"]),
    ({"oid": "1.2.246.562.10.1"}, ["GET /v11/Organization/oid/1.2.246.562.10.1"]),
]

OTHERS: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "general_descriptions",
        {},
        ["GET /v11/GeneralDescription?page=1", "GET /v11/GeneralDescription/list?guids=<3>"],
    ),
    (
        "collections",
        {"organisation": COUNTY},
        [f"GET /v11/ServiceCollection/organization?organizationId={COUNTY}&page=1"],
    ),
    (
        "connections",
        {},
        ["GET /v11/Service?status=Published&page=1", "GET /v11/Service/list?guids=<12>"],
    ),
    (
        "connections",
        {"changed_since": SINCE},
        [f"GET /v11/Service?{DATE}&status=Published&page=1", "GET /v11/Service/list?guids=<12>"],
    ),
    (
        "connections",
        {"organisation": TOWN, "changed_since": SINCE},
        [
            f"GET /v11/Service/list/organization?organizationId={TOWN}&page=1",
            f"GET /v11/ServiceChannel/list/organization?organizationId={TOWN}&page=1",
        ],
    ),
    ("connections", {"service": SERVICE}, [f"GET /v11/Service/{SERVICE}"]),
    ("connections", {"service": SERVICE, "channel": CHANNEL}, [f"GET /v11/Service/{SERVICE}"]),
    ("connections", {"channel": CHANNEL}, [f"GET /v11/ServiceChannel/{CHANNEL}"]),
    (
        "archived",
        {"kind": "service", "since": SINCE},
        [f"GET /v11/Service?{DATE}&status=Archived&page=1"],
    ),
    ("archived", {"kind": "organisation"}, ["GET /v11/Organization?status=Archived&page=1"]),
    (
        "archived",
        {"kind": "service-collection"},
        ["GET /v11/ServiceCollection?archived=true&page=1"],
    ),
    (
        "archived",
        {"kind": "service-channel", "organisation": TOWN},
        [
            "GET /v11/ServiceChannel/archived/list"
            f"?ArchivingType={how}&OrganizationId={TOWN}&Skip=0&Take=100"
            for how in ("Manual", "Automatic")
        ],
    ),
]
TABLE = [
    *(("services", *row) for row in SERVICES),
    *(("channels", *row) for row in CHANNELS),
    *(("organisations", *row) for row in ORGANISATIONS),
    *OTHERS,
]


@pytest.mark.parametrize(
    ("kind", "filters", "requests"),
    TABLE,
    ids=[f"{kind}-{'-'.join(filters) or 'all'}" for kind, filters, _ in TABLE],
)
def test_a_filter_costs_exactly_these_requests(
    sandbox: Sandbox, v11: PtvClient, kind: str, filters: dict[str, Any], requests: list[str]
) -> None:
    reads: Any = getattr(v11, kind)

    found = reads.snapshot(**filters)

    assert sent(sandbox) == requests
    assert found.completeness.complete


def test_collections_of_all_cost_one_request_each(sandbox: Sandbox, v11: PtvClient) -> None:
    v11.collections.snapshot()

    first, *rest = sent(sandbox)
    assert first == "GET /v11/ServiceCollection?page=1"
    assert [path.rpartition("/")[0] for path in rest] == ["GET /v11/ServiceCollection"] * 3


@pytest.mark.parametrize(
    "kind",
    ["services", "channels", "organisations", "general_descriptions", "collections", "connections"],
)
def test_one_record_costs_one_request(sandbox: Sandbox, v11: PtvClient, kind: str) -> None:
    reads: Any = getattr(v11, kind)
    some = reads.snapshot().items[0].id
    sandbox.controls.clear_journal()

    found = reads.get(some)

    assert found.id == some
    assert len(sent(sandbox)) == 1


def test_an_organisations_tree_costs_one_request(sandbox: Sandbox, v11: PtvClient) -> None:
    v11.organisations.tree(COUNTY)

    assert sent(sandbox) == [f"GET /v11/Organization/Hierarchy/{COUNTY}"]


def test_v11_says_what_it_cannot_filter(sandbox: Sandbox, v11: PtvClient) -> None:
    with pytest.raises(InputError, match="belongs to none"):
        v11.general_descriptions.iter(organisation=TOWN)
    with pytest.raises(InputError, match="no list of archived general-descriptions"):
        v11.archived.iter("general-description")
    with pytest.raises(InputError, match="of all organisations together"):
        v11.archived.iter("organisation", organisation=TOWN)

    assert sent(sandbox) == []


def test_the_items_of_the_table_exist(v11: PtvClient) -> None:
    assert v11.services.get(SERVICE).name["fi"] == "Liikuntaneuvonta"
    assert v11.channels.get(item_id("county-phone")).name["fi"] == "Päivystysapu"
