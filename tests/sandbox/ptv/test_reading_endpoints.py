"""Every GET of ptv-api 4 with its parameters, filters, limits and refusals."""

from collections.abc import Callable

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.made import PLACE, STRANGER, ids
from tests.sandbox.ptv.world import (
    AGENCY,
    DESCRIPTION,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    OFFICE,
    TOWN,
    USER,
    VIEWER,
    Json,
    Ptv,
    electronic,
    general_description,
    location,
    refused,
    service,
    text,
)

ZERO = "00000000-0000-0000-0000-000000000000"
ANONYMOUS = [
    "Service",
    "ServiceChannel",
    "Organization",
    "GeneralDescription",
    "ServiceCollection",
]
PROTECTED = [
    "Service/active",
    f"Service/active/{STRANGER}",
    "ServiceChannel/active",
    f"ServiceChannel/active/{STRANGER}",
    "Organization/saha",
    f"Organization/saha/{TOWN}",
    "Common/Translation",
    "Common/ExpiringServiceChannels",
    "Common/NotMaintainedServices",
    "Common/NotMaintainedServiceChannels",
    "Common/ServicesWithoutChannels",
    "Common/ChannelsWithoutServices",
]


def numbered(at: int) -> str:
    return f"{at:08x}-0000-4000-8000-000000000000"


def collection(name: str, **changes: object) -> Json:
    return {
        "organizationId": TOWN,
        "serviceCollectionNames": [{"language": "fi", "value": name}],
        "publishingStatus": "Published",
        **changes,
    }


# access: ptv-api 1.3 and 10


@pytest.mark.parametrize("path", PROTECTED)
def test_restricted_reads_want_a_token_and_a_right(ptv: Ptv, path: str) -> None:
    assert ptv.get(path).status_code == 401
    assert ptv.get(path, user=VIEWER).status_code == 403
    assert ptv.get(path, user=USER).status_code in (200, 404)


@pytest.mark.parametrize("path", [*ANONYMOUS, "CodeList/GetMunicipalityCodes"])
def test_a_garbage_token_breaks_an_open_read(ptv: Ptv, path: str) -> None:
    answer = ptv.client.get(f"/api/v11/{path}", headers={"Authorization": "Bearer rubbish"})

    assert answer.status_code == 500
    assert "Trace id" in answer.json()["errorMessage"]


@pytest.mark.parametrize(
    "path",
    [
        *(f"{group}/{ZERO}" for group in ANONYMOUS),
        *(f"{group}/list?guids={ZERO}" for group in ANONYMOUS[:4]),
        f"Service/serviceChannel/{ZERO}",
        f"Service/serviceWithGD/{ZERO}",
        f"Service/list/organization?organizationId={ZERO}",
        f"ServiceChannel/organization/{ZERO}",
        f"Organization/Hierarchy/{ZERO}",
        f"Common/EntitiesByOrganization/{ZERO}",
    ],
)
def test_the_all_zero_id_is_500_wherever_it_stands(ptv: Ptv, path: str) -> None:
    assert ptv.client.get(f"/api/v11/{path}").status_code == 500


@pytest.mark.parametrize("group", ANONYMOUS)
def test_an_id_that_is_unknown_or_no_uuid(ptv: Ptv, group: str) -> None:
    assert ptv.get(f"{group}/{STRANGER}").status_code == 404
    assert "Guid should contain 32 digits" in refused(ptv.get(f"{group}/abc"))["id"]


# pages and lists: ptv-api 2.3, 3.2, 3.3


@pytest.mark.parametrize(
    "path",
    [
        "Service",
        "ServiceChannel/type/Phone",
        "GeneralDescription/newGdList",
        "ServiceCollection",
        f"Service/list/organization?organizationId={OFFICE}",
        "Service/list/area/Municipality/code/051",
    ],
)
def test_pages_past_the_end_are_null_and_page_zero_counts_none(ptv: Ptv, path: str) -> None:
    mark = "&" if "?" in path else "?"

    past = ptv.client.get(f"/api/v11/{path}{mark}page=99").json()
    zero = ptv.client.get(f"/api/v11/{path}{mark}page=0").json()

    assert (past["pageNumber"], past["itemList"]) == (99, None)
    assert (zero["pageCount"], zero["itemList"]) == (0, None)


@pytest.mark.parametrize(
    ("group", "status"),
    [("ServiceChannel", 400), ("Service", 500), ("GeneralDescription", 500), ("Organization", 500)],
)
def test_more_than_100_found_ids_are_too_many(ptv: Ptv, group: str, status: int) -> None:
    made: dict[str, Callable[[int], SeedItem]] = {
        "ServiceChannel": lambda at: SeedItem("ServiceLocation", location(f"P{at}")),
        "Service": lambda at: SeedItem("Service", service(f"P{at}")),
        "GeneralDescription": lambda _: general_description(),
        "Organization": lambda at: SeedItem(
            "Organization", {"organizationNames": [text("fi", f"O{at}")]}
        ),
    }
    items = []
    for at in range(1, 102):
        item = made[group](at)
        items.append(SeedItem(item.kind, {**item.body, "id": numbered(at)}))
    ptv.hold(*items)
    known = [numbered(at) for at in range(1, 102)]

    answer = ptv.get(f"{group}/list", guids=",".join(known))
    allowed = ptv.get(f"{group}/list", guids=",".join([*known[:100], STRANGER]))

    assert answer.status_code == status
    if status == 400:
        assert "Only 100 items are allowed" in refused(answer)["guids"]
    assert len(allowed.json()) == 100


@pytest.mark.parametrize("group", ANONYMOUS[:4])
def test_no_id_that_is_known_is_404_and_no_id_at_all_400(ptv: Ptv, group: str) -> None:
    assert ptv.get(f"{group}/list", guids=STRANGER).status_code == 404
    assert "required" in refused(ptv.get(f"{group}/list"))["guids"]


def test_organisations_are_found_by_business_code_and_oid(ptv: Ptv) -> None:
    oid = "1.2.246.562.10.1.1"
    body = {"publishingStatus": "Published", "businessCode": "1234567-1", "oid": oid}
    ptv.put(f"Organization/{TOWN}", body)
    made = ptv.service()

    (one,) = ptv.get("Organization/businesscode/1234567-1").json()
    assert one["id"] == TOWN
    assert ptv.shown(f"Organization/oid/{oid}")["id"] == TOWN
    assert ptv.get("Organization/businesscode/7654321-1").status_code == 404
    assert ptv.get("Organization/oid/1.2").status_code == 404
    assert ids(ptv.shown("Service/list/organization", code="1234567-1")) == [made]
    assert ids(ptv.shown("Service/list/organization", oid=oid)) == [made]
    assert ids(ptv.shown("ServiceChannel", code="1234567-1")) == []


# date windows: ptv-api 3.4


def test_a_changed_connection_moves_the_match_of_three_lists(ptv: Ptv) -> None:
    made, channel = ptv.service(), ptv.location()
    modified = ptv.shown(f"Service/{made}")["modified"]
    ptv.clock.move(hours=2)
    since = ptv.clock().strftime("%Y-%m-%dT%H:%M:%S")
    ptv.clock.move(hours=2)

    ptv.simulator.connect(made, channel)

    assert ids(ptv.shown("Service", date=since)) == [made]
    assert ids(ptv.shown("ServiceChannel", date=since)) == [channel]
    assert ids(ptv.shown(f"ServiceChannel/organization/{TOWN}", date=since)) == [channel]
    assert ptv.shown(f"Service/{made}")["modified"] == modified


@pytest.mark.parametrize(
    "path",
    [
        "Service/type/Service",
        "Service/area/Municipality/code/179",
        "ServiceChannel/type/ServiceLocation",
        f"Common/EntitiesByOrganization/{TOWN}",
    ],
)
def test_a_changed_connection_does_not_move_the_match_of_others(ptv: Ptv, path: str) -> None:
    made, channel = ptv.service(), ptv.location()
    ptv.clock.move(hours=2)
    since = ptv.clock().strftime("%Y-%m-%dT%H:%M:%S")
    ptv.clock.move(hours=2)

    ptv.simulator.connect(made, channel)

    assert ids(ptv.shown(path, date=since)) == []


@pytest.mark.parametrize(
    "path",
    [
        "Service",
        "Organization",
        "Organization/Hierarchy",
        "GeneralDescription",
        "ServiceCollection",
        "Service/type/Service",
        "ServiceChannel/type/Phone",
        "Service/area/Municipality/code/179",
        f"ServiceChannel/organization/{TOWN}",
        f"Common/EntitiesByOrganization/{TOWN}",
    ],
)
def test_every_dated_list_refuses_a_date_in_another_form(ptv: Ptv, path: str) -> None:
    for name in ("date", "dateBefore"):
        told = refused(ptv.get(path, **{name: "2026-01-01T00:00:00Z"}))

        assert "date parameter is invalid" in told[name]


# filters


@pytest.mark.parametrize(
    "path",
    [
        "ServiceChannel/type/servicelocation",
        f"ServiceChannel/organization/{TOWN}/type/EService",
        "Service/type/service",
    ],
)
def test_types_in_a_path_are_matched_letter_by_letter(ptv: Ptv, path: str) -> None:
    assert "is not allowed value of" in refused(ptv.get(path))["type"]


def test_the_type_of_active_channels_is_checked(ptv: Ptv) -> None:
    made = ptv.location()
    ptv.made("ServiceChannel/WebPage", electronic())

    listed = ptv.shown("ServiceChannel/active", user=USER, type="ServiceLocation")

    assert ids(listed) == [made]
    assert "type" in refused(ptv.get("ServiceChannel/active", user=USER, type="Nothing"))


@pytest.mark.parametrize("field", ["serviceClass", "targetGroup", "industrialClass"])
def test_filters_by_uri_want_the_uri(ptv: Ptv, field: str) -> None:
    answer = ptv.get(f"Service/{field}")

    assert answer.status_code == 400
    assert "errorMessage" in answer.json()
    assert ids(ptv.shown(f"Service/{field}", uri="http://nothing.example/1")) == []


def test_services_of_a_channel_that_is_unknown_are_404(ptv: Ptv) -> None:
    assert ptv.get(f"Service/serviceChannel/{STRANGER}").status_code == 404


def nationwide(ptv: Ptv, name: str, kind: str) -> str:
    body = service(
        name,
        areaType=kind,
        areas=None,
        mainResponsibleOrganization=AGENCY,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
    )
    return str(ptv.made("Service", body, user="agency-api")["id"])


def test_the_whole_country_has_an_exception(ptv: Ptv) -> None:
    everywhere = nationwide(ptv, "Koko maa", "Nationwide")
    mainland = nationwide(ptv, "Manner-Suomi", "NationwideExceptAlandIslands")

    def listed(path: str) -> list[str]:
        return ids(ptv.shown(f"Service/area/{path}", includeWholeCountry="true"))

    assert listed("Municipality/code/179") == [everywhere, mainland]
    assert listed("Province/code/21") == [everywhere]
    assert ids(ptv.shown("Service/area/Municipality/code/179")) == []


@pytest.mark.parametrize("area", ["Municipality/code/179", "Province/code/13"])
@pytest.mark.parametrize("group", ["Service", "ServiceChannel", "Organization"])
def test_areas_of_every_group_come_as_ids_and_whole(ptv: Ptv, group: str, area: str) -> None:
    ptv.service()
    ptv.location(areaType="LimitedType", areas=[{"type": "Municipality", "areaCodes": ["179"]}])

    listed = ptv.shown(f"{group}/area/{area}")
    whole = ptv.shown(f"{group}/list/area/{area}")

    assert (listed["pageSize"], whole["pageSize"]) == (1000, 100)
    assert ids(listed) == ids(whole) != []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("Municipality/code/179x", 400),
        ("Municipality/code/1234567", 400),
        ("Municipality/code/999", 404),
        ("Region/code/13", 400),
    ],
)
def test_areas_and_their_codes_are_checked(ptv: Ptv, path: str, status: int) -> None:
    assert ptv.get(f"Service/area/{path}").status_code == status


# general descriptions: ptv-api 3.1


def test_a_services_general_description_is_merged_on_demand(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION)

    def types(shown: Json) -> set[str]:
        return {item["type"] for item in shown["serviceDescriptions"]}

    merged = [
        ptv.shown(f"Service/serviceWithGD/{made}"),
        ptv.get("Service/serviceWithGD/list", guids=made).json()[0],
        ptv.shown("Service/list/organization", organizationId=TOWN, serviceWithGD="true")[
            "itemList"
        ][0],
        ptv.shown("Service/list/area/Municipality/code/179", serviceWithGD="true")["itemList"][0],
    ]

    assert all({"GD_Summary", "GD_Description"} <= types(shown) for shown in merged)
    assert not any(kind.startswith("GD_") for kind in types(ptv.shown(f"Service/{made}")))
    assert ptv.shown(f"Service/{made}")["serviceChargeType"] is None
    assert ptv.get(f"Service/serviceWithGD/{STRANGER}").status_code == 404


def test_new_descriptions_are_those_of_the_last_month(ptv: Ptv) -> None:
    assert ids(ptv.shown("GeneralDescription")) == [DESCRIPTION]
    assert ids(ptv.shown("GeneralDescription/newGdList")) == []

    body = {**general_description().body, "names": [text("fi", "Uusi"), text("sv", "Ny")]}
    made = ptv.made("GeneralDescription", body, user="admin")["id"]

    assert ids(ptv.shown("GeneralDescription/newGdList")) == [made]
    ptv.clock.move(days=31)
    assert ids(ptv.shown("GeneralDescription/newGdList")) == []


# organisations and collections


def test_the_tree_is_shown_upwards_and_downwards(ptv: Ptv) -> None:
    assert ids(ptv.shown("Organization/Hierarchy")) == [TOWN, NEIGHBOUR, AGENCY]

    below = ptv.shown(f"Organization/Hierarchy/{TOWN}")

    assert [item["id"] for item in below["subOrganizations"]] == [OFFICE]
    assert below["parent"] is None
    whole = ptv.shown(f"Organization/{OFFICE}")
    assert (whole["parentOrganizationId"], whole["organizationRootId"]) == (TOWN, TOWN)
    assert [item["id"] for item in ptv.shown(f"Organization/{TOWN}")["subOrganizations"]] == [
        OFFICE
    ]


def test_collections_are_listed_published_archived_and_by_owner(ptv: Ptv) -> None:
    kept = ptv.made("ServiceCollection", collection("Kokoelma"))["id"]
    gone = ptv.made("ServiceCollection", collection("Vanha"))["id"]
    ptv.put(f"ServiceCollection/{gone}", {"organizationId": TOWN, "publishingStatus": "Deleted"})
    ptv.put(f"Organization/{TOWN}", {"businessCode": "1234567-1", "publishingStatus": "Published"})

    assert ids(ptv.shown("ServiceCollection")) == [kept]
    assert ids(ptv.shown("ServiceCollection", archived="true")) == [gone]
    by_id = ptv.shown("ServiceCollection/organization", organizationId=TOWN)
    by_code = ptv.shown("ServiceCollection/organization", code="1234567-1")
    assert by_id == by_code
    assert (ids(by_id), by_id["pageSize"]) == ([kept], 100)
    assert "organizationId" in refused(ptv.get("ServiceCollection/organization"))


# tasks


def test_content_that_nobody_touched_for_half_a_year_is_a_task(ptv: Ptv) -> None:
    old, channel = ptv.service("Vanha"), ptv.location()
    ptv.made(PLACE, location(organizationId=NEIGHBOUR), user=NEIGHBOUR_USER)
    before = ptv.shown("Common/NotMaintainedServices", user=USER)
    ptv.clock.move(days=181)
    ptv.tokens.clear()
    ptv.service("Uusi")

    assert ids(before) == []
    assert ids(ptv.shown("Common/NotMaintainedServices", user=USER)) == [old]
    assert ids(ptv.shown("Common/NotMaintainedServiceChannels", user=USER)) == [channel]
    assert ids(ptv.shown("Common/NotMaintainedServices", user=USER, status="Draft")) == []
    assert "status" in refused(ptv.get("Common/NotMaintainedServices", user=USER, status="x"))


def test_channels_that_will_be_archived_are_a_task(ptv: Ptv) -> None:
    ptv.location("Pysyvä")
    leaving = ptv.location("Poistuva", validTo="2027-01-31T00:00:00")

    (task,) = ptv.shown("Common/ExpiringServiceChannels", user=USER)["itemList"]

    assert (task["id"], task["expires"]) == (leaving, "2027-01-31T00:00:00")


def test_nothing_is_being_translated(ptv: Ptv) -> None:
    ptv.service()

    assert ids(ptv.shown("Common/Translation", user=USER)) == []


def test_saha_shows_organisations(ptv: Ptv) -> None:
    assert ids(ptv.shown("Organization/saha", user=USER)) == [TOWN, OFFICE, NEIGHBOUR, AGENCY]
    assert ptv.get(f"Organization/saha/{STRANGER}", user=USER).status_code == 404
