"""The classification of sports sites as the API of Lipas tells it now."""

from collections.abc import Mapping

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, Json, LocalizedText
from hytedata.models.site_geometry import GeometryKind


class CategoryName(Model):
    """A main or sub-category: its code and names."""

    code: int
    names: LocalizedText = NO_TEXTS


class PropertyOption(Model):
    """One allowed value of a property."""

    value: str
    names: LocalizedText = NO_TEXTS
    description: LocalizedText = NO_TEXTS


class CategoryProperty(Model):
    """A property that sites of a type may have.

    Attributes:
        key: In Lipas v2's spelling.
        priority: Higher is more important.
        kind: `numeric`, `boolean`, `string`, `enum`, `enum-coll`; an open set.
    """

    key: str
    priority: int | float | None = None
    names: LocalizedText = NO_TEXTS
    description: LocalizedText = NO_TEXTS
    kind: str | None = None
    options: tuple[PropertyOption, ...] = ()


class SiteCategory(Model):
    """One active type of sports sites, as the API tells it (lipas-api 3.6).

    `codes.sports_site_type()` tells the same offline, with deprecated types and PTV's classes.

    Attributes:
        geometry: The only kind of geometry that its sites have; None for a new kind.
        tags: Search words per language.
        properties: By falling priority.
        extras: What no field holds, as it came.
    """

    code: int
    names: LocalizedText
    description: LocalizedText = NO_TEXTS
    tags: Mapping[str, tuple[str, ...]] = {}
    main_category: CategoryName | None = None
    sub_category: CategoryName | None = None
    geometry: GeometryKind | None = None
    properties: tuple[CategoryProperty, ...] = ()
    extras: Mapping[str, Json] = {}


class V1SubCategory(Model):
    """A sub-category in API v1, with the codes of its types."""

    code: int
    name: str
    type_codes: tuple[int, ...] = ()


class V1Category(Model):
    """A main category in API v1; names are in the language that was asked for."""

    code: int
    name: str
    sub_categories: tuple[V1SubCategory, ...] = ()


class V1SiteType(Model):
    """A type in API v1, deprecated ones included; texts are in the language asked for."""

    code: int
    name: str
    description: str | None = None
    geometry: GeometryKind | None = None
    sub_category: int | None = None
