"""Coverage as rows, for spreadsheets: one per theme, municipality and kind of provider."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from hytedata.quality.coverage.values import Cell, Count, Coverage

COLUMNS: Final = (
    "county",
    "day",
    "theme",
    "municipality",
    "name_fi",
    "name_sv",
    "provider",
    "language",
    "services",
    "county_wide",
    "places",
    "events",
    "long_running",
    "possible",
    "nationwide",
    "empty",
    "unread",
    "only",
)
"""The columns. A row with neither `provider` nor `language` is the whole cell; rows do not add up,
since a record may stand in two themes, municipalities or languages. `unread` names the units that
were not wholly read there: their numbers are too low, or empty."""


def write_csv(found: Coverage, stream: BinaryIO) -> int:
    """Write coverage as CSV (UTF-8); returns how many rows."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in _rows(found):
        writer.writerow(row)
        count += 1
    text.detach()
    return count


def _rows(found: Coverage) -> Iterator[tuple[object, ...]]:
    for cell in found.cells:
        yield _row(found, cell, cell.count, told=True)
        for provider, count in cell.by_provider.items():
            yield _row(found, cell, count, provider=provider)
        for language, count in cell.languages.items():
            yield _row(found, cell, count, language=language)


def _row(
    found: Coverage,
    cell: Cell,
    count: Count,
    *,
    provider: str = "",
    language: str = "",
    told: bool = False,
) -> tuple[object, ...]:
    names = next(one.names for one in found.municipalities if one.code == cell.municipality)
    whole: tuple[object, ...] = ("", "", "", "", "")
    if told:
        nationwide = found.nationwide.get(cell.theme, 0) if found.nationwide_read else ""
        whole = (
            cell.possible.total,
            nationwide,
            cell.empty,
            " ".join(cell.unread),
            " ".join(cell.only),
        )
    return (
        found.county,
        found.today.isoformat(),
        cell.theme,
        cell.municipality,
        names.get("fi", ""),
        names.get("sv", ""),
        provider,
        language,
        *_numbers(cell, count),
        *whole,
    )


def _numbers(cell: Cell, count: Count) -> tuple[object, ...]:
    """Return the numbers; of what was not read and is not there, nothing rather than 0."""
    fields = {
        "services": (count.services, count.county_wide),
        "places": (count.places,),
        "events": (count.events, count.long_running),
    }
    return tuple(
        "" if unit in cell.unread and not number else number
        for unit, numbers in fields.items()
        for number in numbers
    )
