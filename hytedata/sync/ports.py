"""What the sync needs of the world: a source, a target and a store, as protocols."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from hytedata.models.common import Json, Snapshot
from hytedata.models.link_decision import LinkDecision
from hytedata.models.publication import (
    ConnectOutcome,
    DesiredItem,
    ItemKind,
    Skip,
    SourceItem,
    TargetItem,
    TargetState,
)
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.models.sync_state import (
    Applied,
    Departure,
    DepartureWhy,
    Intent,
    IntentState,
    Lease,
    Link,
)
from hytedata.models.text_approval import TextApproval

__all__ = [
    "Applied",
    "Intent",
    "IntentState",
    "Lease",
    "Link",
    "Pair",
    "SiteSource",
    "SyncStore",
    "Target",
]

Pair: TypeAlias = tuple[str, str]
"""A connection: PTV ids of service and channel."""


class SiteSource(Protocol):
    """Where sports sites come from: Lipas or a file."""

    def snapshot(
        self, *, municipalities: Sequence[str], categories: Sequence[int] = ()
    ) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities* (three-digit codes) in all statuses.

        *categories* are Lipas sub-category codes; none means all.
        """
        ...

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        """Read like `snapshot`, but normalise only those sites whose head is not *enough*.

        Where *enough* knows heads by content (`Enough`), such sites need not be read at all.
        """
        ...

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site; None where that cannot be found out."""
        ...

    def look(self, lipas_id: int) -> SportsSite | None:
        """Read one site by its id; None where there is none. Raises where it cannot be read."""
        ...


class Target(Protocol):
    """The service catalogue of one login, written item by item.

    Each write either returns what the target then holds, or raises: `WriteRefused` and
    `NotFound` (nothing was written), `SourceUnavailable` (an answer said that it failed),
    `AnswerLost` (unknown: look before repeating).
    """

    @property
    def login(self) -> str:
        """Name of the login, without its secret; part of a link's key."""
        ...

    @property
    def api_version(self) -> str:
        """Which version of the target's API it writes through; it is read through the same."""
        ...

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        ...

    @property
    def write_s(self) -> float:
        """Longest time in seconds that one write may take, from its start to its end."""
        ...

    def guard(self, before_write: Callable[[], None]) -> None:
        """Call *before_write* right before each write; what it raises keeps it from being sent."""
        ...

    def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
        """Read all of one organisation: published items, own drafts, archived ids.

        *known* are channels as an earlier reading saw them, PTV id → `noted_version`. One that
        stands so may come lightly (`TargetItem.familiar`).
        """
        ...

    def look(self, kind: ItemKind, ptv_id: str) -> TargetItem | None:
        """Read the newest version of one item; None where it is archived or unknown."""
        ...

    def find_by_source_id(
        self, kind: ItemKind, organisation: str, source_id: str
    ) -> TargetItem | None:
        """Look for an item by our key among published items and drafts; None where it is not."""
        ...

    def create(self, organisation: str, item: DesiredItem) -> TargetItem:
        """Create and publish *item*, unconnected."""
        ...

    def update(self, current: TargetItem, changes: Mapping[str, object]) -> TargetItem:
        """Write *current* re-encoded with *changes* (path → new value, None clears)."""
        ...

    def archive(self, current: TargetItem) -> None:
        """Archive an item; its connections are lost."""
        ...

    def restore(self, organisation: str, ptv_id: str, item: DesiredItem) -> TargetItem:
        """Publish an archived item again under the same id, with *item*'s content."""
        ...

    def connect(
        self,
        pairs: Sequence[Pair],
        details: Mapping[Pair, Mapping[str, Json]] | None = None,
    ) -> tuple[ConnectOutcome, ...]:
        """Add connections without touching others, with own *details* where some are given.

        What refuses the list as a whole (one unknown id does) is raised, and nothing was added.
        """
        ...

    def connection_details(self, item: TargetItem) -> Mapping[str, Mapping[str, Json]]:
        """Own details of the connections of an item that was looked at, by their other end.

        They are in the form that `connect` takes; a connection that it cannot make is left out.
        """
        ...

    def disconnect(self, current: TargetItem, channel_ids: Iterable[str]) -> TargetItem:
        """Take *channel_ids* out of the connections of a service, keeping all others whole.

        *current* is the service as `look` gave it right before.
        """
        ...


class SyncStore(Protocol):
    """State of the sync. Every method is one transaction; all times are aware, UTC."""

    @property
    def id(self) -> str:
        """Identity of this store, made with it."""
        ...

    def links(self, organisation: str, login: str) -> tuple[Link, ...]:
        """All links of one organisation and login."""
        ...

    def applied(
        self, organisation: str, login: str, only: Collection[SourceItem] | None = None
    ) -> tuple[Applied, ...]:
        """What was sent and echoed, per item; of *only* those source items where given."""
        ...

    def in_step(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[str, str]]:
        """Source hash and target version of each item that was found in step."""
        ...

    def remarks(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[Skip, ...]]:
        """The remarks on items that were found in step, where they have some."""
        ...

    def heads(self, organisation: str, login: str) -> Iterable[SiteHead]:
        """The heads of sites whose channels were found in step, as they were then."""
        ...

    def connections(self, organisation: str, login: str) -> frozenset[tuple[str, str]]:
        """Connections that we made: (service PTV id, channel PTV id)."""
        ...

    def approved_texts(self, organisation: str) -> Iterable[TextApproval]:
        """The texts that a person approved, the oldest approval first."""
        ...

    def decisions(self, organisation: str, login: str) -> tuple[LinkDecision, ...]:
        """What people decided of adoption candidates, the oldest first."""
        ...

    def departures(self, organisation: str, login: str) -> tuple[Departure, ...]:
        """Published sites that the latest complete read of the source did not show as wanted."""
        ...

    def note_departures(
        self, organisation: str, login: str, seen: Mapping[SourceItem, DepartureWhy]
    ) -> None:
        """Note what one complete read shows so; what is not among *seen* is back."""
        ...

    def writes_of(
        self,
        organisation: str,
        login: str,
        op: str,
        *,
        ptv_ids: Collection[str] | None = None,
        after: int = 0,
        states: Collection[IntentState] = ("done", "failed"),
    ) -> tuple[Intent, ...]:
        """The writes of one operation that ended in one of *states*, the oldest first."""
        ...

    def save_plan(
        self,
        plan_id: str,
        organisation: str,
        document: bytes,
        summary: Mapping[str, Json] | None = None,
    ) -> None:
        """Keep a plan; the same plan twice is one."""
        ...

    def record_approval(self, plan_id: str, who: str) -> None:
        """Note that a person approved a plan."""
        ...

    def open_intent(
        self,
        *,
        plan_id: str,
        change_id: str,
        organisation: str,
        login: str,
        change: Mapping[str, object],
        before: Mapping[str, object] | None,
        run: int | None = None,
    ) -> int:
        """Record a write that *run* is about to send; returns its id."""
        ...

    def close_intent(
        self,
        intent_id: int,
        state: IntentState,
        *,
        ptv_id: str | None = None,
        detail: str = "",
        link: Link | None = None,
        applied: Applied | None = None,
        connected: Sequence[tuple[str, str]] = (),
        disconnected: Sequence[tuple[str, str]] = (),
        looked_up: bool = False,
    ) -> None:
        """Close an intent and record what follows from it, in one transaction.

        *looked_up*: its answer was lost, and the target was read instead.
        """
        ...

    def open_intents(self, organisation: str, login: str) -> tuple[Intent, ...]:
        """Writes whose outcome is unknown, oldest first."""
        ...

    def last_intent(self, organisation: str, login: str) -> int:
        """Id of the latest write, 0 where there was none."""
        ...

    def intents_of_plan(self, plan_id: str) -> tuple[Intent, ...]:
        """All intents of one plan, oldest first."""
        ...

    def note_in_step(
        self,
        organisation: str,
        login: str,
        notes: Sequence[Applied],
        remarks: Mapping[SourceItem, Sequence[Skip]] | None = None,
        heads: Iterable[SiteHead] = (),
    ) -> None:
        """Refresh `source_hash` and `target_version` of items that need no write.

        *remarks* replace what is kept of the items that it names, *heads* what is kept of
        their sites.
        """
        ...

    def lease(
        self, organisation: str, holder: str, *, seconds: float
    ) -> AbstractContextManager[Lease]:
        """Hold an organisation; raises `LeaseHeld` while another holds it."""
        ...

    def publishes_to_ptv(self, lipas_ids: Sequence[int]) -> Mapping[int, bool]:
        """Cached answers of Lipas's single-site view."""
        ...

    def note_publishes_to_ptv(self, lipas_id: int, publishes: bool) -> None:
        """Remember one answer of Lipas's single-site view."""
        ...
