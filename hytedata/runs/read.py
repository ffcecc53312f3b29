"""Read registers into the catalogue; what jobs, the command line and the daemon call."""

from hytedata.runs.read_lipas import read_lipas
from hytedata.runs.read_places import PlacesReport, resolve_after_read
from hytedata.runs.read_ptv import FULL_READ_AFTER, OVERLAP, PtvReader, read_ptv
from hytedata.runs.read_report import KindReport, ReadReport, ReadScope

__all__ = [
    "FULL_READ_AFTER",
    "OVERLAP",
    "KindReport",
    "PlacesReport",
    "PtvReader",
    "ReadReport",
    "ReadScope",
    "read_lipas",
    "read_ptv",
    "resolve_after_read",
]
