"""From how a work ended to what there is to tell of it: pure functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from hytedata.models.common import Json
from hytedata_daemon.outcome import EVERYBODY, Outcome, Work
from hytedata_daemon.settings.notices import RuleName

_BY_CODE: Final[Mapping[str, RuleName]] = {
    "plan-waits": "plan-waits",
    "limit-exceeded": "limit-exceeded",
    "login-refused": "login-refused",
    "identity-doubt": "identity-doubt",
    "config": "config-broken",
    "store": "store-failed",
    "changes-failed": "apply-failed",
    "report-unwritten": "work-failed",
    "texts-unread": "work-failed",
}
# The next plan or run, or the person who rejected, settles these.
_SETTLED: Final = frozenset({"plan-stale", "plan-rejected", "requests-spent"})
# The next run begins where this one ended, and nothing is known of what it would have met.
_SAYS_NOTHING: Final = frozenset({"busy", "stopped"})
# They came up before whatever a waiting work waits for.
_PASSED_BY_WAITING: Final[frozenset[RuleName]] = frozenset(
    {"plan-waits", "limit-exceeded", "work-failed", "apply-failed", "config-broken", "store-failed"}
)
BY_WORK: Final[frozenset[RuleName]] = _PASSED_BY_WAITING | {
    "login-refused",
    "identity-doubt",
    "read-failed",
}
"""Rules that works bring up and mend."""

_SHARED: Final[frozenset[RuleName]] = frozenset({"read-failed", "store-failed", "config-broken"})
_READ_OF: Final = {"read-lipas": "lipas", "read-ptv": "ptv", "boundaries": "statfin"}
_SIDE: Final = {"source-incomplete": "lipas", "target-incomplete": "ptv"}
"""What a plan could not read whole."""


@dataclass(frozen=True)
class Trouble:
    """One thing to tell.

    Attributes:
        rule: What kind.
        organisation: Id of whom it is about; "" for everybody.
        subject: What within that; the same thing is told once.
        work: Which work met it; it is over once each work that met it went well.
        gravity: It is told again when this has grown.
        facts: For its text. Never a secret.
    """

    rule: RuleName
    organisation: str = EVERYBODY
    subject: str = ""
    work: str = ""
    gravity: int = 1
    facts: Mapping[str, Json] = field(default_factory=dict)


def work_name(work: Work) -> str:
    """Name a work among those that met a trouble; reads of all and of changes are one."""
    return f"{work.job}/{work.organisation}"


def troubles_of(work: Work, outcome: Outcome) -> tuple[Trouble, ...]:
    """Return what there is to tell of how a work ended."""
    if outcome.state in _SAYS_NOTHING or outcome.state == "done" or outcome.code in _SETTLED:
        return ()
    found = _BY_CODE.get(outcome.code)
    if found is not None:
        return (_trouble(work, outcome, found),)
    upstreams = tuple(_upstreams(work, outcome))
    if upstreams:
        return tuple(_trouble(work, outcome, "read-failed", upstream=one) for one in upstreams)
    failed: RuleName = "apply-failed" if work.job == "apply" else "work-failed"
    return (_trouble(work, outcome, failed),)


def mended_rules(outcome: Outcome) -> frozenset[RuleName]:
    """Return the rules whose troubles, as far as this work met them, are over."""
    if outcome.state == "done":
        return BY_WORK
    if outcome.state == "incomplete":
        # The upstreams that failed are told by the troubles; others were read.
        return BY_WORK
    return _PASSED_BY_WAITING if outcome.state == "waiting" else frozenset()


def _upstreams(work: Work, outcome: Outcome) -> Iterator[str]:
    yield from outcome.upstreams
    if not outcome.upstreams and (outcome.state == "incomplete" or _unavailable(outcome)):
        yield _SIDE.get(outcome.code) or _READ_OF.get(work.job, work.job)


def _unavailable(outcome: Outcome) -> bool:
    return outcome.code in {"source-unavailable", "upstream-rests"}


def _trouble(work: Work, outcome: Outcome, rule: RuleName, *, upstream: str = "") -> Trouble:
    facts: dict[str, Json] = {"job": work.job, "detail": outcome.detail, "code": outcome.code}
    if outcome.plan is not None:
        facts["plan"] = outcome.plan
    if outcome.run is not None:
        facts["run"] = outcome.run
    if upstream:
        facts["upstream"] = upstream
    return Trouble(
        rule,
        # Of an upstream, the store, the file all organisations suffer: one notice for all.
        EVERYBODY if rule in _SHARED else work.organisation,
        subject=upstream or (work.job if rule == "work-failed" else ""),
        work=work_name(work),
        facts=facts,
    )
