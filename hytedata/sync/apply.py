"""Apply a plan exactly as it stands: an intent before each write, closed after it.

Apply decides nothing. Each target item is read again before it is written and refused where it
moved since the plan. A change that fails leaves the others to go on; a write whose answer is
lost is looked up before anything is sent again. A write starts only while the organisation is held
for longer than the write can take: PTV cannot tell a late writer from the one that took over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from hytedata.errors import (
    AnswerLost,
    HytedataError,
    IdentityDoubt,
    LeaseHeld,
    LoginRefused,
    PermanentError,
    StalePlan,
    StoreError,
    TransientError,
)
from hytedata.models.outcome import ApplyResult, ChangeOutcome, Mender, State
from hytedata.models.plan import Change, Plan
from hytedata.models.publication import SourceItem, TargetItem
from hytedata.models.sync_state import Applied, Intent, IntentState
from hytedata.sync.adopting import write_adoption
from hytedata.sync.before import Before, image_before
from hytedata.sync.freshness import current_of
from hytedata.sync.held import MARGIN_S, Held, awake
from hytedata.sync.outcomes import NotNow, StillOpen, Stopped, groups, outcome_of
from hytedata.sync.pauses import Pauses
from hytedata.sync.planning.identity import made_elsewhere
from hytedata.sync.ports import Pair, SyncStore, Target
from hytedata.sync.record import (
    Written,
    connection_made,
    desired_item,
    details_of,
    item_written,
    pair_of,
)
from hytedata.sync.refusals import is_taken, mender
from hytedata.sync.resolve import Resolution, archived, close, resolve, resolve_open

OnOutcome = Callable[[ChangeOutcome, int, int], None]
FAILURES_IN_A_ROW = 5
_IN_PLACE: frozenset[State] = frozenset({"done", "unchanged"})


def apply_plan(
    plan: Plan,
    target: Target,
    store: SyncStore,
    *,
    holder: str,
    lease_s: float = 300.0,
    on_outcome: OnOutcome | None = None,
    monotonic: Callable[[], float] = awake,
    run_id: int | None = None,
    most_requests: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> ApplyResult:
    """Write every change of *plan*, in its order, and say what became of each.

    Applying the same plan again resumes it: closed intents count as done, open ones are
    resolved first.

    Args:
        plan: The plan, approved where approval is due.
        target: Where to write.
        store: The store that the plan was made with.
        holder: Who holds the lease, for messages.
        lease_s: How long the organisation is held without a renewal, seconds.
        on_outcome: Called after each change with its outcome, position and total.
        monotonic: Clock in seconds, for renewing the lease: it never jumps, and goes on while
            the machine sleeps.
        run_id: The store's id of this run, for the history of writes.
        most_requests: After so many requests to the target no further change is begun; None for
            no bound. The next run goes on.
        stop: Asked before each change; once it is true none is begun, and the next run goes on.

    Raises:
        StalePlan: The plan was made with another store.
        ValueError: A lease of *lease_s* could not outlast a write.
        LeaseHeld: Another run works on the organisation.
        StoreError: The store cannot be written; nothing more was sent.
        SourceUnavailable: Open intents of an earlier run could not be resolved.
        IdentityDoubt: The target holds an item with a key of ours that this store never made.
    """
    if plan.store_id != store.id:
        raise StalePlan(
            f"this plan was made with store {plan.store_id}, and the configured store is "
            f"{store.id}; make a new plan with the store that is configured now"
        )
    if lease_s < target.write_s + MARGIN_S:
        raise ValueError(f"a lease of {lease_s} s cannot outlast a write of {target.write_s} s")
    held_since = monotonic()
    with store.lease(plan.organisation, holder, seconds=lease_s) as lease:
        held = Held(lease, lease_s, target.write_s + MARGIN_S, monotonic, held_since)
        resolve_open(plan.organisation, target, store)
        run = _Run(plan, target, store, held, run_id, Pauses(target, most_requests, stop))
        target.guard(run.may_write)
        for outcome in run.outcomes():
            if on_outcome:
                on_outcome(outcome, len(run.told), len(plan.changes))
    ordered = tuple(run.told[change.id] for change in plan.changes)
    return ApplyResult(
        plan_id=plan.id, organisation=plan.organisation, outcomes=ordered, stopped=run.stopped
    )


class _Run:
    """One run over a plan's changes: what it knows so far, and why it stopped."""

    def __init__(
        self,
        plan: Plan,
        target: Target,
        store: SyncStore,
        held: Held,
        run_id: int | None,
        pauses: Pauses,
    ) -> None:
        self.run_id, self.pauses = run_id, pauses
        self.plan, self.target, self.store, self.held = plan, target, store, held
        self.told: dict[str, ChangeOutcome] = {}
        self.stopped = ""
        self.failures_in_a_row = 0
        organisation, login = plan.organisation, target.login
        self.ptv_ids = {link.source_id: link.ptv_id for link in store.links(organisation, login)}
        self.applied: dict[tuple[str, SourceItem], Applied] = {
            (item.kind, item.source): item for item in store.applied(organisation, login)
        }
        self.earlier: dict[str, Intent] = {
            intent.change_id: intent
            for intent in store.intents_of_plan(plan.id)
            if intent.state in _IN_PLACE
        }

    def outcomes(self) -> Iterator[ChangeOutcome]:
        """Work through the changes; connections that follow each other go together."""
        for group in groups(self.plan.changes):
            for outcome in self._group(group):
                self.told[outcome.change_id] = outcome
                yield outcome

    def _group(self, group: Sequence[Change]) -> Iterator[ChangeOutcome]:
        due: list[Change] = []
        for change in group:
            settled = self._settled(change)
            if settled:
                yield settled
            else:
                due.append(change)
        if due and due[0].op == "connect":
            yield from self._connect(due)
        else:
            for change in due:
                yield self._one(change)

    def _settled(self, change: Change) -> ChangeOutcome | None:
        """The outcome of a change that needs no write now."""
        earlier = self.earlier.get(change.id)
        if earlier:
            state: State = "unchanged" if earlier.state == "unchanged" else "done"
            return outcome_of(change, state, earlier.ptv_id, "in an earlier run of this plan")
        self.stopped = self.stopped or self.pauses.reason()
        if self.stopped:
            return outcome_of(change, "not-tried", None, self.stopped, "later")
        waiting = [need for need in change.after if not self._in_place(need)]
        if waiting:
            cause = self.told.get(waiting[0])
            mend: Mender = cause.mend if cause else "later"
            return outcome_of(change, "not-tried", None, f"{waiting[0]} did not succeed", mend)
        return None

    def _in_place(self, change_id: str) -> bool:
        outcome = self.told.get(change_id)
        return outcome is not None and outcome.state in _IN_PLACE

    def may_write(self) -> None:
        """Keep a write from being sent unless the organisation is held for longer than it takes."""
        try:
            self.held.for_a_write()
        except LeaseHeld as error:
            self.stopped = str(error)
            raise Stopped(str(error)) from error

    # --- services and channels -------------------------------------------------------------

    def _one(self, change: Change) -> ChangeOutcome:
        try:
            return self._one_again_if_lost(change)
        except NotNow as reason:
            self.failures_in_a_row = 0
            return outcome_of(change, reason.state, change.ptv_id, reason.detail, reason.mend)
        except Stopped as reason:
            return outcome_of(change, "not-tried", change.ptv_id, str(reason), "later")
        except (StoreError, IdentityDoubt):
            raise
        except LoginRefused as error:
            self.stopped = str(error)
            return outcome_of(change, "failed", change.ptv_id, str(error), "configuration")
        except PermanentError as error:
            self.failures_in_a_row = 0
            return outcome_of(change, "failed", change.ptv_id, str(error), mender(error))
        except TransientError as error:
            self._count_failure(error)
            state: State = "unknown" if isinstance(error, StillOpen) else "failed"
            return outcome_of(change, state, change.ptv_id, str(error), "later")

    def _one_again_if_lost(self, change: Change) -> ChangeOutcome:
        outcome = self._write(change)
        if isinstance(outcome, AnswerLost):
            outcome = self._write(change)
        if isinstance(outcome, TransientError):
            raise outcome
        self.failures_in_a_row = 0
        return outcome

    def _write(self, change: Change) -> ChangeOutcome | TransientError:
        """Write one change; the error is returned where a look showed that it had no effect."""
        current = current_of(change, self.target)
        pair = pair_of(change, self.ptv_ids) if change.kind == "connection" else None
        intent = self._open(change, Before(current, pair))
        try:
            written = self._send(change, current)
        except NotNow as reason:
            self.store.close_intent(intent, "refused", detail=reason.detail)
            raise
        except Stopped as reason:
            self.store.close_intent(intent, "abandoned", detail=f"not sent: {reason}")
            raise
        except PermanentError as error:
            # What was looked for in vain may have arrived since, and be in its own way.
            late = self._resolved(change) if is_taken(change, error) else None
            if late and late.state == "done" and self._was_sent(change, intent):
                return self._close(change, intent, late)
            self.store.close_intent(intent, "failed", detail=str(error))
            if late and late.state == "done":
                raise made_elsewhere(change.source_id, self.plan.organisation) from error
            raise
        except TransientError as error:
            return self._look_up(change, intent) or error
        return self._close(change, intent, Resolution("done", written))

    def _open(self, change: Change, before: Before) -> int:
        return self.store.open_intent(
            plan_id=self.plan.id,
            change_id=change.id,
            organisation=self.plan.organisation,
            login=self.target.login,
            change=change.model_dump(mode="json"),
            before=image_before(change, before, self.target),
            run=self.run_id,
        )

    def _send(self, change: Change, current: TargetItem | None) -> Written:
        earlier = self._earlier(change)
        if change.op == "create":
            now = self.target.create(self.plan.organisation, desired_item(change))
            return item_written(change, now, earlier)
        if change.op == "restore":
            item = desired_item(change)
            now = self.target.restore(self.plan.organisation, change.ptv_id or "", item)
            return item_written(change, now, earlier)
        if current is None:
            raise NotNow("failed", f"{change.op} needs the item that it changes")
        if change.op == "update":
            patch = {p: f.after for p, f in change.fields.items() if p != "status"}
            return item_written(change, self.target.update(current, patch), earlier)
        if change.op == "adopt":
            return write_adoption(change, current, self.target)
        if change.op == "archive":
            self.target.archive(current)
            return archived(change)
        pair = pair_of(change, self.ptv_ids)
        if change.op != "disconnect" or pair is None:
            raise NotNow("failed", f"this version cannot {change.op} a {change.kind}")
        if pair[1] not in current.connected:
            return Written(detail="it was disconnected already", disconnected=(pair,))
        self.target.disconnect(current, [pair[1]])
        return Written(disconnected=(pair,))

    def _resolved(self, change: Change) -> Resolution:
        try:
            return resolve(
                change, self.plan.organisation, self.target, self.ptv_ids, self._earlier(change)
            )
        except HytedataError as error:
            raise StillOpen(
                "PTV", change.id, detail=f"looking it up failed too: {error}"
            ) from error

    def _was_sent(self, change: Change, now: int) -> bool:
        """Whether this store sent the creation before: its answer was lost, or another run did."""
        sent_in: tuple[IntentState, ...] = ("abandoned", "done", "open")
        organisation, login = self.plan.organisation, self.target.login
        sent = self.store.writes_of(organisation, login, "create", states=sent_in)
        return any(
            intent.change["source_id"] == change.source_id for intent in sent if intent.id != now
        )

    def _look_up(self, change: Change, intent: int) -> ChangeOutcome | None:
        resolution = self._resolved(change)
        if resolution.state == "abandoned":
            close(self.store, intent, resolution)
            return None
        return self._close(change, intent, resolution)

    def _close(self, change: Change, intent: int, resolution: Resolution) -> ChangeOutcome:
        close(self.store, intent, resolution)
        written = resolution.written
        if written.link:
            self.ptv_ids[written.link.source_id] = written.link.ptv_id
        if written.applied:
            self.applied[written.applied.kind, written.applied.source] = written.applied
        return outcome_of(change, "done", written.ptv_id or change.ptv_id, written.detail)

    def _earlier(self, change: Change) -> Applied | None:
        source = SourceItem(change.source.name, change.source.id)
        return self.applied.get((change.kind, source))

    def _count_failure(self, error: Exception) -> None:
        self.failures_in_a_row += 1
        if self.failures_in_a_row >= FAILURES_IN_A_ROW:
            self.stopped = f"{self.failures_in_a_row} changes in a row failed; the last: {error}"

    # --- connections -----------------------------------------------------------------------

    def _connect(self, changes: Sequence[Change]) -> Iterator[ChangeOutcome]:
        """Add connections together; each has its own intent and its own outcome."""
        pairs = {change.id: pair_of(change, self.ptv_ids) for change in changes}
        for change in changes:
            if pairs[change.id] is None:
                yield outcome_of(change, "not-tried", None, "one end is not in PTV", "later")
        due = [(change, pair) for change in changes if (pair := pairs[change.id])]
        if not due:
            return
        intents = {change.id: self._open(change, Before(pair=pair)) for change, pair in due}
        details = {pair: own for change, pair in due if (own := details_of(change))}
        try:
            results = self.target.connect([pair for _, pair in due], details)
        except Stopped as reason:
            for change, _ in due:
                detail = f"not sent: {reason}"
                self.store.close_intent(intents[change.id], "abandoned", detail=detail)
                yield outcome_of(change, "not-tried", None, str(reason), "later")
            return
        except PermanentError as error:
            if len(due) > 1:
                yield from self._connect_singly(due, intents, error)
                return
            for change, _ in due:
                self.store.close_intent(intents[change.id], "failed", detail=str(error))
                yield outcome_of(change, "failed", None, str(error), mender(error))
            return
        except TransientError as error:
            self._count_failure(error)
            for change, _ in due:
                yield self._connected_after_all(change, intents[change.id], error)
            return
        told = {(result.service_id, result.channel_id): result for result in results}
        for change, pair in due:
            result = told.get(pair)
            if result and result.done:
                made = Resolution("done", connection_made(change, pair))
                yield self._close(change, intents[change.id], made)
            else:
                detail = result.message if result else "PTV's answer does not name it"
                self.store.close_intent(intents[change.id], "failed", detail=detail)
                yield outcome_of(change, "failed", None, detail, "ptv")

    def _connect_singly(
        self,
        due: Sequence[tuple[Change, Pair]],
        intents: Mapping[str, int],
        error: PermanentError,
    ) -> Iterator[ChangeOutcome]:
        """Send each alone: one bad pair refuses the whole list, the others should not suffer."""
        for change, _ in due:
            told = f"refused together with others, nothing was added: {error}"
            self.store.close_intent(intents[change.id], "abandoned", detail=told)
        for change, _ in due:
            settled = self._settled(change)
            yield from [settled] if settled else self._connect([change])

    def _connected_after_all(
        self, change: Change, intent: int, error: TransientError
    ) -> ChangeOutcome:
        try:
            outcome = self._look_up(change, intent)
        except StillOpen as lost:
            return outcome_of(change, "unknown", None, str(lost), "later")
        return outcome or outcome_of(change, "failed", None, str(error), "later")
