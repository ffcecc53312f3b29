"""The five kinds of channel, told apart by `service_channel_type` (ptv-api 5.7 to 5.12)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.addresses import AddressDelivery, AddressLocation
from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.connections import (
    ServiceChannelService,
    ServiceServiceCollection,
)
from hytedata.connectors.ptv.v11.wire.contacts import (
    AccessibilityClassification,
    AttachmentWithType,
    Phone,
    PhoneWithType,
    ServiceHour,
    WebPage,
)
from hytedata.connectors.ptv.v11.wire.texts import (
    Area,
    LanguageItem,
    LocalizedListItem,
    NameTypeByLanguage,
    OntologyTermItem,
)


class ServiceChannel(WireModel, frozen=True):
    """What channels of every kind have; also a channel of a kind that is not known."""

    id: str | None = None
    source_id: str | None = None
    service_channel_type: str | None = None
    organization_id: str | None = None
    service_channel_names: list[LocalizedListItem] | None = None
    service_channel_descriptions: list[LocalizedListItem] | None = None
    area_type: str | None = None
    areas: list[Area] | None = None
    languages: list[str] | None = None
    web_pages: list[WebPage] | None = None
    service_hours: list[ServiceHour] | None = None
    services: list[ServiceChannelService] | None = None
    service_collections: list[ServiceServiceCollection] | None = None
    publishing_status: str | None = None
    modified: str | None = None
    responsible_sote_organization: str | None = None
    ontology_terms: list[OntologyTermItem] | None = None


class ElectronicChannel(ServiceChannel, frozen=True):
    """An e-service."""

    signature_quantity: Scalar | None = None
    requires_signature: bool | None = None
    requires_authentication: bool | None = None
    attachments: list[AttachmentWithType] | None = None
    support_phones: list[Phone] | None = None
    support_emails: list[LanguageItem] | None = None
    accessibility_classification: list[AccessibilityClassification] | None = None


class PhoneChannel(ServiceChannel, frozen=True):
    """A phone service."""

    phone_numbers: list[PhoneWithType] | None = None
    support_emails: list[LanguageItem] | None = None


class WebPageChannel(ServiceChannel, frozen=True):
    """A web page."""

    support_phones: list[Phone] | None = None
    support_emails: list[LanguageItem] | None = None
    accessibility_classification: list[AccessibilityClassification] | None = None


class PrintableFormChannel(ServiceChannel, frozen=True):
    """A form to print, fill in and send."""

    form_identifier: list[LanguageItem] | None = None
    delivery_addresses: list[AddressDelivery] | None = None
    channel_urls: list[LocalizedListItem] | None = None
    support_phones: list[Phone] | None = None
    attachments: list[AttachmentWithType] | None = None
    support_emails: list[LanguageItem] | None = None


class ServiceLocationChannel(ServiceChannel, frozen=True):
    """A place with an address.

    Its e-mails are `emails`; where a version of PTV says `supportEmails` instead, they are read
    there (ptv-v11-field-notes 5).
    """

    oid: str | None = None
    display_name_type: list[NameTypeByLanguage] | None = None
    phone_numbers: list[PhoneWithType] | None = None
    emails: list[LanguageItem] | None = None
    support_emails: list[LanguageItem] | None = None
    addresses: list[AddressLocation] | None = None


CHANNELS: Final[Mapping[str, type[ServiceChannel]]] = MappingProxyType(
    {
        "EChannel": ElectronicChannel,
        "Phone": PhoneChannel,
        "WebPage": WebPageChannel,
        "PrintableForm": PrintableFormChannel,
        "ServiceLocation": ServiceLocationChannel,
    }
)
"""`serviceChannelType` → model; other words are read as a plain `ServiceChannel`."""


def channel_shape(document: Document) -> type[ServiceChannel]:
    """Choose the model of a channel by its own word for its kind."""
    word = document.get("serviceChannelType")
    return CHANNELS.get(word, ServiceChannel) if isinstance(word, str) else ServiceChannel
