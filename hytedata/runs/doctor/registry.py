"""All assumptions, by upstream, in the order in which they are looked at.

A new upstream (calendars) is a module with its assumptions and one line here; its
address goes into `doors.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from hytedata.runs.doctor.assumption import Assumption, Place
from hytedata.runs.doctor.lipas import LIPAS
from hytedata.runs.doctor.lipas_v1 import LIPAS_V1
from hytedata.runs.doctor.login import LOGIN
from hytedata.runs.doctor.ptv_v11 import PTV_LISTS
from hytedata.runs.doctor.ptv_v11_records import PTV_RECORDS
from hytedata.runs.doctor.ptv_v11_refusals import PTV_REFUSALS
from hytedata.runs.doctor.ptv_v12 import PTV12
from hytedata.runs.doctor.ptv_v12_mirror import PTV12_MIRROR
from hytedata.runs.doctor.statfin import STATFIN

ASSUMPTIONS: Final[Mapping[Place, Sequence[Assumption]]] = {
    "lipas": (*LIPAS, *LIPAS_V1),
    "ptv": (*PTV_LISTS, *PTV_RECORDS, *PTV_REFUSALS),
    "ptv12": (*PTV12, *PTV12_MIRROR),
    "login": LOGIN,
    "statfin": STATFIN,
}

NAMES: Final[Mapping[Place, str]] = {
    "lipas": "Lipas",
    "ptv": "PTV v11",
    "ptv12": "PTV v12",
    "login": "PTV's login",
    "statfin": "Statistics Finland",
}
"""The upstreams as people call them."""
