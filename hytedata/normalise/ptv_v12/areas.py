"""The area that something is meant for (ptv-v12 4)."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from hytedata.connectors.ptv.v11.wire.base import said
from hytedata.connectors.ptv.v12.wire.texts import Area
from hytedata.models.ptv import AvailabilityArea
from hytedata.normalise.ptv.areas import municipality_code
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.texts import filled

_LIMITED = "LimitedArea"


def normalise_area(area: Area | None, notes: Notes) -> AvailabilityArea | None:
    """Normalise an area; None where there is none, as of a channel that follows its services."""
    if area is None:
        return None
    kind = filled(area.area_type)
    listed = area.municipalities or area.regions or area.wellbeing_services_counties
    if kind is None:
        notes.add("area.areaType", "no-area-type", shape(area))
        return None
    if kind != _LIMITED:
        if listed:
            notes.add("area", "unexpected-areas", shape(area))
        return _area(kind)
    return _area(
        kind,
        _codes(area.municipalities, _municipality, notes, "area.municipalities"),
        _codes(area.regions, _two_digits, notes, "area.regions"),
        _codes(
            area.wellbeing_services_counties,
            _two_digits,
            notes,
            "area.wellbeingServicesCounties",
        ),
    )


@lru_cache(maxsize=1024)
def _area(
    kind: str,
    municipalities: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    counties: tuple[str, ...] = (),
) -> AvailabilityArea:
    # A register has far fewer areas than records: equal ones are one value.
    return AvailabilityArea(
        type=kind,
        municipalities=municipalities,
        regions=regions,
        wellbeing_services_counties=counties,
    )


def _codes(
    listed: Iterable[str] | None,
    read: Callable[[str, Notes, str], str | None],
    notes: Notes,
    path: str,
) -> tuple[str, ...]:
    found = set()
    for number, one in enumerate(listed or ()):
        code = read(one, notes, f"{path}[{number}]")
        if code is not None:
            found.add(code)
    return tuple(sorted(found))


def _municipality(stated: str, notes: Notes, path: str) -> str | None:
    if said(stated) is None:
        notes.add(path, "no-code", stated)
    return municipality_code(stated, notes, path)


def _two_digits(stated: str, notes: Notes, path: str) -> str | None:
    code = said(stated)
    if code is None:
        notes.add(path, "no-code", stated)
        return None
    return code.zfill(2) if code.isdigit() else code
