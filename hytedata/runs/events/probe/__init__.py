"""`hytedata events probe`: what an unknown calendar speaks, what it holds, how it is configured.

The steps are modules: `linked_events`, `events_calendar`, `icalendar`, `json_ld`; each has a
`look(scene)`. They read through the one `Visitor` of a probe, which is few, slow and polite.
"""

from hytedata.runs.events.probe.block import block_of
from hytedata.runs.events.probe.document import document_of
from hytedata.runs.events.probe.run import probe
from hytedata.runs.events.probe.values import (
    NAMES,
    FoundCalendar,
    Kind,
    Licence,
    Outcome,
    PersonalData,
    ProbeReport,
    Sample,
    StepResult,
    Verdict,
)
from hytedata.runs.events.probe.visit import MOST_REQUESTS

__all__ = [
    "MOST_REQUESTS",
    "NAMES",
    "FoundCalendar",
    "Kind",
    "Licence",
    "Outcome",
    "PersonalData",
    "ProbeReport",
    "Sample",
    "StepResult",
    "Verdict",
    "block_of",
    "document_of",
    "probe",
]
