"""What is to be done, and how it ended: the values that engine, jobs, pages and notices share."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict

from hytedata.models.common import Json
from hytedata_daemon.settings.jobs import JobName

State: TypeAlias = Literal["done", "incomplete", "waiting", "stopped", "busy", "failed"]

Code: TypeAlias = Literal[
    "",
    # done
    "fetched", "file", "kept", "no-calendar", "no-plan", "not-out-yet", "nothing-read",
    "nothing-to-do", "organisation-unknown", "plan-applied", "plan-rejected", "plan-stale",
    "plan-tried",
    # stopped
    "stop-asked",
    # waiting
    "config", "identity-doubt", "limit-exceeded", "login-refused", "not-found", "plan-waits",
    "stopped-for-safety",
    # busy
    "lease-held", "upstream-rests", "upstream-shared",
    # incomplete
    "changes-failed", "read-incomplete", "report-unwritten", "requests-spent",
    "source-incomplete", "target-incomplete", "texts-unread",
    # failed
    "answer-lost", "daemon-died", "disk-full", "error", "source-contract", "source-unavailable",
    "store", "system", "transient", "unforeseen",
]  # fmt: skip
"""Why a work ended as it did; "" where there is nothing to say. For people there are words for
each: `code.plan-waits`."""

CODES: Final[tuple[Code, ...]] = get_args(Code)

EVERYBODY: Final = ""
"""In place of an organisation: work that is done once for all of them."""

PER_ORGANISATION: Final[frozenset[JobName]] = frozenset({"plan", "apply"})
"""Jobs that run for each organisation on its own."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Work(_Value):
    """One job to be done once.

    Attributes:
        job: Which.
        organisation: Id of whom it is done for; `EVERYBODY` where it is done once for all.
        full: Of a read: read everything, not only what changed.
    """

    job: JobName
    organisation: str = EVERYBODY
    full: bool = False

    @property
    def exclusive(self) -> str:
        """No two works with the same of these are done at once, on any machine."""
        return self.organisation or self.job


class Outcome(_Value):
    """How a work ended.

    Attributes:
        state: `done`; `incomplete` where a source was not read whole, or not all was written;
            `waiting` where a person must decide or mend something first; `stopped` where the
            daemon was told to stop, so that it goes on at once after the next start; `busy` where
            an upstream rests or another run holds what it needs; `failed`.
        code: Why, one stable word.
        detail: The same in English, for people; names who can mend it. Never a secret.
        counts: What was done, by name.
        run: Id of the store's run that tells more.
        plan: Id of the plan that was made, is waiting or was applied.
        upstreams: Names of the upstreams that gave no usable answer.
    """

    state: State
    code: Code = ""
    detail: str = ""
    counts: Mapping[str, int] = {}
    run: int | None = None
    plan: str | None = None
    upstreams: tuple[str, ...] = ()

    def document(self) -> Mapping[str, Json]:
        """Return it as JSON values, for the store and for the engine."""
        kept: dict[str, Json] = self.model_dump(mode="json")
        return kept
