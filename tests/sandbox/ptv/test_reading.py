"""What GETs answer: ptv-api 2.3, 3, 4, 5, 8 and 10."""

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    DESCRIPTION,
    GROUP,
    INDUSTRY,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    OFFICE,
    TERM,
    TOWN,
    USER,
    Json,
    Ptv,
    electronic,
    location,
    refused,
    service,
    street,
    text,
    weekly,
)

PLACE = "ServiceChannel/ServiceLocation"
STRANGER = "99999999-9999-4999-8999-999999999999"


def ids(page: Json) -> list[str]:
    return [item["id"] for item in page["itemList"] or []]


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


def test_open_channels_are_found_by_the_filter(ptv: Ptv) -> None:
    opened = ptv.location("Avoin", isVisibleForAll=True)
    ptv.location("Suljettu")

    listed = ptv.shown("ServiceChannel", organizationId=TOWN, isVisibleForAll="true")

    assert ids(listed) == [opened]
    assert "isVisibleForAll" not in ptv.shown(f"ServiceChannel/{opened}")


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


def test_filters_of_services(ptv: Ptv) -> None:
    groups = [f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"]
    channel = ptv.location()
    made = ptv.service(
        "Lupa",
        type="PermitOrObligation",
        targetGroups=groups,
        industrialClasses=[f"{INDUSTRY}93110"],
        serviceClasses=[f"{CLASS}P25.1"],
        serviceChannels=[channel],
    )
    ptv.service("Muu")

    assert ids(ptv.shown("Service/type/PermitOrObligation")) == [made]
    assert ids(ptv.shown("Service/serviceClass", uri=f"{CLASS}P25.1")) == [made]
    assert ids(ptv.shown("Service/targetGroup", uri=f"{GROUP}KR2.7")) == [made]
    assert ids(ptv.shown("Service/industrialClass", uri=f"{INDUSTRY}93110")) == [made]
    assert ids(ptv.shown(f"Service/serviceChannel/{channel}")) == [made]


def test_filters_of_channels(ptv: Ptv) -> None:
    place = ptv.location()
    other = ptv.made("ServiceChannel/WebPage", electronic())["id"]

    assert ids(ptv.shown("ServiceChannel/type/WebPage")) == [other]
    assert ids(ptv.shown(f"ServiceChannel/organization/{TOWN}")) == [place, other]
    assert ids(ptv.shown(f"ServiceChannel/organization/{TOWN}/type/ServiceLocation")) == [place]


def test_area_lists_find_members_and_on_demand_the_whole_country(ptv: Ptv) -> None:
    here = ptv.service("Täällä")
    there = ptv.service("Siellä", areas=[{"type": "Municipality", "areaCodes": ["091"]}])
    region = ptv.service("Maakunta", areas=[{"type": "Region", "areaCodes": ["13"]}])
    body = service(
        "Kaikkialla",
        areaType="Nationwide",
        areas=None,
        mainResponsibleOrganization=AGENCY,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
    )
    everywhere = ptv.made("Service", body, user="agency-api")["id"]

    assert ids(ptv.shown("Service/area/Municipality/code/179")) == [here, region]
    assert ids(ptv.shown("Service/list/area/Municipality/code/091")) == [there]
    listed = ptv.shown("Service/area/Municipality/code/091", includeWholeCountry="true")
    assert ids(listed) == [there, everywhere]
    assert ids(ptv.shown("Service/area/WellbeingServiceCounties/code/15")) == [here, region]
    assert ptv.get("Service/area/Municipality/code/999").status_code == 404
    assert ptv.get("Service/area/Nothing/code/179").status_code == 400


def test_entities_by_organization(ptv: Ptv) -> None:
    made, channel = ptv.service(), ptv.location()

    listed = ptv.shown(f"Common/EntitiesByOrganization/{TOWN}")["itemList"]

    assert [(item["id"], item["type"]) for item in listed] == [
        (made, "Service"),
        (channel, "ServiceLocation"),
    ]


def test_organisations_are_listed_when_they_have_something_published(ptv: Ptv) -> None:
    ptv.service()

    assert ptv.shown("Organization")["itemList"] == [
        {"id": TOWN, "name": "Kunta", "parentOrganizationId": None}
    ]
    assert ptv.shown(f"Organization/{TOWN}")["services"][0]["roleType"] == "Responsible"
    above = ptv.shown(f"Organization/Hierarchy/{OFFICE}")
    assert above["parent"]["id"] == TOWN


def test_tasks_name_what_is_unconnected(ptv: Ptv) -> None:
    made, channel = ptv.service(), ptv.location()
    body = location(organizationId=NEIGHBOUR)
    ptv.made(PLACE, body, user=NEIGHBOUR_USER)

    assert ids(ptv.shown("Common/ServicesWithoutChannels", user=USER)) == [made]
    assert ids(ptv.shown("Common/ChannelsWithoutServices", user=USER)) == [channel]


def test_code_lists(ptv: Ptv) -> None:
    municipalities = ptv.get("CodeList/GetMunicipalityCodes").json()
    countries = {item["code"]: item for item in ptv.get("CodeList/GetCountryCodes").json()}
    postal = ptv.shown("CodeList/GetPostalCodes")
    languages = ptv.get("CodeList/GetLanguageCodes").json()
    counties = ptv.get("CodeList/GetAreaCodes/type/WellbeingServiceCounties").json()

    assert [item["code"] for item in municipalities] == ["051", "091", "179"]
    assert countries["FI"]["prefixNumbers"] == ["+358"]
    assert [item["code"] for item in postal["itemList"]] == ["00100", "40100", "40101"]
    assert {"fi", "sv", "en", "se"} <= {item["code"] for item in languages}
    assert len(counties) == 21


# rendering


def test_streets_are_padded_to_six_languages_and_begin_with_a_capital(ptv: Ptv) -> None:
    names = [{"language": "fi", "value": "kenttätie"}, {"language": "sv", "value": "planvägen"}]
    made = ptv.location("Paikka", "fi", "sv", addresses=[street("fi", street=names)])

    read = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]["street"]

    assert {item["language"]: item["value"] for item in read} == {
        "fi": "Kenttätie",
        "sv": "Planvägen",
        "en": "Kenttätie",
        "se": "Kenttätie",
        "smn": "Kenttätie",
        "sms": "Kenttätie",
    }


@pytest.mark.parametrize("sent", ["väinönkatu", "Väinögatan"])
def test_a_registered_street_keeps_its_names(ptv: Ptv, sent: str) -> None:
    names = [{"language": "fi", "value": sent}]
    made = ptv.location(addresses=[street("fi", street=names)])

    read = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]["street"]

    assert [item["value"] for item in read[:3]] == ["Väinönkatu", "Väinögatan", "Väinönkatu"]


@pytest.mark.parametrize(
    ("sent", "read"),
    [("6903421.500", "6903421.5"), ("6903421", "6903421"), ("6903421.0", "6903421")],
)
def test_coordinates_come_back_as_the_shortest_decimal_text(ptv: Ptv, sent: str, read: str) -> None:
    made = ptv.location(addresses=[street("fi", latitude=sent, longitude="435210.25")])

    address = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]

    assert (address["latitude"], address["coordinateState"]) == (read, "EnteredByUser")


def test_expired_hours_are_left_out(ptv: Ptv) -> None:
    season = weekly(validFrom="2026-06-01T00:00:00", validTo="2026-11-25T00:00:00")
    made = ptv.location(serviceHours=[season, weekly()])

    before = ptv.shown(f"ServiceChannel/{made}")["serviceHours"]
    ptv.clock.move(days=2)
    after = ptv.shown(f"ServiceChannel/{made}")["serviceHours"]

    assert (len(before), len(after)) == (2, 1)
    assert (before[0]["validForNow"], after[0]["validForNow"]) == (False, True)
    assert after[0]["validFrom"] is None


def test_headings_are_shown_on_demand(ptv: Ptv) -> None:
    plain = ptv.shown(f"GeneralDescription/{DESCRIPTION}")
    headed = ptv.shown(f"GeneralDescription/{DESCRIPTION}", showHeader="true")

    assert plain["descriptions"][2]["value"] == "Uimahallissa voi uida."
    assert headed["descriptions"][2]["value"] == "### Uiminen\nUimahallissa voi uida."


def test_runs_of_spaces_collapse_and_line_breaks_stay(ptv: Ptv) -> None:
    texts = service()["serviceDescriptions"]
    texts[1]["value"] = "Yksi  \t kaksi\r\n* kolme"

    made = ptv.service(serviceNames=[text("fi", "Pallo   kenttä ")], serviceDescriptions=texts)

    read = ptv.shown(f"Service/{made}")
    assert read["serviceNames"][0]["value"] == "Pallo kenttä"
    assert read["serviceDescriptions"][1]["value"] == "Yksi kaksi\n* kolme"


def test_modified_has_no_zone_and_grows_with_each_write(ptv: Ptv) -> None:
    made = ptv.service()
    moments = [ptv.put(f"Service/{made}", service()).json()["modified"] for _ in range(30)]

    assert moments == sorted(set(moments))
    assert not any(moment.endswith("Z") or "+" in moment for moment in moments)
    assert len({len(moment) for moment in moments}) > 1


def test_classifications_come_as_objects_with_their_parents(ptv: Ptv) -> None:
    made = ptv.service()

    item = ptv.shown(f"Service/{made}")["serviceClasses"][0]

    assert (item["code"], item["parentUri"]) == ("P27.1", f"{CLASS}P27")
    assert item["name"][0] == {"value": "Liikunta ja urheilu", "language": "fi"}


def test_a_channel_shows_the_terms_of_its_services(ptv: Ptv) -> None:
    made = ptv.location(services=[ptv.service()])

    terms = ptv.shown(f"ServiceChannel/{made}")["ontologyTerms"]

    assert [(item["uri"], item["code"]) for item in terms] == [(TERM, None)]


def test_keys_are_matched_whatever_their_case_and_unknown_ones_ignored(ptv: Ptv) -> None:
    body = {key.upper(): value for key, value in service(nonsense={"a": 1}).items()}

    assert ptv.post("Service", body).status_code == 200


def test_ids_are_the_same_in_either_case(ptv: Ptv) -> None:
    made = ptv.service(
        mainResponsibleOrganization=TOWN.upper(),
        serviceProducers=[
            {"provisionType": "SelfProducedServices", "organizations": [TOWN.upper()]}
        ],
    )

    assert ids(ptv.shown("Service/list/organization", organizationId=TOWN.upper())) == [made]
    assert ptv.shown(f"Service/{made.upper()}")["id"] == made


def test_a_rename_shows_at_the_other_end(ptv: Ptv) -> None:
    made = ptv.service()
    channel = ptv.location(services=[made])
    ptv.shown(f"Service/{made}")

    ptv.put(f"{PLACE}/{channel}", location("Uusi nimi"))

    connected = ptv.shown(f"Service/{made}")["serviceChannels"][0]
    assert connected["serviceChannel"] == {"id": channel, "name": "Uusi nimi fi"}


def test_an_organisation_shows_its_services_as_they_are_now(ptv: Ptv) -> None:
    made = ptv.service(otherResponsibleOrganizations=[NEIGHBOUR])
    before = ptv.shown(f"Organization/{NEIGHBOUR}")["services"]

    ptv.put(f"Service/{made}", service("Uusi nimi", otherResponsibleOrganizations=[AGENCY]))

    assert [item["service"]["id"] for item in before] == [made]
    assert ptv.shown(f"Organization/{NEIGHBOUR}")["services"] == []
    assert ptv.shown(f"Organization/{AGENCY}")["services"][0]["service"]["name"] == "Uusi nimi fi"


def test_a_new_collection_shows_in_members_that_were_read_before(ptv: Ptv) -> None:
    made = ptv.service()
    before = ptv.shown(f"Service/{made}")["serviceCollections"]
    body = {
        "organizationId": TOWN,
        "serviceCollectionNames": [{"language": "fi", "value": "Kaikki"}],
        "publishingStatus": "Published",
        "services": [made],
    }

    ptv.made("ServiceCollection", body)

    assert before == []
    assert len(ptv.shown(f"Service/{made}")["serviceCollections"]) == 1


@pytest.mark.parametrize(
    "path", ["Service/{0}", "ServiceChannel/{0}", "Organization/{0}", "Service/list?guids={0}"]
)
def test_the_all_zero_uuid_is_500(ptv: Ptv, path: str) -> None:
    zero = "00000000-0000-0000-0000-000000000000"

    assert ptv.client.get(f"/api/v11/{path.format(zero)}").status_code == 500


def test_only_published_ends_of_connections_are_public(ptv: Ptv) -> None:
    channel = ptv.location()
    made = ptv.service(serviceChannels=[channel])
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    assert ptv.shown(f"ServiceChannel/{channel}")["services"] == []
