"""Which occurrences a reader asks for, as conditions on the tables and tests of what is merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self, TypeAlias, TypedDict, TypeVar, get_args

from sqlalchemy import ColumnElement, and_, exists, or_

from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug
from hytedata.models.event import EventKind, Free
from hytedata.models.occurrence import Occurrence
from hytedata.models.window import Window
from hytedata.places.area_filter import AreaFilter
from hytedata.places.named_area import Codes
from hytedata.places.surroundings import Near, Within
from hytedata.places.town_centres import towns_in
from hytedata.store import schema
from hytedata.store.catalogue_models import EVENT
from hytedata.store.catalogue_query import (
    check_names,
    is_nationwide,
    is_placed_in,
    meets_box,
    states_area,
)
from hytedata.store.event_tables import occurrence
from hytedata.store.group_query import OfRecord, any_other, goes_first
from hytedata.store.occurrences import overlaps
from hytedata.store.theme_query import Themes, has_theme, themes_of

T = TypeVar("T")

_Value: TypeAlias = ColumnElement[str]

CALLED_OFF = frozenset({"cancelled", "postponed", "deleted"})
"""What does not take place then, though it is still listed."""


class EventSelection(TypedDict, total=False):
    """Which occurrences are asked for; all that is given must hold.

    Of a merged occurrence each condition holds where it does for any of its records, but for
    `kinds`, `is_free`, `online` and what is called off: these are asked of the merged values.

    Attributes:
        source: Only what this calendar has, or one of these, whatever other ones have it too.
        municipality: Only what takes place in this municipality, or one of these, by all
            evidence: codes or names of today. With `county` and `region` it adds up.
        county: Likewise, a wellbeing services county and all in it.
        region: Likewise, a region (maakunta).
        include_online: With these: also what is only online and whose publisher serves an area
            that has a part of them, or the whole country. Without, it takes place in none.
        within: Only what takes place in here: a shapely geometry with `crs`, GeoJSON, a frame.
        near: Only what is so near: `((longitude, latitude), metres)`, or a `Position`.
        crs: What a shapely geometry and a pair of numbers are in.
        include_whole_towns: With `within` and `near`: also what is known to be in a municipality
            and not where, if the central locality of that municipality is there.
        theme: Only what is certain to be of this theme, or of one of these.
        include_possible_themes: Also what may be, by a single weak sign.
        is_free: `yes`, `no` or `unknown`: what says nothing of a price is not free.
        kinds: Only these kinds of events; by default all.
        online: True: only what can be attended online. False: only what cannot, as far as known.
        include_cancelled: Also what was cancelled or postponed.
        long_running: True: only what lasts so long that it is open rather than takes place.
            False: only the rest.
        merged: Tell an event of several calendars once; by default so. False tells each record.
    """

    source: str | Sequence[str] | None
    municipality: Codes | None
    county: Codes | None
    region: Codes | None
    include_online: bool
    within: Within | None
    near: Near | None
    crs: object
    include_whole_towns: bool
    theme: Themes | None
    include_possible_themes: bool
    is_free: Free | None
    kinds: Sequence[EventKind] | None
    online: bool | None
    include_cancelled: bool
    long_running: bool | None
    merged: bool


@dataclass(frozen=True)
class EventFilter:
    """What a reader asks for, checked; see `EventSelection`."""

    window: Window
    sources: tuple[str, ...] = ()
    area: AreaFilter = field(default_factory=AreaFilter)
    include_online: bool = False
    include_whole_towns: bool = False
    themes: tuple[ThemeSlug, ...] = ()
    include_possible_themes: bool = False
    is_free: Free | None = None
    kinds: tuple[EventKind, ...] = ()
    online: bool | None = None
    include_cancelled: bool = False
    long_running: bool | None = None
    merged: bool = True

    @classmethod
    def of(cls, start: date, end: date, given: EventSelection) -> Self:
        """Check what is asked for.

        Raises:
            InputError: An empty window, a time without zone, an unknown or ambiguous place,
                theme, kind or name.
        """
        check_names(given, EventSelection, "events")
        return cls(
            window=Window.of(start, end, longest=None),
            sources=_several(given.get("source")),
            area=AreaFilter.of(
                municipality=given.get("municipality"),
                county=given.get("county"),
                region=given.get("region"),
                within=given.get("within"),
                near=given.get("near"),
                crs=given.get("crs"),
                include_nationwide=given.get("include_online", False),
            ),
            include_online=given.get("include_online", False),
            include_whole_towns=given.get("include_whole_towns", False),
            themes=themes_of(given.get("theme")),
            include_possible_themes=given.get("include_possible_themes", False),
            is_free=_one_of("is_free", given.get("is_free"), get_args(Free)),
            kinds=tuple(
                _one_of("kinds", one, get_args(EventKind)) for one in given.get("kinds") or ()
            ),
            online=given.get("online"),
            include_cancelled=given.get("include_cancelled", False),
            long_running=given.get("long_running"),
            merged=given.get("merged", True),
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on rows of `occurrence`: one row stands for what is merged."""
        found = [overlaps(self.window)]
        if self.long_running is not None:
            found.append(occurrence.c.long_running == self.long_running)
        if self.merged:
            found.append(goes_first())
        found += [self._any(condition) for condition in self._of_records()]
        return found

    def wants(self, one: Occurrence) -> bool:
        """Whether an occurrence is wanted, by what is merged."""
        event = one.event
        return (
            (self.include_cancelled or event.status not in CALLED_OFF)
            and (not self.kinds or event.kind in self.kinds)
            and self.is_free in (None, event.is_free)
            and self.online in (None, event.online is True)
        )

    def _any(self, condition: OfRecord) -> ColumnElement[bool]:
        own = condition(occurrence.c.source, occurrence.c.id)
        return or_(own, any_other(condition)) if self.merged else own

    def _of_records(self) -> Iterable[OfRecord]:
        if self.sources:
            yield lambda source, _: source.in_(self.sources)
        if self.area.named:
            yield self._takes_place_there
        if self.area.around:
            yield self._may_be_around
        if self.themes:
            strict = not self.include_possible_themes
            yield lambda source, id_: has_theme(source, EVENT, id_, self.themes, strict=strict)

    def _takes_place_there(self, source: _Value, id_: _Value) -> ColumnElement[bool]:
        meant = self.include_online
        record = schema.record.alias().c
        nationwide = exists().where(
            record.source == source, record.kind == EVENT, record.id == id_, record.nationwide
        )
        return or_(
            states_area(source, EVENT, id_, self.area, include_meant=meant),
            is_placed_in(source, EVENT, id_, self.area.named.codes),
            is_nationwide(source, EVENT, id_, nationwide, self.area),
        )

    def _may_be_around(self, source: _Value, id_: _Value) -> ColumnElement[bool]:
        record = schema.record.alias()
        there = exists().where(
            record.c.source == source,
            record.c.kind == EVENT,
            record.c.id == id_,
            meets_box(record, self.area.around.bounds),
        )
        vague = self._is_vague(source, id_)
        if not self.include_whole_towns:
            return and_(there, ~vague)
        towns = self.towns
        return or_(there, and_(vague, is_placed_in(source, EVENT, id_, towns)))

    @cached_property
    def towns(self) -> frozenset[str]:
        """Municipalities whose central locality is around."""
        return towns_in(self.area.around)

    def _is_vague(self, source: _Value, id_: _Value) -> ColumnElement[bool]:
        """Whether of a record no more is known than its municipality, if that."""
        record, when = schema.record.alias(), occurrence.alias()
        whole = exists().where(when.c.source == source, when.c.id == id_, when.c.whole_town)
        nowhere = exists().where(
            record.c.source == source,
            record.c.kind == EVENT,
            record.c.id == id_,
            record.c.east.is_(None),
        )
        return or_(whole, nowhere)


def _several(given: str | Sequence[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    found = (given,) if isinstance(given, str) else tuple(given)
    if not found:
        raise InputError("source: the list of calendars is empty; leave it out for all")
    return found


def _one_of(argument: str, given: T, known: Sequence[T]) -> T:
    if given is not None and given not in known:
        raise InputError(f"{argument}: there is no {given!r}, only {', '.join(map(str, known))}")
    return given
