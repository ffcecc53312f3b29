"""The same service as v11 and as v12 write it, by hand from the tables of ptv-v12 6."""

from tests.normalise.ptv_v12.documents import CHANNEL_ID, OWNER_ID, SERVICE_ID, Document
from tests.normalise.ptv_v12.pairs.parts import (
    GENERAL_ID,
    OTHER_ID,
    TOWN_V11,
    TOWN_V12,
    WHEN_V11,
    WHEN_V12,
    texts,
)

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
