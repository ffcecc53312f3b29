"""The same items as v11 and as v12 write them, by hand from the tables of ptv-v12 6."""

from typing import Any

from tests.normalise.ptv_v12.documents import (
    CHANNEL_ID,
    OWNER_ID,
    SERVICE_ID,
    Document,
    coordinate,
    opening,
)

OTHER_ID = "0f0e0d0c-0b0a-4908-8706-050403020100"
GENERAL_ID = "33333333-4444-4555-8666-777777777777"
COLLECTION_ID = "44444444-5555-4666-8777-888888888888"

TOWN_V11 = {
    "areaType": "LimitedType",
    "areas": [
        {"type": "Municipality", "municipalities": [{"code": "179"}, {"code": "091"}]},
        {"type": "Region", "code": "13"},
        {"type": "WellbeingServiceCounties", "code": "13"},
    ],
}
TOWN_V12 = {
    "area": {
        "areaType": "LimitedArea",
        "municipalities": ["179", "091"],
        "regions": ["13"],
        "wellbeingServicesCounties": ["13"],
    }
}
WHEN_V11 = {"publishingStatus": "Published", "modified": "2026-03-02T08:10:02.554"}
WHEN_V12 = {"publishedAt": "2026-03-02T08:10:02.554Z", "migratedAt": "2026-03-02T09:20:00.000Z"}


def texts(kind: str, finnish: str, swedish: str | None = None) -> list[Document]:
    """A text of v11 in two languages, or in one."""
    found = [{"type": kind, "language": "fi", "value": finnish}]
    return found + ([{"type": kind, "language": "sv", "value": swedish}] if swedish else [])


def phone_v11(language: str = "fi", **changes: Any) -> Document:
    return {
        "prefixNumber": "+358",
        "number": "401234567",
        "isFinnishServiceNumber": False,
        "serviceChargeType": "Chargeable",
        "chargeDescription": "pvm",
        "additionalInformation": "Neuvonta",
        "language": language,
        **changes,
    }


def phone_v12(**changes: Any) -> Document:
    return {
        "type": "InternationalPhone",
        "dialCode": "+358",
        "number": "401234567",
        "chargeType": "Charged",
        "chargeDescription": "pvm",
        "additionalInformation": "Neuvonta",
        **changes,
    }


SERVICE_NUMBER_V11 = {
    "prefixNumber": None,
    "number": "116117",
    "isFinnishServiceNumber": True,
    "serviceChargeType": "Other",
    "chargeDescription": None,
    "additionalInformation": None,
    "language": "fi",
}
SERVICE_NUMBER_V12 = {
    "type": "DomesticPhone",
    "number": "116117",
    "chargeType": "ExtraCharge",
    "chargeDescription": None,
    "additionalInformation": None,
}
MAIL_V11 = [{"language": "fi", "value": "halli@kunta.test"}]
MAIL_V12 = [{"email": "halli@kunta.test"}]
PAGE_V11 = [{"language": "fi", "url": "https://kunta.test/halli", "value": "Halli"}]
PAGE_V12 = [{"name": "Halli", "url": "https://kunta.test/halli"}]

STREET_V11 = {
    "street": [{"language": "fi", "value": "Halliraitti"}],
    "streetNumber": "4 A",
    "postalCode": "40100",
    "postOffice": [{"language": "fi", "value": "JYVÄSKYLÄ"}],
    "municipality": {"code": "179", "name": []},
    "additionalInformation": [{"language": "fi", "value": "Pihan puolella"}],
    "latitude": "6903421",
    "longitude": "435210.5",
    "coordinateState": "EnteredByUser",
}
STREET_V12 = {
    "addressSource": {"source": "UserEntered"},
    "streetName": {"fi": "Halliraitti"},
    "addressDetail": "4 A",
    "postalCode": "40100",
    "coordinates": [coordinate(435_210.5, 6_903_421)],
    "additionalInformation": {"fi": "Pihan puolella"},
    "accessibilityRegisterServicePointId": None,
}
BOX_V11 = {
    "postOfficeBox": [{"language": "fi", "value": "PL 1"}],
    "postalCode": "40101",
    "municipality": {"code": "179", "name": []},
    "additionalInformation": [],
}
BOX_V12 = {
    "postOfficeBox": {"fi": "PL 1"},
    "postalCode": "40101",
    "additionalInformation": {},
}
ABROAD_V11 = [{"language": "en", "value": "1 Main Street, Oslo"}]
ABROAD_V12 = {"address": {"en": "1 Main Street, Oslo"}, "countryCode": "NO"}


def hour_v11(kind: str, *openings: tuple[str, str, str, str], **changes: Any) -> Document:
    """Hours of v11; openings are (day from, day to, from, to)."""
    names = ("dayFrom", "dayTo", "from", "to")
    told = [dict(zip(names, one, strict=True)) for one in openings]
    flags = dict.fromkeys(("isClosed", "isAlwaysOpen", "isReservation"), False)
    return {
        "serviceHourType": kind,
        "validFrom": None,
        "validTo": None,
        **flags,
        "additionalInformation": [],
        "openingHour": told,
        **changes,
    }


def hour_v12(kind: str, **changes: Any) -> Document:
    return {
        "type": f"{kind}ServiceHour",
        "heading": {},
        "additionalInformation": {},
        **changes,
    }


SUMMER_V11 = {"validFrom": "2026-06-01T00:00:00", "validTo": "2026-08-30T00:00:00"}
SUMMER_V12 = {"fromDate": "2026-06-01", "toDate": "2026-08-30"}
EVE_V11 = {"validFrom": "2026-12-24T00:00:00", "validTo": None}
EVE_V12 = {"fromDate": "2026-12-24", "toDate": "2026-12-24"}
NIGHT_V12 = {"fromDay": "Friday", "toDay": "Saturday", "fromTime": "22:00", "toTime": "02:00"}
WHOLE_V12 = {"fromDay": "Monday", "toDay": "Sunday", "fromTime": "00:00", "toTime": "00:00"}

HOURS_V11: list[Document] = [
    hour_v11(
        "DaysOfTheWeek",
        ("Monday", "", "08:00:00", "12:00:00"),
        ("Monday", "", "13:00:00", "00:00:00"),
        ("Tuesday", "", "08:00:00", "16:00:00"),
        additionalInformation=[{"language": "fi", "value": "Asiakaspalvelu"}],
    ),
    hour_v11("DaysOfTheWeek", ("Sunday", "", "10:00:00", "14:00:00"), **SUMMER_V11),
    hour_v11("DaysOfTheWeek", isAlwaysOpen=True),
    hour_v11("DaysOfTheWeek", isReservation=True),
    hour_v11("DaysOfTheWeek", isAlwaysOpen=True, **SUMMER_V11),
    hour_v11("OverMidnight", ("Friday", "Saturday", "22:00:00", "02:00:00")),
    hour_v11("OverMidnight", ("Friday", "Saturday", "22:00:00", "02:00:00"), **SUMMER_V11),
    hour_v11("Exceptional", isClosed=True, **EVE_V11),
    hour_v11("Exceptional", ("Thursday", "", "09:00:00", "11:00:00"), **EVE_V11),
]
HOURS_V12: Document = {
    "hours": [
        hour_v12(
            "WeeklyUntilFurtherNotice",
            heading={"fi": "Asiakaspalvelu"},
            weeklyHours={
                "monday": {"hours": [opening("08:00", "12:00"), opening("13:00", "00:00")]},
                "tuesday": {"hours": [opening("08:00", "16:00")]},
            },
        ),
        hour_v12(
            "WeeklyDateRange",
            **SUMMER_V12,
            weeklyHours={"sunday": {"hours": [opening("10:00", "14:00")]}},
        ),
        hour_v12("ContinuousAlwaysValid", openingStatus="Open"),
        hour_v12("ContinuousAlwaysValid", openingStatus="OpenOnReservation"),
        hour_v12("ContinuousDateRange", openingStatus="Open", **SUMMER_V12, **WHOLE_V12),
        hour_v12("ContinuousWeekdaysUntilFurtherNotice", openingStatus="Open", **NIGHT_V12),
        hour_v12("ContinuousDateRange", openingStatus="Open", **SUMMER_V12, **NIGHT_V12),
        hour_v12(
            "ExceptionalDateRange",
            **EVE_V12,
            weeklyHours={
                "thursday": {"hours": [opening("00:00", "00:00", openingStatus="Closed")]}
            },
        ),
        hour_v12(
            "ExceptionalDateRange",
            **EVE_V12,
            weeklyHours={"thursday": {"hours": [opening("09:00", "11:00")]}},
        ),
    ],
    "holidayServiceHours": None,
}

# --- a service ------------------------------------------------------------------------------------

SERVICE_V11: Document = {
    "id": SERVICE_ID,
    "type": "PermitOrObligation",
    "serviceNames": [
        *texts("Name", "Uimahallipalvelut", "Simhallar"),
        *texts("AlternativeName", "Uinti"),
    ],
    "serviceDescriptions": [
        *texts("Summary", "Kunnan hallit.", "Kommunens hallar."),
        *texts("Description", "### Uinti\n\n* Altaassa"),
        *texts("UserInstruction", "Tule paikalle."),
        *texts("ChargeTypeAdditionalInfo", "5 €"),
        *texts("DeadLine", "Heti"),
        *texts("ProcessingTime", "Viikko"),
        *texts("ValidityTime", "Vuosi"),
    ],
    "requirements": [{"language": "fi", "value": "Kuntalaiset."}],
    "keywords": [{"language": "fi", "value": "uinti"}, {"language": "sv", "value": "simning"}],
    "legislation": [
        {
            "names": [{"language": "fi", "value": "Liikuntalaki"}],
            "webPages": [{"language": "fi", "url": "https://finlex.test/1", "value": None}],
        }
    ],
    "serviceVouchersInUse": True,
    "serviceVouchers": [
        {
            "language": "fi",
            "value": "Setelit",
            "url": "https://kunta.test/setelit",
            "additionalInformation": "Kysy.",
        },
        {"language": "sv", "value": None, "url": None, "additionalInformation": "Fråga."},
    ],
    "generalDescriptionId": GENERAL_ID,
    "organizations": [
        {"roleType": "Responsible", "organization": {"id": OWNER_ID}},
        {"roleType": "OtherResponsible", "organization": {"id": OTHER_ID}},
        {
            "roleType": "Producer",
            "provisionType": "SelfProducedServices",
            "organization": {"id": OWNER_ID},
        },
        {
            "roleType": "Producer",
            "provisionType": "ProcuredServices",
            "organization": {"id": OTHER_ID},
        },
        {
            "roleType": "Producer",
            "provisionType": "ProcuredServices",
            "additionalInformation": [{"language": "fi", "value": "Uimaseura"}],
        },
    ],
    "serviceClasses": [{"code": "P27.2"}, {"code": "P27.1"}],
    "targetGroups": [{"code": "KR1"}],
    "lifeEvents": [{"code": "KE1"}],
    "ontologyTerms": [{"uri": "http://www.yso.fi/onto/koko/p2"}],
    "industrialClasses": [{"uri": "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"}],
    "languages": ["sv", "fi"],
    "serviceChargeType": "Chargeable",
    "fundingType": "PubliclyFunded",
    "serviceChannels": [{"serviceChannel": {"id": CHANNEL_ID}}],
    "serviceCollections": [],
    **TOWN_V11,
    **WHEN_V11,
}
SERVICE_V12: Document = {
    "contentId": SERVICE_ID,
    "serviceType": "PermitOrOtherObligation",
    "organizationContentId": OWNER_ID,
    "otherResponsibleOrganizations": [OTHER_ID],
    "generalDescriptionContentId": GENERAL_ID,
    "producers": {
        "selfProducedProducers": {"organizations": [OWNER_ID]},
        "procuredProducers": {
            "organizations": [OTHER_ID],
            "other": [{"name": {"fi": "Uimaseura"}}],
        },
        "otherProducers": {"organizations": [], "other": []},
    },
    "serviceClasses": ["P27.2", "P27.1"],
    "targetGroups": ["KR1"],
    "lifeEvents": ["KE1"],
    "ontologyTerms": ["http://www.yso.fi/onto/koko/p2"],
    "industrialClasses": ["http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"],
    "serviceLanguages": ["sv", "fi"],
    "chargeType": "Charged",
    "fundingType": "PubliclyFunded",
    "languageVersions": {
        "fi": {
            "name": "Uimahallipalvelut",
            "alternativeName": "Uinti",
            "summary": "Kunnan hallit.",
            "description": "### Uinti\n\n* Altaassa",
            "userInstructions": "Tule paikalle.",
            "conditions": "Kuntalaiset.",
            "legislationLinks": [{"url": "https://finlex.test/1", "name": "Liikuntalaki"}],
            "freelyAssignedKeywords": ["uinti"],
            "voucher": {
                "voucherType": "WithUrl",
                "urls": [
                    {
                        "name": "Setelit",
                        "url": "https://kunta.test/setelit",
                        "additionalInformation": "Kysy.",
                    }
                ],
            },
            "chargeTypeAdditionalInformation": "5 €",
            "deadlineAdditionalInformation": "Heti",
            "processingTimeAdditionalInformation": "Viikko",
            "validityTimeAdditionalInformation": "Vuosi",
        },
        "sv": {
            "name": "Simhallar",
            "alternativeName": None,
            "summary": "Kommunens hallar.",
            "description": None,
            "userInstructions": None,
            "conditions": None,
            "legislationLinks": [],
            "freelyAssignedKeywords": ["simning"],
            "voucher": {
                "voucherType": "WithAdditionalInformation",
                "additionalInformation": "Fråga.",
            },
            "chargeTypeAdditionalInformation": None,
        },
    },
    **TOWN_V12,
    **WHEN_V12,
}

# --- channels of the five kinds -------------------------------------------------------------------


def channel_v11(kind: str, **fields: Any) -> Document:
    return {
        "id": CHANNEL_ID,
        "serviceChannelType": kind,
        "organizationId": OWNER_ID,
        "serviceChannelNames": texts("Name", "Halli", "Hall"),
        "serviceChannelDescriptions": [
            *texts("Summary", "Kunnan halli.", "Kommunens hall."),
            *texts("Description", "Halli, jossa **uidaan**."),
        ],
        "languages": ["fi"],
        "services": [{"service": {"id": SERVICE_ID}}],
        "serviceCollections": [],
        **TOWN_V11,
        **WHEN_V11,
        **fields,
    }


def channel_v12(kind: str, finnish: Document, swedish: Document, **fields: Any) -> Document:
    return {
        "contentId": CHANNEL_ID,
        "serviceChannelType": kind,
        "organizationContentId": OWNER_ID,
        "allowedConnectionType": "AllOrganizations",
        "serviceLanguages": ["fi"],
        "languageVersions": {
            "fi": {
                "name": "Halli",
                "summary": "Kunnan halli.",
                "description": "Halli, jossa **uidaan**.",
                **finnish,
            },
            "sv": {"name": "Hall", "summary": "Kommunens hall.", "description": None, **swedish},
        },
        **TOWN_V12,
        **WHEN_V12,
        **fields,
    }


def with_type(phone: Document, kind: str = "Phone") -> Document:
    return {**phone, "type": kind}


LOCATION = (
    channel_v11(
        "ServiceLocation",
        serviceChannelNames=[*texts("Name", "Halli", "Hall"), *texts("AlternativeName", "Vesi")],
        displayNameType=[
            {"type": "AlternativeName", "language": "fi"},
            {"type": "Name", "language": "sv"},
        ],
        phoneNumbers=[
            with_type(phone_v11()),
            with_type(phone_v11(), "Fax"),
            with_type(SERVICE_NUMBER_V11),
            with_type(phone_v11("sv", additionalInformation=None)),
        ],
        emails=MAIL_V11,
        webPages=PAGE_V11,
        addresses=[
            {
                "type": "Location",
                "subType": "Single",
                "country": "FI",
                # Filled in from Finnish in all languages (ptv-api 5.5).
                "streetAddress": STREET_V11
                | {
                    "street": [
                        {"language": language, "value": "Halliraitti"}
                        for language in ("fi", "sv", "en", "se", "smn", "sms")
                    ]
                },
            },
            {"type": "Postal", "country": "FI", "postOfficeBoxAddress": BOX_V11},
            {
                "type": "Location",
                "subType": "Abroad",
                "country": "NO",
                "locationAbroad": ABROAD_V11,
            },
            {
                "type": "Location",
                "country": "FI",
                "otherAddress": {
                    "latitude": "6903421",
                    "longitude": "435210.5",
                    "postalCode": None,
                    "additionalInformation": [{"language": "fi", "value": "Rannassa"}],
                },
            },
        ],
        serviceHours=HOURS_V11,
    ),
    channel_v12(
        "ServiceLocation",
        {
            "alternativeName": "Vesi",
            "isAlternativeNamePrimary": True,
            "contactEmails": MAIL_V12,
            "contactPhoneNumbers": [phone_v12(), SERVICE_NUMBER_V12],
            "contactFaxNumbers": [phone_v12(type="Fax")],
            "contactWebPages": PAGE_V12,
        },
        {
            "alternativeName": None,
            "isAlternativeNamePrimary": False,
            "contactEmails": [],
            "contactPhoneNumbers": [phone_v12(additionalInformation=None)],
            "contactFaxNumbers": [],
            "contactWebPages": [],
        },
        location={
            "streetAddresses": [
                STREET_V12 | {"streetName": dict.fromkeys(("fi", "sv"), "Halliraitti")}
            ],
            "otherAddresses": [
                {
                    "postalCode": None,
                    "coordinates": [coordinate(435_210.5, 6_903_421)],
                    "additionalInformation": {"fi": "Rannassa"},
                }
            ],
            "foreignAddresses": [ABROAD_V12],
        },
        contactAddresses={
            "streetAddresses": [],
            "postOfficeBoxAddresses": [BOX_V12],
            "foreignAddresses": [],
        },
        serviceHours=HOURS_V12,
    ),
)

OWN_V11 = [{"language": "fi", "url": "https://asiointi.test", "value": None}]
OWN_V12 = {"url": "https://asiointi.test", "name": None}
NO_OWN_V12 = {"url": None, "name": None}
LEVEL_V11 = [
    {"language": "fi", "accessibilityClassificationLevel": "PartiallyCompliant"},
    {"language": "sv", "accessibilityClassificationLevel": "Unknown"},
]
ATTACHED_V11 = [
    {
        "language": "fi",
        "type": "Attachment",
        "name": "Ohje",
        "description": "Lue tämä.",
        "url": "https://kunta.test/ohje",
    }
]
ATTACHED_V12 = [
    {"name": "Ohje", "url": "https://kunta.test/ohje", "additionalInformation": "Lue tämä."}
]
SUPPORT_V11 = {"supportEmails": MAIL_V11, "supportPhones": [phone_v11(), SERVICE_NUMBER_V11]}
SUPPORT_V12 = {
    "supportEmails": MAIL_V12,
    "supportPhoneNumbers": [phone_v12(), SERVICE_NUMBER_V12],
}
NO_SUPPORT_V12: Document = {"supportEmails": [], "supportPhoneNumbers": []}
PARTLY = {"accessibilityClassificationLevel": "PartiallyCompliant"}
UNKNOWN = {"accessibilityClassificationLevel": "Unknown"}

ELECTRONIC = (
    channel_v11(
        "EChannel",
        webPages=OWN_V11,
        accessibilityClassification=LEVEL_V11,
        attachments=ATTACHED_V11,
        requiresAuthentication=True,
        requiresSignature=True,
        signatureQuantity="2",
        serviceHours=HOURS_V11[2:3],
        **SUPPORT_V11,
    ),
    channel_v12(
        "EService",
        {"webAddress": OWN_V12, "attachmentLinks": ATTACHED_V12, **PARTLY, **SUPPORT_V12},
        {"webAddress": NO_OWN_V12, "attachmentLinks": [], **UNKNOWN, **NO_SUPPORT_V12},
        electronicSignature={"type": "Required", "numberOfRequiredSignatures": 2},
        electronicIdentification="Required",
        serviceHours={"hours": HOURS_V12["hours"][2:3], "holidayServiceHours": None},
    ),
)

WEB_PAGE = (
    channel_v11(
        "WebPage",
        webPages=OWN_V11,
        accessibilityClassification=LEVEL_V11,
        serviceHours=[],
        **SUPPORT_V11,
    ),
    channel_v12(
        "WebPage",
        {"webAddress": OWN_V12, **PARTLY, **SUPPORT_V12},
        {"webAddress": NO_OWN_V12, **UNKNOWN, **NO_SUPPORT_V12},
    ),
)

PHONE = (
    channel_v11(
        "Phone",
        phoneNumbers=[
            with_type(phone_v11()),
            with_type(phone_v11(), "Sms"),
            with_type(phone_v11(), "Fax"),
            with_type(SERVICE_NUMBER_V11),
        ],
        webPages=OWN_V11,
        supportEmails=MAIL_V11,
        serviceHours=[],
    ),
    channel_v12(
        "TelephoneService",
        {
            "phoneNumbers": [
                phone_v12(),
                phone_v12(type="Sms"),
                phone_v12(type="Fax"),
                SERVICE_NUMBER_V12,
            ],
            "webAddress": OWN_V12,
            "supportEmails": MAIL_V12,
        },
        {"phoneNumbers": [], "webAddress": NO_OWN_V12, "supportEmails": []},
        serviceHours={"hours": [], "holidayServiceHours": None},
    ),
)

RECEIVER_V11 = [{"language": "fi", "value": "Liikuntatoimi"}]
FORM = (
    channel_v11(
        "PrintableForm",
        formIdentifier=[{"language": "fi", "value": "A1"}],
        channelUrls=texts("PDF", "https://kunta.test/a1.pdf"),
        attachments=ATTACHED_V11,
        deliveryAddresses=[
            {"subType": "Street", "receiver": RECEIVER_V11, "streetAddress": STREET_V11},
            {"subType": "PostOfficeBox", "receiver": [], "postOfficeBoxAddress": BOX_V11},
            {
                "subType": "NoAddress",
                "receiver": [],
                "deliveryAddressInText": [{"language": "fi", "value": "Tiskille."}],
            },
        ],
        serviceHours=[],
        **SUPPORT_V11,
    ),
    channel_v12(
        "PrintableForm",
        {
            "formIdentifier": "A1",
            "formFiles": [{"name": "a1.pdf", "url": "https://kunta.test/a1.pdf", "type": "pdf"}],
            "attachmentLinks": ATTACHED_V12,
            **SUPPORT_V12,
        },
        {"formIdentifier": None, "formFiles": [], "attachmentLinks": [], **NO_SUPPORT_V12},
        deliveryAddresses=[
            {
                "deliveryAddressType": "StreetAddress",
                "recipient": {"fi": "Liikuntatoimi"},
                **STREET_V12,
            },
            {"deliveryAddressType": "PostOfficeBox", "recipient": {}, **BOX_V12},
            {
                "deliveryAddressType": "DeliveryInformation",
                "recipient": {},
                "deliveryInformation": {"fi": "Tiskille."},
            },
        ],
    ),
)

CHANNELS = {
    "location": LOCATION,
    "e-service": ELECTRONIC,
    "web page": WEB_PAGE,
    "phone": PHONE,
    "form": FORM,
}

# --- a connection, an organisation, a general description, a collection ---------------------------

CONNECTION_IN_SERVICE_V11: Document = {
    "serviceChannel": {"id": CHANNEL_ID, "name": "Halli"},
    "serviceChargeType": "FreeOfCharge",
    "description": [
        *texts("Description", "Vain perjantaisin."),
        *texts("ChargeTypeAdditionalInfo", "Ilmainen lapsille."),
    ],
    "serviceHours": HOURS_V11,
    "contactDetails": {
        "phoneNumbers": [with_type(phone_v11()), with_type(phone_v11(), "Fax")],
        "emails": MAIL_V11,
        "webPages": PAGE_V11,
        "addresses": [
            {"type": "Postal", "country": "FI", "streetAddress": STREET_V11},
            {"type": "Postal", "country": "FI", "postOfficeBoxAddress": BOX_V11},
            {"type": "Postal", "country": "NO", "locationAbroad": ABROAD_V11},
        ],
    },
    "extraTypes": [],
    "digitalAuthorizations": [],
    "modified": "2026-03-02T08:10:02.554",
}
CONNECTION_V12: Document = {
    "serviceContentId": SERVICE_ID,
    "channelContentId": CHANNEL_ID,
    "chargeType": "Free",
    "serviceHours": HOURS_V12,
    "contactAddresses": {
        "streetAddresses": [STREET_V12],
        "postOfficeBoxAddresses": [BOX_V12],
        "foreignAddresses": [ABROAD_V12],
    },
    "languageVersions": {
        "fi": {
            "description": "Vain perjantaisin.",
            "chargeTypeAdditionalInformation": "Ilmainen lapsille.",
            "contactPhoneNumbers": [phone_v12()],
            "contactFaxNumbers": [phone_v12(type="Fax")],
            "contactEmails": MAIL_V12,
            "contactWebPages": [{**one, "additionalInformation": None} for one in PAGE_V12],
        },
        "sv": {
            "description": None,
            "chargeTypeAdditionalInformation": None,
            "contactPhoneNumbers": [],
            "contactFaxNumbers": [],
            "contactEmails": [],
            "contactWebPages": [],
        },
    },
    **WHEN_V12,
}

ORGANISATION = (
    {
        "id": OWNER_ID,
        "organizationType": "Municipality",
        "businessCode": "0245437-2",
        "businessName": "Kunta",
        "oid": "1.2.246.10",
        "municipality": {"code": "179", "name": []},
        "parentOrganizationId": None,
        "organizationRootId": OWNER_ID,
        "organizationNames": [
            *texts("Name", "Kunta", "Kommun"),
            *texts("AlternativeName", "Kylä"),
        ],
        "displayNameType": [{"type": "AlternativeName", "language": "fi"}],
        "organizationDescriptions": [
            *texts("Summary", "Kunta järvien keskellä."),
            *texts("Description", "Kunta, jossa on halli."),
        ],
        "emails": [{"language": "fi", "value": "kunta@kunta.test", "description": "Kirjaamo"}],
        "phoneNumbers": [phone_v11(), SERVICE_NUMBER_V11],
        "webPages": PAGE_V11,
        "addresses": [
            {"type": "Visiting", "country": "FI", "streetAddress": STREET_V11},
            {"type": "Postal", "country": "FI", "postOfficeBoxAddress": BOX_V11},
        ],
        "electronicInvoicings": [
            {
                "operatorCode": "BANK",
                "electronicInvoicingAddress": "0037",
                "additionalInformation": [{"language": "fi", "value": "Laskut"}],
            }
        ],
        **WHEN_V11,
    },
    {
        "contentId": OWNER_ID,
        "organizationType": "Municipality",
        "businessId": "0245437-2",
        "oid": "1.2.246.10",
        "parentOrganizationContentId": None,
        "area": {"areaType": "LimitedArea", "municipalities": ["179"]},
        "languageVersions": {
            "fi": {
                "name": "Kunta",
                "alternativeName": "Kylä",
                "isAlternativeNamePrimary": True,
                "summary": "Kunta järvien keskellä.",
                "description": "Kunta, jossa on halli.",
                "contactEmails": [
                    {"email": "kunta@kunta.test", "additionalInformation": "Kirjaamo"}
                ],
                "contactPhoneNumbers": [phone_v12(), SERVICE_NUMBER_V12],
                "contactWebPages": PAGE_V12,
            },
            "sv": {
                "name": "Kommun",
                "alternativeName": None,
                "isAlternativeNamePrimary": False,
                "summary": None,
                "description": None,
                "contactEmails": [],
                "contactPhoneNumbers": [],
                "contactWebPages": [],
            },
        },
        "location": {
            "streetAddresses": [STREET_V12],
            "otherAddresses": [],
            "foreignAddresses": [],
        },
        "contactAddresses": {
            "streetAddresses": [],
            "postOfficeBoxAddresses": [BOX_V12],
            "foreignAddresses": [],
        },
        "eInvoiceAddresses": [
            {
                "address": "0037",
                "intermediatorCode": "BANK",
                "additionalInformation": {"fi": "Laskut"},
            }
        ],
        **WHEN_V12,
    },
)

GENERAL_DESCRIPTION = (
    {
        "id": GENERAL_ID,
        "type": "ProfessionalQualification",
        "generalDescriptionType": "Municipality",
        "names": texts("Name", "Uimahallit", "Simhallar"),
        "descriptions": [
            *texts("BackgroundDescription", "Laki sanoo."),
            *texts("Description", "Uimahallit ovat kaikille."),
            *texts("UserInstruction", "Tule paikalle."),
            *texts("ChargeTypeAdditionalInfo", "Maksu"),
            *texts("ValidityTime", "Vuosi"),
        ],
        "requirements": [{"language": "fi", "value": "Kaikki."}],
        "legislation": SERVICE_V11["legislation"],
        "serviceClasses": [{"code": "P27.1"}],
        "targetGroups": [{"code": "KR1"}],
        "lifeEvents": [],
        "ontologyTerms": [{"uri": "http://www.yso.fi/onto/koko/p2"}],
        "industrialClasses": [],
        "serviceChargeType": "FreeOfCharge",
        **WHEN_V11,
    },
    {
        "contentId": GENERAL_ID,
        "serviceType": "ProfessionalQualification",
        "organizationContentId": OTHER_ID,
        "generalDescriptionTypes": ["Municipality"],
        "languageVersions": {
            "fi": {
                "name": "Uimahallit",
                "backgroundDescription": "Laki sanoo.",
                "description": "Uimahallit ovat kaikille.",
                "userInstructions": "Tule paikalle.",
                "conditions": "Kaikki.",
                "chargeTypeAdditionalInformation": "Maksu",
                "validityTimeAdditionalInformation": "Vuosi",
                "legislationLinks": [{"url": "https://finlex.test/1", "name": "Liikuntalaki"}],
                "freelyAssignedKeywords": [],
            },
            "sv": {
                "name": "Simhallar",
                "backgroundDescription": None,
                "description": None,
                "legislationLinks": [],
                "freelyAssignedKeywords": [],
            },
        },
        "serviceClasses": ["P27.1"],
        "targetGroups": ["KR1"],
        "lifeEvents": [],
        "ontologyTerms": ["http://www.yso.fi/onto/koko/p2"],
        "industrialClasses": [],
        "chargeType": "Free",
        **WHEN_V12,
    },
)

COLLECTION = (
    {
        "id": COLLECTION_ID,
        "organizationId": OWNER_ID,
        "serviceCollectionNames": [{"language": "fi", "value": "Liikunta"}],
        "serviceCollectionDescriptions": [
            *texts("Summary", "Liiku."),
            *texts("Description", "Liiku kunnassa."),
        ],
        "services": [{"id": SERVICE_ID}],
        "serviceChannels": [{"id": CHANNEL_ID}],
        **WHEN_V11,
    },
    {
        "contentId": COLLECTION_ID,
        "organizationContentId": OWNER_ID,
        "migratedAt": WHEN_V12["migratedAt"],
        "languageVersions": {
            "fi": {"name": "Liikunta", "summary": "Liiku.", "description": "Liiku kunnassa."}
        },
        "items": [
            {"itemType": "Service", "contentId": SERVICE_ID},
            {"itemType": "Channel", "contentId": CHANNEL_ID},
        ],
    },
)
