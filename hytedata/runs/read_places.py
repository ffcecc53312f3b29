"""What follows a read: the places of what it gave are found, where that can be done here."""

from typing import Final

from hytedata.config import Config
from hytedata.errors import InputError
from hytedata.models.base import Model
from hytedata.runs.progress import OnProgress, silent
from hytedata.store import Catalogue

NO_BORDERS: Final = (
    "not looked for: no borders are kept here; get them with hytedata boundaries fetch, or name a "
    "file in the table [boundaries] of hytedata.toml"
)


class PlacesReport(Model):
    """What came of looking for places.

    Attributes:
        resolved: Records that were looked at; the others stand as they were.
        contested: Those of them whose evidence disagrees.
        unplaced: Those of them that are places, and of which no municipality is known.
        skipped: Why nothing was looked for; None where it was.
        limited: Why positions said nothing, where all other evidence of events was weighed.
    """

    resolved: int = 0
    contested: int = 0
    unplaced: int = 0
    skipped: str | None = None
    limited: str | None = None


def resolve_after_read(
    config: Config,
    catalogue: Catalogue,
    source: str | None = None,
    tell: OnProgress = silent,
    *,
    kind: str | None = None,
) -> PlacesReport:
    """Find the places of what reads of *source*, or of *kind*, gave, where borders are at hand.

    Nothing is fetched. Without borders, with a file that is not what it should be, or without the
    libraries for geometry the report says so: what was read stands. Events, which tell of places
    by names more than by positions, are placed without borders as well as it goes.

    Raises:
        StoreError: The store cannot be used.
    """
    try:
        from hytedata.runs import places
    except ModuleNotFoundError as error:
        needed = f"{error.name}, which is not installed: pip install 'hytedata[geo]'"
        return PlacesReport(skipped=f"not looked for: that needs {needed}")
    homes = {one.name: one.municipality for one in config.calendar if one.municipality}
    borders, why = None, NO_BORDERS
    try:
        borders = places.borders_at_hand(config)
    except InputError as error:
        why = f"not looked for: {error}"
    if borders is None and kind != places.EVENT:
        return PlacesReport(skipped=why)
    report = places.resolve_catalogue(
        catalogue, borders, source=source, kind=kind, homes=homes, tell=tell
    )
    return report if borders else report.model_copy(update={"limited": why})
