"""Typed answers of PTV v11 → our records in v12's shape; pure functions that never raise."""

from hytedata.normalise.ptv.channels import normalise_channel
from hytedata.normalise.ptv.codes import normalise_code
from hytedata.normalise.ptv.collections import normalise_collection
from hytedata.normalise.ptv.connections import connections_of_channel, connections_of_service
from hytedata.normalise.ptv.organisations import normalise_organisation
from hytedata.normalise.ptv.services import normalise_general_description, normalise_service
from hytedata.normalise.ptv.trees import normalise_tree

__all__ = [
    "connections_of_channel",
    "connections_of_service",
    "normalise_channel",
    "normalise_code",
    "normalise_collection",
    "normalise_general_description",
    "normalise_organisation",
    "normalise_service",
    "normalise_tree",
]
