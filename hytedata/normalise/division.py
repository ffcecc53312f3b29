"""The division of a year from the year before and the areas that Statistics Finland tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hytedata.codes.area_forms import AreaKind, find_area_forms
from hytedata.codes.division import Division
from hytedata.codes.division_values import (
    AbolishedMunicipality,
    CountyKind,
    DivisionOrigin,
    MovedMunicipality,
    Municipality,
    Region,
    RenamedMunicipality,
    WellbeingServicesCounty,
)
from hytedata.codes.spelling import spelled
from hytedata.codes.values import Labels
from hytedata.connectors.statfin.classifications import ClassifiedArea
from hytedata.connectors.statfin.wfs import SOURCE
from hytedata.errors import RecordError
from hytedata.places.inside import Outlines, inner_point

_KNOWN_SHARE: Final = 0.8
"""A year that keeps fewer of the codes than this (0–1) is no answer but an accident."""

_STAND_INS: Final[Mapping[str, CountyKind]] = {"90": "helsinki", "91": "aland"}


@dataclass(frozen=True)
class YearAreas:
    """What was read of one year.

    Attributes:
        counties: With or without Helsinki (90) and Åland (91), which are no counties.
    """

    year: int
    municipalities: Sequence[ClassifiedArea]
    regions: Sequence[ClassifiedArea]
    counties: Sequence[ClassifiedArea]


def vanished(base: Division, areas: YearAreas) -> frozenset[str]:
    """Return the codes of municipalities of *base* that *areas* no longer have."""
    now = {area.code for area in areas.municipalities}
    return frozenset(place.code for place in base.municipalities if place.code not in now)


def next_division(
    base: Division, areas: YearAreas, before: Sequence[ClassifiedArea], read_on: date
) -> Division:
    """Return the division of the year after *base*.

    Which region and county a municipality belongs to, and which municipality holds the place of
    one that vanished, is told by a point well inside it.

    Args:
        base: The division of the year before.
        areas: The year's areas.
        before: The municipalities of the year before; needed where any vanished.
        read_on: Today.

    Raises:
        RecordError: What was read is no division of the country: too little, or a municipality
            that lies in no region, or in two counties.
    """
    _check_known(base, areas)
    regions = {
        area.code: Region(area.code, _area_name("region", area, base)) for area in areas.regions
    }
    counties = _counties(base, areas)
    in_region, in_county = _outlines(areas.regions), _outlines(areas.counties)
    earlier = {place.code: place for place in base.municipalities}
    municipalities = tuple(
        Municipality(
            area.code,
            _name(area, earlier.get(area.code)),
            earlier[area.code].language if area.code in earlier else None,
            regions[_holder(area, in_region, "region")],
            counties[_county_code(area, in_county, earlier.get(area.code))],
        )
        for area in areas.municipalities
    )
    day = date(areas.year, 1, 1)
    division = Division(
        areas.year,
        municipalities,
        tuple(regions.values()),
        tuple(counties.values()),
        _abolished(base, areas, before, day),
        DivisionOrigin(
            "fetched", areas.year, f"read from Statistics Finland on {read_on}", read_on
        ),
    )
    return replace(
        division, renamed=_renamed(base, division, day), moved=_moved(base, division, day)
    )


def _check_known(base: Division, areas: YearAreas) -> None:
    pairs = (
        ("municipalities", areas.municipalities, base.municipalities),
        ("regions", areas.regions, base.regions),
        ("counties", areas.counties, base.counties),
    )
    for what, now, earlier in pairs:
        kept = {area.code for area in now} & {one.code for one in earlier}
        if len(kept) < _KNOWN_SHARE * len(earlier):
            detail = f"{len(kept)} of the {len(earlier)} {what} of {base.year} are in it"
            raise RecordError(SOURCE, f"division of {areas.year}", field=what, detail=detail)


def _counties(base: Division, areas: YearAreas) -> dict[str, WellbeingServicesCounty]:
    told = {
        area.code: WellbeingServicesCounty(
            area.code, _area_name("county", area, base), _STAND_INS.get(area.code, "county")
        )
        for area in areas.counties
    }
    kept = {one.code: one for one in base.counties if one.kind != "county"}
    return dict(sorted((kept | told).items()))


def _area_name(kind: AreaKind, area: ClassifiedArea, base: Division) -> Labels:
    """Return the name as it was where the layer gives the same or its short form: Kainuu."""
    named = base.regions if kind == "region" else base.counties
    known = next((one.name for one in named if one.code == area.code), None)
    forms = find_area_forms(kind, area.code)
    same = {
        spelled(name) for name in (known.fi if known else "", forms.nominative if forms else "")
    }
    return known if known and spelled(area.name.fi) in same else _without_english(area.name)


def _name(area: ClassifiedArea, earlier: Municipality | None) -> Labels:
    # Layers of some years have no Swedish names of Finnish municipalities: that renames none.
    if earlier and spelled(area.name.fi) == spelled(earlier.name.fi):
        return Labels(earlier.name.fi, area.name.sv or earlier.name.sv)
    return _without_english(area.name)


def _without_english(name: Labels) -> Labels:
    # The packaged table has no English names: a division has the same languages everywhere.
    return Labels(name.fi, name.sv)


def _county_code(area: ClassifiedArea, counties: Outlines, earlier: Municipality | None) -> str:
    # A layer may leave out what is no county: Helsinki and Åland.
    kept = earlier.county if earlier and earlier.county.kind != "county" else None
    return _holder(area, counties, "county", kept.code if kept else None)


def _outlines(areas: Iterable[ClassifiedArea]) -> Outlines:
    return Outlines((area.code, area.polygons) for area in areas)


def _holder(area: ClassifiedArea, among: Outlines, what: str, otherwise: str | None = None) -> str:
    found = among.holding(inner_point(area.polygons)) or ((otherwise,) if otherwise else ())
    if len(found) != 1:
        detail = f"it lies in {' and '.join(found) or 'none'}"
        raise RecordError(SOURCE, f"municipality {area.code}", field=what, detail=detail)
    return found[0]


def _abolished(
    base: Division, areas: YearAreas, before: Sequence[ClassifiedArea], day: date
) -> tuple[AbolishedMunicipality, ...]:
    gone, today = vanished(base, areas), _outlines(areas.municipalities)
    now = {area.code: _holder(area, today, "successor") for area in before if area.code in gone}
    if missing := sorted(gone - now.keys()):
        detail = f"its outline of {base.year} is not known"
        raise RecordError(SOURCE, f"municipality {missing[0]}", field="successor", detail=detail)
    older = [
        replace(old, successor=now.get(old.successor, old.successor)) for old in base.abolished
    ]
    newer = [
        AbolishedMunicipality(place.code, place.name, now[place.code], day, confirmed=False)
        for place in base.municipalities
        if place.code in now
    ]
    return tuple(sorted([*older, *newer], key=lambda old: old.code))


def _renamed(base: Division, now: Division, day: date) -> tuple[RenamedMunicipality, ...]:
    newer = [
        RenamedMunicipality(place.code, earlier.name, day)
        for place, earlier in _in_both(base, now)
        if any(
            spelled(one or "") != spelled(other or "")
            for one, other in (
                (place.name.fi, earlier.name.fi),
                (place.name.sv, earlier.name.sv),
            )
        )
    ]
    codes = {place.code for place in now.municipalities}
    return (*(one for one in base.renamed if one.code in codes), *newer)


def _moved(base: Division, now: Division, day: date) -> tuple[MovedMunicipality, ...]:
    newer = [
        move
        for place, earlier in _in_both(base, now)
        for move in (
            MovedMunicipality(place.code, "region", earlier.region.code, place.region.code, day),
            MovedMunicipality(place.code, "county", earlier.county.code, place.county.code, day),
        )
        if move.before != move.after
    ]
    codes = {place.code for place in now.municipalities}
    return (*(one for one in base.moved if one.code in codes), *newer)


def _in_both(base: Division, now: Division) -> list[tuple[Municipality, Municipality]]:
    earlier = {place.code: place for place in base.municipalities}
    return [(place, earlier[place.code]) for place in now.municipalities if place.code in earlier]
