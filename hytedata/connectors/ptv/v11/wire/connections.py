"""What ties services, channels, organisations and collections together (ptv-api 5.14)."""

from hytedata.connectors.ptv.v11.wire.addresses import AddressContact
from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.contacts import PhoneWithType, ServiceHour, WebPage
from hytedata.connectors.ptv.v11.wire.texts import FintoItem, Item, LanguageItem, LocalizedListItem


class ContactDetails(WireModel, frozen=True):
    """Contacts of one connection; faxes are among the phones."""

    emails: list[LanguageItem] | None = None
    phone_numbers: list[PhoneWithType] | None = None
    web_pages: list[WebPage] | None = None
    addresses: list[AddressContact] | None = None


class ExtraType(WireModel, frozen=True):
    """Marks a connection of the register of customer service points (ASTI)."""

    type: str | None = None
    code: Scalar | None = None
    name: list[LanguageItem] | None = None
    description: list[LanguageItem] | None = None


class GeneralDescriptionServiceChannel(WireModel, frozen=True):
    """A channel that a general description suggests."""

    service_charge_type: str | None = None
    description: list[LocalizedListItem] | None = None
    digital_authorizations: list[FintoItem] | None = None
    service_channel: Item | None = None


class ServiceServiceChannel(GeneralDescriptionServiceChannel, frozen=True):
    """A connection as a service shows it."""

    extra_types: list[ExtraType] | None = None
    service_hours: list[ServiceHour] | None = None
    contact_details: ContactDetails | None = None
    modified: str | None = None


class ServiceChannelService(WireModel, frozen=True):
    """A connection as a channel shows it."""

    service_charge_type: str | None = None
    description: list[LocalizedListItem] | None = None
    extra_types: list[ExtraType] | None = None
    service_hours: list[ServiceHour] | None = None
    contact_details: ContactDetails | None = None
    digital_authorizations: list[FintoItem] | None = None
    modified: str | None = None
    service: Item | None = None


class ServiceOrganization(WireModel, frozen=True):
    """An organisation in a role; a producer may have a description instead of a reference."""

    role_type: str | None = None
    provision_type: str | None = None
    additional_information: list[LanguageItem] | None = None
    organization: Item | None = None


class OrganizationService(WireModel, frozen=True):
    """A service as its organisation shows it."""

    service: Item | None = None
    role_type: str | None = None
    provision_type: str | None = None
    additional_information: list[LanguageItem] | None = None


class ServiceServiceCollection(WireModel, frozen=True):
    """A collection that a service or channel belongs to."""

    id: str | None = None
    name: list[LanguageItem] | None = None
