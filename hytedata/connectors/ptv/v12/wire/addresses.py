"""Addresses, sorted into lists by kind; no municipality and no post office (ptv-v12 4)."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.texts import Localized


class AddressSource(WireModel, frozen=True):
    """Who stated a street address: `UserEntered` or `Posti`."""

    source: str | None = None


class Coordinate(WireModel, frozen=True):
    """A position in metres, in `EPSG:3067` or an `Unknown` system, with who stated it."""

    system: str | None = None
    source: str | None = None
    easting: int | float | None = None
    northing: int | float | None = None


class OtherAddress(WireModel, frozen=True):
    """A place without an address."""

    postal_code: str | None = None
    coordinates: list[Coordinate] | None = None
    additional_information: Localized[str] | None = None


class StreetAddress(OtherAddress, frozen=True):
    """A street address; only places of service locations are in the accessibility register."""

    address_source: AddressSource | None = None
    street_name: Localized[str] | None = None
    address_detail: str | None = None
    accessibility_register_service_point_id: str | None = None


class PostOfficeBoxAddress(WireModel, frozen=True):
    """A post office box."""

    postal_code: str | None = None
    post_office_box: Localized[str] | None = None
    additional_information: Localized[str] | None = None


class ForeignAddress(WireModel, frozen=True):
    """An address outside Finland."""

    address: Localized[str] | None = None
    country_code: str | None = None


class Location(WireModel, frozen=True):
    """Where a service location or an organisation is."""

    street_addresses: list[StreetAddress] | None = None
    other_addresses: list[OtherAddress] | None = None
    foreign_addresses: list[ForeignAddress] | None = None


class ContactAddresses(WireModel, frozen=True):
    """Where to write to."""

    street_addresses: list[StreetAddress] | None = None
    post_office_box_addresses: list[PostOfficeBoxAddress] | None = None
    foreign_addresses: list[ForeignAddress] | None = None


class DeliveryAddress(WireModel, frozen=True):
    """Where a form is sent, of the kind in `delivery_address_type`.

    `StreetAddress` and `PostOfficeBox` have the fields of such addresses, `DeliveryInformation`
    a text; all have a recipient.
    """

    delivery_address_type: str | None = None
    recipient: Localized[str] | None = None
    address_source: AddressSource | None = None
    street_name: Localized[str] | None = None
    address_detail: str | None = None
    postal_code: str | None = None
    coordinates: list[Coordinate] | None = None
    post_office_box: Localized[str] | None = None
    additional_information: Localized[str] | None = None
    delivery_information: Localized[str] | None = None
