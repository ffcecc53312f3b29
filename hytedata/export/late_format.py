"""A format whose modules are loaded when it is used: they need all models of PTV."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from hytedata.export.days import ReadDays
from hytedata.export.exporter import Loss
from hytedata.store.catalogue import CatalogueRecord


class Checked(Protocol):
    """An `Exporter` of records that tells beforehand whether it can write, and takes no day."""

    @property
    def carried(self) -> Collection[str]:
        """The fields that can be read back."""
        ...

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        ...

    def check(self) -> None:
        """Check that it can be written here."""
        ...

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: ReadDays) -> int:
        """Write *records* to *out*; returns how many."""
        ...


@dataclass(frozen=True)
class LateFormat:
    """A format by its name, and what makes it; an `Exporter`.

    Attributes:
        name: The word on the command line.
        suffix: How names of such files end; "" for a folder of files.
        make: Loads and makes the format itself.
    """

    name: str
    suffix: str
    make: Callable[[], Checked]

    @cached_property
    def _made(self) -> Checked:
        return self.make()

    @property
    def carried(self) -> Collection[str]:
        """The fields that can be read back."""
        return self._made.carried

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return self._made.losses

    def check(self) -> None:
        """Check that it can be written here.

        Raises:
            InputError: A library is missing.
        """
        self._made.check()

    def write(self, out: Path, records: Iterable[CatalogueRecord], *, day: ReadDays) -> int:
        """Write *records* to *out*; returns how many.

        Raises:
            InputError: *out* cannot be written, or a library that the format needs is missing.
        """
        return self._made.write(out, records, day=day)
