"""Which requests v12 is sent for each filter, and how many."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.sandbox import Sandbox
from hytedata.sandbox.world.identities import organisation_id
from tests.clients.ptv_catalogue.conftest import sent

TOWN = organisation_id("889")
SERVICE = "6e700e2f-6b23-589d-b110-7886efdbb1ad"
CHANNEL = "23388950-5256-546b-afae-6299383166b9"
SINCE = datetime(2020, 1, 1, 12, tzinfo=UTC)
DATE = "publishedAtOrAfter=2020-01-01T12:00:00.000Z"
OWNED = f"organizationContentIds={TOWN}"
INDUSTRIES = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"

# What is meant for a wider area is available in the municipality too.
IN_889 = [
    "areaType=LimitedArea&municipalities=889&municipalitiesMatch=any",
    "areaType=LimitedArea&wellbeingServicesCounties=19&wellbeingServicesCountiesMatch=any",
    "areaType=LimitedArea&regions=17&regionsMatch=any",
]
EVERYWHERE = ["areaType=WholeCountry", "areaType=WholeCountryExceptAland"]

TABLE: list[tuple[str, dict[str, Any], list[str]]] = [
    ("services", {}, ["service/search?page=1"]),
    (
        "services",
        {"organisation": TOWN, "type": "Service", "service_class": "P27.1", "changed_since": SINCE},
        [
            "service/search?page=1&serviceTypes=Service&serviceClasses=P27.1&serviceClassesMatch=any"
            f"&{DATE}&{OWNED}"
        ],
    ),
    (
        "services",
        {"industrial_class": "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"},
        [f"service/search?page=1&industrialClasses={INDUSTRIES}93110&industrialClassesMatch=any"],
    ),
    ("services", {"municipality": "889"}, [f"service/search?page=1&{area}" for area in IN_889]),
    (
        "services",
        {"municipality": "889", "include_nationwide": True},
        [f"service/search?page=1&{area}" for area in (*IN_889, *EVERYWHERE)],
    ),
    (
        "services",
        {"channel": CHANNEL},
        [f"connection/search?page=1&channelContentIds={CHANNEL}", f"service/{SERVICE}"],
    ),
    ("channels", {"type": "EService"}, ["service-channel/search?page=1&channelTypes=EService"]),
    ("channels", {"open_to_all": True}, ["service-channel/search?page=1"]),
    ("channels", {"organisation": TOWN}, [f"service-channel/search?page=1&{OWNED}"]),
    (
        "organisations",
        {"business_id": "1006223-2"},
        ["organization/search?page=1&businessIds=1006223-2"],
    ),
    (
        "organisations",
        {"municipality": "889"},
        [f"organization/search?page=1&{area}" for area in IN_889],
    ),
    (
        "general_descriptions",
        {"organisation": TOWN},
        [f"general-description/search?page=1&{OWNED}"],
    ),
    ("collections", {"changed_since": SINCE}, [f"service-collection/search?page=1&{DATE}"]),
    ("connections", {}, ["connection/search?page=1"]),
    (
        "connections",
        {"service": SERVICE, "channel": CHANNEL},
        [f"connection/search?page=1&serviceContentIds={SERVICE}&channelContentIds={CHANNEL}"],
    ),
    (
        "archived",
        {"kind": "general-description", "since": SINCE},
        ["general-description/archived?page=1&archivedAtOrAfter=2020-01-01T12:00:00.000Z"],
    ),
]


@pytest.mark.parametrize(
    ("kind", "filters", "requests"),
    TABLE,
    ids=[f"{kind}-{'-'.join(filters) or 'all'}" for kind, filters, _ in TABLE],
)
def test_a_filter_costs_exactly_these_requests(
    sandbox: Sandbox, v12: PtvClient, kind: str, filters: dict[str, Any], requests: list[str]
) -> None:
    reads: Any = getattr(v12, kind)

    found = reads.snapshot(**filters)

    assert [_sorted(one) for one in sent(sandbox)] == [
        _sorted(f"GET /v12/{one}") for one in requests
    ]
    assert found.completeness.complete


def _sorted(request: str) -> tuple[str, list[str]]:
    # In which order a query's parameters come means nothing.
    path, _, query = request.partition("?")
    return path, sorted(query.split("&"))


def test_the_channels_of_a_service_cost_one_request_each(sandbox: Sandbox, v12: PtvClient) -> None:
    v12.channels.snapshot(service=SERVICE)

    first, *rest = sent(sandbox)
    assert first.startswith("GET /v12/connection/search?")
    assert [one.rpartition("/")[0] for one in rest] == ["GET /v12/service-channel"] * 3


def test_an_organisations_connections_are_asked_for_twenty_ends_at_a_time(
    sandbox: Sandbox, v12: PtvClient
) -> None:
    v12.connections.snapshot(organisation=TOWN)

    paths = [one.partition("?")[0] for one in sent(sandbox)]
    ends = [
        sum(name in ("serviceContentIds", "channelContentIds") for name, _ in entry.query)
        for entry in sandbox.journal()
    ]
    assert paths == [
        "GET /v12/service/search",
        "GET /v12/connection/search",
        "GET /v12/service-channel/search",
        "GET /v12/connection/search",
    ]
    assert max(ends) <= 20


def test_ids_cost_one_request_each_for_there_is_no_read_of_several(
    sandbox: Sandbox, v12: PtvClient
) -> None:
    v12.services.get_many([SERVICE.upper(), SERVICE, "11111111-1111-4111-8111-111111111111"])

    assert sorted(sent(sandbox)) == [
        "GET /v12/service/11111111-1111-4111-8111-111111111111",
        f"GET /v12/service/{SERVICE}",
    ]


def test_v12_is_asked_for_at_most_a_hundred_at_a_time_and_twenty_ids(
    sandbox: Sandbox, v12: PtvClient
) -> None:
    v12.services.snapshot(county="19")

    queries = [entry.query for entry in sandbox.journal()]
    assert all(("pageSize", "100") in query for query in queries)
    assert max(sum(name == "municipalities" for name, _ in query) for query in queries) == 20
