"""Code lists of Lipas beyond its types: Locations of Interest, activities, parts of routes.

Source: Lipas (University of Jyväskylä), CC BY 4.0, of August 2026; see `data/`.
"""

from dataclasses import dataclass
from functools import cache

import msgspec

from hytedata.codes.reading import NameRow, ValueRow, labelled, read
from hytedata.codes.values import CodeList, Labels, UnknownCode
from hytedata.models.site_geometry import GeometryKind


@dataclass(frozen=True, slots=True)
class LoiType:
    """One of the 54 types of Locations of Interest.

    Attributes:
        category: Value of its category, one of `loi_categories()`.
        geometry: The only kind of geometry that its places have.
    """

    value: str
    name: Labels
    category: str
    geometry: GeometryKind


class _File(msgspec.Struct):
    loi_categories: list[ValueRow]
    loi_types: list[tuple[str, NameRow, str, GeometryKind]]
    activities: list[ValueRow]
    route_part_difficulties: list[ValueRow]
    itrs_technical: list[ValueRow]


@dataclass(frozen=True)
class _Tables:
    loi_categories: CodeList
    loi_types: dict[str, LoiType]
    activities: CodeList
    route_part_difficulties: CodeList
    itrs_technical: CodeList


@cache
def _tables() -> _Tables:
    file = read("lipas_content", _File)
    return _Tables(
        CodeList("categories of Locations of Interest", labelled(file.loi_categories)),
        {row[0]: LoiType(row[0], Labels(*row[1]), *row[2:]) for row in file.loi_types},
        CodeList("activities of Lipas", labelled(file.activities)),
        CodeList("difficulties of route parts", labelled(file.route_part_difficulties)),
        CodeList("technical difficulties of trails (ITRS)", labelled(file.itrs_technical)),
    )


def loi_categories() -> CodeList:
    """Return the 5 categories of Locations of Interest."""
    return _tables().loi_categories


def loi_type(value: str) -> LoiType:
    """Return the type of Locations of Interest with this value.

    Raises:
        UnknownCode: Lipas has no such type.
    """
    found = _tables().loi_types.get(value)
    if found is None:
        raise UnknownCode("types of Locations of Interest", value)
    return found


def loi_types() -> tuple[LoiType, ...]:
    """Return all 54 types of Locations of Interest, category by category."""
    return tuple(_tables().loi_types.values())


def site_activities() -> CodeList:
    """Return the 7 activities that sites may have content for."""
    return _tables().activities


def route_part_difficulties() -> CodeList:
    """Return the difficulties of parts of routes."""
    return _tables().route_part_difficulties


def itrs_technical() -> CodeList:
    """Return the technical difficulties of mountain bike trails (ITRS)."""
    return _tables().itrs_technical
