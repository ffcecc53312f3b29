"""Codes, formats and areas: ptv-api 6.3 (by row) and 6.4 (by bullet).

| Test | Covers |
|---|---|
| `test_6_3_…` | every row of 6.3, named by what it is about |
| `test_6_4_rule_1_…` to `test_6_4_rule_5_…` | the five bullets of 6.4, in order |
"""

import pytest

from tests.sandbox.ptv.world import (
    AGENCY,
    AGENCY_USER,
    CLASS,
    EVENT,
    GROUP,
    INDUSTRY,
    TERM,
    TOWN,
    Json,
    Ptv,
    electronic,
    location,
    phone,
    refused,
    service,
    street,
)

PLACE = "ServiceChannel/ServiceLocation"


def uris(read: Json, field: str) -> list[str]:
    return [item["uri"] for item in read[field]]


@pytest.mark.parametrize("uri", ["http://www.yso.fi/onto/koko/p123456", f"{TERM}x"])
def test_6_3_ontology_terms_follow_their_pattern(ptv: Ptv, uri: str) -> None:
    messages = refused(ptv.post("Service", service(ontologyTerms=[uri])))

    assert "must match the regular expression" in messages["OntologyTerms"]


def test_6_3_older_service_class_uris_are_rewritten(ptv: Ptv) -> None:
    older = "http://uri.suomi.fi/codelist/ptv/ptvserclass/code/P27.1"

    made = ptv.service(serviceClasses=[older])

    assert uris(ptv.shown(f"Service/{made}"), "serviceClasses") == [f"{CLASS}P27.1"]


def test_6_3_old_urns_are_accepted(ptv: Ptv) -> None:
    classes = ["http://urn.fi/URN:NBN:fi:au:ptvl:v1002"]

    made = ptv.service(serviceClasses=classes)

    assert uris(ptv.shown(f"Service/{made}"), "serviceClasses") == [f"{CLASS}P1.1"]


def test_6_3_parents_of_target_groups_are_added(ptv: Ptv) -> None:
    made = ptv.service(targetGroups=[f"{GROUP}KR1.2"])

    assert set(uris(ptv.shown(f"Service/{made}"), "targetGroups")) == {
        f"{GROUP}KR1",
        f"{GROUP}KR1.2",
    }


def test_6_3_life_events_need_a_citizens_group(ptv: Ptv) -> None:
    body = service(targetGroups=[f"{GROUP}KR2", f"{GROUP}KR2.7"], lifeEvents=[f"{EVENT}KE3"])

    assert "LifeEvents" in refused(ptv.post("Service", body))


def test_6_3_industrial_classes_need_a_business_group(ptv: Ptv) -> None:
    refused_body = service(industrialClasses=[f"{INDUSTRY}93110"])
    groups = [f"{GROUP}KR2", f"{GROUP}KR2.7"]
    other_family = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"

    messages = refused(ptv.post("Service", refused_body))
    made = ptv.service(targetGroups=groups, industrialClasses=[other_family])

    assert "IndustrialClasses" in messages
    assert uris(ptv.shown(f"Service/{made}"), "industrialClasses") == [f"{INDUSTRY}93110"]


@pytest.mark.parametrize("field", ["industrialClasses", "serviceClasses", "targetGroups"])
def test_6_3_a_plain_code_instead_of_a_uri_is_500(ptv: Ptv, field: str) -> None:
    answer = ptv.post("Service", service(**{field: ["93110"]}))

    assert answer.status_code == 500


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.fi/uimahalli?x=1#y",
        "ftp://example.fi",
        "http://localhost:8080/",
        "http://192.0.2.1/a",
        "https://xn--jyvskyl-7wae.example.xn--fiqs8s",
    ],
)
def test_6_3_a_url_is_absolute_with_a_full_host(ptv: Ptv, url: str) -> None:
    pages = [{"language": "fi", "url": url}]

    answer = ptv.post(PLACE, location(webPages=pages))

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "url",
    [
        "www.example.fi",
        "mailto:a@example.fi",
        "https://example",
        "https://example.123",
        "https://example.fi:port/",
        "https://exam ple.fi",
    ],
)
def test_6_3_other_urls_are_refused(ptv: Ptv, url: str) -> None:
    pages = [{"language": "fi", "url": url}]

    assert "WebPages[0].Url" in refused(ptv.post(PLACE, location(webPages=pages)))


def test_6_3_a_url_has_500_characters(ptv: Ptv) -> None:
    pages = [{"language": "fi", "url": "https://www.example.fi/" + "x" * 478}]

    messages = refused(ptv.post(PLACE, location(webPages=pages)))

    assert "maximum length of" in messages["WebPages[0].Url"]


@pytest.mark.parametrize("address", ["halli@kunta", "halli", "@kunta.fi", "a b@kunta.fi"])
def test_6_3_an_email_has_a_full_domain(ptv: Ptv, address: str) -> None:
    emails = [{"language": "fi", "value": address}]

    assert "Emails" in refused(ptv.post(PLACE, location(emails=emails)))


def test_6_3_a_support_email_has_100_characters(ptv: Ptv) -> None:
    emails = [{"language": "fi", "value": "x" * 90 + "@example.fi"}]
    body = electronic(requiresAuthentication=False, supportEmails=emails)

    messages = refused(ptv.post("ServiceChannel/EChannel", body))

    assert "Maximum length of property" in messages["SupportEmails"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"number": "040 123"}, "Number"),
        ({"number": "1" * 21}, "Number"),
        ({"prefixNumber": "358"}, "PrefixNumber"),
        ({"prefixNumber": "+9999"}, "PrefixNumber"),
        ({"prefixNumber": None}, "PrefixNumber"),
        ({"serviceChargeType": "Other"}, "ChargeDescription"),
    ],
)
def test_6_3_a_phone_number_has_its_form(ptv: Ptv, changes: Json, key: str) -> None:
    messages = refused(ptv.post(PLACE, location(phoneNumbers=[phone(**changes)])))

    assert messages.keys() == {f"PhoneNumbers[0].{key}"}


def test_6_3_a_service_number_needs_no_prefix(ptv: Ptv) -> None:
    number = {"number": "0800123", "isFinnishServiceNumber": True, "language": "fi"}

    answer = ptv.post(PLACE, location(phoneNumbers=[number]))

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("code", ["4010", "401000", "ABCDE", "99999"])
def test_6_3_a_postal_code_has_five_digits_and_exists(ptv: Ptv, code: str) -> None:
    body = location(addresses=[street("fi", postalCode=code)])

    assert "Addresses[0].StreetAddress.PostalCode" in refused(ptv.post(PLACE, body))


def test_6_3_a_municipality_has_its_leading_zeros(ptv: Ptv) -> None:
    body = location(addresses=[street("fi", municipality="51")])

    messages = refused(ptv.post(PLACE, body))

    assert messages == {"Addresses[0].StreetAddress.Municipality": "The code '51' was not found!"}


def test_6_3_a_municipality_left_out_comes_from_the_postal_code(ptv: Ptv) -> None:
    made = ptv.location()

    address = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]
    assert address["municipality"]["code"] == "179"


def test_6_3_business_ids_and_oids_have_their_forms(ptv: Ptv) -> None:
    body = {"publishingStatus": "Published", "businessCode": "123", "oid": "1.2"}

    messages = refused(ptv.put(f"Organization/{TOWN}", body))

    assert messages.keys() == {"BusinessCode", "Oid"}


@pytest.mark.parametrize("country", ["fi", "ZZ"])
def test_6_3_a_country_has_two_capitals_and_exists(ptv: Ptv, country: str) -> None:
    address = {**street("fi"), "country": country}

    messages = refused(ptv.post(PLACE, location(addresses=[address])))

    assert messages.keys() == {"Addresses[0].Country"}


@pytest.mark.parametrize("moment", ["08:10", "8:00", "24:00", "08:00:30"])
def test_6_3_times_are_quarter_hours(ptv: Ptv, moment: str) -> None:
    times = [{"dayFrom": "Monday", "from": moment, "to": "23:45"}]
    hours = [{"serviceHourType": "DaysOfTheWeek", "openingHour": times}]

    messages = refused(ptv.post(PLACE, location(serviceHours=hours)))

    assert "ServiceHours[0].OpeningHour[0].From" in messages


def test_6_3_a_source_id_has_letters_digits_hyphens_and_stops(ptv: Ptv) -> None:
    fits = ptv.post("Service", service(sourceId="Lipas-1.a"))
    messages = refused(ptv.post("Service", service("Toinen", sourceId="lipas/1")))

    assert fits.status_code == 200
    assert "SourceId" in messages


@pytest.mark.parametrize("latitude", ["-1", "6900000,5", "N60"])
def test_6_3_coordinates_are_decimal_text(ptv: Ptv, latitude: str) -> None:
    body = location(addresses=[street("fi", latitude=latitude, longitude="430000")])

    assert "Addresses[0].StreetAddress.Latitude" in refused(ptv.post(PLACE, body))


def test_6_4_rule_1_limited_needs_areas(ptv: Ptv) -> None:
    assert "Areas" in refused(ptv.post("Service", service(areas=[])))


def test_6_4_rule_1_a_nationwide_type_clears_old_areas(ptv: Ptv) -> None:
    producers = [{"provisionType": "SelfProducedServices", "organizations": [AGENCY]}]
    body = service(mainResponsibleOrganization=AGENCY, serviceProducers=producers)
    made = ptv.made("Service", body, user=AGENCY_USER)["id"]
    nationwide = {**body, "areaType": "Nationwide", "areas": []}

    answer = ptv.put(f"Service/{made}", nationwide, user=AGENCY_USER)

    assert answer.status_code == 200, answer.text
    read = ptv.shown(f"Service/{made}")
    assert (read["areaType"], read["areas"]) == ("Nationwide", [])


def test_6_4_rule_2_one_list_can_mix_types(ptv: Ptv) -> None:
    areas = [
        {"type": "Municipality", "areaCodes": ["179", "091"]},
        {"type": "Region", "areaCodes": ["13"]},
        {"type": "WellbeingServiceCounties", "areaCodes": ["13"]},
    ]

    made = ptv.service(areas=areas)

    read = ptv.shown(f"Service/{made}")["areas"]
    assert [(area["type"], area["code"]) for area in read] == [
        ("Municipality", None),
        ("Region", "13"),
        ("WellbeingServiceCounties", "13"),
    ]
    assert [member["code"] for member in read[0]["municipalities"]] == ["179", "091"]


def test_6_4_rule_2_unknown_area_codes_are_named(ptv: Ptv) -> None:
    areas = [{"type": "Region", "areaCodes": ["99"]}]

    messages = refused(ptv.post("Service", service(areas=areas)))

    assert "The code '99' was not found" in messages["Areas[0].AreaCodes"]


def test_6_4_rule_3_width_is_checked_when_the_organisation_is_in_the_body(ptv: Ptv) -> None:
    made = ptv.service()
    wide = service(areaType="Nationwide", areas=None)

    with_it = refused(ptv.put(f"Service/{made}", wide))
    wide.pop("mainResponsibleOrganization")
    without_it = ptv.put(f"Service/{made}", wide)

    assert "is too wide" in with_it["Areas"]
    assert without_it.status_code == 200


def test_6_4_rule_4_a_channel_without_area_type_shows_its_services_areas(ptv: Ptv) -> None:
    made_service = ptv.service()

    made = ptv.location(services=[made_service])

    read = ptv.shown(f"ServiceChannel/{made}")
    assert read["areaType"] is None
    assert read["areas"][0]["municipalities"][0]["code"] == "179"


def test_6_4_rule_5_organisations_use_a_flat_form(ptv: Ptv) -> None:
    body = {
        "organizationType": "Organization",
        "organizationNames": [{"type": "Name", "language": "fi", "value": "Säätiö"}],
        "displayNameType": [{"type": "Name", "language": "fi"}],
        "organizationDescriptions": [{"type": "Summary", "language": "fi", "value": "Säätiö on."}],
        "areaType": "LimitedType",
        "subAreaType": "Municipality",
        "areas": ["179", "091"],
        "parentOrganizationId": TOWN,
        "publishingStatus": "Published",
    }

    made = ptv.made("Organization", body)["id"]

    read = ptv.shown(f"Organization/{made}")["areas"]
    assert [member["code"] for member in read[0]["municipalities"]] == ["179", "091"]
