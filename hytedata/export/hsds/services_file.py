"""HSDS as JSON: per language a file of services with all that belongs to them nested in each."""

from pathlib import Path

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.days import ReadDays, day_of
from hytedata.export.hsds.folder import HsdsFolder
from hytedata.export.hsds.gathered import LANGUAGES, Gathered
from hytedata.export.hsds.services import service_row
from hytedata.models.common import Language


class HsdsJson(HsdsFolder):
    """Writes a folder of `services.fi.json`, `services.sv.json` …: the format knows one language.

    Each is one page as HSDS's API gives it: `contents` (one service a line, in the shape of
    `service_with_definitions`) and its counts, with licence and credit line beside them. Services
    are told in languages that they have; what belongs to one falls back on Finnish.
    """

    name = "hsds-json"
    form = "Open Referral HSDS 3, services in JSON"

    def fill(self, folder: Path, known: Gathered, day: ReadDays) -> None:
        """Write a page for each language."""
        for language in known.languages():
            _write_page(folder / f"services.{language}.json", known, language, day)

    def is_page(self, file: Path) -> bool:
        """Whether a file is a page of services."""
        return str(file) in {f"services.{one}.json" for one in LANGUAGES}


def _write_page(path: Path, known: Gathered, language: Language, day: ReadDays) -> None:
    encode = msgspec.json.Encoder().encode
    credit = CREDITS["ptv"]
    count = 0
    with path.open("wb") as stream:
        stream.write(b'{"contents":[')
        for record, service in known.services_in(language):
            line = encode(service_row(record, service, known, language))
            stream.write((b",\n" if count else b"\n") + line)
            count += 1
        rest = {
            "total_items": count,
            "total_pages": 1,
            "page_number": 1,
            "size": count,
            "first_page": True,
            "last_page": True,
            "empty": count == 0,
            "language": language,
            "licence": credit.licence,
            "licence_url": credit.url,
            "attribution": credit.attribution(day_of(day, "ptv")),
        }
        stream.write(b"\n]," + encode(rest)[1:] + b"\n")
