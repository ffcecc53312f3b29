"""What `hytedata read` writes: where to, how, and which of the records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar, cast

from hytedata.codes import get_place
from hytedata.codes.centres import centre_of
from hytedata.codes.place_answers import PlaceKind
from hytedata.errors import InputError
from hytedata.export import FORMATS, ExportFormat, write_file
from hytedata.export.datapackage import check_descriptor
from hytedata.export.days import ReadDays
from hytedata.export.exporter import kinds_held
from hytedata.export.other_exporters import RecordExporter, format_named, written_by
from hytedata.models.clock import day_in_finland
from hytedata.places.surroundings import Near, Surroundings
from hytedata.runs.read import ReadScope
from hytedata.store import Catalogue
from hytedata.store.catalogue import CatalogueRecord, RecordFilter

F = TypeVar("F", bound=str)

_BY_SUFFIX: Final[dict[str, ExportFormat]] = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".geojsons": "geojsonseq",
    ".json": "geojson",
    ".jsonld": "jsonld",
    ".parquet": "geoparquet",
    ".xlsx": "xlsx",
}
_ENDINGS: Final = frozenset({*_BY_SUFFIX, ".ics"})
"""Of all formats but ndjson: what ends so is not written as lines of JSON."""

_FOLDERS: Final[frozenset[ExportFormat]] = frozenset({"geoparquet", "hsds", "hsds-json"})
_MUNICIPALITY: Final[tuple[PlaceKind, ...]] = ("municipality",)


@dataclass(frozen=True)
class Export:
    """Where to, how, which records, and whether with a descriptor beside.

    Attributes:
        form: Name of the format.
        other: The format itself, where another installed project brings it.
    """

    out: Path
    form: str
    filters: RecordFilter
    descriptor: bool = False
    other: RecordExporter | None = None

    def write(self, records: Iterable[CatalogueRecord], day: ReadDays) -> int:
        """Write *records*, read on *day*; returns how many.

        Raises:
            HytedataError: They cannot be written.
        """
        if self.other is not None:
            return written_by(self.other, self.out, records, day)
        form = cast("ExportFormat", self.form)
        return write_file(self.out, form, records, day=day, descriptor=self.descriptor)

    def told(self, count: int, kinds: Iterable[str]) -> Iterator[str]:
        """Yield what is said of *count* records that were written, out of those of *kinds*."""
        yield f"{count} record(s) written to {self.out}."
        held = kinds_held(self.other or FORMATS[cast("ExportFormat", self.form)])
        if left := sorted(set(kinds) - held):
            yield f"{self.form} has no place for {', '.join(left)}: they are left out."


def filters_of(
    scope: ReadScope, within: Path | None, near: str | None, out: Path | None
) -> RecordFilter:
    """Return which of the records are written.

    Raises:
        InputError: A file or point that cannot be used, or nothing to write them to.
    """
    filters: RecordFilter = {"include_nationwide": scope.nationwide}
    if scope.municipalities:
        filters["municipality"] = scope.municipalities
    for name, given in (("--within", within), ("--near", near)):
        if given is not None and out is None:
            # What is read has to be whole places, else what is missing would be gone.
            raise InputError(f"{name} says what is written: name the file with --out")
    around = around_of(within, near)
    if around is not None:
        filters["within"] = around
    return filters


def around_of(within: Path | None, near: str | None) -> Surroundings | None:
    """Return the part of the map that is asked for by a file, a circle or both; None by none.

    Raises:
        InputError: As of `areas_of` and `circle_of`.
    """
    around = areas_of(within) if within is not None else None
    return around if near is None else Surroundings.of(around, circle_of(near))


def areas_of(file: Path) -> Surroundings:
    """Return the areas of a file.

    Raises:
        InputError: It cannot be used, or the libraries for geometry are not installed.
    """
    try:
        from hytedata.runs.area_file import read_surroundings
    except ModuleNotFoundError as error:
        raise InputError(
            f"--within needs {error.name}, which is not installed: pip install 'hytedata[geo]'"
        ) from error
    return read_surroundings(file)


def circle_of(text: str) -> Near:
    """Understand `LON,LAT,METRES` and `PLACE,METRES`.

    A place is a municipality, and its point that of its central locality.

    Raises:
        InputError: It is neither; says how to write it.
    """
    parts = text.split(",")
    try:
        if len(parts) == 2:
            metres = float(parts[1])
            return centre_of(get_place(parts[0].strip(), kinds=_MUNICIPALITY).code), metres
        lon, lat, metres = (float(part) for part in parts)
    except InputError as error:
        raise InputError(
            f"--near {text}: {error}; name a municipality, or give a point as 27.73,64.22,20000"
        ) from error
    except ValueError as error:
        raise InputError(
            f"--near {text}: give longitude, latitude and metres, as 25.47,65.01,500, or a "
            "municipality and metres, as Kajaani,20000"
        ) from error
    return (lon, lat), metres


def days_of_data(catalogue: Catalogue, source: str | None = None) -> dict[str, date]:
    """Return the day of the latest read of *source*, or of each register and calendar.

    Lines of credit name the day that the data are of, which is not the day that they are written.
    """
    sources = sorted({one for one, _ in catalogue.kinds(source=source)})
    reads = {one: catalogue.snapshots(source=one, limit=1) for one in sources}
    return {one: day_in_finland(some[0].ended_at) for one, some in reads.items() if some}


def export_to(
    out: Path | None, form: str | None, filters: RecordFilter, *, descriptor: bool = False
) -> Export | None:
    """Check how to write, before anything is read; None where nothing is to be written.

    Raises:
        InputError: As of `export_checked`, or what is said of a file that is not named.
    """
    if out is not None:
        return export_checked(out, form, filters, descriptor=descriptor)
    form_of(out, form, {}, "ndjson")
    check_descriptor_asked(out, descriptor=descriptor, folder=False)
    return None


def export_checked(
    out: Path, form: str | None, filters: RecordFilter, *, descriptor: bool = False
) -> Export:
    """Check how to write to *out*, before anything is read.

    Raises:
        InputError: As of `form_of` and `check_descriptor_asked`, a library that the format needs
            is not installed, or another project's format cannot be used, or not described.
    """
    if form is not None and form not in FORMATS:
        if descriptor:
            raise InputError(f"--descriptor is for formats of ours; {form} is another project's")
        return Export(out, form, filters, other=format_named(form))
    chosen = form_of(out, cast("ExportFormat | None", form), _BY_SUFFIX, "ndjson", folders=_FOLDERS)
    check_descriptor_asked(out, descriptor=descriptor, folder=chosen in _FOLDERS)
    FORMATS[chosen].check()
    return Export(out, chosen, filters, descriptor)


def check_descriptor_asked(out: Path | None, *, descriptor: bool, folder: bool) -> None:
    """Check that there is something to describe, and that it may be described there.

    Raises:
        InputError: Nothing is written, or as of `check_descriptor`.
    """
    if not descriptor:
        return
    if out is None:
        raise InputError("--descriptor describes what is written: name the file with --out")
    check_descriptor(out, folder=folder)


def form_of(
    out: Path | None,
    form: F | None,
    by_suffix: Mapping[str, F],
    usual: F,
    *,
    folders: frozenset[F] = frozenset(),
) -> F:
    """Return how to write: *form*, else what the ending of *out* says, else the *usual* form.

    Formats in *folders* are folders of files, all others are files.

    Raises:
        InputError: `--format` without `--out`, a folder, or the ending of a format that is not
            written here.
    """
    if out is None:
        if form is not None:
            raise InputError(f"--format {form}: name the file that it is for with --out")
        return usual
    ending = out.suffix.lower()
    if form is None and ending in _ENDINGS - by_suffix.keys() - {".json"}:
        there = ", ".join(by_suffix)
        raise InputError(f"--out {out}: no {ending} is written here; {there} or --format say how")
    chosen = form or by_suffix.get(ending, usual)
    if out.is_dir() and chosen not in folders:
        raise InputError(f"--out {out}: this is a folder; name a file in it")
    return chosen
