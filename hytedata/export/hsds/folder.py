"""What both forms of HSDS have in common: a folder of PTV's records, whole or not at all."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from pathlib import Path

from hytedata.export.about import is_part_of, write_about
from hytedata.export.days import ReadDays
from hytedata.export.exporter import Loss
from hytedata.export.hsds.account import CARRIED, losses
from hytedata.export.hsds.gathered import NEEDS, Gathered
from hytedata.export.libraries import check_libraries
from hytedata.export.whole import write_whole_folder
from hytedata.store.catalogue import CatalogueRecord


class HsdsFolder(ABC):
    """Writes a folder in one form of HSDS; an `Exporter`.

    Attributes:
        name: The word on the command line.
        suffix: "": it is a folder.
        form: What the folder says that it is.
    """

    name: str
    suffix: str = ""
    form: str

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

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: ReadDays) -> int:
        """Write the records of PTV into the folder *out*; returns how many services there are.

        All of them are held compressed, since a service names places that come later; of what is
        written one object at a time is in memory. Other registers' records are left out.

        Raises:
            InputError: *out* cannot be written, or holds what no export wrote, or a library is
                missing.
        """
        self.check()
        return write_whole_folder(
            out,
            lambda folder: self._write(folder, Gathered.of(records), day),
            is_ours=lambda file: self.is_page(file) or is_part_of(out, file, self.form),
        )

    def _write(self, folder: Path, known: Gathered, day: ReadDays) -> int:
        self.fill(folder, known, day)
        write_about(folder, self.form, ["ptv"], self.losses, day)
        return len(known.services)

    @abstractmethod
    def fill(self, folder: Path, known: Gathered, day: ReadDays) -> None:
        """Write all that is known into an empty folder."""

    @abstractmethod
    def is_page(self, file: Path) -> bool:
        """Whether a file, by its path within the folder, is of this form."""
