"""Exit codes, those of the command `hytedata`, and what an error or an outcome comes to."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Final

from hytedata.errors import ConfigError, HytedataError, InputError, StoppedForSafety
from hytedata_daemon.outcome import Outcome, State


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    FAILED = 2
    INCOMPLETE = 3
    USAGE = 4
    STOPPED = 5


_OF_STATE: Final[Mapping[State, Exit]] = {
    "done": Exit.DONE,
    "incomplete": Exit.INCOMPLETE,
    "waiting": Exit.STOPPED,
    "stopped": Exit.FAILED,
    "busy": Exit.FAILED,
    "failed": Exit.FAILED,
}

# Where works ended differently, the first of these is the one to tell.
_GRAVEST_FIRST: Final = (Exit.STOPPED, Exit.INCOMPLETE, Exit.FAILED, Exit.DONE)


def exit_of(error: HytedataError) -> Exit:
    """Return the exit code of an error."""
    if isinstance(error, ConfigError | InputError):
        return Exit.USAGE
    return Exit.STOPPED if isinstance(error, StoppedForSafety) else Exit.FAILED


def exit_of_outcomes(outcomes: Iterable[Outcome]) -> Exit:
    """Return the one exit code of several works."""
    present = {_OF_STATE[outcome.state] for outcome in outcomes}
    return next((code for code in _GRAVEST_FIRST if code in present), Exit.DONE)
