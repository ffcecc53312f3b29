"""Every kind of record through v11."""

from hytedata.clients.ptv_catalogue.v11.archived import archived
from hytedata.clients.ptv_catalogue.v11.channels import channel, channels, channels_by_id
from hytedata.clients.ptv_catalogue.v11.codes import codes
from hytedata.clients.ptv_catalogue.v11.connections import (
    connection,
    connections,
    connections_by_id,
)
from hytedata.clients.ptv_catalogue.v11.descriptions import (
    collection,
    collections,
    collections_by_id,
    general_description,
    general_descriptions,
    general_descriptions_by_id,
)
from hytedata.clients.ptv_catalogue.v11.organisations import (
    organisation,
    organisations,
    organisations_by_id,
    tree,
)
from hytedata.clients.ptv_catalogue.v11.services import service, services, services_by_id

__all__ = [
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
]
