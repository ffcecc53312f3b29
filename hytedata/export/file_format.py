"""A format of one file, made of a function that writes to a stream."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TypeVar

from hytedata.export.days import ReadDays
from hytedata.export.exporter import Account, Loss
from hytedata.export.libraries import check_libraries
from hytedata.export.whole import write_whole

R = TypeVar("R", contravariant=True)


class ToStream(Protocol[R]):
    """A function that writes records to a stream; see `to_csv`."""

    def __call__(self, records: Iterable[R], stream: BinaryIO, *, day: ReadDays) -> int:
        """Write *records* in their order; returns how many."""
        ...


@dataclass(frozen=True)
class FileFormat(Generic[R]):
    """A format of one file, written whole or not at all; an `Exporter`.

    Attributes:
        name: The word on the command line.
        suffix: How names of such files end.
        to: Writes to a stream.
        told: Gives the account of fields; it is asked when the account first is.
        needs: The extra that brings each library that it needs, by the library's module.
    """

    name: str
    suffix: str
    to: ToStream[R]
    told: Callable[[], Account]
    needs: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Check that it can be written here.

        Raises:
            InputError: A library is missing.
        """
        check_libraries(f"an export as {self.name}", self.needs)

    @cached_property
    def account(self) -> Account:
        """What becomes of each field."""
        return self.told()

    @property
    def carried(self) -> frozenset[str]:
        """The fields that can be read back."""
        return self.account.carried

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        return self.account.losses

    def write(self, out: Path, records: Iterable[R], *, day: ReadDays) -> int:
        """Write *records* to the file *out* in their order; returns how many.

        Raises:
            InputError: It cannot be written, or a library that the format needs is missing.
        """
        self.check()
        return write_whole(out, lambda stream: self.to(records, stream, day=day))
