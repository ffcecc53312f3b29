"""How v11's records look in v12 (ptv-v12 4, 5 and 6)."""

from typing import Any

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.v12.support import V12
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    NEIGHBOUR,
    TERM,
    TOWN,
    Json,
    electronic,
    form,
    location,
    phone,
    phone_channel,
    street,
    text,
    weekly,
)

FI = [{"language": "fi", "value": "Teksti fi."}]
BOX = {"postOfficeBox": [{"language": "fi", "value": "PL 1"}], "postalCode": "40101"}


def channel(v12: V12, path: str, body: Json) -> Json:
    made = v12.ptv.made(f"ServiceChannel/{path}", body)
    return v12.shown(f"service-channel/{made['id']}")


def place(v12: V12, *languages: str, **changes: object) -> Json:
    return channel(v12, "ServiceLocation", location("Paikka", *languages, **changes))


def hours(v12: V12, *listed: Json) -> list[Json]:
    found: list[Json] = place(v12, serviceHours=list(listed))["serviceHours"]["hours"]
    return found


# texts and languages


def test_texts_are_fields_of_a_language_version(v12: V12) -> None:
    made = v12.ptv.service(
        "Palvelu", "fi", "sv", keywords=[text("sv", "sim")], requirements=FI, legislation=[]
    )

    versions = v12.shown(f"service/{made}")["languageVersions"]

    assert set(versions) == {"fi", "sv"}
    fi, sv = versions["fi"], versions["sv"]
    assert (fi["name"], fi["summary"]) == ("Palvelu fi", "Summary fi.")
    assert (fi["description"], fi["userInstructions"]) == ("Description fi.", "UserInstruction fi.")
    assert (fi["conditions"], sv["conditions"]) == ("Teksti fi.", None)
    assert (fi["freelyAssignedKeywords"], sv["freelyAssignedKeywords"]) == ([], ["sim"])


@pytest.mark.parametrize(
    ("v11", "markdown"),
    [
        ("Yksi.\nKaksi.", "Yksi.\n\nKaksi."),
        ("Tuo:\n* yksi\n* kaksi\nLoppu.", "Tuo:\n\n* yksi\n* kaksi\n\nLoppu."),
        ("### Otsikko\nTeksti.", "### Otsikko\n\nTeksti."),
        ("1. yksi\n2. kaksi", "1. yksi\n2. kaksi"),
    ],
)
def test_texts_are_markdown(v12: V12, v11: str, markdown: str) -> None:
    described = [
        text("fi", "Tiivistelmä.", "Summary"),
        text("fi", v11, "Description"),
        text("fi", "Ohje.", "UserInstruction"),
    ]

    made = v12.ptv.service(serviceDescriptions=described)

    assert v12.shown(f"service/{made}")["languageVersions"]["fi"]["description"] == markdown


def test_the_languages_of_service_are_another_list(v12: V12) -> None:
    made = v12.ptv.service(languages=["fi", "so", "se"])

    assert v12.shown(f"service/{made}")["serviceLanguages"] == ["fi", "so", "se"]


def test_times_are_utc_with_milliseconds(v12: V12) -> None:
    shown = v12.shown(f"service/{v12.ptv.service()}")

    assert shown["publishedAt"].startswith("2026-11-24T09:30:15.")
    assert shown["publishedAt"].endswith("Z")
    assert len(shown["publishedAt"]) == len("2025-09-22T07:32:52.026Z")


def test_no_source_id_is_shown(v12: V12) -> None:
    made = v12.ptv.service(sourceId="oma-1")

    assert "oma-1" not in v12.get(f"service/{made}").text


# services


def test_classifications_are_codes_or_addresses(v12: V12) -> None:
    made = v12.ptv.service(
        targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
        lifeEvents=[f"{EVENT}KE4.1"],
        industrialClasses=[f"{INDUSTRY}93110"],
    )

    shown = v12.shown(f"service/{made}")

    assert shown["serviceClasses"] == ["P27.1"]
    assert shown["targetGroups"] == ["KR1", "KR2", "KR2.7"]
    assert shown["lifeEvents"] == ["KE4.1"]
    assert shown["ontologyTerms"] == [TERM]
    assert shown["industrialClasses"] == [
        "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"
    ]


def test_a_general_descriptions_type_and_classes_are_the_services_too(v12: V12) -> None:
    made = v12.ptv.service(generalDescriptionId=DESCRIPTION, serviceClasses=[f"{CLASS}P25.1"])

    shown = v12.shown(f"service/{made}")

    assert shown["generalDescriptionContentId"] == DESCRIPTION
    assert (shown["serviceType"], shown["serviceClasses"]) == ("Service", ["P25.1", "P27.1"])


def test_producers_are_sorted_by_how_they_produce(v12: V12) -> None:
    made = v12.ptv.service(
        serviceProducers=[
            {"provisionType": "SelfProducedServices", "organizations": [TOWN]},
            {"provisionType": "ProcuredServices", "organizations": [NEIGHBOUR]},
            {"provisionType": "Other", "additionalInformation": FI},
        ],
        otherResponsibleOrganizations=[AGENCY],
    )

    shown = v12.shown(f"service/{made}")

    assert shown["producers"] == {
        "selfProducedProducers": {"organizations": [TOWN]},
        "procuredProducers": {"organizations": [NEIGHBOUR], "other": []},
        "otherProducers": {"organizations": [], "other": [{"name": {"fi": "Teksti fi."}}]},
    }
    assert (shown["organizationContentId"], shown["otherResponsibleOrganizations"]) == (
        TOWN,
        [AGENCY],
    )


@pytest.mark.parametrize(
    ("v11", "v12_kind", "with_times"),
    [
        ("Service", "Service", False),
        ("PermitOrObligation", "PermitOrOtherObligation", True),
        ("ProfessionalQualification", "ProfessionalQualification", True),
    ],
)
def test_types_and_the_texts_about_time(
    v12: V12, v11: str, v12_kind: str, with_times: bool
) -> None:
    shown = v12.shown(f"service/{v12.ptv.service(type=v11)}")

    assert shown["serviceType"] == v12_kind
    assert ("deadlineAdditionalInformation" in shown["languageVersions"]["fi"]) is with_times


def test_charges_and_laws_and_vouchers(v12: V12) -> None:
    page = {"language": "fi", "url": "https://www.example.fi/laki"}
    made = v12.ptv.service(
        serviceChargeType="FreeOfCharge",
        legislation=[{"names": FI, "webPages": [page]}],
        serviceVouchersInUse=True,
        serviceVouchers=[{"language": "fi", "url": "https://www.example.fi", "value": "Seteli"}],
    )

    shown = v12.shown(f"service/{made}")

    version = shown["languageVersions"]["fi"]
    assert shown["chargeType"] == "Free"
    assert version["legislationLinks"] == [{"url": page["url"], "name": "Teksti fi."}]
    assert version["voucher"] == {
        "voucherType": "WithUrl",
        "urls": [
            {"name": "Seteli", "url": "https://www.example.fi", "additionalInformation": None}
        ],
    }


def test_a_service_shows_no_channels(v12: V12) -> None:
    channel_id = v12.ptv.location()
    made = v12.ptv.service(serviceChannels=[channel_id])

    assert channel_id not in v12.get(f"service/{made}").text


# areas


@pytest.mark.parametrize(
    ("kind", "code", "field", "codes"),
    [
        ("Municipality", "179", "municipalities", ["179"]),
        ("Region", "13", "regions", ["13"]),
        ("WellbeingServiceCounties", "15", "wellbeingServicesCounties", ["15"]),
    ],
)
def test_limited_areas_are_three_lists(
    v12: V12, kind: str, code: str, field: str, codes: list[str]
) -> None:
    made = v12.ptv.service(areas=[{"type": kind, "areaCodes": [code]}])

    area = v12.shown(f"service/{made}")["area"]

    nothing: Json = {"municipalities": [], "regions": [], "wellbeingServicesCounties": []}
    assert area == {"areaType": "LimitedArea", **nothing, field: codes}


def test_areas_that_v12_does_not_have_become_their_municipalities(v12: V12) -> None:
    made = v12.ptv.service(areas=[{"type": "HospitalDistrict", "areaCodes": ["14"]}])

    area = v12.shown(f"service/{made}")["area"]

    assert "179" in area["municipalities"]
    assert (area["regions"], area["wellbeingServicesCounties"]) == ([], [])


# phones, addresses, pages


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({}, {"type": "InternationalPhone", "dialCode": "+358", "chargeType": "Charged"}),
        (
            {"isFinnishServiceNumber": True, "prefixNumber": None},
            {"type": "DomesticPhone", "chargeType": "Charged"},
        ),
        (
            {"serviceChargeType": "FreeOfCharge"},
            {"type": "InternationalPhone", "dialCode": "+358", "chargeType": "Free"},
        ),
        (
            {"serviceChargeType": "Other", "chargeDescription": "2 euroa"},
            {
                "type": "InternationalPhone",
                "dialCode": "+358",
                "chargeType": "ExtraCharge",
                "chargeDescription": "2 euroa",
            },
        ),
    ],
)
def test_phones_are_domestic_without_a_dial_code(v12: V12, sent: Json, shown: Json) -> None:
    number = {name: value for name, value in phone(**sent).items() if value is not None}

    version = place(v12, phoneNumbers=[number])["languageVersions"]["fi"]

    empty = {"chargeDescription": None, "additionalInformation": None}
    assert version["contactPhoneNumbers"] == [{**empty, "number": "401234567", **shown}]


def test_phones_and_faxes_lie_inside_their_language(v12: V12) -> None:
    shown = place(
        v12, "fi", "sv", phoneNumbers=[phone("sv", number="1")], faxNumbers=[phone(number="2")]
    )

    fi, sv = (shown["languageVersions"][language] for language in ("fi", "sv"))
    assert [len(each["contactPhoneNumbers"]) for each in (fi, sv)] == [0, 1]
    assert [fax["type"] for fax in fi["contactFaxNumbers"]] == ["Fax"]
    assert sv["contactFaxNumbers"] == []


def test_a_phone_channel_has_all_four_kinds(v12: V12) -> None:
    numbers = [
        phone(type="Phone"),
        phone(type="Sms"),
        phone(type="Fax"),
        {"isFinnishServiceNumber": True, "number": "116117", "language": "fi", "type": "Phone"},
    ]

    shown = channel(v12, "Phone", phone_channel(phoneNumbers=numbers))

    kinds = [each["type"] for each in shown["languageVersions"]["fi"]["phoneNumbers"]]
    assert kinds == ["InternationalPhone", "Sms", "Fax", "DomesticPhone"]


def test_addresses_are_sorted_by_kind(v12: V12) -> None:
    other = {"latitude": "6903421", "longitude": "435210.5", "additionalInformation": FI}
    shown = place(
        v12,
        addresses=[
            street("fi", latitude="6903421.500", longitude="435210"),
            {"type": "Location", "subType": "Other", "otherAddress": other},
            {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": BOX},
            {"type": "Postal", "subType": "Abroad", "locationAbroad": FI, "country": "SE"},
        ],
    )

    (walk,) = shown["location"]["streetAddresses"]
    assert walk["streetName"] == {"fi": "Katu fi"}
    assert (walk["addressDetail"], walk["postalCode"]) == ("12", "40100")
    assert walk["addressSource"] == {"source": "UserEntered"}
    assert walk["coordinates"] == [
        {"system": "EPSG:3067", "source": "User", "northing": 6903421.5, "easting": 435210.0}
    ]
    assert shown["location"]["otherAddresses"][0]["coordinates"][0]["easting"] == 435210.5
    contact = shown["contactAddresses"]
    assert contact["postOfficeBoxAddresses"][0]["postOfficeBox"] == {"fi": "PL 1"}
    assert contact["foreignAddresses"] == [{"address": {"fi": "Teksti fi."}, "countryCode": "SE"}]
    assert "municipality" not in walk


def test_a_registered_street_comes_from_posti_in_both_languages(v12: V12) -> None:
    names = [{"language": "fi", "value": "väinönkatu"}]

    (walk,) = place(v12, addresses=[street("fi", street=names)])["location"]["streetAddresses"]

    assert walk["addressSource"] == {"source": "Posti"}
    assert walk["streetName"] == {"fi": "Väinönkatu", "sv": "Väinögatan"}


def test_coordinates_that_are_no_metres_are_of_an_unknown_system(v12: V12) -> None:
    (walk,) = place(v12, addresses=[street("fi", latitude="62.24", longitude="25.74")])["location"][
        "streetAddresses"
    ]

    assert walk["coordinates"][0]["system"] == "Unknown"


def test_a_place_without_coordinates_has_an_empty_list(v12: V12) -> None:
    (walk,) = place(v12)["location"]["streetAddresses"]

    assert walk["coordinates"] == []


def test_a_page_without_a_name_is_called_by_its_address(v12: V12) -> None:
    version = place(v12, webPages=[{"language": "fi", "url": "https://www.example.fi"}])[
        "languageVersions"
    ]["fi"]

    assert version["contactWebPages"] == [
        {"name": "https://www.example.fi", "url": "https://www.example.fi"}
    ]


# channels


def test_visibility_is_who_may_connect(v12: V12) -> None:
    opened = place(v12, isVisibleForAll=True)
    closed = channel(v12, "ServiceLocation", location("Suljettu"))

    kinds = [each["allowedConnectionType"] for each in (opened, closed)]
    assert kinds == ["AllOrganizations", "OwnOrganizations"]


def test_an_alternative_name_may_be_the_one_that_is_shown(v12: V12) -> None:
    shown = place(
        v12,
        serviceChannelNames=[text("fi", "Paikka"), text("fi", "Halli", "AlternativeName")],
        displayNameType=[{"type": "AlternativeName", "language": "fi"}],
    )

    version = shown["languageVersions"]["fi"]
    assert (version["alternativeName"], version["isAlternativeNamePrimary"]) == ("Halli", True)


def test_an_electronic_channel(v12: V12) -> None:
    body = electronic(
        requiresAuthentication=True,
        requiresSignature=True,
        signatureQuantity="2",
        supportEmails=[{"language": "fi", "value": "a@example.fi"}],
        attachments=[
            {
                "language": "fi",
                "url": "https://www.example.fi/a.pdf",
                "name": "Ohje",
                "description": "Lue ensin.",
            }
        ],
    )

    shown = channel(v12, "EChannel", body)

    version = shown["languageVersions"]["fi"]
    assert shown["serviceChannelType"] == "EService"
    assert shown["electronicIdentification"] == "Required"
    assert shown["electronicSignature"] == {"type": "Required", "numberOfRequiredSignatures": 2}
    assert version["webAddress"] == {"url": "https://www.example.fi/fi", "name": None}
    assert version["accessibilityClassificationLevel"] == "Unknown"
    assert version["supportEmails"] == [{"email": "a@example.fi"}]
    assert version["attachmentLinks"] == [
        {
            "name": "Ohje",
            "url": "https://www.example.fi/a.pdf",
            "additionalInformation": "Lue ensin.",
        }
    ]


def test_a_web_page_has_no_hours(v12: V12) -> None:
    assert "serviceHours" not in channel(v12, "WebPage", electronic())


def test_a_form_has_files_and_three_ways_to_be_sent(v12: V12) -> None:
    addresses: list[Json] = [
        {"subType": "Street", "streetAddress": {"street": FI, "postalCode": "40100"}},
        {"subType": "PostOfficeBox", "postOfficeBoxAddress": BOX, "formReceiver": FI},
        {"subType": "NoAddress", "deliveryAddressInText": FI},
    ]

    shown = channel(v12, "PrintableForm", form(deliveryAddresses=addresses, formIdentifier=FI))

    version = shown["languageVersions"]["fi"]
    assert version["formFiles"] == [
        {"name": "fi.pdf", "url": "https://www.example.fi/fi.pdf", "type": "pdf"}
    ]
    assert version["formIdentifier"] == "Teksti fi."
    assert [each["deliveryAddressType"] for each in shown["deliveryAddresses"]] == [
        "StreetAddress",
        "PostOfficeBox",
        "DeliveryInformation",
    ]
    assert [each["recipient"] for each in shown["deliveryAddresses"]] == [
        {},
        {"fi": "Teksti fi."},
        {},
    ]


# hours


def test_weekly_hours_name_only_the_days_that_are_given(v12: V12) -> None:
    times = [
        {"dayFrom": "Monday", "from": "09:00", "to": "12:00"},
        {"dayFrom": "Monday", "from": "13:00", "to": "16:00"},
    ]

    (hour,) = hours(v12, weekly(openingHour=times, additionalInformation=FI))

    assert (hour["type"], hour["heading"]) == (
        "WeeklyUntilFurtherNoticeServiceHour",
        {"fi": "Teksti fi."},
    )
    assert list(hour["weeklyHours"]) == ["monday"]
    assert [
        (each["start"], each["end"], each["openingStatus"], each["repetition"])
        for each in hour["weeklyHours"]["monday"]["hours"]
    ] == [("09:00", "12:00", "Open", "Weekly"), ("13:00", "16:00", "Open", "Weekly")]


SEASON = {"validFrom": "2027-06-01T00:00:00", "validTo": "2027-08-31T00:00:00"}
DATES = {"fromDate": "2027-06-01", "toDate": "2027-08-31"}
NIGHT = [{"dayFrom": "Friday", "dayTo": "Saturday", "from": "18:00", "to": "04:00"}]
ALWAYS = {"serviceHourType": "DaysOfTheWeek", "isAlwaysOpen": True}


@pytest.mark.parametrize(
    ("v11", "shown"),
    [
        (weekly(**SEASON), {"type": "WeeklyDateRangeServiceHour", **DATES}),
        (ALWAYS, {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "Open"}),
        (
            {"serviceHourType": "DaysOfTheWeek", "isReservation": True},
            {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "OpenOnReservation"},
        ),
        (
            {**ALWAYS, **SEASON},
            {
                "type": "ContinuousDateRangeServiceHour",
                **DATES,
                "fromDay": "Tuesday",
                "toDay": "Tuesday",
            },
        ),
        (
            {"serviceHourType": "OverMidnight", "openingHour": NIGHT},
            {
                "type": "ContinuousWeekdaysUntilFurtherNoticeServiceHour",
                "fromDay": "Friday",
                "toDay": "Saturday",
                "fromTime": "18:00",
                "toTime": "04:00",
            },
        ),
        (
            {"serviceHourType": "OverMidnight", "openingHour": NIGHT, **SEASON},
            {"type": "ContinuousDateRangeServiceHour", **DATES, "fromDay": "Friday"},
        ),
        (
            {"serviceHourType": "Exceptional", "isClosed": True, **SEASON},
            {"type": "ExceptionalDateRangeServiceHour", **DATES},
        ),
    ],
)
def test_each_kind_of_hours_has_its_type(v12: V12, v11: Json, shown: Json) -> None:
    (hour,) = hours(v12, v11)

    assert {name: hour[name] for name in shown} == shown


def test_exceptions_name_the_weekdays_of_their_dates(v12: V12) -> None:
    day = {"serviceHourType": "Exceptional", "validFrom": "2026-12-24T00:00:00"}
    opened = {**day, "openingHour": [{"from": "10:00", "to": "12:00"}]}
    closed = {**day, "isClosed": True, "validTo": "2026-12-26T00:00:00"}

    first, second = hours(v12, opened, closed)

    (hour,) = first["weeklyHours"]["thursday"]["hours"]
    assert (hour["start"], hour["end"], hour["openingStatus"]) == ("10:00", "12:00", "Open")
    assert (first["fromDate"], first["toDate"]) == ("2026-12-24", "2026-12-24")
    assert list(second["weeklyHours"]) == ["thursday", "friday", "saturday"]
    assert second["weeklyHours"]["friday"]["hours"][0]["openingStatus"] == "Closed"


def test_expired_hours_are_gone_on_the_next_day(v12: V12) -> None:
    season = weekly(validFrom="2026-06-01T00:00:00", validTo="2026-11-25T00:00:00")
    made = v12.ptv.location(serviceHours=[season])

    counts = []
    for _ in range(2):
        counts.append(len(v12.shown(f"service-channel/{made}")["serviceHours"]["hours"]))
        v12.later(days=2)

    assert counts == [1, 0]


def test_holidays_are_named_and_come_every_year(v12: V12) -> None:
    known = "77777777-4444-4555-8666-777777777777"
    listed = [{"holiday": "MidsummerEve", "from": "08:00", "to": "12:00"}]
    v12.hold(SeedItem("ServiceLocation", {**location(id=known), "holidayHours": listed}))

    shown = v12.shown(f"service-channel/{known}")["serviceHours"]

    assert shown["hours"] == []
    assert shown["holidayServiceHours"]["repetition"] == {"type": "RepetitionEveryYear"}
    (holiday,) = shown["holidayServiceHours"]["holidays"]
    assert holiday["holidayName"] == "MidsummerEve"
    (hour,) = holiday["hours"]
    assert (hour["start"], hour["end"], hour["openingStatus"]) == ("08:00", "12:00", "Open")


# connections, organisations, general descriptions


def test_a_connection_carries_its_own_details(v12: V12) -> None:
    made, channel_id = v12.ptv.service("P", "fi", "sv"), v12.ptv.location("K", "fi", "sv")
    v12.ptv.simulator.connect(
        made,
        channel_id,
        {
            "serviceChargeType": "Other",
            "description": [
                text("fi", "Toinen kerros.", "Description"),
                text("sv", "Fem euro.", "ChargeTypeAdditionalInfo"),
            ],
            "serviceHours": [weekly()],
            "contactDetails": {
                "phoneNumbers": [phone("sv")],
                "faxNumbers": [phone()],
                "emails": [{"language": "fi", "value": "a@example.fi"}],
                "webPages": [{"language": "fi", "url": "https://www.example.fi", "value": "Sivu"}],
                "addresses": [
                    {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": BOX}
                ],
            },
        },
    )

    shown = v12.shown(f"connection/{made}/{channel_id}")

    fi, sv = shown["languageVersions"]["fi"], shown["languageVersions"]["sv"]
    assert (shown["serviceContentId"], shown["channelContentId"]) == (made, channel_id)
    assert shown["chargeType"] == "Other"
    assert (fi["description"], sv["description"]) == ("Toinen kerros.", None)
    assert sv["chargeTypeAdditionalInformation"] == "Fem euro."
    assert (len(fi["contactFaxNumbers"]), len(sv["contactPhoneNumbers"])) == (1, 1)
    assert fi["contactEmails"] == [{"email": "a@example.fi"}]
    assert fi["contactWebPages"] == [
        {"name": "Sivu", "url": "https://www.example.fi", "additionalInformation": None}
    ]
    assert len(shown["contactAddresses"]["postOfficeBoxAddresses"]) == 1
    assert len(shown["serviceHours"]["hours"]) == 1


def test_an_organisation(v12: V12) -> None:
    body: Json = {
        "publishingStatus": "Published",
        "businessCode": "1234567-1",
        "addresses": [{**street("fi"), "type": "Visiting", "subType": "Street"}],
        "emails": [{"language": "fi", "value": "a@example.fi", "description": "Kirjaamo"}],
        "electronicInvoicings": [{"operatorCode": "X", "electronicInvoicingAddress": "1"}],
    }
    v12.ptv.put(f"Organization/{TOWN}", body)

    shown = v12.shown(f"organization/{TOWN}")

    assert (shown["organizationType"], shown["businessId"]) == ("Municipality", "1234567-1")
    # Exactly one municipality, and no other list.
    assert shown["area"] == {"areaType": "LimitedArea", "municipalities": ["179"]}
    assert len(shown["location"]["streetAddresses"]) == 1
    assert shown["eInvoiceAddresses"] == [
        {"address": "1", "intermediatorCode": "X", "additionalInformation": {}}
    ]
    assert shown["languageVersions"]["fi"]["contactEmails"] == [
        {"email": "a@example.fi", "additionalInformation": "Kirjaamo"}
    ]


def test_a_general_description(v12: V12) -> None:
    shown: dict[str, Any] = v12.shown(f"general-description/{DESCRIPTION}")

    version = shown["languageVersions"]["fi"]
    assert (shown["serviceType"], shown["chargeType"]) == ("Service", "Charged")
    assert shown["generalDescriptionTypes"] == ["Municipality"]
    assert version["name"] == "Uimahallit"
    assert version["description"] == "### Uiminen\n\nUimahallissa voi uida."
    assert "summary" not in version


def test_a_type_of_descriptions_that_v12_does_not_know_is_other(v12: V12) -> None:
    known = "44444444-4444-4555-8666-777777777777"
    body = {
        "id": known,
        "names": [text("fi", "Muu")],
        "descriptions": [text("fi", "Muu.", "Summary")],
        "generalDescriptionType": "BusinessSubregion",
    }
    v12.hold(SeedItem("GeneralDescription", body))

    shown = v12.shown(f"general-description/{known}")

    assert shown["generalDescriptionTypes"] == ["Other"]


def test_a_rename_is_seen_in_a_document_that_was_read_before(v12: V12) -> None:
    made = v12.ptv.location("Vanha")
    v12.shown(f"service-channel/{made}")

    v12.ptv.put(f"ServiceChannel/ServiceLocation/{made}", location("Uusi", isVisibleForAll=True))

    shown = v12.shown(f"service-channel/{made}")
    assert shown["languageVersions"]["fi"]["name"] == "Uusi fi"
    assert shown["allowedConnectionType"] == "AllOrganizations"
