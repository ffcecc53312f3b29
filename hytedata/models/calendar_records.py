"""What a calendar keeps beside its events: places, keywords and publishers, public facts only."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, Json, LocalizedText, Remark, SourceRef
from hytedata.models.event import EventKeyword, EventPlace

CalendarKind: TypeAlias = Literal["place", "keyword", "organisation"]


class CalendarRecord(Model):
    """What the records of a calendar have in common.

    Attributes:
        source: The calendar's name in the configuration.
        id: Its id there, as events state it: `tprek:1`, `yso:p916`.
        deleted: Whether it is withdrawn; events may still refer to it.
        replaced_by: Id of the one that stands for it now, or "". One that was asked for by id
            and has been replaced comes with this alone: read the other.
        events: How many events refer to it; None where it is not stated.
        licence: Of the record's data.
        attribution: Whom to name.
        remarks: Values that could not be read.
        extras: Values that no field holds, by their path in the source's spelling.
    """

    source: str
    id: str
    deleted: bool = False
    replaced_by: str = ""
    events: int | None = None
    modified_at: AwareDatetime | None = None
    licence: str = ""
    attribution: str = ""
    remarks: tuple[Remark, ...] = ()
    extras: Mapping[str, Json] = {}

    def _ref(self, kind: CalendarKind) -> SourceRef:
        return SourceRef(source=self.source, kind=kind, id=self.id)


class CalendarPlace(CalendarRecord):
    """A place of a calendar.

    Attributes:
        place: It, as the events that take place there have it.
        description: Plain text.
        page_url: Where people read of it.
        parent_id: Id of the place that it is a part of, or "".
        online: Whether it stands for the internet, and is no place at all.
    """

    place: EventPlace = EventPlace()
    description: LocalizedText = NO_TEXTS
    page_url: str = ""
    parent_id: str = ""
    online: bool = False

    @property
    def ref(self) -> SourceRef:
        """The place's reference."""
        return self._ref("place")


class CalendarKeyword(CalendarRecord):
    """A keyword of a calendar.

    Attributes:
        keyword: It, as events have it.
        also: Other words for the same, in the languages that they come in.
    """

    keyword: EventKeyword
    also: tuple[str, ...] = ()

    @property
    def ref(self) -> SourceRef:
        """The keyword's reference."""
        return self._ref("keyword")


class CalendarOrganisation(CalendarRecord):
    """An organisation that publishes events.

    Attributes:
        name: In the one language that the calendar states it in.
        classification: Code of its kind, or "".
        parent_id: Id of the organisation that it belongs to, or "".
        founded_on: None where not stated.
        dissolved_on: None while it exists, or where it is not stated.
    """

    name: str = ""
    classification: str = ""
    parent_id: str = ""
    founded_on: date | None = None
    dissolved_on: date | None = None

    @property
    def ref(self) -> SourceRef:
        """The organisation's reference."""
        return self._ref("organisation")
