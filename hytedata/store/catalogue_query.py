"""Which records a reader asks for, as conditions on the tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self, TypedDict

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, or_

from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug
from hytedata.places.area_filter import AreaFilter
from hytedata.places.named_area import Codes
from hytedata.places.shapes import Bounds
from hytedata.places.surroundings import Near, Within
from hytedata.store import schema
from hytedata.store.theme_query import Themes, has_theme, themes_of

PLACE = "place"
"""Role of a municipality that a record states as its place."""

AREA = "area-"
"""Roles of the codes of the area that a record is meant for begin with this."""


class RecordFilter(TypedDict, total=False):
    """Which records are asked for; all that is given must hold. See `places.area_filter`.

    Attributes:
        municipality: Only what states this municipality as its place, or is meant for an area
            that has a part of it: one or several, codes or names of today. Municipalities that
            became part of it count as it. With `county` and `region` it adds up.
        county: Likewise, a wellbeing services county and all in it.
        region: Likewise, a region (maakunta).
        within: Only what has a part in here: a shapely geometry with `crs`, GeoJSON, a frame.
        near: Only what has a part so near: `((longitude, latitude), metres)`, or a `Position`.
        crs: What a shapely geometry and a pair of numbers are in.
        owner: Only what this organisation, or owner code of Lipas, answers for.
        changed_since: Only what changed, came back or became absent since; with
            `include_absent`, all that a copy has to follow.
        modified_since: Only what the register says was changed since.
        include_absent: Also records that the register no longer gives.
        include_nationwide: With a municipality, county or region: also what is meant for the
            whole country; by default not.
        include_county_wide: With these: also what is meant for a county or region that goes
            beyond what was named; by default so.
        include_resolved: With these: also what does not state a municipality of them, but was
            found there by its position or other evidence (`Catalogue.places`).
        theme: Only what is certain to be of this theme, or of one of these (`Catalogue.classes`).
        include_possible_themes: With it: also what may be, by a single weak sign.
    """

    municipality: Codes | None
    county: Codes | None
    region: Codes | None
    within: Within | None
    near: Near | None
    crs: object
    owner: str | None
    changed_since: datetime | None
    modified_since: datetime | None
    include_absent: bool
    include_nationwide: bool
    include_county_wide: bool
    include_resolved: bool
    theme: Themes | None
    include_possible_themes: bool


@dataclass(frozen=True)
class Filter:
    """What a reader asks for, checked; see `RecordFilter`."""

    area: AreaFilter = field(default_factory=AreaFilter)
    owner: str | None = None
    changed_since: datetime | None = None
    modified_since: datetime | None = None
    include_absent: bool = False
    include_resolved: bool = False
    themes: tuple[ThemeSlug, ...] = ()
    include_possible_themes: bool = False

    @classmethod
    def of(cls, given: RecordFilter) -> Self:
        """Check a filter.

        Raises:
            InputError: An unknown or ambiguous place, an unusable geometry, an unknown theme or
                name.
        """
        check_names(given, RecordFilter, "records")
        area = AreaFilter.of(
            municipality=given.get("municipality"),
            county=given.get("county"),
            region=given.get("region"),
            within=given.get("within"),
            near=given.get("near"),
            crs=given.get("crs"),
            include_nationwide=given.get("include_nationwide", False),
            include_county_wide=given.get("include_county_wide", True),
        )
        return cls(
            area,
            given.get("owner"),
            given.get("changed_since"),
            given.get("modified_since"),
            given.get("include_absent", False),
            given.get("include_resolved", False),
            themes_of(given.get("theme")),
            given.get("include_possible_themes", False),
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on `record`; of a part of the map only a box.

        Raises:
            InputError: A time without zone.
        """
        table = schema.record.c
        found: list[ColumnElement[bool]] = []
        if self.area.named:
            found.append(self._touches())
        if self.area.around:
            found.append(meets_box(schema.record, self.area.around.bounds))
        if self.owner is not None:
            found.append(table.owner == self.owner)
        if self.changed_since is not None:
            since = _aware("changed_since", self.changed_since)
            found.append(or_(table.changed_at >= since, table.absent_since >= since))
        if self.modified_since is not None:
            found.append(table.modified_at >= _aware("modified_since", self.modified_since))
        if self.themes:
            key = (table.source, table.kind, table.id)
            strict = not self.include_possible_themes
            found.append(has_theme(*key, self.themes, strict=strict))
        if not self.include_absent:
            found.append(table.absent_since.is_(None))
        return found

    def _touches(self) -> ColumnElement[bool]:
        """What states one of the municipalities, or is meant for an area that holds one."""
        table = schema.record.c
        key = (table.source, table.kind, table.id)
        found = [states_area(*key, self.area), is_nationwide(*key, table.nationwide, self.area)]
        if self.include_resolved:
            found.append(is_placed_in(*key, self.area.named.codes))
        return or_(*found)


def check_names(given: Mapping[str, object], known: type, what: str) -> None:
    """Check that *given* has no arguments but those of the typed dict *known*.

    Raises:
        InputError: It has; *what* says whose arguments they are.
    """
    for name in given:
        if name not in known.__annotations__:
            raise InputError(f"{what} know no {name!r}, only {', '.join(known.__annotations__)}")


_Value = ColumnElement[str]


def states_area(
    source: _Value,
    kind: _Value | str,
    id_: _Value,
    area: AreaFilter,
    *,
    include_meant: bool = True,
) -> ColumnElement[bool]:
    """Return whether a record states a municipality of those named as its place.

    With *include_meant* also, whether it is meant for an area that has a part of them.
    """
    table, reach = schema.record_area.alias().c, area.reach
    codes = sorted(area.named.codes)
    roles = (PLACE, f"{AREA}municipality") if include_meant else (PLACE,)
    wanted = [and_(table.role.in_(roles), table.code.in_(codes))]
    if include_meant:
        wanted.append(and_(table.role == f"{AREA}region", table.code.in_(reach.regions)))
        wanted.append(and_(table.role == f"{AREA}county", table.code.in_(reach.counties)))
    return exists().where(table.source == source, table.kind == kind, table.id == id_, or_(*wanted))


def is_nationwide(
    source: _Value,
    kind: _Value | str,
    id_: _Value,
    stated: ColumnElement[bool],
    area: AreaFilter,
) -> ColumnElement[bool]:
    """Return whether a record is meant for the whole country, where that is wanted."""
    if not area.include_nationwide:
        return false()
    if not area.named.is_aland:
        return stated
    table = schema.record_area.alias().c
    excepted = exists().where(
        table.source == source,
        table.kind == kind,
        table.id == id_,
        table.role == f"{AREA}except-region",
    )
    return and_(stated, ~excepted)


def is_placed_in(
    source: _Value, kind: _Value | str, id_: _Value, codes: Collection[str]
) -> ColumnElement[bool]:
    """Return whether a record was found in one of these municipalities, by all evidence."""
    place = schema.place.alias().c
    return exists().where(
        place.source == source,
        place.kind == kind,
        place.id == id_,
        place.municipality.in_(sorted(codes)),
    )


def meets_box(record: FromClause, box: Bounds) -> ColumnElement[bool]:
    """What has a box that meets *box*; of what an older version noted, all that is somewhere."""
    table = record.c
    return or_(
        and_(
            table.min_east <= box.max_east,
            table.max_east >= box.min_east,
            table.min_north <= box.max_north,
            table.max_north >= box.min_north,
        ),
        and_(table.min_east.is_(None), table.east.is_not(None)),
    )


def _aware(name: str, moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise InputError(f"{name}: {moment} has no time zone; give an aware datetime")
    return moment
