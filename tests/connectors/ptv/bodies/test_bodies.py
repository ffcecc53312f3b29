"""Single traps of v11's bodies, one by one; the laws are beside this file."""

from typing import Any

import pytest

from hytedata.connectors.ptv.v11.bodies import (
    empties,
    location_body,
    our_faults,
    replaced_connections,
    service_body,
)
from hytedata.connectors.ptv.v11.bodies.words import uris
from hytedata.models.common import Json
from hytedata.models.ptv import Addresses, AvailabilityArea, Phone, ServiceProducer, WebLink
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from tests.connectors.ptv.bodies.writes import street
from tests.connectors.ptv.builders import connection, location, phone, service, texts, uri_items

CHANNEL = "9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5"
OTHER = "11111111-2222-4333-8444-555555555555"


def fi(**changes: Any) -> ServiceWrite:
    return ServiceWrite(language_versions={"fi": ServiceTextsWrite(**changes)})


def place(**changes: Any) -> ServiceLocationWrite:
    return ServiceLocationWrite(language_versions={"fi": ServiceLocationTextsWrite(**changes)})


def at(body: dict[str, Json], key: str) -> Any:
    return body.get(key)


def test_a_change_of_one_text_sends_all_texts_of_all_languages() -> None:
    body = service_body(fi(summary="Uusi tiivistelmä."), service())

    said = {(row["type"], row["language"]): row["value"] for row in at(body, "serviceDescriptions")}
    assert said["Summary", "fi"] == "Uusi tiivistelmä."
    assert said["Summary", "sv"] == "Kommunens bollplaner."
    assert len(said) == 6
    assert {row["language"] for row in at(body, "serviceNames")} == {"fi", "sv"}


def test_lists_that_are_not_mentioned_are_left_out() -> None:
    document = service(keywords=texts("", fi="pallo"), legislation=[{"names": [], "webPages": []}])

    body = service_body(fi(summary="Uusi tiivistelmä."), document)

    left_out = {"keywords", "legislation", "requirements", "areas", "areaType", "serviceProducers"}
    assert left_out.isdisjoint(body)
    assert not any(key.startswith("delete") for key in body)


@pytest.mark.parametrize(
    ("write", "flag", "key"),
    [
        (ServiceWrite(life_events=()), "deleteAllLifeEvents", "lifeEvents"),
        (ServiceWrite(industrial_classes=None), "deleteAllIndustrialClasses", "industrialClasses"),
        (ServiceWrite(charge=None), "deleteServiceChargeType", "serviceChargeType"),
        (fi(keywords=()), "deleteAllKeywords", "keywords"),
        (fi(legislation=None), "deleteAllLaws", "legislation"),
    ],
)
def test_an_emptied_list_is_its_flag_without_its_key(
    write: ServiceWrite, flag: str, key: str
) -> None:
    body = service_body(write, service(keywords=texts("", fi="pallo")))

    assert body[flag] is True
    assert key not in body


@pytest.mark.parametrize(
    ("write", "flag", "key"),
    [
        (place(phones=()), "deleteAllPhoneNumbers", "phoneNumbers"),
        (place(faxes=None), "deleteAllFaxNumbers", "faxNumbers"),
        (place(emails=()), "deleteAllEmails", "emails"),
        (place(web_pages=()), "deleteAllWebPages", "webPages"),
        (ServiceLocationWrite(service_hours=None), "deleteAllServiceHours", "serviceHours"),
        (ServiceLocationWrite(oid=None), "deleteOid", "oid"),
    ],
)
def test_an_emptied_list_of_a_place_is_its_flag_without_its_key(
    write: ServiceLocationWrite, flag: str, key: str
) -> None:
    body = location_body(write, location(), visible_for_all=False)

    assert body[flag] is True
    assert key not in body


def test_keywords_of_one_language_leave_those_of_others() -> None:
    document = service(keywords=[*texts("", fi="pallo", sv="boll")])

    body = service_body(fi(keywords=()), document)

    assert at(body, "keywords") == [{"language": "sv", "value": "boll"}]


def test_a_law_keeps_what_it_says_in_another_language() -> None:
    law = {
        "names": [{"language": "fi", "value": "Laki"}, {"language": "sv", "value": "Lag"}],
        "webPages": [
            {"language": "fi", "url": "https://a.fi", "value": None},
            {"language": "sv", "url": "https://a.fi/sv", "value": None},
        ],
    }
    new = (WebLink(url="https://b.fi", name="Uusi laki"),)

    body = service_body(fi(legislation=new), service(legislation=[law]))

    assert at(body, "legislation") == [
        {
            "names": [{"language": "sv", "value": "Lag"}],
            "webPages": [{"language": "sv", "url": "https://a.fi/sv"}],
        },
        {
            "names": [{"language": "fi", "value": "Uusi laki"}],
            "webPages": [{"language": "fi", "url": "https://b.fi"}],
        },
    ]


def test_laws_in_the_same_place_of_two_languages_are_one_law() -> None:
    both = {
        "fi": ServiceTextsWrite(legislation=(WebLink(url="https://a.fi", name="Laki"),)),
        "sv": ServiceTextsWrite(legislation=(WebLink(url="https://a.fi/sv", name="Lag"),)),
    }

    (law,) = at(service_body(ServiceWrite(language_versions=both), service()), "legislation")

    assert [row["value"] for row in law["names"]] == ["Laki", "Lag"]


def test_the_general_description_is_repeated_and_its_classes_are_not() -> None:
    described = "33333333-4444-4555-8666-777777777777"
    own, inherited = "http://own.fi/P27.1", "http://own.fi/P27.2"
    document = service(generalDescriptionId=described, serviceClasses=uri_items(own, inherited))

    body = service_body(
        ServiceWrite(funding="MarketFunded"), document, {"serviceClasses": uri_items(inherited)}
    )

    assert body["generalDescriptionId"] == described
    assert body["serviceClasses"] == [own]


def test_a_service_comes_off_its_general_description_with_its_type() -> None:
    document = service(generalDescriptionId="33333333-4444-4555-8666-777777777777")

    body = service_body(ServiceWrite(general_description_id=None), document)

    assert body["deleteGeneralDescriptionId"] is True
    assert body["type"] == "Service"
    assert "generalDescriptionId" not in body


def test_producers_are_sent_with_all_who_answer_for_the_service() -> None:
    rows = service()["organizations"]
    document = service(
        organizations=[*rows, {"organization": {"id": OTHER}, "roleType": "OtherResponsible"}]
    )
    producer = ServiceProducer(provision="SelfProduced", organisation_id=OTHER)

    body = service_body(ServiceWrite(producers=(producer,)), document)

    assert body["otherResponsibleOrganizations"] == [OTHER]
    assert body["serviceProducers"] == [
        {"provisionType": "SelfProducedServices", "organizations": [OTHER]}
    ]


def test_a_nationwide_area_takes_no_codes() -> None:
    write = ServiceWrite(area=AvailabilityArea(type="WholeCountryExceptAland"))

    body = service_body(write, service())

    assert body["areaType"] == "NationwideExceptAlandIslands"
    assert "areas" not in body


def test_a_draft_stays_one_and_nothing_becomes_modified() -> None:
    write = ServiceWrite(funding="MarketFunded")

    assert service_body(write, service(publishingStatus="Draft"))["publishingStatus"] == "Draft"
    assert service_body(write, service())["publishingStatus"] == "Published"


@pytest.mark.parametrize("opened", [True, False])
def test_the_visibility_is_repeated_unless_it_is_said(opened: bool) -> None:
    write = ServiceLocationWrite(service_languages=("fi",))

    body = location_body(write, location(), visible_for_all=opened)

    assert body["isVisibleForAll"] is opened
    said = ServiceLocationWrite(connectable_by="OwnOrganizations")
    assert location_body(said, location(), visible_for_all=True)["isVisibleForAll"] is False


def test_numbers_and_faxes_are_sent_together() -> None:
    document = location(phoneNumbers=[phone("401", "fi"), phone("402", "fi", "Fax")])
    new = (Phone(type="DomesticPhone", number="116117"),)

    body = location_body(place(phones=new), document, visible_for_all=False)

    assert at(body, "phoneNumbers") == [
        {"number": "116117", "language": "fi", "isFinnishServiceNumber": True}
    ]
    assert [row["number"] for row in at(body, "faxNumbers")] == ["402"]


def test_a_new_place_to_go_to_leaves_the_place_to_write_to() -> None:
    letter = {"type": "Postal", "subType": "PostOfficeBox", "country": "FI"}
    box = {"postOfficeBox": [{"language": "fi", "value": "PL 1"}], "postalCode": "91900"}
    document = location()
    document["addresses"].append({**letter, "postOfficeBoxAddress": box})

    write = ServiceLocationWrite(location=Addresses(street=(street("fi", "sv"),)))
    body = location_body(write, document, visible_for_all=False)

    kinds = [(row["type"], row["subType"]) for row in at(body, "addresses")]
    assert kinds == [("Location", "Single"), ("Postal", "PostOfficeBox")]


def test_codes_and_the_other_spelling_of_industries_become_the_uris_that_v11_takes() -> None:
    other = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"

    assert uris("service_classes", ["P27.1"]) == [
        "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"
    ]
    assert uris("industrial_classes", [other]) == [
        "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
    ]


def test_a_connection_is_emptied_in_the_list_of_all_and_others_are_repeated() -> None:
    rows = [
        connection(
            CHANNEL, serviceChargeType="Other", description=texts("Description", fi="Vain.")
        ),
        connection(
            OTHER, serviceChargeType="Chargeable", description=texts("Description", fi="Ei.")
        ),
    ]
    document = service(serviceChannels=rows)
    write = ConnectionWrite(
        charge=None, language_versions={"fi": ConnectionTextsWrite(description=None)}
    )

    body = replaced_connections(document, {CHANNEL: write})

    assert empties(write, CHANNEL, document)
    assert body["channelRelations"] == [
        {
            "serviceChannelId": CHANNEL,
            "deleteServiceChargeType": True,
            "deleteAllDescriptions": True,
        },
        {
            "serviceChannelId": OTHER,
            "serviceChargeType": "Chargeable",
            "description": texts("Description", fi="Ei."),
        },
    ]


def test_nothing_is_emptied_where_nothing_is_connected_yet() -> None:
    assert not empties(ConnectionWrite(charge=None), CHANNEL, service())


NAMES: list[Json] = [{"type": "Name", "language": "sv", "value": "Namn"}]


@pytest.mark.parametrize(
    ("key", "message", "path"),
    [
        ("ServiceNames[0].Value", "too long", "language_versions.sv.name"),
        (
            "ServiceDescriptions",
            "Required value with type 'Summary' was not found with language code 'fi'!",
            "language_versions.fi.summary",
        ),
        (
            "ServiceNames",
            "Value 'x' of language code 'sv' already exists",
            "language_versions.sv.name",
        ),
        ("FundingType", "The FundingType field is required.", "funding"),
        ("Model", "You have added new language version(s): sv.", "language_versions"),
        ("ServiceHours[1].ValidTo", "later", "service_hours[1] (ServiceHours[1].ValidTo)"),
        ("Areas[0].AreaCodes", "unknown", "area (Areas[0].AreaCodes)"),
        ("isVisibleForAll", "ASTI", "connectable_by"),
        ("[0].ServiceChannelId", "restricted", "channel_id"),
        ("Nonsense", "new", "Nonsense"),
    ],
)
def test_a_refusal_points_to_our_own_field(key: str, message: str, path: str) -> None:
    assert our_faults({key: [message]}, {"serviceNames": NAMES}) == {path: (message,)}
