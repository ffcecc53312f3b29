"""How v12 searches for each kind of record, and reads one of it by id."""

from typing import Final

from hytedata.clients.ptv_catalogue.filters import connection_ends
from hytedata.clients.ptv_catalogue.v12.parts import Search
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.query import (
    ChannelQuery,
    ConnectionQuery,
    GeneralDescriptionQuery,
    OrganisationQuery,
    ServiceCollectionQuery,
    ServiceQuery,
)
from hytedata.connectors.ptv.v12.wire.channels import Channel
from hytedata.connectors.ptv.v12.wire.organisations import Organization
from hytedata.connectors.ptv.v12.wire.relations import Connection as WireConnection
from hytedata.connectors.ptv.v12.wire.relations import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription as WireDescription
from hytedata.connectors.ptv.v12.wire.services import Service as WireService
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.normalise.ptv_v12 import (
    normalise_channel,
    normalise_collection,
    normalise_connection,
    normalise_general_description,
    normalise_organisation,
    normalise_service,
)

SERVICES: Final[Search[Service, ServiceQuery, WireService]] = Search(
    "service", endpoints.services, endpoints.service, normalise_service
)
CHANNELS: Final[Search[ServiceChannel, ChannelQuery, Channel]] = Search(
    "service-channel", endpoints.channels, endpoints.channel, normalise_channel
)
ORGANISATIONS: Final[Search[Organisation, OrganisationQuery, Organization]] = Search(
    "organisation", endpoints.organisations, endpoints.organisation, normalise_organisation
)
DESCRIPTIONS: Final[Search[GeneralDescription, GeneralDescriptionQuery, WireDescription]] = Search(
    "general-description",
    endpoints.general_descriptions,
    endpoints.general_description,
    normalise_general_description,
)
COLLECTIONS: Final[Search[ServiceCollection, ServiceCollectionQuery, WireCollection]] = Search(
    "service-collection",
    endpoints.service_collections,
    endpoints.service_collection,
    normalise_collection,
)


def _connection_wire(connection_id: str) -> Endpoint[Wire[WireConnection]]:
    return endpoints.connection(*connection_ends(connection_id))


CONNECTIONS: Final[Search[Connection, ConnectionQuery, WireConnection]] = Search(
    "connection", endpoints.connections, _connection_wire, normalise_connection
)
