"""A small model of what PTV does with a PUT: keep what is left out, replace what is sent."""

from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]

ORGANISATION = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"
SERVICE = "2f9a6d1e-8c47-4d0e-b1a3-5e7f90c2d4a6"
CHANNEL = "9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5"
ALL_LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")


def stored_location(document: Body, body: Body) -> dict[str, Any]:
    """What a GET of a service location shows after a PUT of *body* on *document*."""
    after = dict(document)
    for key in ("serviceChannelNames", "serviceChannelDescriptions", "displayNameType"):
        _replace(after, key, body.get(key))
    for key in ("languages", "emails", "webPages", "serviceHours"):
        _replace(after, key, body.get(key))
    if body.get("addresses"):
        after["addresses"] = [_shown_address(address) for address in body["addresses"]]
    phones = [row for row in document.get("phoneNumbers") or [] if row["type"] != "Fax"]
    faxes = [row for row in document.get("phoneNumbers") or [] if row["type"] == "Fax"]
    if body.get("phoneNumbers"):
        phones = [_shown_phone(row, "Phone") for row in body["phoneNumbers"]]
    if body.get("faxNumbers"):
        faxes = [_shown_phone(row, "Fax") for row in body["faxNumbers"]]
    phones = [] if body.get("deleteAllPhoneNumbers") else phones
    faxes = [] if body.get("deleteAllFaxNumbers") else faxes
    after["phoneNumbers"] = [*phones, *faxes]
    for flag, key in (
        ("deleteAllEmails", "emails"),
        ("deleteAllWebPages", "webPages"),
        ("deleteAllServiceHours", "serviceHours"),
    ):
        if body.get(flag):
            after[key] = []
    for key in ("sourceId", "organizationId", "publishingStatus"):
        after[key] = body.get(key) or document.get(key)
    return after


def stored_service(document: Body, body: Body) -> dict[str, Any]:
    """What a GET of a service without general description shows after a PUT of *body*."""
    after = dict(document)
    for key in ("serviceNames", "serviceDescriptions", "languages"):
        _replace(after, key, body.get(key))
    for key in ("serviceClasses", "ontologyTerms", "targetGroups"):
        if body.get(key):
            known = {row["uri"]: row for row in document.get(key) or []}
            after[key] = [known.get(uri, {"uri": uri}) for uri in body[key]]
    for key in ("sourceId", "type", "fundingType", "areaType", "publishingStatus"):
        after[key] = body.get(key) or document.get(key)
    if body.get("areas"):
        after["areas"] = [_shown_area(area) for area in body["areas"]]
    elif body.get("areaType"):
        after["areas"] = []
    return after


def _replace(after: dict[str, Any], key: str, sent: object) -> None:
    if sent:
        after[key] = sent


def _shown_phone(row: Body, kind: str) -> dict[str, Any]:
    empty = dict.fromkeys(("additionalInformation", "serviceChargeType", "chargeDescription"))
    return {**empty, "prefixNumber": None, **row, "type": kind}


def _shown_area(area: Body) -> dict[str, Any]:
    if area["type"] == "Municipality":
        members = [{"code": code, "name": []} for code in area["areaCodes"]]
        return {"type": "Municipality", "code": None, "name": None, "municipalities": members}
    return {"type": area["type"], "code": area["areaCodes"][0], "municipalities": []}


def _shown_address(address: Body) -> dict[str, Any]:
    parts = ("postOfficeBoxAddress", "streetAddress", "otherAddress", "locationAbroad")
    shown = dict.fromkeys(parts) | {"entrances": []} | dict(address)
    street = shown["streetAddress"]
    if street:
        shown["streetAddress"] = {
            **street,
            "street": _padded(street["street"]),
            "municipality": {"code": street.get("municipality"), "name": []},
            "postOffice": [],
            "coordinateState": "EnteredByUser",
        }
    return shown


def _padded(street: list[dict[str, str]]) -> list[dict[str, str]]:
    known = {row["language"]: row["value"] for row in street}
    first = known.get("fi", street[0]["value"])
    return [{"value": known.get(code, first), "language": code} for code in ALL_LANGUAGES]
