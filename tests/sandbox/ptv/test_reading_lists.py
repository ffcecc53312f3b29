"""Pages, windows and statuses of what GETs list: ptv-api 2.3, 3, 4 and 10."""

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.made import PLACE, STRANGER, ids
from tests.sandbox.ptv.world import (
    NEIGHBOUR,
    TOWN,
    USER,
    Json,
    Ptv,
    location,
    refused,
    service,
    text,
)


def seeded_places(count: int) -> list[SeedItem]:
    return [
        SeedItem(
            "ServiceLocation",
            {"id": f"{at:032x}"[:8] + f"-0000-4000-8000-{at:012x}", **location(f"Paikka {at}")},
        )
        for at in range(count)
    ]


# pages


def test_full_data_pages_have_100_and_are_sorted_by_creation(ptv: Ptv) -> None:
    ptv.hold(*seeded_places(205))

    pages = [
        ptv.shown("ServiceChannel/list/organization", organizationId=TOWN, page=at)
        for at in (1, 2, 3, 4)
    ]

    assert [len(page["itemList"] or []) for page in pages] == [100, 100, 5, 0]
    assert pages[3] == {"pageNumber": 4, "pageSize": 100, "pageCount": 3, "itemList": None}
    names = [
        one["serviceChannelNames"][0]["value"] for page in pages[:3] for one in page["itemList"]
    ]
    assert names == [f"Paikka {at} fi" for at in range(205)]


def test_id_pages_have_1000(ptv: Ptv) -> None:
    ptv.hold(*seeded_places(1001))

    first, second = ptv.shown("ServiceChannel"), ptv.shown("ServiceChannel", page=2)

    assert (first["pageSize"], first["pageCount"]) == (1000, 2)
    assert (len(first["itemList"]), len(second["itemList"])) == (1000, 1)
    assert first["itemList"][0]["name"] == "Paikka 0 fi"


def test_an_empty_list_is_null(ptv: Ptv) -> None:
    assert ptv.shown("ServiceChannel") == {
        "pageNumber": 1,
        "pageSize": 1000,
        "pageCount": 0,
        "itemList": None,
    }


def test_page_zero_has_no_pages_and_a_negative_one_is_400(ptv: Ptv) -> None:
    ptv.location()

    assert ptv.shown("ServiceChannel", page=0)["pageCount"] == 0
    assert "page" in refused(ptv.get("ServiceChannel", page=-1))


# lists


def test_guids_answer_what_is_published_in_a_plain_list(ptv: Ptv) -> None:
    made, draft = ptv.service(), ptv.service("Luonnos", publishingStatus="Draft")

    listed = ptv.get("Service/list", guids=f"{made},{draft},{STRANGER}").json()
    none = ptv.get("Service/list", guids=STRANGER)
    bad = ptv.get("Service/list", guids="abc")

    assert [item["id"] for item in listed] == [made]
    assert none.status_code == 404
    assert "Guid should contain 32 digits" in refused(bad)["guids"]


def test_more_than_100_guids_are_500_for_services(ptv: Ptv) -> None:
    items = [
        SeedItem("Service", {**service(f"Palvelu {at}"), "id": f"{at:08x}-0000-4000-8000-{0:012x}"})
        for at in range(1, 102)
    ]
    ptv.hold(*items)

    answer = ptv.get("Service/list", guids=",".join(str(item.body["id"]) for item in items))

    assert answer.status_code == 500


@pytest.mark.parametrize("query", [{}, {"organizationId": TOWN, "code": "1234567-1"}])
def test_an_organisations_list_wants_exactly_one_name_of_it(ptv: Ptv, query: Json) -> None:
    assert ptv.get("Service/list/organization", **query).status_code == 400


def test_the_list_of_an_unknown_organisation_is_404(ptv: Ptv) -> None:
    assert ptv.get("Service/list/organization", organizationId=STRANGER).status_code == 404


def test_an_organisations_services_include_those_of_others_that_it_produces(ptv: Ptv) -> None:
    producers = [{"provisionType": "ProcuredServices", "organizations": [NEIGHBOUR]}]
    produced = ptv.service("Tuotettu", serviceProducers=producers)
    shared = ptv.service("Yhteinen", otherResponsibleOrganizations=[NEIGHBOUR])
    ptv.service("Muu")

    listed = ptv.shown("Service/list/organization", organizationId=NEIGHBOUR)

    assert ids(listed) == [produced, shared]
    assert {one["roleType"] for one in listed["itemList"][1]["organizations"]} == {
        "Responsible",
        "OtherResponsible",
        "Producer",
    }


def test_statuses_of_a_list(ptv: Ptv) -> None:
    published, archived, withdrawn = (ptv.service(name) for name in ("Yksi", "Kaksi", "Kolme"))
    for made in (archived, withdrawn):
        ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})
    ptv.put(f"Service/{withdrawn}", service("Kolme", publishingStatus="Modified"))

    assert ids(ptv.shown("Service")) == [published]
    assert ids(ptv.shown("Service", status="Archived")) == [archived]
    assert ids(ptv.shown("Service", status="Withdrawn")) == [withdrawn]
    assert "status" in refused(ptv.get("Service", status="published"))


def test_date_windows_are_strict(ptv: Ptv) -> None:
    first = ptv.service("Yksi")
    ptv.clock.move(minutes=5)
    between = ptv.clock().strftime("%Y-%m-%dT%H:%M:%S")
    ptv.clock.move(minutes=5)
    second = ptv.service("Kaksi")

    assert ids(ptv.shown("Service", date=between)) == [second]
    assert ids(ptv.shown("Service", dateBefore=between)) == [first]


@pytest.mark.parametrize(
    "moment",
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5", "2026-01-01", "2026-13-01T00:00:00"],
)
def test_a_date_in_another_form_is_400(ptv: Ptv, moment: str) -> None:
    assert (
        "date parameter is invalid" in refused(ptv.get("Service", dateBefore=moment))["dateBefore"]
    )


def test_unknown_parameters_are_ignored(ptv: Ptv) -> None:
    made = ptv.service()

    assert ids(ptv.shown("Service", nonsense="x")) == [made]


def test_archived_ones_are_listed_with_skip_and_take(ptv: Ptv) -> None:
    archived = [ptv.location(f"Paikka {at}") for at in range(3)]
    for made in archived:
        ptv.put(f"{PLACE}/{made}", {"publishingStatus": "Deleted"})

    def listed(**window: int) -> list[Json]:
        query: Json = {"ArchivingType": "Manual", "OrganizationId": TOWN, **window}
        found: list[Json] = ptv.get("ServiceChannel/archived/list", **query).json()
        return found

    assert listed() == []
    assert [item["id"] for item in listed(Skip=1, Take=1)] == archived[1:2]
    assert listed(Take=100)[0]["names"] == [text("fi", "Paikka 0 fi")]
    too_many = ptv.get(
        "ServiceChannel/archived/list", ArchivingType="Manual", OrganizationId=TOWN, Take=101
    )
    assert "Take" in refused(too_many)
    assert "ArchivingType" in refused(ptv.get("Service/archived/list", OrganizationId=TOWN))


def test_active_reads_show_drafts_and_working_copies(ptv: Ptv) -> None:
    draft, changed = ptv.location("Luonnos", publishingStatus="Draft"), ptv.location("Paikka")
    ptv.simulator.edit("ServiceLocation", changed, {"emails": []}, publish=False)

    assert ptv.get(f"ServiceChannel/{draft}").status_code == 404
    assert ptv.shown(f"ServiceChannel/active/{draft}", user=USER)["publishingStatus"] == "Draft"
    newest = ptv.shown(f"ServiceChannel/active/{changed}", user=USER)
    assert newest["publishingStatus"] == "Modified"
    assert ids(ptv.shown("ServiceChannel/active", user=USER)) == [draft, changed]
