"""HSDS as JSON: per language a file of services with all that belongs to them nested in each."""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from hytedata.export.about import is_part_of, write_about
from hytedata.export.credits import CREDITS
from hytedata.export.exporter import Loss
from hytedata.export.hsds.account import CARRIED, losses
from hytedata.export.hsds.gathered import LANGUAGES, NEEDS, Gathered
from hytedata.export.hsds.services import service_row
from hytedata.export.libraries import check_libraries
from hytedata.export.whole import write_whole_folder
from hytedata.models.common import Language
from hytedata.store.catalogue import CatalogueRecord

_FORM: Final = "Open Referral HSDS 3, services in JSON"


class HsdsJson:
    """Writes a folder of `services.fi.json`, `services.sv.json` …: the format knows one language.

    Each is one page as HSDS's API gives it: `contents` (one service a line, in the shape of
    `service_with_definitions`) and its counts, with licence and credit line beside them. Services
    are told in languages that they have; what belongs to one falls back on Finnish.
    """

    name: Final = "hsds-json"
    suffix: Final = ""

    def check(self) -> None:
        """Check that it can be written here.

        Raises:
            InputError: A library is missing.
        """
        check_libraries("an export as HSDS", NEEDS)

    @property
    def carried(self) -> Collection[str]:
        """The fields that can be read back from what is written."""
        return CARRIED

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return losses()

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: date | None) -> int:
        """Write the services among *records* into the folder *out*; returns how many.

        All records of PTV are held compressed, since a service names places that come later; of
        what is written one service at a time is in memory. Other registers' records are left out.

        Raises:
            InputError: *out* cannot be written, or holds what no export wrote, or a library is
                missing.
        """
        self.check()
        return write_whole_folder(
            out,
            lambda folder: self._fill(folder, Gathered.of(records), day),
            is_ours=lambda file: _is_ours(out, file),
        )

    def _fill(self, folder: Path, known: Gathered, day: date | None) -> int:
        for language in known.languages():
            _write_page(folder / f"services.{language}.json", known, language, day)
        write_about(folder, _FORM, ["ptv"], self.losses, day)
        return len(known.services)


def _is_ours(out: Path, file: Path) -> bool:
    pages = {f"services.{one}.json" for one in LANGUAGES}
    return str(file) in pages or is_part_of(out, file, _FORM)


def _write_page(path: Path, known: Gathered, language: Language, day: date | None) -> None:
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
            "attribution": credit.attribution(day),
        }
        stream.write(b"\n]," + encode(rest)[1:] + b"\n")
