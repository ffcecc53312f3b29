"""Find the hyte themes and the kind of provider of the catalogue's events, and note them.

Only what was read anew, or was looked at by other rules, is looked at again.
"""

from typing import Final, cast

from hytedata.classify import ThemeTable, provider_of, themes_of
from hytedata.errors import RecordError
from hytedata.models.base import Model
from hytedata.models.event import Event
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.store import Catalogue
from hytedata.store.catalogue import CatalogueRecord
from hytedata.store.catalogue_models import EVENT
from hytedata.store.record_classes import RecordClasses

STEP: Final = "finding themes"
RULES: Final = "1"
"""Changes with what is made of the same table and record: all are looked at anew then."""


class ClassesReport(Model):
    """What came of looking for themes.

    Attributes:
        looked_at: Events that were looked at; the others stand as they were.
        themed: Those of them with a theme that is certain.
        possible: Those with none that is certain, and one or more that are possible.
    """

    looked_at: int = 0
    themed: int = 0
    possible: int = 0


def classify_events(
    catalogue: Catalogue, *, table: ThemeTable | None = None, tell: OnProgress = silent
) -> ClassesReport:
    """Classify the events that wait for it; some hundreds are in memory at a time.

    Args:
        catalogue: The events.
        table: A county's own; None takes the packaged one.
        tell: Called after each portion.
    """
    used = ThemeTable.packaged() if table is None else table
    by = f"{RULES} {used.fingerprint}"
    looked_at = themed = possible = 0
    for records in catalogue.classes.waiting(by, catalogue.kinds(kind=EVENT)):
        found = [_classes(one, used) for one in records]
        catalogue.classes.put(by, list(zip(records, found, strict=True)))
        strengths = [{one.strength for one in each.themes} for each in found]
        looked_at += len(records)
        themed += sum("certain" in each for each in strengths)
        possible += sum(each == {"possible"} for each in strengths)
        tell(Step(STEP, looked_at))
    if looked_at:
        tell(Step(STEP, looked_at, looked_at, finished=True))
    return ClassesReport(looked_at=looked_at, themed=themed, possible=possible)


def _classes(record: CatalogueRecord, table: ThemeTable) -> RecordClasses:
    try:
        event = cast("Event", record.model())
    except RecordError:
        # An older version noted it; it is looked at when it has been read again.
        return RecordClasses()
    return RecordClasses(themes_of(event, table), provider_of(event))
