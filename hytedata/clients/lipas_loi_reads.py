"""What can be read of Locations of Interest and of the classification, without I/O."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from hytedata.clients.drive import Calls, PageCalls, ask
from hytedata.clients.lipas_filters import LoiChoice, LoiFilter, loi_choice
from hytedata.clients.lipas_single import single_loi
from hytedata.clients.lipas_walks import Reading, record_error
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress
from hytedata.connectors.lipas.endpoints import SOURCE, get_category, list_categories
from hytedata.connectors.lipas.listings import LOIS, RawLoi, read_raw_loi
from hytedata.connectors.lipas.loi_query import LoiQuery
from hytedata.errors import InputError, NotFound
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.site_category import SiteCategory
from hytedata.normalise.lipas_categories import to_site_category
from hytedata.normalise.lipas_loi import normalise_loi

_READING: Reading[LoiQuery, RawLoi, LocationOfInterest] = Reading(
    LOIS, lambda loi: loi.raw, lambda loi: loi.id
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class LoiReads:
    """Reads of Locations of Interest.

    Attributes:
        page_size: Records per page, 1–100.
    """

    page_size: int

    def pages(
        self,
        filters: LoiFilter,
        on_invalid: OnInvalid,
        cursor: Cursor | None,
        progress: OnProgress | None,
    ) -> PageCalls[LocationOfInterest | InvalidRecord]:
        """Begin a read of pages."""
        choice = loi_choice(filters)
        return _READING.pages(
            choice.query,
            _chooser(choice),
            page_size=self.page_size,
            on_invalid=on_invalid,
            cursor=cursor,
            progress=progress,
        )

    def snapshot(
        self, filters: LoiFilter, progress: OnProgress | None
    ) -> Calls[Snapshot[LocationOfInterest]]:
        """Begin a read of everything, with its verdict."""
        choice = loi_choice(filters)
        return _READING.snapshot(
            choice.query, _chooser(choice), page_size=self.page_size, progress=progress
        )

    def find(self, loi_id: str) -> Calls[LocationOfInterest | None]:
        """Begin a read of one that may be missing."""
        return _find(_checked_uuid(loi_id))

    def get(self, loi_id: str) -> Calls[LocationOfInterest]:
        """Begin a read of one that must be there."""
        return _get(_checked_uuid(loi_id))


def all_categories() -> Calls[tuple[SiteCategory, ...]]:
    """Begin a read of all active types."""
    return ask(list_categories().then(lambda rows: tuple(map(to_site_category, rows))))


def one_category(type_code: int) -> Calls[SiteCategory]:
    """Begin a read of one active type."""
    if isinstance(type_code, bool) or not isinstance(type_code, int) or type_code < 0:
        raise InputError(f"type_code: {type_code!r} is no whole number")
    return _category(type_code)


def _category(type_code: int) -> Calls[SiteCategory]:
    document = yield from ask(get_category(type_code))
    if document is None:
        raise NotFound(SOURCE, f"active type {type_code}", detail="it is unknown or deprecated")
    return to_site_category(document)


def _checked_uuid(loi_id: str) -> str:
    found = loi_id.strip().lower() if isinstance(loi_id, str) else ""
    if not _UUID.fullmatch(found):
        raise InputError(f"loi_id: {loi_id!r} is no UUID")
    return found


def _to_loi(raw: RawLoi, drift: Counter[str]) -> LocationOfInterest | Rejection:
    found = normalise_loi(raw)
    drift.update(found.unknown)
    return found.loi


def _chooser(
    choice: LoiChoice,
) -> Callable[[RawLoi, Counter[str]], LocationOfInterest | Rejection | None]:
    def chosen(raw: RawLoi, drift: Counter[str]) -> LocationOfInterest | Rejection | None:
        made = _to_loi(raw, drift)
        return None if isinstance(made, LocationOfInterest) and not choice.holds(made) else made

    return chosen


def _find(loi_id: str) -> Calls[LocationOfInterest | None]:
    document = yield from single_loi(loi_id)
    if document is None:
        return None
    raw = read_raw_loi(document, loi_id)
    found = raw if isinstance(raw, Rejection) else normalise_loi(raw).loi
    if isinstance(found, Rejection):
        raise record_error(found)
    return found


def _get(loi_id: str) -> Calls[LocationOfInterest]:
    loi = yield from _find(loi_id)
    if loi is None:
        raise NotFound(SOURCE, f"Location of Interest {loi_id}")
    return loi
