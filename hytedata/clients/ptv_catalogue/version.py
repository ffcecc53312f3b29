"""What a version of PTV's API gives, as the client uses it."""

# ruff: noqa: D102 - what each call does is told where a version has it

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hytedata.clients.ptv_catalogue.archived import ArchivedFilter, ArchivedRecord
from hytedata.clients.ptv_catalogue.codes import ListedCode
from hytedata.clients.ptv_catalogue.filters import (
    ActiveFilter,
    ChannelFilter,
    ConnectionFilter,
    Options,
    OrganisationFilter,
    OwnedFilter,
    ServiceFilter,
)
from hytedata.clients.ptv_catalogue.upkeep import UpkeepFilter, UpkeepItem
from hytedata.clients.walks import Walk
from hytedata.connectors._http import Endpoint
from hytedata.models.ptv import (
    CodeItem,
    CodeListName,
    Connection,
    GeneralDescription,
    Organisation,
    OrganisationTree,
    Service,
    ServiceChannel,
    ServiceCollection,
)


@dataclass(frozen=True)
class Capabilities:
    """What a version of the API can tell; the rest of our model stays None or empty.

    Attributes:
        version: `v11` or `v12`.
        missing: Fields that it never tells, each as model and field (`Service.channel_ids`);
            `Record.…` is every record's, `ServiceChannel.…` every channel's.
        drafts: Whether unpublished items can be read, with a login.
        needs_key: Whether every call needs an API key.
        lag: How old what it shows may be, for people; empty where it shows what is there.
    """

    version: str
    missing: frozenset[str]
    drafts: bool
    needs_key: bool
    lag: str = ""


V11_CAPABILITIES = Capabilities(
    version="v11",
    missing=frozenset(
        {
            "Record.published_at",
            "Record.migrated_at",
            "Connection.status",
            "ServiceChannel.connectable_by",
            "ServiceHours.holidays",
            "StreetAddress.accessibility_point",
            "FormFile.name",
            "EInvoiceAddress.info",
            "GeneralDescription.organisation_id",
            "CodeItem.type",
            "CodeItem.is_valid",
            "CodeItem.municipalities",
        }
    ),
    drafts=True,
    needs_key=False,
)
V12_CAPABILITIES = Capabilities(
    version="v12",
    missing=frozenset(
        {
            "Record.modified_at",
            "Record.source_id",
            "Service.channel_ids",
            "Service.collection_ids",
            "ServiceChannel.service_ids",
            "ServiceChannel.collection_ids",
            "ServiceLocation.oid",
            "AvailabilityArea.others",
            "StreetAddress.municipality",
            "PostOfficeBox.municipality",
            "Organisation.root_id",
            "Organisation.business_name",
            "OrganisationTree.names",
            "GeneralDescription.summary",
            "CodeItem.dial_codes",
        }
    ),
    drafts=False,
    needs_key=True,
    lag="what is written through v11 appears after one to one and a half hours",
)


class Version(Protocol):
    """Reads through one version: a filter becomes a walk, an id a call. Nothing here does I/O."""

    def services(self, wanted: ServiceFilter, options: Options) -> Walk[Service]: ...

    def service(self, service_id: str) -> Endpoint[Service | None]: ...

    def services_by_id(self, ids: Sequence[str]) -> Walk[Service]: ...

    def channels(self, wanted: ChannelFilter, options: Options) -> Walk[ServiceChannel]: ...

    def channel(self, channel_id: str) -> Endpoint[ServiceChannel | None]: ...

    def channels_by_id(self, ids: Sequence[str]) -> Walk[ServiceChannel]: ...

    def organisations(self, wanted: OrganisationFilter, options: Options) -> Walk[Organisation]: ...

    def organisation(self, organisation_id: str) -> Endpoint[Organisation | None]: ...

    def organisations_by_id(self, ids: Sequence[str]) -> Walk[Organisation]: ...

    def tree(self, organisation_id: str) -> Endpoint[OrganisationTree | None]: ...

    def general_descriptions(
        self, wanted: OwnedFilter, options: Options
    ) -> Walk[GeneralDescription]: ...

    def general_description(self, description_id: str) -> Endpoint[GeneralDescription | None]: ...

    def general_descriptions_by_id(self, ids: Sequence[str]) -> Walk[GeneralDescription]: ...

    def collections(self, wanted: OwnedFilter, options: Options) -> Walk[ServiceCollection]: ...

    def collection(self, collection_id: str) -> Endpoint[ServiceCollection | None]: ...

    def collections_by_id(self, ids: Sequence[str]) -> Walk[ServiceCollection]: ...

    def connections(self, wanted: ConnectionFilter, options: Options) -> Walk[Connection]: ...

    def connection(self, connection_id: str) -> Endpoint[Connection | None]: ...

    def connections_by_id(self, ids: Sequence[str]) -> Walk[Connection]: ...

    def archived(self, wanted: ArchivedFilter, options: Options) -> Walk[ArchivedRecord]: ...

    def codes(self, name: CodeListName) -> Walk[ListedCode] | tuple[CodeItem, ...]: ...

    def active_services(self, wanted: ActiveFilter, options: Options) -> Walk[Service]: ...

    def active_service(self, service_id: str) -> Endpoint[Service | None]: ...

    def active_services_by_id(self, ids: Sequence[str]) -> Walk[Service]: ...

    def active_channels(self, wanted: ActiveFilter, options: Options) -> Walk[ServiceChannel]: ...

    def active_channel(self, channel_id: str) -> Endpoint[ServiceChannel | None]: ...

    def active_channels_by_id(self, ids: Sequence[str]) -> Walk[ServiceChannel]: ...

    def upkeep(self, wanted: UpkeepFilter, options: Options) -> Walk[UpkeepItem]: ...
