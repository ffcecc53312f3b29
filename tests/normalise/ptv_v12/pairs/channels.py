"""The same channels, of the five kinds, as v11 and as v12 write them (ptv-v12 6)."""

from typing import Any

from tests.normalise.ptv_v12.documents import CHANNEL_ID, OWNER_ID, SERVICE_ID, Document, coordinate
from tests.normalise.ptv_v12.pairs.parts import (
    ABROAD_V11,
    ABROAD_V12,
    BOX_V11,
    BOX_V12,
    HOURS_V11,
    HOURS_V12,
    MAIL_V11,
    MAIL_V12,
    PAGE_V11,
    PAGE_V12,
    SERVICE_NUMBER_V11,
    SERVICE_NUMBER_V12,
    STREET_V11,
    STREET_V12,
    TOWN_V11,
    TOWN_V12,
    WHEN_V11,
    WHEN_V12,
    phone_v11,
    phone_v12,
    texts,
    with_type,
)


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
