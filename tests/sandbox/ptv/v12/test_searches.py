"""Filters, pages, limits and archived lists (ptv-v12 3, 3.1, 3.2 and 8)."""

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.v12.support import V12, several
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
    TERMS,
    TOWN,
    Json,
    electronic,
    form,
    location,
    phone_channel,
    service,
)

LIMITED = ("areaType", "LimitedArea")
NEW_INDUSTRY = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"


def areas(*codes: str, kind: str = "Municipality") -> list[Json]:
    return [{"type": kind, "areaCodes": list(codes)}]


def municipalities(*codes: str) -> list[tuple[str, str]]:
    return several("municipalities", *codes)


# pages


def test_a_page_tells_its_place_and_the_totals(v12: V12) -> None:
    made = [v12.ptv.location(f"Paikka {at}") for at in range(5)]

    pages = [
        v12.shown("service-channel/search", ("page", str(at)), ("pageSize", "2"))
        for at in (1, 2, 3, 4)
    ]

    heads = [{key: value for key, value in page.items() if key != "items"} for page in pages]
    assert heads == [
        {"page": at, "pageSize": 2, "totalItems": 5, "totalPages": 3} for at in (1, 2, 3, 4)
    ]
    assert [item["contentId"] for page in pages for item in page["items"]] == made
    assert pages[3]["items"] == []


def test_a_page_holds_100_at_most_and_that_is_the_default(v12: V12) -> None:
    items = [
        SeedItem(
            "ServiceLocation", {**location(f"P {at}"), "id": f"{at:08x}-0000-4000-8000-{0:012x}"}
        )
        for at in range(1, 102)
    ]
    v12.hold(*items)

    page = v12.shown("service-channel/search")

    assert (len(page["items"]), page["pageSize"], page["totalPages"]) == (100, 100, 2)


def test_an_empty_search_has_no_pages(v12: V12) -> None:
    page = v12.shown("service/search")

    assert page == {"page": 1, "pageSize": 100, "totalItems": 0, "totalPages": 0, "items": []}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "1000001"),
        ("page", "one"),
        ("pageSize", "0"),
        ("pageSize", "101"),
        ("areaType", "Everywhere"),
        ("municipalitiesMatch", "some"),
        ("publishedAtOrAfter", "2026-01-01"),
        ("publishedAtOrAfter", "2026-01-01T00:00:00"),
        ("publishedAtOrAfter", "2026-13-01T00:00:00Z"),
        ("serviceCollectionContentId", "abc"),
    ],
)
def test_a_wrong_value_is_400_and_named(v12: V12, name: str, value: str) -> None:
    assert v12.wrong("service/search", (name, value)) == {name}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("municipalities", "91"),
        ("municipalities", "091,179"),
        ("regions", "1"),
        ("wellbeingServicesCounties", "019"),
        ("languageVersions", "FI"),
        ("serviceTypes", "PermitOrObligation"),
        ("serviceClasses", ".P1"),
        ("industrialClasses", "93110"),
        ("organizationContentIds", "abc"),
    ],
)
def test_a_wrong_item_of_an_array_is_named_by_its_place(v12: V12, name: str, value: str) -> None:
    assert v12.wrong("service/search", (name, value)) == {f"{name}/0"}


def test_all_errors_are_told_at_once(v12: V12) -> None:
    named = v12.wrong("service/search", ("page", "0"), ("pageSize", "0"), ("regions", "x"))

    assert named == {"page", "pageSize", "regions/0"}


def test_arrays_have_20_items_at_most_and_none_twice(v12: V12) -> None:
    many = several(
        "organizationContentIds", *(f"{at:08x}-0000-4000-8000-{0:012x}" for at in range(21))
    )

    assert v12.wrong("service/search", *many) == {"organizationContentIds"}
    assert v12.wrong("service/search", *municipalities("091", "091")) == {"municipalities"}
    assert v12.shown("service/search", *many[:20])["totalItems"] == 0


def test_parameters_of_other_searches_are_ignored(v12: V12) -> None:
    made = v12.ptv.service()

    assert v12.found("service/search", ("channelTypes", "EService"), ("q", "x")) == [made]


# areas


def test_several_municipalities_mean_all_of_them_unless_any_is_asked_for(v12: V12) -> None:
    both = v12.ptv.service("Molemmat", areas=areas("179", "091"))
    one = v12.ptv.service("Toinen", areas=areas("179"))
    asked = municipalities("179", "091")

    assert v12.found("service/search", LIMITED, *asked) == [both]
    assert v12.found("service/search", LIMITED, *asked, ("municipalitiesMatch", "any")) == [
        both,
        one,
    ]


def test_area_filters_take_effect_with_limited_areas_only(v12: V12) -> None:
    here = v12.ptv.service("Täällä")
    everywhere = v12.ptv.made(
        "Service",
        service(
            "Kaikkialla",
            areaType="Nationwide",
            areas=None,
            mainResponsibleOrganization=AGENCY,
            serviceProducers=[{"provisionType": "ProcuredServices"}],
        ),
        user="agency-api",
    )["id"]

    asked = municipalities("091")
    assert v12.found("service/search", *asked) == [here, everywhere]
    assert v12.found("service/search", LIMITED, *asked) == []
    assert v12.found("service/search", ("areaType", "WholeCountry"), *asked) == [everywhere]
    assert v12.found("service/search", ("areaType", "WholeCountryExceptAland")) == []


def test_regions_and_counties_are_lists_of_their_own(v12: V12) -> None:
    region = v12.ptv.service("Maakunta", areas=areas("13", kind="Region"))
    county = v12.ptv.service("Alue", areas=areas("15", kind="WellbeingServiceCounties"))

    assert v12.found("service/search", LIMITED, ("regions", "13")) == [region]
    assert v12.found("service/search", LIMITED, ("wellbeingServicesCounties", "15")) == [county]
    assert v12.found("service/search", LIMITED, *municipalities("179")) == []


def test_a_channel_without_an_area_is_in_none(v12: V12) -> None:
    made = v12.ptv.location()
    limited = v12.ptv.location("Alueella", areaType="LimitedType", areas=areas("179"))

    assert v12.shown(f"service-channel/{made}")["area"] is None
    assert v12.found("service-channel/search", LIMITED) == [limited]


# other filters


def test_services_are_found_by_their_organisation_types_and_classes(v12: V12) -> None:
    made = v12.ptv.service(
        "Lupa",
        type="PermitOrObligation",
        targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
        industrialClasses=[f"{INDUSTRY}93110"],
        serviceClasses=[f"{CLASS}P25.1", f"{CLASS}P27.1"],
        ontologyTerms=[TERM, TERMS[0]],
    )
    other = v12.ptv.service("Muu")

    def found(*pairs: tuple[str, str]) -> list[str]:
        return v12.found("service/search", *pairs)

    assert found(("serviceTypes", "PermitOrOtherObligation")) == [made]
    assert found(*several("serviceTypes", "Service", "PermitOrOtherObligation")) == [made, other]
    assert found(("targetGroups", "KR2.7")) == [made]
    assert found(("industrialClasses", f"{NEW_INDUSTRY}93110")) == [made]
    classes = several("serviceClasses", "P25.1", "P27.1")
    assert found(*classes) == [made]
    assert found(*classes, ("serviceClassesMatch", "any")) == [made, other]
    assert found(*several("ontologyTerms", TERM, TERMS[0])) == [made]
    assert found(("organizationContentIds", TOWN)) == [made, other]
    assert found(("organizationContentIds", NEIGHBOUR)) == []


def test_languages_are_matched_all_or_any(v12: V12) -> None:
    finnish, both = v12.ptv.service("Yksi"), v12.ptv.service("Kaksi", "fi", "sv")
    asked = several("languageVersions", "fi", "sv")

    assert v12.found("service/search", *asked) == [both]
    assert v12.found("service/search", *asked, ("languageVersionsMatch", "any")) == [finnish, both]


def test_channels_are_found_by_their_types(v12: V12) -> None:
    make = v12.ptv.made
    place = v12.ptv.location()
    made = {
        "EService": make("ServiceChannel/EChannel", electronic(requiresAuthentication=False)),
        "WebPage": make("ServiceChannel/WebPage", electronic("Sivu")),
        "TelephoneService": make("ServiceChannel/Phone", phone_channel()),
        "PrintableForm": make("ServiceChannel/PrintableForm", form()),
    }

    for kind, channel in made.items():
        assert v12.found("service-channel/search", ("channelTypes", kind)) == [channel["id"]]
    two = several("channelTypes", "ServiceLocation", "WebPage")
    assert v12.found("service-channel/search", *two) == [place, made["WebPage"]["id"]]


def test_members_of_a_collection_are_found(v12: V12) -> None:
    made, channel = v12.ptv.service(), v12.ptv.location()
    v12.ptv.service("Muu"), v12.ptv.location("Muu")
    collection = v12.ptv.made(
        "ServiceCollection",
        {
            "organizationId": TOWN,
            "serviceCollectionNames": [{"language": "fi", "value": "Kokoelma"}],
            "publishingStatus": "Published",
            "services": [made],
            "serviceChannels": [channel],
        },
    )["id"]
    asked = ("serviceCollectionContentId", collection)

    assert v12.found("service/search", asked) == [made]
    assert v12.found("service-channel/search", asked) == [channel]
    assert v12.found("service-collection/search", ("organizationContentIds", TOWN)) == [collection]
    assert "items" not in v12.shown("service-collection/search")["items"][0]
    assert v12.shown(f"service-collection/{collection}")["items"] == [
        {"itemType": "Service", "contentId": made},
        {"itemType": "Channel", "contentId": channel},
    ]


def test_organisations_are_found_by_type_and_business_id(v12: V12) -> None:
    v12.ptv.put(
        f"Organization/{TOWN}", {"businessCode": "1234567-1", "publishingStatus": "Published"}
    )

    assert v12.found("organization/search", ("businessIds", "1234567-1")) == [TOWN]
    assert v12.found("organization/search", ("organizationTypes", "State")) == [AGENCY]
    assert v12.found("organization/search") == [TOWN, OFFICE, NEIGHBOUR, AGENCY]
    assert v12.found("organization/search", LIMITED, *municipalities("179")) == [TOWN]
    assert v12.wrong("organization/search", ("businessIds", "12345")) == {"businessIds/0"}


def test_general_descriptions_are_found(v12: V12) -> None:
    path = "general-description/search"

    assert v12.found(path, ("generalDescriptionTypes", "Municipality")) == [DESCRIPTION]
    assert v12.found(path, ("generalDescriptionTypes", "Church")) == []
    assert v12.found(path, ("serviceClasses", "P27.1"), ("serviceTypes", "Service")) == [
        DESCRIPTION
    ]


def test_changes_are_found_from_the_moment_on_that_is_shown(v12: V12) -> None:
    first = v12.ptv.service("Yksi")
    v12.later(minutes=5)
    second = v12.ptv.service("Kaksi")
    moments = [v12.shown(f"service/{made}")["publishedAt"] for made in (first, second)]

    assert v12.found("service/search", ("publishedAtOrAfter", moments[0])) == [first, second]
    assert v12.found("service/search", ("publishedAtOrAfter", moments[1])) == [second]


def test_a_moment_may_have_any_zone(v12: V12) -> None:
    made = v12.ptv.service()  # at 9.30.15 UTC

    found = [
        v12.found("service/search", ("publishedAtOrAfter", f"2026-11-24T{time}+02:00"))
        for time in ("11:30:15", "11:31:00")
    ]

    assert found == [[made], []]


# connections and archived lists


def test_connections_are_found_by_either_end(v12: V12) -> None:
    one, two = v12.ptv.location("Yksi"), v12.ptv.location("Kaksi")
    made = v12.ptv.service(serviceChannels=[one, two])
    other = v12.ptv.service("Muu", serviceChannels=[two])

    def pairs(*asked: tuple[str, str]) -> list[tuple[str, str]]:
        items = v12.shown("connection/search", *asked)["items"]
        return [(item["serviceContentId"], item["channelContentId"]) for item in items]

    assert pairs() == [(made, one), (made, two), (other, two)]
    assert pairs(("serviceContentIds", made)) == [(made, one), (made, two)]
    assert pairs(("channelContentIds", two)) == [(made, two), (other, two)]
    assert pairs(("serviceContentIds", made), ("channelContentIds", two)) == [(made, two)]


def test_a_changed_connection_moves_its_own_moment(v12: V12) -> None:
    channel = v12.ptv.location()
    made = v12.ptv.service(serviceChannels=[channel])
    before = v12.shown(f"service/{made}")["publishedAt"]
    v12.later(hours=1)

    v12.ptv.post(
        "Connection",
        [{"serviceId": made, "serviceChannelId": channel, "serviceChargeType": "Chargeable"}],
    )

    found = v12.shown("connection/search", ("publishedAtOrAfter", "2026-11-24T10:00:00Z"))
    assert [item["chargeType"] for item in found["items"]] == ["Charged"]
    assert v12.shown(f"service/{made}")["publishedAt"] == before


def test_a_connection_has_no_page_when_one_end_is_not_public(v12: V12) -> None:
    channel = v12.ptv.location()
    made = v12.ptv.service(serviceChannels=[channel])
    v12.ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    answers = [v12.get(f"connection/{made}/{channel}"), v12.get(f"connection/{channel}/{made}")]

    assert [answer.json()["reason"] for answer in answers] == ["NotPublished", "Unknown"]
    assert v12.shown("connection/search")["totalItems"] == 0


def test_archived_lists_want_a_moment(v12: V12) -> None:
    assert v12.wrong("service/archived") == {"archivedAtOrAfter"}


def test_archived_ones_are_listed_by_id_alone_until_they_are_restored(v12: V12) -> None:
    old, new = v12.ptv.service("Vanha"), v12.ptv.service("Uusi")
    v12.ptv.put(f"Service/{old}", {"publishingStatus": "Deleted"})
    v12.later(days=1)
    v12.ptv.put(f"Service/{new}", {"publishingStatus": "Deleted"})
    since = ("archivedAtOrAfter", "2026-11-25T00:00:00Z")
    ever = ("archivedAtOrAfter", "2020-01-01T00:00:00Z")

    assert v12.shown("service/archived", since)["items"] == [{"contentId": new}]
    assert v12.found("service/archived", ever) == [old, new]
    v12.ptv.put(f"Service/{new}", service("Uusi"))
    assert v12.found("service/archived", since) == []


def test_removed_connections_are_listed(v12: V12) -> None:
    channel = v12.ptv.location()
    made = v12.ptv.service(serviceChannels=[channel])
    ever = ("archivedAtOrAfter", "2020-01-01T00:00:00Z")
    before = v12.found("connection/archived", ever)

    v12.ptv.simulator.disconnect(made, channel)

    assert (len(before), len(v12.found("connection/archived", ever))) == (0, 1)
    assert v12.get(f"connection/{made}/{channel}").json()["reason"] == "NotPublished"


def test_the_tree_of_an_organisation_is_a_list_of_edges(v12: V12) -> None:
    edge = {"childContentId": OFFICE, "parentContentId": TOWN}

    assert v12.shown(f"organization/hierarchy/{TOWN}") == {"edges": [edge]}
    assert v12.shown(f"organization/hierarchy/{OFFICE}") == {"edges": [edge]}
    assert v12.shown(f"organization/hierarchy/{NEIGHBOUR}") == {"edges": []}


def test_content_of_another_users_organisation_is_found_too(v12: V12) -> None:
    made = v12.ptv.made(
        "ServiceChannel/ServiceLocation", location(organizationId=NEIGHBOUR), user=NEIGHBOUR_USER
    )["id"]

    assert v12.found("service-channel/search", ("organizationContentIds", NEIGHBOUR)) == [made]
