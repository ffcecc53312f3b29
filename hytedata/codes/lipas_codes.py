"""The classification of Lipas: categories, types, properties and enumerations, with PTV's URIs.

Source: Lipas (University of Jyväskylä), CC BY 4.0, classification of August 2026; see `data/`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from hytedata.codes.reading import NameRow, ValueRow, labelled, read
from hytedata.codes.values import CodeList, Labels, UnknownCode
from hytedata.models.quantity import Unit
from hytedata.models.site_geometry import GeometryKind

PropertyKind: TypeAlias = Literal["numeric", "boolean", "string", "enum", "enum-coll"]


@dataclass(frozen=True, slots=True)
class MainCategory:
    """One of the 8 main categories.

    Attributes:
        ontology_terms: KOKO URIs that Lipas gives it.
        service_classes: URIs of PTV's service classes that Lipas gives it.
    """

    code: int
    name: Labels
    ontology_terms: tuple[str, ...]
    service_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubCategory:
    """One of the 28 sub-categories; a PTV service stands for each.

    Attributes:
        ontology_terms: KOKO URIs of a service payload: the main category's, then its own.
        service_classes: PTV class URIs of a service payload.
    """

    code: int
    name: Labels
    main_category: int
    ontology_terms: tuple[str, ...]
    service_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SportsSiteType:
    """One of the 149 types of sports sites.

    Attributes:
        geometry: The only kind of geometry that its sites have.
        status: Deprecated types still occur in data.
        ptv_excluded: Sites of it are never published to PTV (7000 and 207).
        property_keys: Keys that its sites may have, in Lipas v2's spelling.
        tags: Finnish search words.
        activity: Key of the activity content that its sites may carry.
    """

    code: int
    name: Labels
    main_category: int
    sub_category: int
    geometry: GeometryKind
    status: Literal["active", "deprecated"]
    ptv_excluded: bool
    property_keys: tuple[str, ...]
    tags: tuple[str, ...]
    activity: str | None


@dataclass(frozen=True, slots=True)
class PropertyType:
    """A property that sites of some types have.

    Attributes:
        unit: Of a numeric one; None for two numbers that are neither measured nor counted in it.
        options: Allowed values of `enum` and `enum-coll`; empty for the rest.
    """

    key: str
    name: Labels
    kind: PropertyKind
    unit: Unit | None
    options: CodeList


class _File(msgspec.Struct):
    main_categories: list[tuple[int, NameRow, tuple[str, ...], tuple[str, ...]]]
    sub_categories: list[tuple[int, NameRow, int, tuple[str, ...], tuple[str, ...]]]
    types: list[
        tuple[
            int,
            NameRow,
            int,
            int,
            GeometryKind,
            Literal["active", "deprecated"],
            bool,
            tuple[str, ...],
            tuple[str, ...],
            str | None,
        ]
    ]
    properties: list[tuple[str, NameRow, PropertyKind, Unit | None, list[ValueRow]]]
    statuses: list[ValueRow]
    owners: list[ValueRow]
    admins: list[ValueRow]
    surface_materials: list[ValueRow]
    materials: list[ValueRow]


@dataclass(frozen=True)
class _Tables:
    main_categories: dict[int, MainCategory]
    sub_categories: dict[int, SubCategory]
    types: dict[int, SportsSiteType]
    properties: dict[str, PropertyType]
    statuses: CodeList
    owners: CodeList
    admins: CodeList
    surface_materials: CodeList
    materials: CodeList


@cache
def _tables() -> _Tables:
    file = read("lipas", _File)
    return _Tables(
        main_categories={
            row[0]: MainCategory(row[0], Labels(*row[1]), *row[2:]) for row in file.main_categories
        },
        sub_categories={
            row[0]: SubCategory(row[0], Labels(*row[1]), *row[2:]) for row in file.sub_categories
        },
        types={row[0]: SportsSiteType(row[0], Labels(*row[1]), *row[2:]) for row in file.types},
        properties={
            key: PropertyType(
                key, Labels(*names), kind, unit, CodeList(f"options of {key}", labelled(options))
            )
            for key, names, kind, unit, options in file.properties
        },
        statuses=CodeList("statuses of Lipas", labelled(file.statuses)),
        owners=CodeList("owners of Lipas", labelled(file.owners)),
        admins=CodeList("administrators of Lipas", labelled(file.admins)),
        surface_materials=CodeList("surface materials of Lipas", labelled(file.surface_materials)),
        materials=CodeList("materials of Lipas", labelled(file.materials)),
    )


def sports_site_type(code: int | str) -> SportsSiteType:
    """Return the type with this code; a numeric string does as well.

    Raises:
        UnknownCode: Lipas has no such type.
    """
    found = _tables().types.get(_number(code))
    if found is None:
        raise UnknownCode("types of Lipas", code)
    return found


def find_sports_site_type(code: int | str) -> SportsSiteType | None:
    """Return the type with this code, or None."""
    return _tables().types.get(_number(code))


def sports_site_types() -> tuple[SportsSiteType, ...]:
    """Return all 149 types by code, deprecated ones included."""
    return tuple(_tables().types.values())


def sub_category(code: int | str) -> SubCategory:
    """Return the sub-category with this code.

    Raises:
        UnknownCode: Lipas has no such sub-category.
    """
    found = _tables().sub_categories.get(_number(code))
    if found is None:
        raise UnknownCode("sub-categories of Lipas", code)
    return found


def sub_categories() -> tuple[SubCategory, ...]:
    """Return all 28 sub-categories by code."""
    return tuple(_tables().sub_categories.values())


def main_category(code: int | str) -> MainCategory:
    """Return the main category with this code.

    Raises:
        UnknownCode: Lipas has no such main category.
    """
    found = _tables().main_categories.get(_number(code))
    if found is None:
        raise UnknownCode("main categories of Lipas", code)
    return found


def main_categories() -> tuple[MainCategory, ...]:
    """Return all 8 main categories by code."""
    return tuple(_tables().main_categories.values())


def property_type(key: str) -> PropertyType:
    """Return the property with this key, in Lipas v2's spelling (`ligthing?`).

    Raises:
        UnknownCode: Lipas has no such property.
    """
    found = _tables().properties.get(key)
    if found is None:
        raise UnknownCode("properties of Lipas", key)
    return found


def property_types() -> tuple[PropertyType, ...]:
    """Return all properties by key."""
    return tuple(_tables().properties.values())


def site_statuses() -> CodeList:
    """Return the statuses of a site."""
    return _tables().statuses


def owners() -> CodeList:
    """Return the kinds of owners. Unknown values occur in data."""
    return _tables().owners


def admins() -> CodeList:
    """Return the kinds of administrators. Unknown values occur in data."""
    return _tables().admins


def surface_materials() -> CodeList:
    """Return the materials of surfaces."""
    return _tables().surface_materials


def materials() -> CodeList:
    """Return all materials, of surfaces and of buildings; some have a Finnish name only."""
    return _tables().materials


def _number(code: int | str) -> int:
    # An older library of Lipas wrote codes as strings (lipas-api 2.4, 6).
    try:
        return int(code)
    except ValueError:
        return -1
