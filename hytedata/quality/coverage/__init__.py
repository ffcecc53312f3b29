"""Where the hyte themes have something to show: theme × municipality × kind of provider; pure."""

from hytedata.quality.coverage.change import CellChange, CoverageChange, changed_since
from hytedata.quality.coverage.count import coverage
from hytedata.quality.coverage.facts import (
    CoverageRecords,
    EventFact,
    PlaceFact,
    ServiceFact,
    SourceRead,
)
from hytedata.quality.coverage.survey import SurveyRow, survey_view
from hytedata.quality.coverage.values import Cell, Count, Coverage, Empty, Neighbour

__all__ = [
    "Cell",
    "CellChange",
    "Count",
    "Coverage",
    "CoverageChange",
    "CoverageRecords",
    "Empty",
    "EventFact",
    "Neighbour",
    "PlaceFact",
    "ServiceFact",
    "SourceRead",
    "SurveyRow",
    "changed_since",
    "coverage",
    "survey_view",
]
