"""One time that something takes place: as one record states it, as all calendars know it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Self

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.common import MunicipalityCode, Position, SourceRef
from hytedata.models.event import Event, EventStatus
from hytedata.models.window import extent_of


class OccurrenceSpan(Model):
    """When one record of a calendar takes place, and what a search has to know of that.

    Attributes:
        starts_at: UTC; of a day, its first moment.
        ends_at: UTC, the first moment after it; None where no end is stated.
        all_day: It is stated by days.
        long_running: It lasts so long that it is open rather than takes place.
        online: It can be attended online; what is not known counts as no.
        whole_town: The position of its record is that of a whole municipality.
        series: Id of the series that it is one of, or its own: what a decision on all of a series
            is kept under. "" means its own.
        original: When it was to begin, before anybody moved it: a day, or the second in UTC.
            "" means *starts_at*.
    """

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    all_day: bool = False
    long_running: bool = False
    status: EventStatus = "scheduled"
    online: bool = False
    whole_town: bool = False
    series: str = ""
    original: str = ""

    @classmethod
    def of(
        cls, event: Event, *, long_running: bool = False, whole_town: bool = False
    ) -> Self | None:
        """Return when *event* takes place.

        None for what does not: one without a start, one that was deleted, and a series or
        umbrella, which stands for others.
        """
        extent = extent_of(event.time)
        if extent is None or event.status == "deleted" or event.series_role in _STAND_FOR_OTHERS:
            return None
        series = series_key(event)
        return cls(
            starts_at=extent[0],
            ends_at=extent[1],
            all_day=event.time.all_day,
            long_running=long_running,
            status=event.status,
            online=event.online is True,
            whole_town=whole_town,
            series=series,
            original=_original(event, series, extent[0]),
        )


def series_key(event: Event) -> str:
    """Return the id that all occurrences of a series share; of anything else its own."""
    # What an umbrella holds are events of their own, which it does not stand for.
    is_one_of_many = event.series_role == "occurrence" and event.series_id
    return event.series_id if is_one_of_many else event.id


def _original(event: Event, series: str, starts_at: datetime) -> str:
    if event.id.startswith(f"{series}|"):  # of a feed: it keeps this when it is moved
        return event.id.removeprefix(f"{series}|")
    if event.time.start is not None and event.time.all_day:
        return event.time.start.isoformat()
    return moment_key(starts_at)


def moment_key(moment: date) -> str:
    """Return a day, or the second of an aware time in UTC, as part of an id or key."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"


_STAND_FOR_OTHERS = frozenset({"series", "umbrella"})


class Occurrence(Model):
    """One occurrence, merged from every calendar that has it.

    Attributes:
        key: `source|series or event|original start`: it stays when the occurrence is moved.
        event: What is known of it; each field from the calendar that `fields` names.
        starts_at: Its beginning, UTC; of a day, midnight in its own zone.
        ends_at: Its end, UTC; of a day, the midnight after the last one. None where no calendar
            states one: it is never guessed.
        long_running: It lasts so long that it is open rather than takes place (an exhibition).
        municipality: Code, by the best evidence; None online, or where it is not known.
        county: Of that municipality; None where there is none.
        position: EPSG:3067 metres, of the place; None where none is known, or `whole_town`.
        whole_town: Its position is that of a whole municipality and says nothing more.
        area: Whom the publisher serves, `municipality:205`, `county:18`: where an event that is
            only online belongs to.
        themes: Those that are certain.
        possible_themes: Those with but one weak sign.
        provider: Who answers for it.
        sources: Every record that it was merged from, the one that goes before the others first.
        fields: Field of `event` → the source whose value it has, of texts for each language
            (`names.fi`); empty where there is but one source.
    """

    key: str
    event: Event
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None
    long_running: bool = False
    municipality: MunicipalityCode | None = None
    county: str | None = None
    position: Position | None = None
    whole_town: bool = False
    area: tuple[str, ...] = ()
    themes: tuple[ThemeSlug, ...] = ()
    possible_themes: tuple[ThemeSlug, ...] = ()
    provider: ProviderKind = "unknown"
    sources: tuple[SourceRef, ...] = ()
    fields: Mapping[str, str] = {}
