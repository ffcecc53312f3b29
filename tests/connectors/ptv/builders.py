"""Small documents as PTV v11 shows them."""

from typing import Any

from tests.connectors.ptv.catalogue import ALL_LANGUAGES, CHANNEL, ORGANISATION, SERVICE

CLASSES = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
GROUPS = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/"
KOKO = "http://www.yso.fi/onto/koko/"


def texts(kind: str, **values: str) -> list[Any]:
    return [{"type": kind, "language": code, "value": value} for code, value in values.items()]


def uri_items(*uris: str) -> list[Any]:
    return [{"uri": uri, "newUri": uri, "name": [{"language": "fi", "value": uri}]} for uri in uris]


def street_address(**changes: Any) -> dict[str, Any]:
    street = {
        "street": [{"language": code, "value": "Kenttätie"} for code in ALL_LANGUAGES],
        "streetNumber": "3",
        "postalCode": "91900",
        "postOffice": [{"language": "fi", "value": "LIMINKA"}],
        "municipality": {"code": "425", "name": [{"language": "fi", "value": "Liminka"}]},
        "additionalInformation": [],
        "latitude": "7190000.5",
        "longitude": "430000.25",
        "coordinateState": "EnteredByUser",
    }
    return {
        "type": "Location",
        "subType": "Single",
        "postOfficeBoxAddress": None,
        "streetAddress": street | changes,
        "otherAddress": None,
        "locationAbroad": [],
        "entrances": [],
        "country": "FI",
    }


def location(**changes: Any) -> dict[str, Any]:
    document = {
        "id": CHANNEL,
        "sourceId": "own-1",
        "serviceChannelType": "ServiceLocation",
        "organizationId": ORGANISATION,
        "serviceChannelNames": texts("Name", fi="Keskuskenttä", sv="Centralplan"),
        "displayNameType": [
            {"type": "Name", "language": "fi"},
            {"type": "Name", "language": "sv"},
        ],
        "serviceChannelDescriptions": [
            *texts("Summary", fi="Hiekkapintainen pallokenttä.", sv="En bollplan med sand."),
            *texts("Description", fi="Kentällä on kaksi maalia.", sv="Planen har två mål."),
        ],
        "areaType": None,
        "areas": [],
        "phoneNumbers": [],
        "emails": [],
        "languages": ["fi", "sv"],
        "webPages": [],
        "addresses": [street_address()],
        "serviceHours": [],
        "services": [],
        "serviceCollections": [],
        "publishingStatus": "Published",
        "modified": "2026-03-02T08:10:02.554",
        "ontologyTerms": [],
    }
    return document | changes


def phone(number: str, language: str, kind: str = "Phone", **changes: Any) -> dict[str, Any]:
    row = {
        "type": kind,
        "number": number,
        "language": language,
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "additionalInformation": None,
        "serviceChargeType": None,
        "chargeDescription": None,
    }
    return row | changes


def service(**changes: Any) -> dict[str, Any]:
    document = {
        "id": SERVICE,
        "sourceId": "own-2",
        "generalDescriptionId": None,
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": texts("Name", fi="Pallokentät", sv="Bollplaner"),
        "areaType": "LimitedType",
        "areas": [
            {
                "type": "Municipality",
                "code": None,
                "name": None,
                "municipalities": [{"code": "425", "name": []}],
            }
        ],
        "serviceDescriptions": [
            *texts("Summary", fi="Kunnan pallokentät.", sv="Kommunens bollplaner."),
            *texts("Description", fi="Voit pelata kentällä.", sv="Du kan spela på planen."),
            *texts("UserInstruction", fi="Varaa vuoro.", sv="Boka en tur."),
        ],
        "languages": ["fi", "sv"],
        "serviceClasses": uri_items(f"{CLASSES}P27.1"),
        "ontologyTerms": uri_items(f"{KOKO}p10416"),
        "targetGroups": uri_items(f"{GROUPS}KR1"),
        "serviceChannels": [],
        "organizations": [
            {"organization": {"id": ORGANISATION, "name": "Kunta"}, "roleType": "Responsible"},
            {
                "organization": {"id": ORGANISATION, "name": "Kunta"},
                "roleType": "Producer",
                "provisionType": "SelfProducedServices",
            },
        ],
        "serviceVouchersInUse": False,
        "publishingStatus": "Published",
        "modified": "2026-03-02T08:15:30.118227",
    }
    return document | changes


def connection(channel_id: str, **changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "serviceChannel": {"id": channel_id, "name": "Paikka"},
        "serviceChargeType": None,
        "description": [],
        "extraTypes": [],
        "serviceHours": [],
        "contactDetails": None,
        "digitalAuthorizations": [],
        "modified": "2026-03-02T08:15:30.120451",
    }
    return row | changes
