"""The area that something is meant for (ptv-v12 6.2)."""

from collections.abc import Sequence
from functools import lru_cache

from hytedata.connectors.ptv.v11.wire.base import Scalar, said
from hytedata.connectors.ptv.v11.wire.texts import Area, Municipality
from hytedata.models.ptv import AvailabilityArea
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.words import AREA_KINDS, AREA_TYPES, OTHER_AREA_KINDS, word

_LIMITED = "LimitedArea"


def normalise_area(
    area_type: str | None, areas: Sequence[Area] | None, notes: Notes
) -> AvailabilityArea | None:
    """Normalise `areaType` and `areas`; None where no type is stated.

    A channel without a type follows its services (ptv-api 5.8). Municipalities come grouped in one
    entry without a code of its own (trap 27); those that other kinds of area list are their
    members, not areas of their own.
    """
    kind = word(area_type, AREA_TYPES)
    if kind is None or (areas and kind != _LIMITED):
        if areas:
            notes.add("areas", "unexpected-areas", [shape(one) for one in areas])
        return _area(kind) if kind else None
    if not areas:
        return _area(kind)
    if len(areas) == 1 and areas[0].type == "Municipality":
        return _area(kind, _codes(areas[0], "areas[0]", "municipalities", notes))
    return _several(kind, areas, notes)


def municipality_area(code: str) -> AvailabilityArea:
    """Return the area of a municipality, which is itself (ptv-v12 5.4)."""
    return _area(_LIMITED, (code,))


def municipality_code(stated: Municipality | Scalar | None, notes: Notes, path: str) -> str | None:
    """Return a municipality's three digits; it is an object, in old data a bare code."""
    value = stated.code if isinstance(stated, Municipality) else stated
    if isinstance(value, str) and len(value) == 3 and value.isdigit() and value.isascii():
        return value
    code = said(value)
    if code is None:
        return None
    if len(code) <= 3 and code.isdigit() and code.isascii():
        return code.zfill(3)
    notes.add(path, "no-municipality-code", code)
    return None


@lru_cache(maxsize=1024)
def _area(
    kind: str,
    municipalities: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    counties: tuple[str, ...] = (),
    others: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> AvailabilityArea:
    # A register has far fewer areas than records: equal ones are one value.
    return AvailabilityArea(
        type=kind,
        municipalities=municipalities,
        regions=regions,
        wellbeing_services_counties=counties,
        others=dict(others),
    )


def _several(kind: str, areas: Sequence[Area], notes: Notes) -> AvailabilityArea:
    found: dict[str, set[str]] = {}
    for number, area in enumerate(areas):
        path = f"areas[{number}]"
        stated = word(area.type, OTHER_AREA_KINDS)
        if stated is None:
            notes.add(path, "no-area-kind", shape(area))
            continue
        field = AREA_KINDS.get(stated, stated)
        found.setdefault(field, set()).update(_codes(area, path, field, notes))
    municipalities, regions, counties = (
        tuple(sorted(found.pop(field, ())))
        for field in ("municipalities", "regions", "wellbeing_services_counties")
    )
    others = tuple((name, tuple(sorted(codes))) for name, codes in sorted(found.items()))
    return _area(kind, municipalities, regions, counties, others)


def _codes(area: Area, path: str, field: str, notes: Notes) -> tuple[str, ...]:
    if field == "municipalities":
        return _municipalities(area, path, notes)
    code = said(area.code)
    if code is None:
        notes.add(path, "no-code", shape(area))
        return ()
    padded = field in {"regions", "wellbeing_services_counties"} and code.isdigit()
    return (code.zfill(2) if padded else code,)


def _municipalities(area: Area, path: str, notes: Notes) -> tuple[str, ...]:
    members = area.municipalities or ()
    found = {
        code
        for number, one in enumerate(members)
        if (code := municipality_code(one, notes, f"{path}.municipalities[{number}].code"))
    }
    own = municipality_code(area.code, notes, f"{path}.code")
    if own:
        found.add(own)
    if not found:
        notes.add(path, "no-code", shape(area))
    return tuple(sorted(found))
