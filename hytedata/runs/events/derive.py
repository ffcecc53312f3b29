"""What follows a read of calendars: places, themes, and which events are one."""

from hytedata.config import Config
from hytedata.models.base import Model
from hytedata.runs.classify import ClassesReport, classify_records
from hytedata.runs.events.group import GroupingReport, group_events
from hytedata.runs.progress import OnProgress, silent
from hytedata.runs.read_places import PlacesReport, resolve_after_read
from hytedata.store import Catalogue
from hytedata.store.catalogue_models import EVENT


class DerivedReport(Model):
    """What came of it."""

    places: PlacesReport
    classes: ClassesReport
    grouping: GroupingReport


def derive_events(config: Config, catalogue: Catalogue, tell: OnProgress = silent) -> DerivedReport:
    """Derive all that is derived of events, in its order: doubles are found by places, too.

    Raises:
        StoreError: The store cannot be used.
    """
    return DerivedReport(
        places=resolve_after_read(config, catalogue, tell=tell, kind=EVENT),
        classes=classify_records(catalogue, kind=EVENT, tell=tell),
        grouping=group_events(config, catalogue, tell=tell),
    )
