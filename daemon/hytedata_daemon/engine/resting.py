"""How long a work rests after a run, by how that ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hytedata_daemon.outcome import Outcome

FIRST_REST: Final = timedelta(minutes=5)
LONGEST_REST: Final = timedelta(hours=6)


@dataclass(frozen=True)
class Rest:
    """What follows from an outcome.

    Attributes:
        failures: How many runs have failed in a row.
        not_before: Until when the work rests; None for its next regular time.
    """

    failures: int
    not_before: datetime | None


def rest_after(outcome: Outcome, failures: int, now: datetime) -> Rest:
    """Return how long to rest.

    A failure is tried again after 5 minutes, each further one after twice the time, 6 hours at
    the most; success begins anew. `busy` comes again after 5 minutes, `stopped` at once. The rest
    is for its next regular time: a person must mend it, or there is nothing to repeat.

    Args:
        outcome: How the run ended.
        failures: How many had failed in a row before it.
        now: When it ended.
    """
    if outcome.state == "failed":
        # A shift by more than six bits is far beyond the longest rest.
        rest = FIRST_REST * (1 << min(failures, 8))
        return Rest(failures + 1, now + min(rest, LONGEST_REST))
    if outcome.state == "busy":
        return Rest(failures, now + FIRST_REST)
    if outcome.state == "stopped":
        return Rest(failures, None)
    return Rest(0, None)
