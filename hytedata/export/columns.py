"""The row that tables have of a record: its head, its position and whom to name."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from hytedata.export.credits import credited
from hytedata.export.days import ReadDays
from hytedata.export.located import Degrees, located
from hytedata.export.properties import page, stamp
from hytedata.store.catalogue_values import CatalogueRecord

Cell: TypeAlias = str | float | bool | None


class Column(NamedTuple):
    """A column of tables.

    Attributes:
        type: As Frictionless names it: `string`, `number`, `boolean` or `datetime`.
        about: What it holds, in English.
    """

    name: str
    type: str
    about: str


_ALL: Final = (
    Column("id", "string", "Id in the register."),
    Column("source", "string", "The register: lipas, ptv, or the name of a calendar."),
    Column("kind", "string", "Kind within the register: sports-site, service …"),
    Column("name_fi", "string", "Name in Finnish."),
    Column("name_sv", "string", "Name in Swedish."),
    Column("name_en", "string", "Name in English."),
    Column("municipality", "string", "Municipality codes stated as its place, by spaces."),
    Column("area", "string", "What it is meant for: municipality:889, county:19; by spaces."),
    Column("nationwide", "boolean", "Whether it is meant for the whole country."),
    Column("owner", "string", "Who answers for it: an organisation's id or the register's code."),
    Column("status", "string", "The register's own word."),
    Column("east", "number", "East, EPSG:3067 metres."),
    Column("north", "number", "North, EPSG:3067 metres."),
    Column("lon", "number", "Longitude, WGS 84 degrees."),
    Column("lat", "number", "Latitude, WGS 84 degrees."),
    Column("modified_at", "datetime", "When the register says that it was changed; UTC."),
    Column("changed_at", "datetime", "When its content was last seen to change; UTC."),
    Column("absent_since", "datetime", "Since when the register no longer gives it; UTC."),
    Column("url", "string", "Page where people see it."),
    Column("licence", "string", "Licence of the data."),
    Column("attribution", "string", "Whom to name."),
)

SCHEMA: Final = {one.name: one for one in _ALL}
"""All columns of tables, in their order."""

COLUMNS: Final = tuple(SCHEMA)
"""The columns. `municipality` and `area` hold several codes parted by a space; `area` says of what
each is (`municipality:889`, `county:19`). `east` and `north` are EPSG:3067 metres, `lon` and `lat`
WGS 84 degrees, times UTC."""


def rows(records: Iterable[CatalogueRecord], day: ReadDays) -> Iterator[list[Cell]]:
    """Yield a row of each record in their order, as `COLUMNS` has it; None where there is none."""
    return (_row(record, degrees, day) for record, degrees in located(records))


def _row(record: CatalogueRecord, degrees: Degrees | None, day: ReadDays) -> list[Cell]:
    place, credit = record.position, credited(record, day)
    return [
        record.id,
        record.source,
        record.kind,
        record.names.get("fi"),
        record.names.get("sv"),
        record.names.get("en"),
        " ".join(record.municipalities),
        " ".join(f"{one.kind}:{one.code}" for one in record.area),
        record.is_nationwide,
        record.owner,
        record.status,
        place.east if place else None,
        place.north if place else None,
        degrees.lon if degrees else None,
        degrees.lat if degrees else None,
        stamp(record.modified_at),
        stamp(record.changed_at),
        stamp(record.absent_since),
        page(record),
        credit.licence,
        credit.attribution,
    ]
