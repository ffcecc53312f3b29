"""Lists by class, type, area and owner, tasks and code lists: ptv-api 3 and 4."""

from tests.sandbox.ptv.made import PLACE, ids
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    GROUP,
    INDUSTRY,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    OFFICE,
    TOWN,
    USER,
    Ptv,
    electronic,
    location,
    service,
)


def test_open_channels_are_found_by_the_filter(ptv: Ptv) -> None:
    opened = ptv.location("Avoin", isVisibleForAll=True)
    ptv.location("Suljettu")

    listed = ptv.shown("ServiceChannel", organizationId=TOWN, isVisibleForAll="true")

    assert ids(listed) == [opened]
    assert "isVisibleForAll" not in ptv.shown(f"ServiceChannel/{opened}")


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
