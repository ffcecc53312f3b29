"""Exit codes, and how errors are told to the one who started the command."""

from collections.abc import Iterable
from enum import IntEnum

from hytedata.errors import (
    ConfigError,
    HytedataError,
    InputError,
    StoppedForSafety,
)


class Exit(IntEnum):
    """What the command's exit code says."""

    DONE = 0
    FINDINGS = 1
    FAILED = 2
    INCOMPLETE = 3
    USAGE = 4
    STOPPED = 5


# Where several hold, the first of these is the one to tell.
_GRAVEST_FIRST = (Exit.USAGE, Exit.STOPPED, Exit.INCOMPLETE, Exit.FAILED, Exit.FINDINGS, Exit.DONE)


def gravest(codes: Iterable[Exit]) -> Exit:
    """The one exit code for several results."""
    present = set(codes)
    return next((code for code in _GRAVEST_FIRST if code in present), Exit.DONE)


def exit_of(error: HytedataError) -> Exit:
    """The exit code of an error."""
    if isinstance(error, ConfigError | InputError):
        return Exit.USAGE
    return Exit.STOPPED if isinstance(error, StoppedForSafety) else Exit.FAILED
