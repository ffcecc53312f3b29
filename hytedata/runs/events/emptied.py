"""A calendar that loses most of its events at once: believed only when it says so twice.

A feed that comes empty after an update of its site looks like one whose events are all over. So
what it lost is kept until a second full read, most of a day later, says the same.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from hytedata.store.catalogue import Missing, ReadVerdict

EMPTIED: Final = "emptied: "
"""How the reason of such a read begins; it is how the store remembers it."""

CONFIRMED_AFTER: Final = timedelta(hours=20)
"""The second read is to be of another night."""

FEWEST: Final = 5
"""So many may be missing from a calendar that still has others."""


def is_emptied(missing: Missing) -> bool:
    """Whether so much is missing at once that it is not believed: all, or most of many."""
    if not missing.gone:
        return False
    if missing.gone == missing.known:
        return True
    return missing.gone >= FEWEST and missing.gone * 2 > missing.known


def reason_of(missing: Missing, since: datetime) -> str:
    """Return the reason to note; *since*: when it was first seen, aware."""
    until = f"{since + CONFIRMED_AFTER:%Y-%m-%d %H:%M} UTC"
    return (
        f"{EMPTIED}{missing.gone} of {missing.known} coming events are missing at once; they are "
        f"kept until a full read after {until} says the same"
    )


def first_suspected(verdicts: Iterable[ReadVerdict]) -> datetime | None:
    """Return when the emptiness that still stands was first seen; None where there is none.

    Args:
        verdicts: Reads of one calendar, newest first. A complete full read ends a suspicion;
            reads that failed say nothing.
    """
    first: datetime | None = None
    for one in verdicts:
        if one.mode != "full":
            continue
        if one.complete:
            break
        if any(reason.startswith(EMPTIED) for reason in one.reasons):
            first = one.started_at or one.ended_at
    return first
