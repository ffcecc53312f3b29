"""Typed answers of PTV v12 → our records; pure functions that never raise."""

from hytedata.normalise.ptv_v12.channels import normalise_channel
from hytedata.normalise.ptv_v12.codes import normalise_code
from hytedata.normalise.ptv_v12.collections import normalise_collection
from hytedata.normalise.ptv_v12.connections import normalise_connection
from hytedata.normalise.ptv_v12.organisations import normalise_organisation
from hytedata.normalise.ptv_v12.services import normalise_general_description, normalise_service
from hytedata.normalise.ptv_v12.trees import normalise_tree

__all__ = [
    "normalise_channel",
    "normalise_code",
    "normalise_collection",
    "normalise_connection",
    "normalise_general_description",
    "normalise_organisation",
    "normalise_service",
    "normalise_tree",
]
