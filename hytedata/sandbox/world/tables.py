"""Code tables and words that the world is made of, typed; read once from the package's data.

`world_lipas.json` holds Lipas's code lists of 2026-08-20, `world_municipalities.json` Statistics
Finland's municipalities of 2026, `world_words.json` invented words; each file names its source.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, TypeAlias, cast

Geometry: TypeAlias = Literal["Point", "LineString", "Polygon"]
Trio: TypeAlias = tuple[str, str, str]
"""Names in Finnish, Swedish and English."""


class TypeRow(NamedTuple):
    """A type of Lipas."""

    code: int
    sub_category: int
    names: Trio
    geometry: Geometry
    deprecated: bool
    activity: str | None
    tags: tuple[str, ...]
    properties: tuple[str, ...]


class PropertyRow(NamedTuple):
    """A property of Lipas: its data type and, for enumerations, value and names."""

    key: str
    data_type: str
    names: Trio
    options: tuple[tuple[str, str, str, str], ...]


class SubCategoryRow(NamedTuple):
    """A sub-category of Lipas with the PTV classes that Lipas gives it."""

    code: int
    main_category: int
    names: Trio
    terms: tuple[str, ...]
    classes: tuple[str, ...]


class MunicipalityRow(NamedTuple):
    """A municipality of 2026.

    The position is its central locality in WGS 84; all that lies within `radius_m` of it lies in
    the municipality.
    """

    code: str
    name_fi: str
    name_sv: str
    language: str
    county: str
    province: int
    population: int
    lon: float
    lat: float
    radius_m: int


class LipasCodes(NamedTuple):
    """Lipas's code lists."""

    types: Mapping[int, TypeRow]
    properties: Mapping[str, PropertyRow]
    sub_categories: Mapping[int, SubCategoryRow]
    main_categories: Mapping[int, Trio]
    statuses: tuple[str, ...]
    owners: Mapping[str, Trio]
    admins: Mapping[str, Trio]
    provinces: Mapping[int, Trio]
    activities: tuple[str, ...]


class Words(NamedTuple):
    """Invented words. Templates name what they take in braces."""

    villages: tuple[Trio, ...]
    streets: tuple[tuple[str, str], ...]
    nouns: Mapping[int, str]
    type_weights: Mapping[int, int]
    comments: tuple[str, ...]
    phones: tuple[str, ...]
    messy_phones: tuple[str, ...]
    www: tuple[str, ...]
    messy_www: tuple[str, ...]
    emails: tuple[str, ...]
    places: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    ranges: Mapping[str, tuple[float, float]]


@cache
def lipas_codes() -> LipasCodes:
    """Return Lipas's code lists."""
    table = _read("world_lipas.json")
    return LipasCodes(
        types={int(code): _type(int(code), row) for code, row in _rows(table, "types")},
        properties={key: _property(key, row) for key, row in _rows(table, "properties")},
        sub_categories={
            int(code): SubCategoryRow(
                int(code),
                cast("int", row["main"]),
                _trio(row["names"]),
                _texts(row["terms"]),
                _texts(row["classes"]),
            )
            for code, row in _rows(table, "sub_categories")
        },
        main_categories={
            int(code): _trio(row["names"]) for code, row in _rows(table, "main_categories")
        },
        statuses=_texts(table["statuses"]),
        owners=_trios(table["owners"]),
        admins=_trios(table["admins"]),
        provinces={int(code): names for code, names in _trios(table["provinces"]).items()},
        activities=_texts(table["activities"]),
    )


@cache
def municipalities() -> Mapping[str, MunicipalityRow]:
    """Return the 308 municipalities of 2026 by their three-digit code."""
    table = _read("world_municipalities.json")
    rows = cast("dict[str, list[object]]", table["municipalities"])
    return {code: MunicipalityRow(code, *row) for code, row in rows.items()}  # type: ignore[arg-type]


@cache
def county_names() -> Mapping[str, tuple[str, str]]:
    """Return the Finnish and Swedish names of the wellbeing services counties."""
    rows = cast("dict[str, list[str]]", _read("world_municipalities.json")["counties"])
    return {code: (names[0], names[1]) for code, names in rows.items()}


@cache
def words() -> Words:
    """Return the invented words."""
    table = _read("world_words.json")
    ranges = cast("dict[str, list[float]]", table["ranges"])
    weights = cast("dict[str, int]", table["type_weights"])
    nouns = cast("dict[str, str]", table["nouns"])
    lists = {
        key: _texts(table[key])
        for key in ("comments", "phones", "messy_phones", "www", "messy_www", "emails", "places")
    }
    return Words(
        villages=tuple(_trio(row) for row in cast("list[object]", table["villages"])),
        streets=tuple((fi, sv) for fi, sv in cast("list[list[str]]", table["streets"])),
        nouns={int(code): noun for code, noun in nouns.items()},
        type_weights={int(code): weight for code, weight in weights.items()},
        texts={key: _texts(row) for key, row in cast("dict[str, object]", table["texts"]).items()},
        ranges={key: (low, high) for key, (low, high) in ranges.items()},
        **lists,
    )


def _read(name: str) -> dict[str, object]:
    text = resources.files("hytedata.sandbox").joinpath("data", name).read_text("utf-8")
    return cast("dict[str, object]", json.loads(text))


def _rows(table: Mapping[str, object], key: str) -> list[tuple[str, dict[str, object]]]:
    return list(cast("dict[str, dict[str, object]]", table[key]).items())


def _texts(value: object) -> tuple[str, ...]:
    return tuple(cast("list[str]", value))


def _trio(value: object) -> Trio:
    fi, sv, en = cast("list[str]", value)
    return fi, sv, en


def _trios(value: object) -> dict[str, Trio]:
    return {key: _trio(row) for key, row in cast("dict[str, object]", value).items()}


def _type(code: int, row: Mapping[str, object]) -> TypeRow:
    return TypeRow(
        code=code,
        sub_category=cast("int", row["sub"]),
        names=_trio(row["names"]),
        geometry=cast("Geometry", row["geometry"]),
        deprecated=bool(row["deprecated"]),
        activity=cast("str | None", row["activity"]),
        tags=_texts(row["tags"]),
        properties=_texts(row["properties"]),
    )


def _property(key: str, row: Mapping[str, object]) -> PropertyRow:
    options = cast("list[list[str]]", row.get("options", []))
    return PropertyRow(
        key,
        cast("str", row["data_type"]),
        _trio(row["names"]),
        tuple((value, fi, sv, en) for value, fi, sv, en in options),
    )
