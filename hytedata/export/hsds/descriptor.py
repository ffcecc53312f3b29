"""The descriptor of a tabular package of HSDS: its tables, keys, licence and sources."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.days import ReadDays, day_of
from hytedata.export.hsds.tables import COLUMNS, PATHS
from hytedata.models.common import Json, Language

DESCRIPTOR: Final = "datapackage.json"

_NUMBERS: Final = frozenset({"latitude", "longitude"})
_REFERENCES: Final[Mapping[str, str]] = {
    **{f"{table}_id": table for table in COLUMNS},
    "parent_organization_id": "organization",
    "parent_id": "taxonomy_term",
}


def write_descriptor(folder: Path, language: Language, day: ReadDays) -> None:
    """Write `datapackage.json` beside the tables of *folder* (Frictionless, tabular)."""
    credit = CREDITS["ptv"]
    read_on = day_of(day, "ptv")
    found: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": f"hytedata-hsds-{language}",
        "title": "Services of Suomi.fi-palvelutietovaranto in Open Referral HSDS 3",
        "languages": [language],
        "licenses": [{"title": credit.licence, "path": credit.url}],
        "sources": [{"title": credit.attribution(read_on)}],
        **({"created": read_on.isoformat()} if read_on else {}),
        "resources": [_resource(table) for table in COLUMNS],
    }
    text = msgspec.json.format(msgspec.json.encode(found), indent=2)
    (folder / DESCRIPTOR).write_bytes(text + b"\n")


def _resource(table: str) -> Json:
    keys: list[Json] = [
        {"fields": column, "reference": {"resource": _REFERENCES[column], "fields": "id"}}
        for column in COLUMNS[table]
        if column in _REFERENCES
    ]
    return {
        "name": table,
        "path": PATHS[table],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in COLUMNS[table]],
            "primaryKey": "id",
            "foreignKeys": keys,
        },
    }


def _field(column: str) -> Json:
    if column == "id" or column.endswith("_id"):
        return {"name": column, "type": "string", "format": "uuid"}
    return {"name": column, "type": "number" if column in _NUMBERS else "string"}
