"""Errors as outcomes: what each kind means for the daemon, in one table."""

import errno
from collections.abc import Callable
from typing import Final, NamedTuple

from hytedata.errors import (
    AnswerLost,
    ApprovalMissing,
    ConfigError,
    HytedataError,
    IdentityDoubt,
    InputError,
    LeaseHeld,
    LoginRefused,
    NotFound,
    ReadInterrupted,
    SourceContractError,
    SourceUnavailable,
    StalePlan,
    StoppedForSafety,
    StoreError,
    TransientError,
)
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.upstreams import NoShareLeft, UpstreamRests
from hytedata_daemon.outcome import Code, Outcome, State

STOPPED: Final = Outcome(
    state="stopped",
    code="stop-asked",
    detail="the daemon was told to stop; the work goes on after its next start",
)


class _Meaning(NamedTuple):
    error: type[HytedataError]
    state: State
    code: Code


# The first that fits counts, so what is more special stands before what it is a kind of.
_MEANINGS: Final = (
    _Meaning(UpstreamRests, "busy", "upstream-rests"),
    _Meaning(NoShareLeft, "busy", "upstream-shared"),
    _Meaning(LeaseHeld, "busy", "lease-held"),
    _Meaning(LoginRefused, "waiting", "login-refused"),
    _Meaning(IdentityDoubt, "waiting", "identity-doubt"),
    _Meaning(ApprovalMissing, "waiting", "plan-waits"),
    _Meaning(StoppedForSafety, "waiting", "stopped-for-safety"),
    _Meaning(ConfigError, "waiting", "config"),
    _Meaning(InputError, "waiting", "config"),
    _Meaning(NotFound, "waiting", "not-found"),
    _Meaning(StalePlan, "done", "plan-stale"),
    _Meaning(SourceUnavailable, "failed", "source-unavailable"),
    _Meaning(ReadInterrupted, "failed", "source-unavailable"),
    _Meaning(SourceContractError, "failed", "source-contract"),
    _Meaning(AnswerLost, "failed", "answer-lost"),
    _Meaning(StoreError, "failed", "store"),
    _Meaning(TransientError, "failed", "transient"),
    _Meaning(HytedataError, "failed", "error"),
)
_NO_ANSWER: Final = (SourceUnavailable, ReadInterrupted, SourceContractError)

_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def outcome_of_error(error: HytedataError, name_of: Callable[[str], str]) -> Outcome:
    """Return how a work ended that ended with *error*.

    Args:
        error: What was raised.
        name_of: Gives the upstream that an error calls by a source's name.
    """
    meaning = next(one for one in _MEANINGS if isinstance(error, one.error))
    upstreams: tuple[str, ...] = ()
    if isinstance(error, _NO_ANSWER):
        upstreams = (name_of(error.source),)
    elif isinstance(error, UpstreamRests):
        upstreams = (error.upstream,)
    return Outcome(
        state=meaning.state, code=meaning.code, detail=plain(str(error)), upstreams=upstreams
    )


def outcome_of_system(error: OSError) -> Outcome:
    """Return how a work ended that the operating system kept from its end: a full disk."""
    where = f" ({error.filename})" if error.filename else ""
    told = f"{error.strerror or type(error).__name__}{where}"
    if error.errno in _DISK_FULL:
        detail = f"there is no room left on a disk: {told}; free some, the work is then done again"
        return Outcome(state="failed", code="disk-full", detail=plain(detail))
    detail = f"the system refused something: {told}; see that files and folders can be written"
    return Outcome(state="failed", code="system", detail=plain(detail))
