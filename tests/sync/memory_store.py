"""A sync store in memory: for property tests, where a database for each example is too slow."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from hytedata.errors import LeaseHeld
from hytedata.models.common import Json
from hytedata.models.link_decision import LinkDecision
from hytedata.models.publication import ItemKind, Skip, SourceItem
from hytedata.models.sports_site import SiteHead
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

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Key = tuple[ItemKind, SourceItem]


class _Held:
    def __init__(self, store: "MemoryStore") -> None:
        self.store = store

    def renew(self) -> None:
        if self.store.lease_lost:
            raise LeaseHeld("organisation", "another", "later")
        self.store.on_renew()


class MemoryStore:
    """Keeps one login's state in dictionaries."""

    id = "memory"

    def __init__(self) -> None:
        self.link_of: dict[Key, Link] = {}
        self.applied_of: dict[Key, Applied] = {}
        self.remarks_of: dict[SourceItem, tuple[Skip, ...]] = {}
        self.head_of: dict[int, SiteHead] = {}
        self.pairs: set[tuple[str, str]] = set()
        self.texts_of: list[TextApproval] = []
        self.intents: list[Intent] = []
        self.holder: str | None = None
        self.lease_lost = False
        self.on_renew: Callable[[], None] = lambda: None
        self.decided: list[LinkDecision] = []
        self.departed: dict[SourceItem, Departure] = {}
        self.now = NOW

    def links(self, organisation: str, login: str) -> tuple[Link, ...]:
        return tuple(self.link_of.values())

    def applied(
        self, organisation: str, login: str, only: Collection[SourceItem] | None = None
    ) -> tuple[Applied, ...]:
        return tuple(
            item for item in self.applied_of.values() if only is None or item.source in only
        )

    def connections(self, organisation: str, login: str) -> frozenset[tuple[str, str]]:
        return frozenset(self.pairs)

    def approved_texts(self, organisation: str) -> Iterable[TextApproval]:
        return tuple(self.texts_of)

    def decisions(self, organisation: str, login: str) -> tuple[LinkDecision, ...]:
        return tuple(self.decided)

    def departures(self, organisation: str, login: str) -> tuple[Departure, ...]:
        return tuple(self.departed.values())

    def note_departures(
        self, organisation: str, login: str, seen: Mapping[SourceItem, DepartureWhy]
    ) -> None:
        before, self.departed = self.departed, {}
        for source, why in seen.items():
            known = before.get(source)
            goes_on = known if known and known.why == why else None
            self.departed[source] = Departure(
                source,
                why,
                goes_on.since if goes_on else self.now,
                self.now,
                goes_on.reads + 1 if goes_on else 1,
            )

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
        return tuple(
            one
            for one in self.intents
            if one.state in states
            and one.id > after
            and one.change["op"] == op
            and (ptv_ids is None or one.ptv_id in ptv_ids)
        )

    def save_plan(
        self,
        plan_id: str,
        organisation: str,
        document: bytes,
        summary: Mapping[str, Json] | None = None,
    ) -> None:
        pass

    def record_approval(self, plan_id: str, who: str) -> None:
        pass

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
        number = len(self.intents) + 1
        opened = Intent(
            number, plan_id, change_id, organisation, login, change, before, "open", NOW, run_id=run
        )
        self.intents.append(opened)
        return number

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
        self.intents[intent_id - 1] = replace(
            self.intents[intent_id - 1],
            state=state,
            ptv_id=ptv_id,
            detail=detail,
            closed_at=NOW,
            looked_up=looked_up,
            echo=dict(applied.echo) if applied else None,
        )
        if link:
            self.link_of[link.kind, link.source] = link
        if applied:
            self.applied_of[applied.kind, applied.source] = applied
        self.pairs = (self.pairs | set(connected)) - set(disconnected)

    def open_intents(self, organisation: str, login: str) -> tuple[Intent, ...]:
        return tuple(intent for intent in self.intents if intent.state == "open")

    def last_intent(self, organisation: str, login: str) -> int:
        return len(self.intents)

    def intents_of_plan(self, plan_id: str) -> tuple[Intent, ...]:
        return tuple(intent for intent in self.intents if intent.plan_id == plan_id)

    def in_step(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[str, str]]:
        return {
            item.source: (item.source_hash, item.target_version)
            for item in self.applied_of.values()
            if item.source_hash and item.target_version
        }

    def remarks(self, organisation: str, login: str) -> Mapping[SourceItem, tuple[Skip, ...]]:
        return dict(self.remarks_of)

    def heads(self, organisation: str, login: str) -> Iterable[SiteHead]:
        return tuple(self.head_of.values())

    def note_in_step(
        self,
        organisation: str,
        login: str,
        notes: Sequence[Applied],
        remarks: Mapping[SourceItem, Sequence[Skip]] | None = None,
        heads: Iterable[SiteHead] = (),
    ) -> None:
        for note in notes:
            stored = self.applied_of.get((note.kind, note.source), note)
            self.applied_of[note.kind, note.source] = replace(
                stored, source_hash=note.source_hash, target_version=note.target_version
            )
        self.remarks_of |= {source: tuple(some) for source, some in (remarks or {}).items()}
        self.head_of |= {head.lipas_id: head for head in heads}

    @contextmanager
    def lease(self, organisation: str, holder: str, *, seconds: float) -> Iterator[Lease]:
        if self.holder:
            raise LeaseHeld(organisation, self.holder, "later")
        self.holder = holder
        try:
            yield _Held(self)
        finally:
            self.holder = None

    def publishes_to_ptv(self, lipas_ids: Sequence[int]) -> Mapping[int, bool]:
        return {}

    def note_publishes_to_ptv(self, lipas_id: int, publishes: bool) -> None:
        pass
