"""Addresses, sorted into lists by kind (ptv-v12 4, 6.4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.addresses import (
    AddressContact,
    AddressDelivery,
    AddressLocation,
    AddressOrganization,
    DeliveryStreetAddress,
    OtherAddress,
    PostOfficeBoxAddress,
    StreetAddress,
)
from hytedata.connectors.ptv.v11.wire.base import said
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem
from hytedata.normalise.ptv.areas import municipality_code
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.positions import normalise_position
from hytedata.normalise.ptv.texts import Fields, filled, local_text, without_padding

Address: TypeAlias = AddressContact | AddressOrganization

_TO_VISIT = frozenset({"Location", "Visiting"})
_HOME = "FI"


@dataclass(frozen=True, slots=True)
class SortedAddresses:
    """Fields of the two `Addresses` of a record: where to go, and where to write to."""

    location: Fields
    contact: Fields


def sort_addresses(
    addresses: Sequence[Address] | None,
    own: Collection[str],
    notes: Notes,
    path: str,
    document: Document,
) -> SortedAddresses:
    """Sort addresses by use and kind.

    Args:
        addresses: Of a location, organisation or connection.
        own: The record's languages, for the names of streets.
        notes: For what cannot be used.
        path: Of the list.
        document: Where the list is, under the last word of *path*.
    """
    found = SortedAddresses({}, {})
    for number, address in enumerate(addresses or ()):
        at = f"{path}[{number}]"
        kind = address.type
        if kind in _TO_VISIT:
            use = found.location
        elif kind == "Postal":
            use = found.contact
        else:
            notes.add(f"{at}.type", "unknown-address-type", shape(address))
            continue
        if not _put(use, address, own, notes, at):
            notes.add(at, "no-address", shape(address))
        if isinstance(address, AddressLocation) and address.entrances:
            _keep_entrances(document, path, number, notes)
    return found


def _put(use: Fields, address: Address, own: Collection[str], notes: Notes, at: str) -> bool:
    """Put every filled part of an address into the list of its kind."""
    country = address.country
    found = False
    if address.street_address:
        street = _street(address.street_address, own, notes, f"{at}.streetAddress")
        use.setdefault("street", []).append(street)
        found = True
    if address.post_office_box_address:
        box = _box(address.post_office_box_address, notes, f"{at}.postOfficeBoxAddress")
        use.setdefault("boxes", []).append(box)
        found = True
    if isinstance(address, (AddressLocation, AddressOrganization)) and address.other_address:
        other = _other(address.other_address, notes, f"{at}.otherAddress")
        use.setdefault("other", []).append(other)
        found = True
    abroad, key = _abroad(address)
    if abroad:
        texts = local_text(abroad, notes, f"{at}.{key}")
        if texts:
            foreign = {"address": texts, "country": filled(country)}
            use.setdefault("foreign", []).append(foreign)
            return True
    if country and country != _HOME:
        notes.extras[f"{at}.country"] = country
    return found


def _abroad(address: Address) -> tuple[Sequence[LanguageItem] | None, str]:
    if isinstance(address, AddressContact):
        return address.location_abroad, "locationAbroad"
    return address.foreign_address, "foreignAddress"


def _street(
    address: DeliveryStreetAddress, own: Collection[str], notes: Notes, path: str
) -> Fields:
    fields: Fields = {
        "street": without_padding(local_text(address.street, notes, f"{path}.street"), own),
        "detail": said(address.street_number),
        "postal_code": said(address.postal_code),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }
    if address.municipality:
        fields["municipality"] = municipality_code(
            address.municipality, notes, f"{path}.municipality.code"
        )
    if isinstance(address, StreetAddress):
        fields["positions"] = normalise_position(
            address.latitude,
            address.longitude,
            source=address.coordinate_state,
            notes=notes,
            path=path,
        )
    return fields


def _box(address: PostOfficeBoxAddress, notes: Notes, path: str) -> Fields:
    return {
        "box": local_text(address.post_office_box, notes, f"{path}.postOfficeBox"),
        "postal_code": said(address.postal_code),
        "municipality": municipality_code(address.municipality, notes, f"{path}.municipality.code"),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }


def _other(address: OtherAddress, notes: Notes, path: str) -> Fields:
    # Where there is no street to look for, a person has set the position.
    return {
        "postal_code": said(address.postal_code),
        "positions": normalise_position(
            address.latitude, address.longitude, source="EnteredByUser", notes=notes, path=path
        ),
        "info": local_text(address.additional_information, notes, f"{path}.additionalInformation"),
    }


def delivery_addresses(
    addresses: Sequence[AddressDelivery] | None, own: Collection[str], notes: Notes
) -> list[Fields]:
    """Return the fields of the addresses that a form is sent to (ptv-v12 5.2, 6.4).

    One that says of itself `NoAddress`, and nothing else, is none.
    """
    found = []
    for number, address in enumerate(addresses or ()):
        at = f"deliveryAddresses[{number}]"
        fields: Fields = {}
        receiver = local_text(address.receiver, notes, f"{at}.receiver")
        if receiver:
            fields["recipient"] = receiver
        if address.street_address:
            fields["street"] = _street(address.street_address, own, notes, f"{at}.streetAddress")
        if address.post_office_box_address:
            fields["box"] = _box(
                address.post_office_box_address, notes, f"{at}.postOfficeBoxAddress"
            )
        told = local_text(address.delivery_address_in_text, notes, f"{at}.deliveryAddressInText")
        if told:
            fields["instructions"] = told
        if fields:
            found.append(fields)
        elif address.sub_type != "NoAddress":
            notes.add(at, "no-address", shape(address))
    return found


def _keep_entrances(document: Document, path: str, number: int, notes: Notes) -> None:
    """Keep the entrances of an address, which v12 replaced by an id (ptv-v12 6.4)."""
    listed = document.get(path.rpartition(".")[2])
    if isinstance(listed, list):
        entry = listed[number]
        if isinstance(entry, dict):
            notes.extras[f"{path}[{number}].entrances"] = entry.get("entrances")
