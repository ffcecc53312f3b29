"""Events of made-up calendars, put into a store as a read puts them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from hytedata.models.clock import HELSINKI
from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.models.event import Event, EventPlace, EventTime, When
from hytedata.models.occurrence import OccurrenceSpan
from hytedata.places.shapes import bounds_of
from hytedata.store import Catalogue
from hytedata.store.catalogue import AreaCode, Entry, ReadCounts, Reading, ReadMode, RecordPlace

KAJAANI = Position(east=536_000, north=7_122_000)
WHOLE = Completeness(complete=True, items=0)


def at(month: int, day: int, hour: int = 18, minute: int = 0, *, fold: int = 0) -> datetime:
    """A time on a wall clock in Finland, of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=HELSINKI, fold=fold)


def event(
    id_: str,
    start: When | None = None,
    end: When | None = None,
    *,
    source: str = "kainuu",
    position: Position | None = None,
    **fields: Any,
) -> Event:
    places = (EventPlace(names={"fi": "Sali"}, position=position),) if position else ()
    values = {"names": {"fi": f"Tapahtuma {id_}"}, "places": places, **fields}
    return Event(source=source, id=id_, time=EventTime(start=start, end=end), **values)


def entry(
    one: Event,
    *,
    municipalities: Sequence[str] = (),
    area: Sequence[AreaCode] = (),
    nationwide: bool = False,
    long_running: bool = False,
    whole_town: bool = False,
) -> Entry:
    document = one.model_dump_json().encode()
    return Entry(
        ref=one.ref,
        hash=document.decode(),
        model=document,
        names=one.names,
        status=one.status,
        municipalities=tuple(municipalities),
        area=tuple(area),
        is_nationwide=nationwide,
        position=one.places[0].position if one.places else None,
        bounds=bounds_of(one),
        when=OccurrenceSpan.of(one, long_running=long_running, whole_town=whole_town),
    )


def put(
    catalogue: Catalogue,
    *given: Event | Entry,
    covered: tuple[datetime, datetime] | None = None,
    complete: bool = True,
    mode: ReadMode = "full",
    source: str = "kainuu",
    scope: str = "all",
) -> ReadCounts:
    """Read a calendar that gives this."""
    with reading(catalogue, source, scope, mode) as read:
        for one in given:
            read.put(entry(one) if isinstance(one, Event) else one)
        reasons = () if complete else ("page 2 did not come",)
        return read.finish(
            Completeness(complete=complete, items=len(given), reasons=reasons), covered
        )


def reading(
    catalogue: Catalogue, source: str = "kainuu", scope: str = "all", mode: ReadMode = "full"
) -> Reading:
    return catalogue.reading(source, "event", scope, mode=mode)


def place(catalogue: Catalogue, where: dict[str, str]) -> None:
    """Note in which municipality each event is, by its id."""
    for some in catalogue.places.waiting("borders", catalogue.kinds(kind="event")):
        catalogue.places.put(
            "borders",
            [
                (one, [RecordPlace(where[one.id], None, 1.0, "point", 0.9)])
                for one in some
                if one.id in where
            ],
        )


def ref(id_: str, source: str = "kainuu") -> SourceRef:
    return SourceRef(source=source, kind="event", id=id_)


def ids(catalogue: Catalogue, start: date, end: date, **selection: Any) -> list[str]:
    return [one.event.id for one in catalogue.events.between(start, end, **selection)]


def there(catalogue: Catalogue) -> list[str]:
    """Ids of all events that are not absent."""
    return [one.id for one in catalogue.records(kind="event")]


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def names(found: Iterable[SourceRef]) -> list[tuple[str, str]]:
    return [(one.source, one.id) for one in found]
