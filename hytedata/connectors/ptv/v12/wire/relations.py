"""Connections, service collections and archived items (ptv-v12 5.3, 5.6, 3.2)."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.addresses import ContactAddresses
from hytedata.connectors.ptv.v12.wire.contacts import Email, Link, Phone
from hytedata.connectors.ptv.v12.wire.hours import ServiceHours
from hytedata.connectors.ptv.v12.wire.texts import Localized


class ConnectionTexts(WireModel, frozen=True):
    """What a connection says in one language."""

    description: str | None = None
    charge_type_additional_information: str | None = None
    contact_phone_numbers: list[Phone] | None = None
    contact_fax_numbers: list[Phone] | None = None
    contact_emails: list[Email] | None = None
    contact_web_pages: list[Link] | None = None


class Connection(WireModel, frozen=True):
    """A service at a channel; the pair is its only id. `charge_type` may also be `Other`."""

    service_content_id: str | None = None
    channel_content_id: str | None = None
    charge_type: str | None = None
    service_hours: ServiceHours | None = None
    contact_addresses: ContactAddresses | None = None
    published_at: str | None = None
    migrated_at: str | None = None
    language_versions: Localized[ConnectionTexts] | None = None


class ServiceCollectionTexts(WireModel, frozen=True):
    """A service collection in one language."""

    name: str | None = None
    summary: str | None = None
    description: str | None = None


class ServiceCollectionItem(WireModel, frozen=True):
    """A member: `item_type` is `Service` or `Channel`."""

    item_type: str | None = None
    content_id: str | None = None


class ServiceCollection(WireModel, frozen=True):
    """A service collection; `items` are told by id only, and a search leaves them out."""

    content_id: str | None = None
    organization_content_id: str | None = None
    migrated_at: str | None = None
    language_versions: Localized[ServiceCollectionTexts] | None = None
    items: list[ServiceCollectionItem] | None = None


class ArchivedItem(WireModel, frozen=True):
    """The id of something archived. What it means with connections is not said (ptv-v12 8)."""

    content_id: str | None = None
