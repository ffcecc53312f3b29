"""What every export format is: it writes records to a place, and says what it cannot carry."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeVar

R = TypeVar("R", contravariant=True)

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Loss(NamedTuple):
    """Fields of our models that a format cannot carry.

    Attributes:
        field: Path of a field, its kind first: `service.language_versions.keywords`. It speaks
            for all that is below it, and a kind alone for all that its records hold.
        why: Why the format cannot carry it, in English.
    """

    field: str
    why: str


class Account(NamedTuple):
    """What becomes of each field of what is written.

    Attributes:
        carried: Fields that can be read back; each speaks for all below it.
        losses: All others.
    """

    carried: frozenset[str]
    losses: tuple[Loss, ...]


class Exporter(Protocol[R]):
    """A format that records of one sort are written in.

    Fields are named as in `Loss`; `hytedata.export.model_fields.all_fields` gives them all, and a
    test asserts that each is in `carried` or in `losses`.
    """

    @property
    def name(self) -> str:
        """The word on the command line."""
        ...

    @property
    def suffix(self) -> str:
        """How names of such files end, with the dot: `.csv`; "" for a folder of files."""
        ...

    @property
    def carried(self) -> Collection[str]:
        """The fields that can be read back from what is written."""
        ...

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All other fields, with the reason."""
        ...

    def write(self, out: Path, records: Iterable[R], *, day: date) -> int:
        """Write *records* to *out* in their order; returns how many.

        Some hundreds are in memory at a time. The same records and day give the same bytes;
        licence and attribution are inside. What is at *out* is replaced when all is written.

        Args:
            out: A file, or a folder where `suffix` is "".
            records: In a stable order, as `Catalogue.records` gives them.
            day: When the registers were read, for the lines of credit; of several the latest.

        Raises:
            InputError: *out* cannot be written, or a library that the format needs is missing.
        """
        ...


def losses_of(
    fields: Collection[str], carried: Collection[str], why: str, whys: Mapping[str, str] = _NONE
) -> tuple[Loss, ...]:
    """Return what of *fields* is not *carried*, sorted; where all below a path is lost, the path.

    Args:
        fields: All fields of what is written.
        carried: Fields that the format holds; each speaks for all below it.
        why: The reason, where *whys* has none.
        whys: Reasons of some fields; each speaks for all below it, the longest path first.
    """
    kept = {path for field in carried for path in _upwards(field)}
    apart = {path for field in whys for path in _upwards(field)} - set(whys)
    found = {}
    for field in sorted(fields):
        if any(path in carried for path in _upwards(field)):
            continue
        # The highest path with nothing carried below it, and one reason for all.
        path = next(one for one in _upwards(field) if one not in kept and one not in apart)
        found[path] = next((whys[one] for one in _upwards(path)[::-1] if one in whys), why)
    return tuple(Loss(path, said) for path, said in found.items())


def _upwards(field: str) -> tuple[str, ...]:
    parts = field.split(".")
    return tuple(".".join(parts[:end]) for end in range(1, len(parts) + 1))


def covers(path: str, field: str) -> bool:
    """Whether *path* is *field*, or something above it."""
    return field == path or field.startswith(f"{path}.")


def kinds_held(exporter: Exporter[R]) -> frozenset[str]:
    """Return the kinds of records of which a format carries anything; it leaves out all others."""
    return frozenset(path.split(".", 1)[0] for path in exporter.carried)


def unaccounted(exporter: Exporter[R], fields: Collection[str]) -> tuple[str, ...]:
    """Return what a format's account gets wrong, one sentence each; empty where it is whole.

    Each of *fields* is either carried or lost, and nothing is named that is no field.
    """
    lost = [loss.field for loss in exporter.losses]
    wrong = []
    for field in sorted(fields):
        told = (_any(exporter.carried, field), _any(lost, field))
        if told == (False, False):
            wrong.append(f"{field} is neither carried nor among the losses")
        elif told == (True, True):
            wrong.append(f"{field} is both carried and among the losses")
    named = {*exporter.carried, *lost}
    wrong += [
        f"{path} is no field" for path in sorted(named) if not any(covers(path, f) for f in fields)
    ]
    return tuple(wrong)


def _any(paths: Iterable[str], field: str) -> bool:
    return any(covers(path, field) for path in paths)
