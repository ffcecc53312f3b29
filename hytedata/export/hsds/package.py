"""HSDS as a tabular data package: per language a folder of CSV tables with their descriptor."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from hytedata.export.days import ReadDays
from hytedata.export.hsds.channels import location_row
from hytedata.export.hsds.descriptor import DESCRIPTOR, write_descriptor
from hytedata.export.hsds.folder import HsdsFolder
from hytedata.export.hsds.gathered import LANGUAGES, Gathered
from hytedata.export.hsds.organisations import organisation_row
from hytedata.export.hsds.services import Told, service_row
from hytedata.export.hsds.tables import COLUMNS, PATHS, Found, rows_of
from hytedata.export.hsds.terms import parent_of
from hytedata.export.hsds.values import own_key
from hytedata.models.common import Json, Language


class HsdsTables(HsdsFolder):
    """Writes a folder with a package per language, `fi/` `sv/` …: the format knows one language.

    A package holds the organisations, services and places that are told in its language, and those
    that these refer to; every id that is referred to is there. Cells are as the registers state
    them: texts that a spreadsheet would take for formulas are not changed, since programs read it.
    """

    name = "hsds"
    form = "Open Referral HSDS 3, tabular data package"

    def fill(self, folder: Path, known: Gathered, day: ReadDays) -> None:
        """Write a package for each language."""
        for language in known.languages():
            package = folder / language
            package.mkdir()
            with ExitStack() as open_files:
                tables = _Tables(package, open_files)
                tables.put(_objects(known, language, tables.told))
            write_descriptor(package, language, day)

    def is_page(self, file: Path) -> bool:
        """Whether a file is a table or the descriptor of a package."""
        return str(file.parent) in LANGUAGES and file.name in {DESCRIPTOR, *PATHS.values()}


def _objects(known: Gathered, language: Language, told: Told) -> Iterator[Found]:
    """Yield organisations, then services with what belongs to them, then places without services.

    An organisation comes once, with those above it. What is *told* meanwhile is not made again.
    """
    seen: set[str] = set()
    for record_id, one in known.organisations.items():
        if language in one.names:
            yield from _with_parents(record_id, known, language, seen)
    for one, service in known.services_in(language):
        channels = (known.channels[it] for it in known.channels_of(service))
        for by in (service.organisation_id, *(it.owner for it in channels)):
            yield from _with_parents(by, known, language, seen)
        yield "service", service_row(one, service, known, language, told)
    for record_id, one in known.channels.items():
        if ("location", own_key(record_id)) in told or language not in one.names:
            continue
        if channel := known.channel(record_id):
            yield from _with_parents(channel.organisation_id, known, language, seen)
            yield "location", location_row(channel, known, language)


def _with_parents(
    record_id: str | None, known: Gathered, language: Language, seen: set[str]
) -> Iterator[Found]:
    while record_id not in seen and (one := known.organisation(record_id)):
        seen.add(one.id)
        yield "organization", organisation_row(one, known, language)
        record_id = one.parent_id


class _Tables:
    """Open CSV files, and the ids of shared objects that are rows already (`told`)."""

    def __init__(self, folder: Path, open_files: ExitStack) -> None:
        self._writers: dict[str, csv.DictWriter[str]] = {}
        self.told: set[tuple[str, Json]] = set()
        for table, columns in COLUMNS.items():
            file = (folder / PATHS[table]).open("w", encoding="utf-8", newline="")
            open_files.enter_context(file)
            self._writers[table] = csv.DictWriter(file, columns, lineterminator="\r\n")
            self._writers[table].writeheader()

    def put(self, objects: Iterable[Found]) -> None:
        """Write *objects* and all that is nested in them, what is shared once."""
        for table, found in objects:
            for inner, row in rows_of(table, found, self._is_new):
                self._writers[inner].writerow(row)
                if inner == "taxonomy_term" and (parent := parent_of(row)):
                    self.put([("taxonomy_term", parent)])

    def _is_new(self, table: str, record_id: Json) -> bool:
        before = len(self.told)
        self.told.add((table, record_id))
        return len(self.told) > before
