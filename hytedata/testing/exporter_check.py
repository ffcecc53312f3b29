"""Whether another project's format writes records as the packaged ones do."""

import dataclasses
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from hytedata.export.credits import CREDITS
from hytedata.export.exporter import unaccounted
from hytedata.export.model_fields import all_fields
from hytedata.export.other_exporters import RecordExporter, exporter_faults
from hytedata.store.catalogue import CatalogueRecord
from hytedata.testing.faults import raise_faults, told_error
from hytedata.testing.records import sample_records

DAY: Final = date(2026, 3, 1)
"""The day on which the samples count as read."""

_MANY: Final = 5_000
"""Records that a format must not hold all at once."""
_AHEAD: Final = 2_000
"""How many it may hold; `Exporter.write` speaks of some hundreds."""


def check_exporter(
    exporter: RecordExporter,
    records: Iterable[CatalogueRecord] | None = None,
    *,
    fields: Collection[str] | None = None,
) -> None:
    """Write records into a temporary folder and check the files.

    Args:
        exporter: What the entry point of `hytedata.exporters` gives.
        records: To write; None takes a service of PTV and a site of Lipas.
        fields: Paths of fields that the format has to account for, each as carried or lost; None
            takes those of all records.

    Raises:
        ExtensionFaults: With all that is to be mended.
    """
    told = tuple(sample_records() if records is None else records)
    with tempfile.TemporaryDirectory(prefix="hytedata-") as folder:
        name = getattr(exporter, "name", type(exporter).__name__)
        raise_faults(f"exporter {name}", _faults(exporter, told, fields, Path(folder)))


def _faults(
    exporter: RecordExporter,
    records: Sequence[CatalogueRecord],
    named: Collection[str] | None,
    folder: Path,
) -> Iterator[str]:
    wrong = tuple(exporter_faults(exporter))
    yield from wrong
    if wrong:
        return
    yield from _of_account(exporter)
    yield from unaccounted(exporter, all_fields() if named is None else named)
    try:
        yield from _of_files(exporter, records, folder)
    except Exception as error:  # noqa: BLE001 - the author's code: whatever it raises is told
        yield f"write raises {told_error(error)}"


def _of_account(exporter: RecordExporter) -> Iterator[str]:
    if not exporter.carried:
        yield "carried is empty: name the fields that can be read back from what is written"
    for loss in exporter.losses:
        if not loss.why.strip():
            yield f"the loss of {loss.field} has no reason"


def _of_files(
    exporter: RecordExporter, records: Sequence[CatalogueRecord], folder: Path
) -> Iterator[str]:
    first, second, none = (folder / f"{word}{exporter.suffix}" for word in ("a", "b", "none"))
    count = exporter.write(first, iter(records), day=DAY)
    exporter.write(second, iter(records), day=DAY)
    if count != len(records):
        yield f"write says that it wrote {count!r} records, and {len(records)} were given"
    if not first.exists():
        yield "write makes no file at the path that it is given"
        return
    if _content(first) != _content(second):
        yield "the same records on the same day give other bytes: no times, no random names inside"
    yield from _of_credit(_content(first), records)
    if exporter.write(none, iter(()), day=DAY) != 0 or not none.exists():
        yield "without records it must write an empty file of its format, and say 0"
    yield from _of_streaming(exporter, records, folder)
    left = {path.name for path in folder.iterdir()} - {first.name, second.name, none.name}
    for name in sorted(left - {f"many{exporter.suffix}"}):
        yield f"it leaves {name} beside its files"


def _of_credit(content: bytes, records: Sequence[CatalogueRecord]) -> Iterator[str]:
    for source in sorted({one.source for one in records} & CREDITS.keys()):
        credit = CREDITS[source]
        if credit.licence.encode() not in content and credit.url.encode() not in content:
            yield f"the licence of {source} is not inside: write {credit.licence!r}"
        if credit.attribution(DAY).encode() not in content:
            yield f"whom to name for {source} is not inside: write {credit.attribution(DAY)!r}"


def _of_streaming(
    exporter: RecordExporter, records: Sequence[CatalogueRecord], folder: Path
) -> Iterator[str]:
    """Watch how many records are alive while they are written."""
    if not records:
        return
    watched = _Watched(records[0])
    exporter.write(folder / f"many{exporter.suffix}", watched.records(), day=DAY)
    if watched.most > _AHEAD:
        yield f"it holds {watched.most} records at once: write each as it comes"


class _Watched:
    """Gives copies of a record, and counts how many of them are held at most."""

    def __init__(self, record: CatalogueRecord) -> None:
        self._record = record
        self._alive: dict[int, weakref.ref[CatalogueRecord]] = {}
        self.most = 0

    def records(self) -> Iterator[CatalogueRecord]:
        """Yield many records, one by one."""
        values = {
            one.name: getattr(self._record, one.name) for one in dataclasses.fields(CatalogueRecord)
        }
        for number in range(_MANY):
            yield self._watch(_Copy(**{**values, "id": str(number)}))
            self.most = max(self.most, len(self._alive))

    def _watch(self, copy: "_Copy") -> "_Copy":
        key = id(copy)
        self._alive[key] = weakref.ref(copy, lambda _: self._alive.pop(key, None))
        return copy


class _Copy(CatalogueRecord):
    """A record that can be watched: without slots of its own it takes weak references."""


def _content(path: Path) -> bytes:
    """Return the bytes of a file, or of all files of a folder with their names."""
    if path.is_file():
        return path.read_bytes()
    files = sorted(one for one in path.rglob("*") if one.is_file())
    return b"".join(str(one.relative_to(path)).encode() + one.read_bytes() for one in files)
