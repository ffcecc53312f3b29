"""Addresses of all kinds (ptv-api 5.5): coordinates are metres in EPSG:3067, written as texts.

`latitude` is the northing, `longitude` the easting. A municipality is an object, in old data a bare
code.
"""

from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem, Municipality


class DeliveryStreetAddress(WireModel, frozen=True):
    """A street address without a position."""

    street: list[LanguageItem] | None = None
    street_number: Scalar | None = None
    postal_code: Scalar | None = None
    post_office: list[LanguageItem] | None = None
    municipality: Municipality | Scalar | None = None
    additional_information: list[LanguageItem] | None = None


class StreetAddress(DeliveryStreetAddress, frozen=True):
    """A street address; street names are padded to all data languages."""

    latitude: Scalar | None = None
    longitude: Scalar | None = None
    coordinate_state: str | None = None


class PostOfficeBoxAddress(WireModel, frozen=True):
    """A post office box."""

    postal_code: Scalar | None = None
    post_office: list[LanguageItem] | None = None
    municipality: Municipality | Scalar | None = None
    additional_information: list[LanguageItem] | None = None
    post_office_box: list[LanguageItem] | None = None


class OtherAddress(WireModel, frozen=True):
    """A position with a description, for places without a street."""

    latitude: Scalar | None = None
    longitude: Scalar | None = None
    postal_code: Scalar | None = None
    post_office: list[LanguageItem] | None = None
    additional_information: list[LanguageItem] | None = None


class Coordinates(WireModel, frozen=True):
    """Position of an entrance."""

    latitude: Scalar | None = None
    longitude: Scalar | None = None


class AccessibilityContactInfo(WireModel, frozen=True):
    """Whom to ask about accessibility."""

    phone: str | None = None
    email: str | None = None
    url: str | None = None


class SentenceValue(WireModel, frozen=True):
    """One sentence about accessibility."""

    sentence: list[LanguageItem] | None = None


class AccessibilitySentence(WireModel, frozen=True):
    """A group of sentences about accessibility."""

    sentence_group: list[LanguageItem] | None = None
    sentences: list[SentenceValue] | None = None


class Entrance(WireModel, frozen=True):
    """An entrance, from the accessibility register; read only."""

    name: list[LanguageItem] | None = None
    is_main_entrance: bool | None = None
    coordinates: Coordinates | None = None
    contact_info: AccessibilityContactInfo | None = None
    accessibility_sentences: list[AccessibilitySentence] | None = None


class AddressContact(WireModel, frozen=True):
    """An address of a connection's contact details."""

    type: str | None = None
    sub_type: str | None = None
    post_office_box_address: PostOfficeBoxAddress | None = None
    street_address: StreetAddress | None = None
    location_abroad: list[LanguageItem] | None = None
    country: str | None = None


class AddressLocation(AddressContact, frozen=True):
    """An address of a service location."""

    other_address: OtherAddress | None = None
    entrances: list[Entrance] | None = None


class AddressOrganization(WireModel, frozen=True):
    """An address of an organisation; abroad is `foreign_address` here."""

    type: str | None = None
    sub_type: str | None = None
    post_office_box_address: PostOfficeBoxAddress | None = None
    street_address: StreetAddress | None = None
    other_address: OtherAddress | None = None
    foreign_address: list[LanguageItem] | None = None
    country: str | None = None


class AddressDelivery(WireModel, frozen=True):
    """Where a printable form is sent."""

    sub_type: str | None = None
    post_office_box_address: PostOfficeBoxAddress | None = None
    street_address: DeliveryStreetAddress | None = None
    delivery_address_in_text: list[LanguageItem] | None = None
    receiver: list[LanguageItem] | None = None
