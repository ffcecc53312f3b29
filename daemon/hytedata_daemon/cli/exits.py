"""What the outcomes of works come to, as one of the exit codes of the command `hytedata`."""

from collections.abc import Iterable, Mapping
from typing import Final

from hytedata.cli.exits import Exit
from hytedata_daemon.outcome import Outcome, State

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


def exit_of_outcomes(outcomes: Iterable[Outcome]) -> Exit:
    """Return the one exit code of several works."""
    present = {_OF_STATE[outcome.state] for outcome in outcomes}
    return next((code for code in _GRAVEST_FIRST if code in present), Exit.DONE)
