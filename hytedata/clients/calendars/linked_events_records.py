"""What can be read of a Linked Events calendar beside events, as values: lists of places and so on.

Lists are read in the order of ids, page by page (events.md 2.1, 2.5).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from hytedata.clients.calendars.linked_events_pages import pages_of, unusable
from hytedata.clients.pages import Cursor, OnProgress
from hytedata.clients.walks import Found, Listed, Paged, Unusable, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.calendars.linked_events.drift import drift_from
from hytedata.connectors.calendars.linked_events.endpoints import (
    Detail,
    EventPage,
    LinkedEventsApi,
    Moved,
    checked_id,
)
from hytedata.connectors.calendars.linked_events.query import RecordQuery
from hytedata.connectors.calendars.linked_events.wire import Json, WirePlace
from hytedata.connectors.calendars.linked_events.wire_records import WireKeyword, WireOrganization
from hytedata.errors import InputError
from hytedata.models.calendar_records import (
    CalendarKeyword,
    CalendarOrganisation,
    CalendarPlace,
    CalendarRecord,
)
from hytedata.models.common import Rejection
from hytedata.models.event import EventKeyword
from hytedata.normalise.calendars.linked_events import Calendar
from hytedata.normalise.calendars.linked_events_records import (
    normalise_keyword,
    normalise_organisation,
    normalise_place,
)

R = TypeVar("R", bound=CalendarRecord)

_Normalise: TypeAlias = Callable[[Json, Calendar, str], R | Rejection]


@dataclass(frozen=True)
class Kind(Generic[R]):
    """One kind of record.

    Attributes:
        path: Of its list at the source.
        what: Records of it, for people.
        shape: Its wire model.
        normalise: Makes one of a document.
        moved: Makes one that only says where it went, of its id and that of the other.
    """

    path: str
    what: str
    shape: type[msgspec.Struct]
    normalise: _Normalise[R]
    moved: Callable[[Calendar, str, str], R]


@dataclass(frozen=True)
class RecordReads(Generic[R]):
    """The reads of one kind of record of one calendar.

    Attributes:
        page_size: Records per page, 1–100; some servers give fewer.
    """

    api: LinkedEventsApi
    calendar: Calendar
    page_size: int
    kind: Kind[R]

    def walk(
        self,
        *,
        unused: bool = True,
        include_deleted: bool = False,
        on_invalid: str = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[R]:
        """Describe a read of all of them.

        Args:
            unused: Whether those come too that no event refers to. Organisations all come.
            include_deleted: Whether those that were withdrawn come too; events may still refer to
                them.
            on_invalid: `skip` leaves out what cannot be used, `raise` ends the read.
            cursor: Where to go on.
            progress: Told of each page.

        Raises:
            InputError: An argument is wrong.
        """
        if on_invalid not in ("skip", "raise"):
            raise InputError(f"on_invalid: {on_invalid!r} is none of skip, raise")
        query = RecordQuery(self.kind.path, unused, include_deleted, self.page_size)
        return Walk(
            self.calendar.name,
            self.kind.what,
            (Paged(f"the list of {self.kind.what}", self._page(query), stepwise=True),),
            on_invalid="raise" if on_invalid == "raise" else "skip",
            cursor=cursor,
            progress=progress,
            ahead=1,
        )

    def one(self, record_id: str) -> Endpoint[R | None]:
        """Describe the read of one; one that was replaced says by which (`replaced_by`)."""
        checked = checked_id(self.kind.path, record_id)
        return self.api.record(self.kind.path, checked).then(lambda it: self._one(checked, it))

    def many(self, record_ids: Sequence[str]) -> Walk[R]:
        """Describe the read of several by id, one by one."""
        ids = tuple(checked_id(self.kind.path, one) for one in record_ids)
        part = Listed(self.kind.what, self._by_id, ids, 1)
        return Walk(self.calendar.name, self.kind.what, (part,), ahead=1)

    def _page(self, query: RecordQuery) -> Callable[[int], Endpoint[Found[R]]]:
        return lambda number: self.api.records(query, number).then(self._found)

    def _found(self, page: EventPage) -> Found[R]:
        items: list[R] = []
        bad: list[Unusable] = []
        for number, entry in enumerate(page.entries, 1):
            one = self.kind.normalise(
                entry, self.calendar, f"item {number} of page {page.number} of {self.kind.what}"
            )
            if isinstance(one, Rejection):
                bad.append(unusable(one))
            else:
                items.append(one)
        return Found(
            tuple(items),
            number=page.number,
            count=pages_of(page),
            entries=len(page.entries),
            total=page.total,
            unusable=tuple(bad),
            drift=drift_from(self.kind.shape, self.kind.path.title(), page.entries),
            read=(*(one.id for one in items), *(one.id for one in bad)),
        )

    def _by_id(self, ids: Sequence[str]) -> Endpoint[Found[R]]:
        def found(document: Detail) -> Found[R]:
            if isinstance(document, Mapping):
                return self._found(EventPage(1, (document,)))
            one = self._one(ids[0], document)
            return Found(() if one is None else (one,))

        return self.api.record(self.kind.path, ids[0]).then(found)

    def _one(self, record_id: str, document: Detail) -> R | None:
        if document is None:
            return None
        if isinstance(document, Moved):
            return self.kind.moved(self.calendar, record_id, document.id)
        found = self.kind.normalise(document, self.calendar, record_id)
        if isinstance(found, Rejection):
            raise unusable(found).error
        return found


def _place_moved(calendar: Calendar, record_id: str, to: str) -> CalendarPlace:
    return CalendarPlace(source=calendar.name, id=record_id, deleted=True, replaced_by=to)


def _keyword_moved(calendar: Calendar, record_id: str, to: str) -> CalendarKeyword:
    scheme, _, local = record_id.rpartition(":")
    keyword = EventKeyword(scheme=scheme or calendar.name, id=local)
    return CalendarKeyword(
        source=calendar.name, id=record_id, keyword=keyword, deleted=True, replaced_by=to
    )


def _organisation_moved(calendar: Calendar, record_id: str, to: str) -> CalendarOrganisation:
    return CalendarOrganisation(source=calendar.name, id=record_id, deleted=True, replaced_by=to)


PLACES: Final = Kind[CalendarPlace]("place", "places", WirePlace, normalise_place, _place_moved)
KEYWORDS: Final = Kind[CalendarKeyword](
    "keyword", "keywords", WireKeyword, normalise_keyword, _keyword_moved
)
ORGANISATIONS: Final = Kind[CalendarOrganisation](
    "organization",
    "organisations",
    WireOrganization,
    normalise_organisation,
    _organisation_moved,
)
