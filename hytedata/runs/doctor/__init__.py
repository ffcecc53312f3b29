"""The doctor: one gentle look at each real upstream that confirms or refutes what we assume."""

from hytedata.runs.doctor.assumption import SET_UP, Assumption, Outcome, Place, Verdict
from hytedata.runs.doctor.doors import doors_of
from hytedata.runs.doctor.look import MOST_REQUESTS, Door, Doors, Look, Subject
from hytedata.runs.doctor.registry import ASSUMPTIONS, NAMES
from hytedata.runs.doctor.report import Report
from hytedata.runs.doctor.run import Finding, examine, judge
from hytedata.runs.doctor.visit import Visit, visit_of

__all__ = [
    "ASSUMPTIONS",
    "MOST_REQUESTS",
    "NAMES",
    "SET_UP",
    "Assumption",
    "Door",
    "Doors",
    "Finding",
    "Look",
    "Outcome",
    "Place",
    "Report",
    "Subject",
    "Verdict",
    "Visit",
    "doors_of",
    "examine",
    "judge",
    "visit_of",
]
