"""Every kind of record through v12."""

from hytedata.clients.ptv_catalogue.v12.archived import archived
from hytedata.clients.ptv_catalogue.v12.channels import channel, channels, channels_by_id
from hytedata.clients.ptv_catalogue.v12.codes import codes
from hytedata.clients.ptv_catalogue.v12.connections import (
    connection,
    connections,
    connections_by_id,
)
from hytedata.clients.ptv_catalogue.v12.descriptions import (
    collection,
    collections,
    collections_by_id,
    general_description,
    general_descriptions,
    general_descriptions_by_id,
)
from hytedata.clients.ptv_catalogue.v12.logged_in import (
    active_channel,
    active_channels,
    active_channels_by_id,
    active_service,
    active_services,
    active_services_by_id,
    upkeep,
)
from hytedata.clients.ptv_catalogue.v12.organisations import (
    organisation,
    organisations,
    organisations_by_id,
    tree,
)
from hytedata.clients.ptv_catalogue.v12.services import service, services, services_by_id

__all__ = [
    "active_channel",
    "active_channels",
    "active_channels_by_id",
    "active_service",
    "active_services",
    "active_services_by_id",
    "archived",
    "channel",
    "channels",
    "channels_by_id",
    "codes",
    "collection",
    "collections",
    "collections_by_id",
    "connection",
    "connections",
    "connections_by_id",
    "general_description",
    "general_descriptions",
    "general_descriptions_by_id",
    "organisation",
    "organisations",
    "organisations_by_id",
    "service",
    "services",
    "services_by_id",
    "tree",
    "upkeep",
]
