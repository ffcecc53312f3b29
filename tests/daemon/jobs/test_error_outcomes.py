import errno
from datetime import UTC, datetime

import pytest

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
    PermanentError,
    ReadInterrupted,
    SourceContractError,
    SourceUnavailable,
    StalePlan,
    StoreError,
)
from hytedata_daemon.jobs.faults import outcome_of_error, outcome_of_system
from hytedata_daemon.jobs.plain import LONGEST, plain
from hytedata_daemon.jobs.upstreams import NoShareLeft, UpstreamRests

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MEANINGS = [
    (LoginRefused("PTV", "mallila", status=401), "waiting", "login-refused"),
    (IdentityDoubt("two of one key"), "waiting", "identity-doubt"),
    (ApprovalMissing("beyond limits"), "waiting", "plan-waits"),
    (ConfigError("hytedata.toml", ["ptv.url: must be …"]), "waiting", "config"),
    (InputError("no such place"), "waiting", "config"),
    (NotFound("PTV", "organisation"), "waiting", "not-found"),
    (StalePlan("make a new one"), "done", "plan-stale"),
    (LeaseHeld("org", "another", "12:00"), "busy", "lease-held"),
    (UpstreamRests("ptv", NOON), "busy", "upstream-rests"),
    (NoShareLeft("ptv"), "busy", "upstream-shared"),
    (SourceUnavailable("PTV", "https://ptv.test", attempts=4), "failed", "source-unavailable"),
    (
        ReadInterrupted("PTV", "services", cursor="1", items=5, detail="503"),
        "failed",
        "source-unavailable",
    ),
    (
        SourceContractError("PTV", "https://ptv.test", detail="no list"),
        "failed",
        "source-contract",
    ),
    (AnswerLost("PTV", "https://ptv.test"), "failed", "answer-lost"),
    (StoreError("the store is full"), "failed", "store"),
    (PermanentError("something else"), "failed", "error"),
]


@pytest.mark.parametrize(("error", "state", "code"), MEANINGS, ids=lambda one: str(one)[:30])
def test_each_error_has_one_meaning(error: HytedataError, state: str, code: str) -> None:
    outcome = outcome_of_error(error, str.lower)

    assert (outcome.state, outcome.code) == (state, code)
    assert outcome.detail


def test_an_upstream_without_a_usable_answer_is_named() -> None:
    unavailable = SourceUnavailable("PTV", "https://ptv.test", attempts=4)

    assert outcome_of_error(unavailable, str.lower).upstreams == ("ptv",)
    assert outcome_of_error(UpstreamRests("lipas", NOON), str.lower).upstreams == ("lipas",)
    assert outcome_of_error(LoginRefused("PTV", "a", status=401), str.lower).upstreams == ()


def test_a_full_disk_is_told_as_one() -> None:
    outcome = outcome_of_system(OSError(errno.ENOSPC, "No space left on device", "borders.gpkg"))

    assert (outcome.state, outcome.code) == ("failed", "disk-full")
    assert "borders.gpkg" in outcome.detail


def test_what_addresses_hold_of_secrets_is_left_out() -> None:
    told = plain("no answer at https://me:hunter2@kalenteri.test/a.ics?token=t0psecret; later")

    assert told == "no answer at https://kalenteri.test/a.ics?…; later"


def test_a_long_story_is_cut_short() -> None:
    assert len(plain("x" * 10_000)) <= LONGEST + 2
