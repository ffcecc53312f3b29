"""What was written for an organisation: by whom, when, what stood there before and after."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, TypeAlias

from pydantic import AwareDatetime, Field

from hytedata.config import Config, Organisation
from hytedata.models.base import Model
from hytedata.models.common import Json
from hytedata.models.plan import Change, Kind, Op, PlanSource
from hytedata.models.sync_state import AuditEntry, Intent, Run
from hytedata.runs.open_store import open_store
from hytedata.store import Store
from hytedata.sync.before import read_image

HISTORY_SCHEMA: Final = 1
APPLY, REVERT = "apply", "revert"

Outcome: TypeAlias = Literal[
    "done", "found-done", "found-without-effect", "unchanged", "refused", "failed", "open"
]
"""`done`: PTV confirmed it. `found-done`, `found-without-effect`: the answer was lost, and PTV
was read to see what became of it. `refused`: PTV had moved, nothing was sent. `failed`: PTV
refused it. `open`: the answer was lost and not looked up yet; the next plan or apply does."""

_NOT_SHOWN = frozenset({"details", "ours"})


class FieldHistory(Model):
    """One field of a write.

    Attributes:
        before: What stood there; None for nothing.
        after: What was sent.
        kept: What PTV made of it, where that is something else.
    """

    before: Json = None
    after: Json = None
    kept: Json = None


class WriteHistory(Model):
    """One write.

    Attributes:
        login: The API user that sent it.
        lost: Connections that an archived item had: PTV ids of service and channel.
        before_kept: Whether what stood there before is kept whole; not for what an older
            hytedata wrote.
    """

    id: int
    change_id: str
    op: Op
    kind: Kind
    source: PlanSource
    name: str
    ptv_id: str | None
    reason: str
    login: str
    begun_at: AwareDatetime
    ended_at: AwareDatetime | None
    outcome: Outcome
    detail: str
    fields: Mapping[str, FieldHistory]
    lost: tuple[tuple[str, str], ...] = ()
    before_kept: bool = True


class RunHistory(Model):
    """The writes of one run.

    Attributes:
        run: Its id, for `sync revert`; None for writes from before runs were noted.
        who: The person who started it; "" where that was not noted.
        approved_by: Who let its plan through, where that was needed.
        undoes: The run that its plan undoes, if it does.
        writes: Newest first; only those that were asked for.
    """

    run: int | None
    started_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    verdict: str | None
    who: str
    plan: str
    approved_by: tuple[str, ...]
    undoes: int | None
    writes: tuple[WriteHistory, ...]


class History(Model):
    """The history of one organisation's writes, newest first.

    Attributes:
        next: Id to go on with (`--before`), or None where this is the end.
    """

    schema_: int = Field(default=HISTORY_SCHEMA, alias="schema")
    organisation: str
    name: str
    runs: tuple[RunHistory, ...]
    next: int | None = None


def history(
    config: Config,
    organisation: Organisation,
    *,
    item: str | None = None,
    run: int | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> History:
    """Read what was written from the store; calls no register.

    Args:
        config: The configuration.
        organisation: Whose.
        item: Only what touched this source item (`site:123`, `subcategory:1100`) or PTV id.
        run: Only what this run wrote.
        since: Only what was begun then or later; aware.
        before: Go on below the write with this id.
        limit: At most so many writes.

    Raises:
        StoreError: The store cannot be used.
    """
    with open_store(config) as store:
        return history_in(
            store, organisation, item=item, run=run, since=since, before=before, limit=limit
        )


def history_in(
    store: Store,
    organisation: Organisation,
    *,
    item: str | None = None,
    run: int | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> History:
    """Read `history` from an open store."""
    found = store.writes(
        organisation.id,
        run=run,
        names=_names_of(store, organisation, item) if item else None,
        since=since,
        before=before,
        limit=limit + 1,
    )
    shown = found[:limit]
    return History(
        organisation=organisation.id,
        name=organisation.name,
        runs=_grouped(store, organisation.id, shown),
        next=shown[-1].id if len(found) > limit else None,
    )


def _names_of(store: Store, organisation: Organisation, item: str) -> frozenset[str]:
    """All that an item is called by: its source item, PTV id and our key in PTV."""
    names = {item}
    for links in store.all_links(organisation.id).values():
        for link in links:
            own = {link.source.id, link.ptv_id, link.source_id}
            if item in own:
                names |= own
    return frozenset(names)


def _grouped(store: Store, organisation: str, writes: Sequence[Intent]) -> tuple[RunHistory, ...]:
    groups: dict[tuple[int | None, str], list[Intent]] = {}
    for write in writes:
        groups.setdefault((write.run_id, write.plan_id), []).append(write)
    runs = store.runs({run for run, _ in groups if run is not None})
    approved: dict[str, list[str]] = {}
    for approval in store.approvals({plan for _, plan in groups}):
        approved.setdefault(approval.plan_id, []).append(approval.who)
    trail = store.audit_of(organisation, (APPLY, REVERT)) if groups else ()
    who, undoes = _who(trail), _undone(trail)
    return tuple(
        _run(
            runs.get(run) if run is not None else None,
            run,
            who=who.get(run, "") if run is not None else "",
            plan=plan,
            approved_by=tuple(dict.fromkeys(approved.get(plan, ()))),
            undoes=undoes.get(plan),
            writes=some,
        )
        for (run, plan), some in groups.items()
    )


def _run(
    known: Run | None,
    run: int | None,
    *,
    who: str,
    plan: str,
    approved_by: tuple[str, ...],
    undoes: int | None,
    writes: Iterable[Intent],
) -> RunHistory:
    return RunHistory(
        run=run,
        started_at=known.started_at if known else None,
        ended_at=known.ended_at if known else None,
        verdict=known.verdict if known else None,
        who=who,
        plan=plan,
        approved_by=approved_by,
        undoes=undoes,
        writes=tuple(_write(intent) for intent in writes),
    )


def _who(trail: Iterable[AuditEntry]) -> dict[int, str]:
    return {
        run: entry.who
        for entry in trail
        if entry.what == APPLY and isinstance(run := entry.detail.get("run"), int)
    }


def _undone(trail: Iterable[AuditEntry]) -> dict[str, int]:
    return {
        str(entry.detail.get("plan")): run
        for entry in trail
        if entry.what == REVERT and isinstance(run := entry.detail.get("run"), int)
    }


def _write(intent: Intent) -> WriteHistory:
    change, image = Change.model_validate(intent.change), read_image(intent)
    lost = image.connections if image and change.op == "archive" else ()
    fields = {
        path: FieldHistory(
            before=field.before, after=field.after, kept=_kept(intent, path, field.after)
        )
        for path, field in change.fields.items()
        if path not in _NOT_SHOWN
    }
    if image and change.op == "archive":
        fields |= {path: FieldHistory(before=value) for path, value in image.fields.items()}
    return WriteHistory(
        id=intent.id,
        change_id=change.id,
        op=change.op,
        kind=change.kind,
        source=change.source,
        name=change.name,
        ptv_id=intent.ptv_id or change.ptv_id,
        reason=change.reason,
        login=intent.login,
        begun_at=intent.opened_at,
        ended_at=intent.closed_at,
        outcome=_outcome(intent),
        detail=intent.detail,
        fields=fields,
        lost=tuple((one.service, one.channel) for one in lost),
        before_kept=image is not None or change.op == "create",
    )


def _kept(intent: Intent, path: str, sent: Json) -> Json:
    kept = (intent.echo or {}).get(path)
    return None if kept == sent else kept


def _outcome(intent: Intent) -> Outcome:
    if intent.state == "abandoned":
        return "found-without-effect"
    return "found-done" if intent.state == "done" and intent.looked_up else intent.state
