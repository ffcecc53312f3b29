"""Lipas v1 records turned into v2 documents, as far as the two views hold the same facts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.world.tables import lipas_codes

RENAMED = {
    "marketingName": "marketing-name",
    "email": "email",
    "www": "www",
    "phoneNumber": "phone-number",
    "reservationsLink": "reservations-link",
    "constructionYear": "construction-year",
    "renovationYears": "renovation-years",
}
"""v1's top-level key → v2's, where the value is the same."""


def camel_case(key: str) -> str:
    """Return v1's spelling of a v2 property key: `ligthing?` → `ligthing`, `area-m2` → `areaM2`."""
    first, *rest = key.removesuffix("?").split("-")
    return first + "".join(part.capitalize() for part in rest)


def from_v1(record: Mapping[str, object]) -> dict[str, object]:
    """Turn a v1 record into a v2 document.

    v1 shows labels for owner and admin, hides the status, and gives enumerations as texts; those
    properties are left out, since v1 does not tell their value.
    """
    codes = lipas_codes()
    kind = cast("Mapping[str, object]", record["type"])
    properties = cast("Mapping[str, object]", record.get("properties", {}))
    keys = {camel_case(key): key for key, row in codes.properties.items()}
    document: dict[str, object] = {
        "lipas-id": record["sportsPlaceId"],
        "event-date": _utc(str(record["lastModified"])),
        "status": "active",
        "name": record["name"],
        "owner": _code(codes.owners, record.get("owner")),
        "admin": _code(codes.admins, record.get("admin")),
        "type": {"type-code": kind["typeCode"]},
        "location": _location(cast("Mapping[str, object]", record["location"])),
        "properties": {
            keys[key]: value
            for key, value in properties.items()
            if key in keys and isinstance(value, bool | int | float)
        },
    }
    document |= {RENAMED[key]: record[key] for key in RENAMED if key in record}
    if "infoFi" in properties:
        document["comment"] = properties["infoFi"]
    return document


def _code(names: Mapping[str, tuple[str, str, str]], label: object) -> str:
    return next((code for code, labels in names.items() if label in labels), "unknown")


def _utc(local: str) -> str:
    moment = datetime.fromisoformat(local).replace(tzinfo=HELSINKI).astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _location(location: Mapping[str, object]) -> dict[str, object]:
    city = cast("Mapping[str, object]", location["city"])
    geometries = cast("Mapping[str, object]", location["geometries"])
    features = cast("list[Mapping[str, object]]", geometries["features"])
    found: dict[str, object] = {
        "city": {"city-code": city["cityCode"]},
        "address": location.get("address", "-"),
        "postal-code": location.get("postalCode", ""),
        "geometries": {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": feature["geometry"]} for feature in features
            ],
        },
    }
    if "postalOffice" in location:
        found["postal-office"] = location["postalOffice"]
    return found
