"""An event of a calendar: one shape for every kind of calendar (events.md 7).

"Unknown" is a value: an absent price is not free, an absent audience is not everyone, a missing
end stays missing. Nothing personal is kept: of an organiser only what names an organisation.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AwareDatetime, Field, model_validator

from hytedata.models.base import Model
from hytedata.models.common import (
    NO_TEXTS,
    Json,
    LocalizedText,
    MunicipalityCode,
    Position,
    Remark,
    SourceRef,
)

EventKind: TypeAlias = Literal["event", "course", "volunteering", "hobby", "other"]
EventStatus: TypeAlias = Literal["scheduled", "rescheduled", "postponed", "cancelled", "deleted"]
SeriesRole: TypeAlias = Literal["none", "occurrence", "series", "umbrella"]
Free: TypeAlias = Literal["yes", "no", "unknown"]

When: TypeAlias = AwareDatetime | date
"""An aware time, in the zone that people read it in, or a day for what lasts all day."""


class EventTime(Model):
    """When an event takes place.

    Attributes:
        start: Aware time, or a day; None where the source states none (postponed).
        end: Of the same sort as *start*; a day is inclusive. None where the source states none:
            it is never guessed.
        timezone: IANA name of the zone that wall-clock times are meant in.
    """

    start: Annotated[When, Field(union_mode="smart")] | None = None
    end: Annotated[When, Field(union_mode="smart")] | None = None
    timezone: str = "Europe/Helsinki"

    @property
    def all_day(self) -> bool:
        """Whether it is stated by days."""
        return self.start is not None and not isinstance(self.start, datetime)

    @model_validator(mode="after")
    def _is_in_order(self) -> "EventTime":
        if self.end is None:
            return self
        if self.start is None or isinstance(self.start, datetime) != isinstance(self.end, datetime):
            raise ValueError("start and end are both times, or both days")
        if _instant(self.end) < _instant(self.start):
            raise ValueError(f"it ends ({self.end}) before it begins ({self.start})")
        return self


def _instant(when: When) -> When:
    # Times of one zone are compared by the clock on the wall, which goes back an hour in autumn.
    return when.astimezone(UTC) if isinstance(when, datetime) else when


class EventPlace(Model):
    """Where an event takes place, as its calendar states it.

    Attributes:
        id: The place's id in the source, or "".
        names: Of the place.
        extra: What visitors should know of the way there.
        locality: Post office or locality, as it was stated.
        position: EPSG:3067 metres; None where none is stated, or it cannot be right.
        municipality: As the source itself states it; what is resolved from all evidence is kept
            beside the record, not in it.
    """

    id: str = ""
    names: LocalizedText = NO_TEXTS
    extra: LocalizedText = NO_TEXTS
    street: LocalizedText = NO_TEXTS
    postal_code: str = ""
    locality: LocalizedText = NO_TEXTS
    position: Position | None = None
    municipality: MunicipalityCode | None = None


class EventKeyword(Model):
    """What an event is about.

    Attributes:
        scheme: Vocabulary: `yso`, or the source's own (`categories`, `tags` …).
        id: Id or address within it, or "".
    """

    scheme: str
    id: str = ""
    labels: LocalizedText = NO_TEXTS


class EventPrice(Model):
    """A price, as it was stated; amounts in *currency* where they can be read for certain."""

    text: LocalizedText = NO_TEXTS
    lowest: float | None = None
    highest: float | None = None
    currency: str = "EUR"
    url: str = ""


class EventRegistration(Model):
    """How one signs up.

    Attributes:
        required: None where it is not stated.
        opens: When signing up begins.
        closes: When it ends.
    """

    required: bool | None = None
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    url: str = ""


class EventImage(Model):
    """A picture and what may be done with it.

    Attributes:
        licence: As the source states it (`cc_by`, `event_only`, an address), or "": unknown.
    """

    url: str
    alt: LocalizedText = NO_TEXTS
    credit: str = ""
    licence: str = ""


class Event(Model):
    """One event, series or umbrella of a calendar.

    Attributes:
        source: The calendar's name in the configuration.
        id: Its id there.
        origin_ids: Ids and addresses under which others know it, for finding doubles.
        series_role: `occurrence`: one of a series. `series`: stands for its occurrences, and
            takes place at none of its own times. `umbrella`: a whole of different events.
        series_id: Id of the series or umbrella that it belongs to, or "".
        names: Plain text per language.
        summary: Plain text per language.
        description: Text per language, cleaned of markup.
        time: When it takes place.
        places: Where; empty for one that is only online or states none.
        online: Whether it can be attended online; None where that is not stated.
        organizers: Names of organisations; no persons, no contact data.
        publisher: Name or id of who publishes it.
        audience: As stated; none does not mean everyone.
        age_min: Years; None where not stated.
        is_free: `unknown` where the source says nothing certain.
        languages: In which it is held, language codes as the source states them.
        page_url: Where people read of it.
        licence: Of the record's data.
        attribution: Whom to name.
        extras: Values that no field holds, by their path in the source's spelling.
    """

    source: str
    id: str
    origin_ids: tuple[str, ...] = ()
    kind: EventKind = "event"
    status: EventStatus = "scheduled"
    series_role: SeriesRole = "none"
    series_id: str = ""
    names: LocalizedText = NO_TEXTS
    summary: LocalizedText = NO_TEXTS
    description: LocalizedText = NO_TEXTS
    time: EventTime = EventTime()
    places: tuple[EventPlace, ...] = ()
    online: bool | None = None
    online_url: str = ""
    organizers: tuple[LocalizedText, ...] = ()
    publisher: str = ""
    keywords: tuple[EventKeyword, ...] = ()
    audience: tuple[EventKeyword, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    is_free: Free = "unknown"
    prices: tuple[EventPrice, ...] = ()
    registration: EventRegistration = EventRegistration()
    images: tuple[EventImage, ...] = ()
    languages: tuple[str, ...] = ()
    page_url: str = ""
    created_at: AwareDatetime | None = None
    modified_at: AwareDatetime | None = None
    licence: str = ""
    attribution: str = ""
    remarks: tuple[Remark, ...] = ()
    extras: Mapping[str, Json] = {}

    @property
    def ref(self) -> SourceRef:
        """The event's reference."""
        return SourceRef(source=self.source, kind="event", id=self.id)
