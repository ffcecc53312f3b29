"""Reading pages of PTV: typed, with unknown fields kept and counted, against `json.loads`."""

import json
from collections.abc import Callable
from typing import Any

import msgspec

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.decode import decode_wire
from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.pages import decode_channel_page
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.channels import channel_shape
from hytedata.connectors.ptv.v11.wire.entities import Service
from hytedata.connectors.ptv.v11.wire.reading import WirePage, read_page, shape_of
from hytedata.models.publication import ItemKind

ITEMS, ROUNDS, FEW_ROUNDS = 100, 100, 10
TARGET = 1.7
SCAN_TARGET = 0.6
URL = "https://ptv.test/v11"
LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")

Text = dict[str, Any]


def bench_typed_pages() -> list[Result]:
    """Pages of 100 items; each item has fields that the models do not know."""
    channels = page([channel(number) for number in range(ITEMS)])
    services = page([service(number) for number in range(ITEMS)])
    return [
        _typed("ptv: typed page of channels", channels, channel_shape),
        _typed("ptv: typed page of services", services, shape_of(Service)),
        _scanned("ptv: scan a page of known channels", channels),
        _items("ptv: channels into items", channels, channel_shape, "channel"),
        _items("ptv: services into items", services, shape_of(Service), "service"),
    ]


def _typed(name: str, content: bytes, shape: Callable[[Document], type[WireModel]]) -> Result:
    def read() -> WirePage[WireModel]:
        return read_page(content, shape, "item", URL)

    found = read()
    assert all(isinstance(item, Wire) for item in found.items)
    assert min(found.unknown.values()) == ITEMS
    ours, baseline = fastest(read, lambda: json.loads(content), rounds=ROUNDS)
    note = f"json.loads of the same, {len(content) / ITEMS / 1000:.1f} kB each; all is kept"
    return Result(name, 1000 * ours, 1000 * baseline, TARGET, unit="ms", note=note)


def _scanned(name: str, content: bytes) -> Result:
    """Ids, hash, names and connections of channels that stand as they were noted."""
    response = Response(200, URL, {}, content)
    owner = channel(0)["organizationId"]
    noted = decode_channel_page(response, owner, {}).digests
    known = {ptv_id: f"{digest}.1" for ptv_id, digest in noted.items()}

    def scan() -> int:
        return len(decode_channel_page(response, owner, known).familiar)

    assert scan() == ITEMS
    ours, baseline = fastest(scan, lambda: json.loads(content), rounds=ROUNDS)
    note = f"json.loads of the same, {len(content) / ITEMS / 1000:.1f} kB each"
    return Result(name, 1000 * ours, 1000 * baseline, SCAN_TARGET, unit="ms", note=note)


def _items(
    name: str, content: bytes, shape: Callable[[Document], type[WireModel]], kind: ItemKind
) -> Result:
    def read() -> list[object]:
        found = read_page(content, shape, "item", URL)
        return [decode_wire(kind, one) for one in found.items if isinstance(one, Wire)]

    ours, baseline = fastest(read, lambda: json.loads(content), rounds=FEW_ROUNDS)
    note = "json.loads of the same; fields for comparing and hashes of the content included"
    return Result(name, 1000 * ours, 1000 * baseline, None, unit="ms", note=note)


def page(items: list[Text]) -> bytes:
    """A page in PTV's own way: all fields there, many of them null or empty."""
    return msgspec.json.encode(
        {"pageNumber": 1, "pageSize": ITEMS, "pageCount": 1, "itemList": items}
    )


def channel(number: int) -> Text:
    """A service location of usual length, with two fields that no model knows."""
    return {
        "id": _id(1, number),
        "sourceId": f"hytedata-site-{number}",
        "oid": None,
        "serviceChannelType": "ServiceLocation",
        "organizationId": _id(9, 1),
        "serviceChannelNames": texts("Name", f"Kirkonkylän liikuntahalli {number}", 2),
        "displayNameType": [{"type": "Name", "language": code} for code in LANGUAGES[:2]],
        "serviceChannelDescriptions": [
            *texts("Summary", "Liikuntahalli sisäpeleille ja kuntoilulle.", 2),
            *texts("Description", "Hallissa pelataan sählyä ja koripalloa. " * 4, 2),
        ],
        "areaType": "LimitedType",
        "areas": [area()],
        "phoneNumbers": [phone("fi"), phone("sv")],
        "emails": texts(None, "liikunta@mallila.example", 2),
        "languages": ["fi", "sv"],
        "webPages": [{"url": f"https://mallila.example/{number}", "value": None, "language": "fi"}],
        "addresses": [address(number)],
        "serviceHours": [],
        "services": [connection("service", number)],
        "serviceCollections": [],
        "publishingStatus": "Published",
        "modified": "2026-03-01T08:15:30.1234567",
        "responsibleSoteOrganization": None,
        "ontologyTerms": [term(number)],
        "newInPtv": True,
    }


def service(number: int) -> Text:
    """A service of usual length, with two fields that no model knows."""
    return {
        "id": _id(2, number),
        "sourceId": None,
        "generalDescriptionId": None,
        "type": "Service",
        "subType": None,
        "fundingType": "PubliclyFunded",
        "serviceNames": texts("Name", f"Sisäliikunta {number}", 2),
        "serviceChargeType": None,
        "areaType": "LimitedType",
        "areas": [area()],
        "serviceDescriptions": [
            *texts("Summary", "Sisäliikuntapaikat asukkaille.", 2),
            *texts("Description", "Kunta ylläpitää halleja ja saleja. " * 6, 2),
            *texts("UserInstruction", "Varaa vuoro varausjärjestelmästä.", 2),
            *texts("ChargeTypeAdditionalInfo", None, 2),
            *texts("ValidityTime", None, 2),
            *texts("ProcessingTime", None, 2),
            *texts("DeadLine", None, 2),
        ],
        "languages": ["fi", "sv"],
        "serviceClasses": [term(1) | {"description": names("Liikuntapaikat"), "newUri": None}],
        "ontologyTerms": [term(2), term(3), term(4)],
        "targetGroups": [term(5)],
        "lifeEvents": [],
        "industrialClasses": [],
        "legislation": [],
        "keywords": [],
        "requirements": texts(None, None, 2),
        "serviceChannels": [connection("serviceChannel", number + at) for at in range(5)],
        "organizations": [
            {
                "roleType": role,
                "provisionType": None,
                "additionalInformation": [],
                "organization": {"id": _id(9, 1), "name": "Mallilan kunta"},
            }
            for role in ("Responsible", "Producer")
        ],
        "serviceVouchersInUse": False,
        "serviceVouchers": [],
        "serviceCollections": [],
        "publishingStatus": "Published",
        "modified": "2026-03-01T08:15:30.1234567",
        "responsibleSoteOrganization": None,
        "newInPtv": True,
    }


def texts(kind: str | None, value: str | None, languages: int) -> list[Text]:
    typed = {"type": kind} if kind else {}
    return [typed | {"language": code, "value": value} for code in LANGUAGES[:languages]]


def names(value: str) -> list[Text]:
    return texts(None, value, 3)


def area() -> Text:
    municipality = {"code": "889", "name": names("Mallila")}
    return {"type": "Municipality", "code": None, "name": None, "municipalities": [municipality]}


def phone(language: str) -> Text:
    return {
        "additionalInformation": "Liikuntatoimisto",
        "serviceChargeType": "Chargeable",
        "chargeDescription": None,
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "number": "401234567",
        "language": language,
        "type": "Phone",
    }


def address(number: int) -> Text:
    street = {
        "street": texts(None, "Urheilutie", len(LANGUAGES)),
        "streetNumber": str(number),
        "postalCode": "91600",
        "postOffice": names("MALLILA"),
        "municipality": {"code": "889", "name": names("Mallila")},
        "additionalInformation": [],
        "latitude": f"{7_190_000 + number}.5",
        "longitude": "460000.25",
        "coordinateState": "EnteredByUser",
        "accuracyInPtv": 1,
    }
    return {
        "type": "Location",
        "subType": "Single",
        "postOfficeBoxAddress": None,
        "streetAddress": street,
        "otherAddress": None,
        "locationAbroad": [],
        "entrances": [],
        "country": "FI",
    }


def connection(end: str, number: int) -> Text:
    return {
        "serviceChargeType": None,
        "description": [],
        "extraTypes": [],
        "serviceHours": [],
        "contactDetails": None,
        "digitalAuthorizations": [],
        "modified": "2026-03-01T08:15:30.1234567",
        end: {"id": _id(3, number), "name": "Sisäliikunta"},
        "orderInPtv": number,
    }


def term(number: int) -> Text:
    return {
        "name": names("liikunta"),
        "code": None,
        "ontologyType": None,
        "uri": f"http://www.yso.fi/onto/koko/p{number}",
        "parentId": None,
        "parentUri": None,
    }


def _id(kind: int, number: int) -> str:
    return f"{kind:08}-0000-4000-8000-{number:012}"
