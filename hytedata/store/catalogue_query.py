"""Which records a reader asks for, as conditions on the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_

from hytedata.codes import abolished_municipalities, county, municipalities, municipality
from hytedata.errors import InputError
from hytedata.store import schema

PLACE = "place"
"""Role of a municipality that a record states as its place."""

AREA = "area-"
"""Roles of the codes of the area that a record is meant for begin with this."""

Codes = str | Sequence[str] | None


@dataclass(frozen=True)
class Filter:
    """What a reader asks for; see `Catalogue.records`."""

    municipality: Codes = None
    county: Codes = None
    owner: str | None = None
    changed_since: datetime | None = None
    modified_since: datetime | None = None
    include_absent: bool = False
    include_nationwide: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on `record`.

        Raises:
            InputError: An unknown code, or a time without zone.
        """
        table = schema.record.c
        found: list[ColumnElement[bool]] = []
        if self.municipality is not None:
            places = sorted({municipality(code).code for code in _several(self.municipality)})
            found.append(self._touches(places, {municipality(one).county.code for one in places}))
        if self.county is not None:
            counties = {county(code).code for code in _several(self.county)}
            within = [one.code for code in counties for one in municipalities(county=code)]
            found.append(self._touches(sorted(within), counties))
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

    def _touches(self, places: Sequence[str], counties: set[str]) -> ColumnElement[bool]:
        """What states one of *places*, or is meant for an area that holds or touches one."""
        regions = {municipality(code).region.code for code in places}
        area = schema.record_area.c
        # A record may still state a municipality that has become part of another.
        known = {
            *places,
            *(one.code for one in abolished_municipalities() if one.successor in places),
        }
        stated = or_(
            and_(area.role.in_((PLACE, f"{AREA}municipality")), area.code.in_(sorted(known))),
            and_(area.role == f"{AREA}region", area.code.in_(sorted(regions))),
            and_(area.role == f"{AREA}county", area.code.in_(sorted(counties))),
        )
        table = schema.record.c
        found = _has(stated)
        if not self.include_nationwide:
            return found
        excepted = and_(area.role == f"{AREA}except-region", area.code.in_(sorted(regions)))
        return or_(found, and_(table.nationwide, ~_has(excepted)))


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    record, area = schema.record.c, schema.record_area.c
    return exists().where(
        area.source == record.source, area.kind == record.kind, area.id == record.id, condition
    )


def _several(codes: str | Sequence[str]) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _aware(name: str, moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise InputError(f"{name}: {moment} has no time zone; give an aware datetime")
    return moment
