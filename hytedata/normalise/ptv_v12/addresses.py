"""Addresses: v12 sorts them into lists by kind, as our model does (ptv-v12 4, 6.4)."""

from collections.abc import Collection, Sequence
from typing import TypeAlias

from hytedata.connectors.ptv.v12.wire.addresses import (
    AddressSource,
    ContactAddresses,
    ForeignAddress,
    Location,
    OtherAddress,
    PostOfficeBoxAddress,
    StreetAddress,
)
from hytedata.connectors.ptv.v12.wire.addresses import DeliveryAddress as WireDelivery
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.texts import Fields, filled, without_padding
from hytedata.normalise.ptv_v12.positions import positions
from hytedata.normalise.ptv_v12.texts import local_text

Street: TypeAlias = StreetAddress | WireDelivery
Box: TypeAlias = PostOfficeBoxAddress | WireDelivery


def visited(location: Location | None, own: Collection[str], notes: Notes) -> Fields:
    """Return where to go.

    Args:
        location: Of a service location or an organisation.
        own: The record's languages, for the names of streets.
        notes: For what cannot be used.
    """
    if location is None:
        return {}
    path = "location"
    return {
        "street": _streets(location.street_addresses, own, notes, path),
        "other": [
            _other(one, notes, f"{path}.otherAddresses[{number}]")
            for number, one in enumerate(location.other_addresses or ())
        ],
        "foreign": _abroad(location.foreign_addresses, notes, path),
    }


def written_to(contact: ContactAddresses | None, own: Collection[str], notes: Notes) -> Fields:
    """Return where to write to; arguments as of `visited`."""
    if contact is None:
        return {}
    path = "contactAddresses"
    return {
        "street": _streets(contact.street_addresses, own, notes, path),
        "boxes": [
            _box(one, notes, f"{path}.postOfficeBoxAddresses[{number}]")
            for number, one in enumerate(contact.post_office_box_addresses or ())
        ],
        "foreign": _abroad(contact.foreign_addresses, notes, path),
    }


def delivery_addresses(
    addresses: Sequence[WireDelivery] | None, own: Collection[str], notes: Notes
) -> list[Fields]:
    """Return the addresses that a form is sent to (ptv-v12 5.2); one that says nothing is none."""
    found = []
    for number, address in enumerate(addresses or ()):
        path = f"deliveryAddresses[{number}]"
        fields = _delivered(address, own, notes, path)
        recipient = local_text(address.recipient, notes, f"{path}.recipient")
        if recipient:
            fields["recipient"] = recipient
        if fields:
            found.append(fields)
    return found


def _delivered(address: WireDelivery, own: Collection[str], notes: Notes, path: str) -> Fields:
    match address.delivery_address_type:
        case "StreetAddress":
            return {"street": _street(address, own, notes, path)}
        case "PostOfficeBox":
            return {"box": _box(address, notes, path)}
        case "DeliveryInformation":
            told = local_text(address.delivery_information, notes, f"{path}.deliveryInformation")
            return {"instructions": told} if told else {}
        case _:
            notes.add(f"{path}.deliveryAddressType", "unknown-address-type", shape(address))
            return {}


def _streets(
    addresses: Sequence[StreetAddress] | None, own: Collection[str], notes: Notes, path: str
) -> list[Fields]:
    found = []
    for number, one in enumerate(addresses or ()):
        fields = _street(one, own, notes, f"{path}.streetAddresses[{number}]")
        fields["accessibility_point"] = filled(one.accessibility_register_service_point_id)
        found.append(fields)
    return found


def _street(address: Street, own: Collection[str], notes: Notes, path: str) -> Fields:
    """Return a street address.

    Names that repeat the Finnish one in languages that the record does not have are left out, as
    v11 fills them in and v12 may have taken them over.
    """
    _keep_source(address.address_source, notes, path)
    return {
        "street": without_padding(
            local_text(address.street_name, notes, f"{path}.streetName"), own
        ),
        "detail": filled(address.address_detail),
        "postal_code": filled(address.postal_code),
        "positions": positions(address.coordinates, notes, path),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }


def _keep_source(source: AddressSource | None, notes: Notes, path: str) -> None:
    """Keep who stated an address: only v12 tells, and no model of ours has a field for it."""
    if source is not None and source.source:
        notes.extras[f"{path}.addressSource.source"] = source.source


def _other(address: OtherAddress, notes: Notes, path: str) -> Fields:
    return {
        "postal_code": filled(address.postal_code),
        "positions": positions(address.coordinates, notes, path),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }


def _box(address: Box, notes: Notes, path: str) -> Fields:
    return {
        "box": local_text(address.post_office_box, notes, f"{path}.postOfficeBox"),
        "postal_code": filled(address.postal_code),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }


def _abroad(addresses: Sequence[ForeignAddress] | None, notes: Notes, path: str) -> list[Fields]:
    found = []
    for number, one in enumerate(addresses or ()):
        at = f"{path}.foreignAddresses[{number}]"
        texts, country = local_text(one.address, notes, f"{at}.address"), filled(one.country_code)
        if texts:
            found.append({"address": texts, "country": country})
        elif country:
            notes.add(at, "no-address", shape(one))
    return found
