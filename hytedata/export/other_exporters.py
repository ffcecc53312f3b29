"""Formats that other installed projects write the catalogue's records in."""

from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TypeAlias, cast

from hytedata.errors import HytedataError, InputError
from hytedata.export.datapackage import undescribe
from hytedata.export.days import ReadDays, latest_of
from hytedata.export.exporter import Exporter
from hytedata.export.formats import FORMATS, ExportFormat
from hytedata.extensions import EXPORTERS, BrokenExtension, load_each
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.store.catalogue import CatalogueRecord

RecordExporter: TypeAlias = Exporter[CatalogueRecord]
"""A format of the catalogue's records."""

_PARTS = ("name", "suffix", "carried", "losses", "write")


def other_exporters(
    own: Collection[str], points: Iterable[EntryPoint] | None = None
) -> tuple[dict[str, RecordExporter], tuple[BrokenExtension, ...]]:
    """Load the formats of other projects by name; what cannot be used is returned with the reason.

    An entry point of the group `hytedata.exporters` gives an `Exporter`, or a class or function
    without arguments that makes one. Its name is the format's.

    Args:
        own: Names and suffixes of the packaged formats; no other project's may be called so.
        points: Instead of those that are installed.
    """
    taken = set(own)

    def take(name: str, given: object) -> RecordExporter:
        for fault in exporter_faults(made := _made(given)):
            raise InputError(fault)
        exporter = cast("RecordExporter", made)
        if exporter.name != name:
            raise InputError(f"the entry point is {name!r}, and the format {exporter.name!r}")
        for word in (exporter.name, exporter.suffix):
            if word in taken:
                raise InputError(f"{word!r} is that of another format; choose another")
        taken.update(word for word in (exporter.name, exporter.suffix) if word)
        return exporter

    found, broken = load_each(EXPORTERS, take, points)
    return {one.name: one for one in found}, broken


def installed_exporters(
    points: Iterable[EntryPoint] | None = None,
) -> tuple[dict[str, RecordExporter], tuple[BrokenExtension, ...]]:
    """Load the formats of other projects beside ours; see `other_exporters`.

    Args:
        points: Instead of those that are installed.
    """
    own = {word for one in FORMATS.values() for word in (one.name, one.suffix) if word}
    return other_exporters(own, points)


def format_named(name: str, points: Iterable[EntryPoint] | None = None) -> RecordExporter:
    """Return a packaged format, or one of another project, by its name.

    Args:
        name: The word on the command line.
        points: Instead of those that are installed.

    Raises:
        InputError: There is none, or it cannot be used; it tells why, or which there are.
    """
    if name in FORMATS:
        return FORMATS[cast("ExportFormat", name)]
    others, broken = installed_exporters(points)
    if name in others:
        return others[name]
    for one in broken:
        if one.name == name:
            raise InputError(f"the format {name} cannot be used: {one.why}")
    raise InputError(f"there is no format {name!r}; there are {', '.join((*FORMATS, *others))}")


def written_by(
    exporter: RecordExporter, out: Path, records: Iterable[CatalogueRecord], day: ReadDays
) -> int:
    """Write *records* by another project's format; returns how many.

    Args:
        exporter: Of that project.
        out: A file or folder.
        records: In a stable order.
        day: When the registers were read; the latest counts, and None takes today in
            Finland.

    Raises:
        HytedataError: The format says that it cannot be written, or its code failed.
    """
    try:
        count = exporter.write(out, records, day=latest_of(day) or day_in_finland(utc_now()))
    except HytedataError:
        raise
    except Exception as error:
        raise InputError(
            f"the format {exporter.name} failed, tell its authors: {type(error).__name__}: {error}"
        ) from error
    undescribe(out)
    return count


def exporter_faults(exporter: object) -> Iterator[str]:
    """Yield what an exporter lacks to be one, a sentence each; it writes nothing."""
    missing = [part for part in _PARTS if not hasattr(exporter, part)]
    if missing:
        yield f"{type(exporter).__name__} is no Exporter: it lacks {', '.join(missing)}"
        return
    known = cast("RecordExporter", exporter)
    if not isinstance(known.name, str) or not known.name.isidentifier():
        yield f"the name {known.name!r} is no word for the command line: letters, digits and _"
    if not isinstance(known.suffix, str) or (known.suffix and not known.suffix.startswith(".")):
        yield f"the suffix {known.suffix!r} begins with a dot, or is empty for a folder of files"
    if not callable(known.write):
        yield "write is no method"


def _made(given: object) -> object:
    # A class has the parts too, as names of its methods: it is made, like any other callable.
    return given() if callable(given) else given
