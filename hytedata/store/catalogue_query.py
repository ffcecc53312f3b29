"""Which records a reader asks for, as conditions on the tables."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self, TypedDict

from sqlalchemy import ColumnElement, and_, exists, or_

from hytedata.errors import InputError
from hytedata.places.area_filter import AreaFilter
from hytedata.places.named_area import Codes
from hytedata.places.shapes import Bounds
from hytedata.places.surroundings import Near, Within
from hytedata.store import schema

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


@dataclass(frozen=True)
class Filter:
    """What a reader asks for, checked; see `RecordFilter`."""

    area: AreaFilter = field(default_factory=AreaFilter)
    owner: str | None = None
    changed_since: datetime | None = None
    modified_since: datetime | None = None
    include_absent: bool = False
    include_resolved: bool = False

    @classmethod
    def of(cls, given: RecordFilter) -> Self:
        """Check a filter.

        Raises:
            InputError: An unknown or ambiguous place, an unusable geometry, an unknown name.
        """
        for name in given:
            if name not in RecordFilter.__annotations__:
                known = ", ".join(RecordFilter.__annotations__)
                raise InputError(f"records know no {name!r}, only {known}")
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
            found.append(_meets(self.area.around.bounds))
        if self.owner is not None:
            found.append(table.owner == self.owner)
        if self.changed_since is not None:
            since = _aware("changed_since", self.changed_since)
            found.append(or_(table.changed_at >= since, table.absent_since >= since))
        if self.modified_since is not None:
            found.append(table.modified_at >= _aware("modified_since", self.modified_since))
        if not self.include_absent:
            found.append(table.absent_since.is_(None))
        return found

    def _touches(self) -> ColumnElement[bool]:
        """What states one of the municipalities, or is meant for an area that holds one."""
        named, reach = self.area.named, self.area.reach
        area, place, table = schema.record_area.c, schema.place, schema.record.c
        codes = sorted(named.codes)
        found = _has(
            or_(
                and_(area.role.in_((PLACE, f"{AREA}municipality")), area.code.in_(codes)),
                and_(area.role == f"{AREA}region", area.code.in_(reach.regions)),
                and_(area.role == f"{AREA}county", area.code.in_(reach.counties)),
            )
        )
        if self.include_resolved:
            here = exists().where(
                place.c.source == table.source,
                place.c.kind == table.kind,
                place.c.id == table.id,
                place.c.municipality.in_(codes),
            )
            found = or_(found, here)
        if not self.area.include_nationwide:
            return found
        excepted = _has(area.role == f"{AREA}except-region")
        nationwide = and_(table.nationwide, ~excepted) if named.is_aland else table.nationwide
        return or_(found, nationwide)


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    record, area = schema.record.c, schema.record_area.c
    return exists().where(
        area.source == record.source, area.kind == record.kind, area.id == record.id, condition
    )


def _meets(box: Bounds) -> ColumnElement[bool]:
    """What has a box that meets *box*; of what an older version noted, all that is somewhere."""
    table = schema.record.c
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
