"""Files that a world may be made from: postal code lists and Lipas records."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from hytedata.errors import InputError
from hytedata.sandbox.seed import PostalCode
from hytedata.sandbox.world.documents import SiteDocument
from hytedata.sandbox.world.legacy import from_v1
from hytedata.sandbox.world.tables import municipalities

# Municipalities that ended after the oldest code list in use (PTV's of 2020), and their heirs
# (municipality-changes: 1 January 2020, 2021 and 2025).
SUCCESSORS = {"911": "541", "099": "214", "588": "507"}


def read_postal_codes(path: Path) -> dict[str, PostalCode]:
    """Read postal codes from PTV's code lists, a plain JSON object or a CSV file.

    The JSON forms are `{"postal_codes": {code: [municipality, fi, sv]}}` and
    `{code: municipality}` or `{code: [municipality, fi, sv]}`; the CSV has the columns `code`,
    `municipality_code` and perhaps `name_fi`, `name_sv`.

    Raises:
        InputError: The file cannot be read or has another shape.
    """
    try:
        text = path.read_text("utf-8")
        rows = _csv_rows(text) if path.suffix == ".csv" else _json_rows(text)
        codes = {code: _postal_code(row) for code, row in rows}
    except (OSError, ValueError, KeyError, IndexError) as error:
        detail = f"{path} holds no postal codes (code, municipality, names): {error!r}"
        raise InputError(detail) from error
    # PTV's list has a few codes without a municipality.
    return {code: row for code, row in codes.items() if row.municipality in municipalities()}


def read_lipas_records(path: Path) -> list[SiteDocument]:
    """Read Lipas records: a v1 list, a v2 page or list, or one v2 document a line.

    Raises:
        InputError: The file cannot be read or has another shape.
    """
    try:
        return [_site(record) for record in _records(path.read_text("utf-8"))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        detail = f"{path} holds no Lipas records (v1 list, v2 page, NDJSON): {error!r}"
        raise InputError(detail) from error


def _records(text: str) -> list[dict[str, object]]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(document, dict) and "lipas-id" in document:
        return [document]
    records = document["items"] if isinstance(document, dict) else document
    return cast("list[dict[str, object]]", records)


def _site(record: Mapping[str, object]) -> SiteDocument:
    return SiteDocument.of(from_v1(record) if "sportsPlaceId" in record else record)


def _csv_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for row in csv.DictReader(text.splitlines()):
        names = [row.get("name_fi") or row["code"], row.get("name_sv") or row["code"]]
        yield row["code"], [row["municipality_code"], *names]


def _json_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("no object of codes")
    for code, row in document.get("postal_codes", document).items():
        yield code, row if isinstance(row, list) else [row, code, code]


def _postal_code(row: list[str]) -> PostalCode:
    municipality, fi, sv = row[0].zfill(3), row[1], row[2]
    return PostalCode(SUCCESSORS.get(municipality, municipality), {"fi": fi, "sv": sv or fi})
