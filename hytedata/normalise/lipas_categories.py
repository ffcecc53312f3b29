"""The classification as Lipas's API tells it to our models; pure (lipas-api 3.6)."""

from collections.abc import Mapping

import msgspec

from hytedata.connectors.lipas.endpoints import SOURCE
from hytedata.connectors.lipas.v1_endpoints import V1CategoryRow, V1TypeRow
from hytedata.errors import RecordError
from hytedata.models.common import Language
from hytedata.models.site_category import (
    CategoryName,
    CategoryProperty,
    PropertyOption,
    SiteCategory,
    V1Category,
    V1SiteType,
    V1SubCategory,
)
from hytedata.models.site_geometry import GeometryKind
from hytedata.normalise.lipas_taking import Taking

_KINDS: Mapping[str, GeometryKind] = {"Point": "point", "LineString": "route", "Polygon": "area"}
_LANGUAGES: Mapping[str, Language] = {"fi": "fi", "se": "sv", "en": "en"}


def to_site_category(document: bytes | msgspec.Raw) -> SiteCategory:
    """Read one type.

    Raises:
        RecordError: It is no object, or has no code.
    """
    decoded: object = msgspec.json.decode(document)
    if not isinstance(decoded, dict):
        raise RecordError(SOURCE, "category", field="document", detail="it is no object")
    told = Taking(decoded)
    code = told.whole("type-code")
    if code is None:
        raise RecordError(SOURCE, "category", field="type-code", detail="it is missing")
    return SiteCategory(
        code=code,
        names=told.texts("name"),
        description=told.texts("description"),
        tags=told.one("tags", _to_tags) or {},
        main_category=told.one("main-category", _to_name),
        sub_category=told.one("sub-category", _to_name),
        geometry=told.coded("geometry-type", _KINDS),
        properties=told.each("props", _to_property),
        extras=told.left,
    )


def to_v1_category(row: V1CategoryRow) -> V1Category:
    """Read a main category of API v1."""
    return V1Category(
        code=row.type_code,
        name=row.name or "",
        sub_categories=tuple(
            V1SubCategory(code=it.type_code, name=it.name or "", type_codes=it.sports_place_types)
            for it in row.sub_categories
        ),
    )


def to_v1_type(row: V1TypeRow) -> V1SiteType:
    """Read a type of API v1."""
    return V1SiteType(
        code=row.type_code,
        name=row.name or "",
        description=row.description,
        geometry=_KINDS.get(row.geometry_type or ""),
        sub_category=None if row.sub_category is None else int(row.sub_category),
    )


def _to_tags(tags: Taking) -> dict[Language, tuple[str, ...]]:
    return {ours: words for key, ours in _LANGUAGES.items() if (words := tags.words(key))}


def _to_name(name: Taking) -> CategoryName | None:
    code = name.whole("type-code")
    return None if code is None else CategoryName(code=code, names=name.texts("name"))


def _to_property(told: Taking) -> CategoryProperty:
    return CategoryProperty(
        key=told.text("key") or "",
        priority=told.number("priority"),
        names=told.texts("name"),
        description=told.texts("description"),
        kind=told.text("data-type"),
        options=_options(told.by_key("opts", lambda option: option)),
    )


def _options(options: Mapping[str, Taking]) -> tuple[PropertyOption, ...]:
    return tuple(
        PropertyOption(value=value, names=it.texts("label"), description=it.texts("description"))
        for value, it in options.items()
    )
