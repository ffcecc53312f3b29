"""The same connection, organisation, general description and collection in both versions."""

from tests.normalise.ptv_v12.documents import CHANNEL_ID, OWNER_ID, SERVICE_ID, Document
from tests.normalise.ptv_v12.pairs.parts import (
    ABROAD_V11,
    ABROAD_V12,
    BOX_V11,
    BOX_V12,
    COLLECTION_ID,
    GENERAL_ID,
    HOURS_V11,
    HOURS_V12,
    MAIL_V11,
    MAIL_V12,
    OTHER_ID,
    PAGE_V11,
    PAGE_V12,
    SERVICE_NUMBER_V11,
    SERVICE_NUMBER_V12,
    STREET_V11,
    STREET_V12,
    WHEN_V11,
    WHEN_V12,
    phone_v11,
    phone_v12,
    texts,
    with_type,
)
from tests.normalise.ptv_v12.pairs.service import SERVICE_V11

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
