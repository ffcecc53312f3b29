"""Service collections: services and channels that belong together (ptv-api 5.13)."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem, LocalizedListItem


class ServiceCollectionService(WireModel, frozen=True):
    """A service as a collection shows it."""

    id: str | None = None
    name: list[LocalizedListItem] | None = None
    description: list[LocalizedListItem] | None = None


class ServiceCollectionChannel(ServiceCollectionService, frozen=True):
    """A channel as a collection shows it."""

    service_channel_type: str | None = None


class ServiceCollectionSummary(WireModel, frozen=True):
    """A collection in the list of an organisation's collections."""

    id: str | None = None
    service_collection_names: list[LanguageItem] | None = None
    service_collection_descriptions: list[LocalizedListItem] | None = None
    services: list[ServiceCollectionService] | None = None
    service_channels: list[ServiceCollectionChannel] | None = None


class ServiceCollection(ServiceCollectionSummary, frozen=True):
    """A collection."""

    source_id: str | None = None
    organization_id: str | None = None
    publishing_status: str | None = None
    modified: str | None = None
