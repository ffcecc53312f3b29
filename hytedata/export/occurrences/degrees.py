"""Occurrences with their position in WGS 84, projected by the hundred."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from hytedata.errors import InputError
from hytedata.export.located import Degrees, degrees_of
from hytedata.models.occurrence import Occurrence

_AT_ONCE: Final = 300


def with_degrees(
    occurrences: Iterable[Occurrence],
) -> Iterator[tuple[Occurrence, Degrees | None]]:
    """Yield *occurrences* in their order, each with its position; some hundreds are in memory.

    Raises:
        InputError: The library that projects is not installed.
    """
    waiting = iter(occurrences)
    while some := list(islice(waiting, _AT_ONCE)):
        try:
            found = list(degrees_of([one.position for one in some]))
        except ModuleNotFoundError as error:
            raise InputError(
                f"positions in degrees need {error.name}, which is not installed: "
                "pip install 'hytedata[calendars]'"
            ) from error
        yield from zip(some, found, strict=True)
