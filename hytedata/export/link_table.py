"""The link table as a file: one row per real-world thing with its ids and what says so."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.csv import safe_cell
from hytedata.export.datapackage import undescribe
from hytedata.export.days import ReadDays, day_of
from hytedata.export.exporter import Loss, losses_of
from hytedata.export.link_rows import Claim, LinkRow
from hytedata.export.model_fields import LINK, model_fields
from hytedata.export.schema_numbers import LINK_LINE
from hytedata.export.whole import write_whole
from hytedata.models.common import Json

LinkFormat: TypeAlias = Literal["ndjson", "csv"]
_To: TypeAlias = Callable[[Iterable[LinkRow], BinaryIO, ReadDays], int]

COLUMNS: Final = (
    *("id", "kind", "name_fi", "name_sv", "name_en", "municipality", "certainty", "score"),
    *("lipas", "ptv", "calendars", "evidence", "licence", "attribution"),
)
"""Of the CSV. Several ids are parted by a space: none of them has one, or the NDJSON is to be
taken. `score` is the least of those that were compared; empty where none was."""


def to_ndjson(rows: Iterable[LinkRow], stream: BinaryIO, day: ReadDays) -> int:
    """Write *rows* in their order, one JSON object a line; returns how many.

    A line is a `LinkRow` with `schema`, and with `licence` and `attribution` of the registers and
    calendars in it.
    """
    encode = msgspec.json.Encoder(order="deterministic").encode
    count = 0
    for row in rows:
        stream.write(
            encode({"schema": LINK_LINE, **row.model_dump(mode="json"), **_credit(row, day)})
            + b"\n"
        )
        count += 1
    return count


def to_csv(rows: Iterable[LinkRow], stream: BinaryIO, day: ReadDays) -> int:
    """Write *rows* in their order, UTF-8 with commas; returns how many.

    Texts that a spreadsheet would take for formulas get an apostrophe; see `export.csv.to_csv`.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        count = 0
        for row in rows:
            cells = {**_cells(row), **_credit(row, day)}
            writer.writerow({name: safe_cell(str(cell)) for name, cell in cells.items()})
            count += 1
    finally:
        text.detach()
    return count


def _cells(row: LinkRow) -> dict[str, str | float]:
    scores = [one.score for one in row.evidence if one.score is not None]
    return {
        "id": row.id,
        "kind": row.kind,
        **{f"name_{language}": row.names.get(language, "") for language in ("fi", "sv", "en")},
        "municipality": row.municipality or "",
        "certainty": row.certainty,
        "score": min(scores) if scores else "",
        "lipas": " ".join(row.lipas),
        "ptv": " ".join(row.ptv),
        "calendars": " ".join(row.calendars),
        "evidence": "; ".join(dict.fromkeys(map(_sentence, row.evidence))),
    }


def _sentence(one: Claim) -> str:
    return f"{one.basis}: {one.detail}" if one.detail else one.basis


def _credit(row: LinkRow, day: ReadDays) -> Mapping[str, Json]:
    registers = [name for name, ids in (("lipas", row.lipas), ("ptv", row.ptv)) if ids]
    licences = [*(CREDITS[name].licence for name in registers), *row.licences]
    lines = [
        *(CREDITS[name].attribution(day_of(day, name)) for name in registers),
        *row.attributions,
    ]
    return {
        "licence": "; ".join(dict.fromkeys(licences)),
        "attribution": "; ".join(dict.fromkeys(lines)),
    }


@dataclass(frozen=True)
class LinkTable:
    """A format of the link table: an `Exporter` of `LinkRow`."""

    name: LinkFormat
    suffix: str
    to: _To
    carried: Collection[str]

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return losses_of(link_fields(), self.carried, _SENTENCES, _WHYS)

    def write(self, out: Path, records: Iterable[LinkRow], *, day: ReadDays) -> int:
        """Write *records* to the file *out* in their order; returns how many.

        Raises:
            InputError: It cannot be written.
        """
        count = write_whole(out, lambda stream: self.to(records, stream, day))
        undescribe(out)
        return count


def link_fields() -> frozenset[str]:
    """Return the fields of rows: `link.lipas`, `link.evidence.basis` …."""
    return model_fields(LinkRow, LINK)


_SENTENCES: Final = "a cell tells the evidence in words; the ndjson has it in parts"
_WHYS: Final = {"link.names": "a table has columns for Finnish, Swedish and English only"}
_ROW: Final = (
    *("id", "kind", "municipality", "certainty", "lipas", "ptv", "calendars"),
    *("licences", "attributions", "evidence.basis", "evidence.detail"),
)

FORMATS: Final[Mapping[LinkFormat, LinkTable]] = {
    "ndjson": LinkTable("ndjson", ".ndjson", to_ndjson, (LINK,)),
    "csv": LinkTable("csv", ".csv", to_csv, tuple(f"{LINK}.{one}" for one in _ROW)),
}
"""Both formats by their names on the command line."""
