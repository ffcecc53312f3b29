"""The five kinds of channel, told apart by `service_channel_type` (ptv-v12 5.2)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.addresses import ContactAddresses, DeliveryAddress, Location
from hytedata.connectors.ptv.v12.wire.contacts import Email, FormFile, Link, Phone
from hytedata.connectors.ptv.v12.wire.hours import ServiceHours
from hytedata.connectors.ptv.v12.wire.texts import Area, Localized


class ChannelTexts(WireModel, frozen=True):
    """What channels of every kind have in one language."""

    name: str | None = None
    summary: str | None = None
    description: str | None = None


class EServiceTexts(ChannelTexts, frozen=True):
    """An e-service in one language."""

    web_address: Link | None = None
    accessibility_classification_level: str | None = None
    attachment_links: list[Link] | None = None
    support_emails: list[Email] | None = None
    support_phone_numbers: list[Phone] | None = None


class WebPageTexts(ChannelTexts, frozen=True):
    """A web page in one language."""

    web_address: Link | None = None
    accessibility_classification_level: str | None = None
    support_emails: list[Email] | None = None
    support_phone_numbers: list[Phone] | None = None


class TelephoneServiceTexts(ChannelTexts, frozen=True):
    """A phone service in one language; its numbers are of all four kinds."""

    phone_numbers: list[Phone] | None = None
    web_address: Link | None = None
    support_emails: list[Email] | None = None


class PrintableFormTexts(ChannelTexts, frozen=True):
    """A printable form in one language."""

    form_identifier: str | None = None
    form_files: list[FormFile] | None = None
    attachment_links: list[Link] | None = None
    support_emails: list[Email] | None = None
    support_phone_numbers: list[Phone] | None = None


class ServiceLocationTexts(ChannelTexts, frozen=True):
    """A service location in one language."""

    alternative_name: str | None = None
    is_alternative_name_primary: bool | None = None
    contact_emails: list[Email] | None = None
    contact_phone_numbers: list[Phone] | None = None
    contact_fax_numbers: list[Phone] | None = None
    contact_web_pages: list[Link] | None = None


class Channel(WireModel, frozen=True):
    """What channels of every kind have; also a channel of a kind that is not known.

    `allowed_connection_type` is `AllOrganizations` or `OwnOrganizations`. Without an area a channel
    follows the services that are connected to it.
    """

    content_id: str | None = None
    organization_content_id: str | None = None
    service_channel_type: str | None = None
    allowed_connection_type: str | None = None
    service_languages: list[str] | None = None
    area: Area | None = None
    published_at: str | None = None
    migrated_at: str | None = None
    language_versions: Localized[ChannelTexts] | None = None


class Signature(WireModel, frozen=True):
    """Whether an e-service asks for signatures: `NotRequired`, or `Required` and how many."""

    type: str | None = None
    number_of_required_signatures: int | None = None


class EService(Channel, frozen=True):
    """An e-service."""

    electronic_signature: Signature | None = None
    electronic_identification: str | None = None
    service_hours: ServiceHours | None = None
    language_versions: Localized[EServiceTexts] | None = None


class WebPage(Channel, frozen=True):
    """A web page; it has no hours."""

    language_versions: Localized[WebPageTexts] | None = None


class TelephoneService(Channel, frozen=True):
    """A phone service."""

    service_hours: ServiceHours | None = None
    language_versions: Localized[TelephoneServiceTexts] | None = None


class PrintableForm(Channel, frozen=True):
    """A form to print, fill in and send."""

    delivery_addresses: list[DeliveryAddress] | None = None
    language_versions: Localized[PrintableFormTexts] | None = None


class ServiceLocation(Channel, frozen=True):
    """A place with an address."""

    location: Location | None = None
    contact_addresses: ContactAddresses | None = None
    service_hours: ServiceHours | None = None
    language_versions: Localized[ServiceLocationTexts] | None = None


CHANNELS: Final[Mapping[str, type[Channel]]] = MappingProxyType(
    {
        "EService": EService,
        "WebPage": WebPage,
        "TelephoneService": TelephoneService,
        "PrintableForm": PrintableForm,
        "ServiceLocation": ServiceLocation,
    }
)
"""`serviceChannelType` → model; other words are read as a plain `Channel`."""


def channel_shape(document: Document) -> type[Channel]:
    """Choose the model of a channel by its own word for its kind."""
    word = document.get("serviceChannelType")
    return CHANNELS.get(word, Channel) if isinstance(word, str) else Channel
