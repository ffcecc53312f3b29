"""Switches of the simulated calendars: what of the real ones' oddities they show."""

from collections.abc import Iterable, Mapping
from typing import Final

from hytedata.errors import InputError

MARKUP: Final = '<p>Tervetuloa! <script>alert(1)</script><b onclick="alert(2)">Kaikille.</b></p>'
"""What the trap `markup` puts into texts, in every kind of calendar."""


def checked_traps(asked: Iterable[str], known: Mapping[str, str]) -> set[str]:
    """Return *asked* if they are all *known*.

    Raises:
        InputError: There is no such trap.
    """
    traps = set(asked)
    if unknown := traps - known.keys():
        raise InputError(
            f"no such trap: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}"
        )
    return traps
