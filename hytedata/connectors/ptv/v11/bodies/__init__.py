"""Typed writes → bodies of PTV v11: pure functions, nothing is checked or sent here."""

from hytedata.connectors.ptv.v11.bodies.connection import (
    connecting,
    connection_body,
    empties,
    has_place_details,
    replaced_connections,
)
from hytedata.connectors.ptv.v11.bodies.location import location_body, new_location_body
from hytedata.connectors.ptv.v11.bodies.paths import our_faults
from hytedata.connectors.ptv.v11.bodies.service import new_service_body, service_body

__all__ = [
    "connecting",
    "connection_body",
    "empties",
    "has_place_details",
    "location_body",
    "new_location_body",
    "new_service_body",
    "our_faults",
    "replaced_connections",
    "service_body",
]
