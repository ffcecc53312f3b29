"""What the sync remembers between runs: links, sent and echo, intents, leases, runs, audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from hytedata.models.common import Json
from hytedata.models.publication import Fields, ItemKind, SourceItem


@dataclass(frozen=True, slots=True)
class Link:
    """Which target item stands for a source item, for one organisation and login."""

    source: SourceItem
    kind: ItemKind
    ptv_id: str
    source_id: str
    archived: bool = False


@dataclass(frozen=True)
class Applied:
    """What was last sent for an item, and what came back.

    Attributes:
        sent: Fields that we sent.
        echo: The same paths as the target held them right after the write.
        source_hash: Content hash of the source item that `sent` was made from, or "".
        target_version: `TargetItem.version` right after the write, or "". Once the item was
            seen in step, version and digest, with a full stop between.
    """

    source: SourceItem
    kind: ItemKind
    sent: Fields
    echo: Fields
    source_hash: str = ""
    target_version: str = ""


IntentState: TypeAlias = Literal["open", "done", "unchanged", "refused", "failed", "abandoned"]


@dataclass(frozen=True)
class Intent:
    """One write, recorded before it is sent and closed after its outcome is known.

    Attributes:
        change: The plan's change as JSON.
        before: What stood in the target before the write (`hytedata.sync.before`); None for
            creations.
        run_id: The run that sent it; None where it is not known.
        looked_up: Its answer was lost, and what became of it was read from the target.
        echo: The fields that we sent, as the target held them right after the write; None where
            nothing was written, or no field.
    """

    id: int
    plan_id: str
    change_id: str
    organisation: str
    login: str
    change: Mapping[str, object]
    before: Mapping[str, object] | None
    state: IntentState
    opened_at: datetime
    closed_at: datetime | None = None
    ptv_id: str | None = None
    detail: str = ""
    run_id: int | None = None
    looked_up: bool = False
    echo: Fields | None = None


DepartureWhy: TypeAlias = Literal["absent", "not-eligible"]


@dataclass(frozen=True)
class Departure:
    """A published site that complete reads of the source name no more, or not to be published.

    Attributes:
        why: `absent`: no list of the source names it. `not-eligible`: owner, type, municipality
            or status is not one to publish any more.
        since: When a complete read first showed it so; without a read in between that did not.
        last: When one last did.
        reads: How many complete reads did.
    """

    source: SourceItem
    why: DepartureWhy
    since: datetime
    last: datetime
    reads: int


class Lease(Protocol):
    """A held lease."""

    def renew(self) -> None:
        """Extend it; raises `LeaseHeld` where it was lost."""
        ...


PlanDecision: TypeAlias = Literal["approve", "reject"]


@dataclass(frozen=True)
class Run:
    """One job: when it ran and how it ended.

    Attributes:
        kind: `read`, `plan`, `apply` …
        organisation: PTV organisation id, or "" where it is not about one.
        ended_at: None while it runs, and for ever where it was killed.
        verdict: How it ended in one word; None before it ended.
        counts: What it did, counted from outcomes.
    """

    id: int
    kind: str
    organisation: str
    started_at: datetime
    ended_at: datetime | None = None
    verdict: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Approval:
    """A person decided on a plan.

    Attributes:
        approved_at: When, whatever the decision.
        decision: `approve` lets it through; `reject` keeps it from being applied until a later
            decision.
        reason: In the person's words; may be empty.
    """

    plan_id: str
    who: str
    approved_at: datetime
    decision: PlanDecision = "approve"
    reason: str = ""


@dataclass(frozen=True)
class PlanHead:
    """What a list of plans shows of one.

    Attributes:
        saved_at: When it was made first.
        last_made_at: When the same was planned last.
        summary: Its counts, blocked limits and verdicts, as `plan_summary` makes them; empty
            for plans of older versions.
    """

    id: str
    organisation: str
    saved_at: datetime
    last_made_at: datetime
    summary: Mapping[str, Json]


@dataclass(frozen=True)
class AuditEntry:
    """Who did what, when."""

    at: datetime
    who: str
    what: str
    organisation: str
    detail: Mapping[str, object]
