"""Addresses and areas of our models as PTV v11 takes them (ptv-api 5.2, 5.5)."""

from collections.abc import Iterator
from typing import Final

from hytedata.connectors.ptv.v11.addresses import decimal
from hytedata.connectors.ptv.v11.bodies.rows import local, without_blanks
from hytedata.connectors.ptv.v11.bodies.words import AREA_TYPES, theirs
from hytedata.models.common import Json, Position
from hytedata.models.ptv.address import (
    Addresses,
    ForeignAddress,
    OtherAddress,
    PostOfficeBox,
    StreetAddress,
)
from hytedata.models.ptv.area import AvailabilityArea

LOCATION: Final = "Location"
POSTAL: Final = "Postal"


def addresses(kind: str, given: Addresses) -> Iterator[dict[str, Json]]:
    """Yield the addresses of one use: `Location` or `Postal`."""
    street_type = "Single" if kind == LOCATION else "Street"
    for street in given.street:
        yield _address(kind, street_type, "FI", "streetAddress", _street(street))
    for other in given.other:
        yield _address(kind, "Other", "FI", "otherAddress", _other(other))
    for box in given.boxes:
        yield _address(kind, "PostOfficeBox", "FI", "postOfficeBoxAddress", _box(box))
    for foreign in given.foreign:
        yield _address(kind, "Abroad", foreign.country, "locationAbroad", _foreign(foreign))


def _address(
    kind: str, sub_type: str, country: str | None, key: str, filled: Json
) -> dict[str, Json]:
    return without_blanks({"type": kind, "subType": sub_type, "country": country, key: filled})


def _street(address: StreetAddress) -> dict[str, Json]:
    return without_blanks(
        {
            "street": local(address.street),
            "streetNumber": address.detail,
            "postalCode": address.postal_code,
            "municipality": address.municipality,
            "additionalInformation": local(address.info),
            **_position(address.position),
        }
    )


def _other(address: OtherAddress) -> dict[str, Json]:
    return without_blanks(
        {
            "postalCode": address.postal_code,
            "additionalInformation": local(address.info),
            **_position(address.position),
        }
    )


def _box(address: PostOfficeBox) -> dict[str, Json]:
    return without_blanks(
        {
            "postOfficeBox": local(address.box),
            "postalCode": address.postal_code,
            "municipality": address.municipality,
            "additionalInformation": local(address.info),
        }
    )


def _foreign(address: ForeignAddress) -> list[Json]:
    return local(address.address)


def _position(position: Position | None) -> dict[str, Json]:
    """PTV calls the northing latitude; both are texts (ptv-api 5.5)."""
    if position is None:
        return {}
    return {"latitude": decimal(position.north), "longitude": decimal(position.east)}


def area(given: AvailabilityArea) -> dict[str, Json]:
    """Encode an area; a nationwide type takes no codes, and sending it clears the old ones."""
    body: dict[str, Json] = {"areaType": theirs(given.type, AREA_TYPES)}
    lists = {
        "Municipality": given.municipalities,
        "Region": given.regions,
        "WellbeingServiceCounties": given.wellbeing_services_counties,
        **given.others,
    }
    if given.type == "LimitedArea":
        body["areas"] = [
            {"type": kind, "areaCodes": list[Json](codes)} for kind, codes in lists.items() if codes
        ]
    return body
