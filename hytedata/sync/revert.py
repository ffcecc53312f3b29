"""Make a plan that undoes a run: what it wrote is put back as far as nobody changed it since.

A function from values to a value, like `hytedata.sync.plan`; the plan goes the same way: limits,
approval, `sync apply`. The policy does not narrow it: a policy says what the sync may do by itself,
and undoing is a person's own step (after which `observe` is one of the ways to keep it undone).
"""

from collections.abc import Sequence
from datetime import datetime

from hytedata.models.common import first_text
from hytedata.models.plan import Change, Fingerprint, Plan, Verdict, content_hash
from hytedata.models.publication import Skip, SourceItem, TargetState
from hytedata.models.sync_state import Intent
from hytedata.sync.plan import Memory, Rules, counts_of, listed, plan_id
from hytedata.sync.planning.identity import check_identity
from hytedata.sync.planning.order import in_order
from hytedata.sync.policy import exceeded
from hytedata.sync.undoing.connections import undo_connections
from hytedata.sync.undoing.draft import UndoDraft
from hytedata.sync.undoing.fields import undo_updates
from hytedata.sync.undoing.items import undo_appearances, undo_archivings

WRITTEN_AGAIN = "written-again"
NOT_READ = "not read: undoing a run needs PTV and the store only"


def make_revert(
    run_id: int,
    writes: Sequence[Intent],
    state: TargetState,
    memory: Memory,
    rules: Rules,
    *,
    made_at: datetime,
) -> Plan:
    """Plan what undoes *writes*.

    Items that the run created or restored are archived, those that it archived are restored by
    their id and connected as they were, fields get their former values where they are still as
    the run left them, connections that it made are taken out and those that it removed are made
    again. What is undone already is counted as unchanged. An incomplete target restores and
    disconnects nothing.

    Args:
        run_id: The run, for people.
        writes: Its writes that took effect, in any order.
        state: What the target holds now; all fields of it.
        memory: What the store remembers; all of `applied`.
        rules: The organisation's limits and fingerprints.
        made_at: Now.

    Raises:
        IdentityDoubt: The store and the target disagree on which items are ours.
    """
    check_identity(state, memory.links)
    draft = UndoDraft(run_id, sorted(writes, key=lambda write: write.id), state, memory)
    undo_appearances(draft)
    undo_updates(draft)
    undo_archivings(draft)
    undo_connections(draft)
    return _finished(draft, rules, made_at)


def _finished(draft: UndoDraft, rules: Rules, made_at: datetime) -> Plan:
    changes = in_order(draft.changes.values())
    organisation = draft.state.organisation
    published = sum(1 for link in draft.memory.links if link.ptv_id in draft.actual)
    plan = Plan(
        id="",
        made_at=made_at,
        store_id=draft.memory.store_id,
        organisation=organisation.id,
        organisation_name=first_text(organisation.names),
        fingerprint=_fingerprint(draft, rules),
        source=Verdict(complete=True, items=0, reasons=(NOT_READ,)),
        target=Verdict.of(draft.state.completeness),
        counts=counts_of(changes, draft.unchanged),
        blocked=exceeded(rules.limits, changes, published=published),
        changes=changes,
        skipped=listed(draft.skipped),
        warnings=listed([*draft.warnings, *_written_again(draft.run_id, changes)]),
    )
    return plan.model_copy(update={"id": plan_id(plan)})


def _fingerprint(draft: UndoDraft, rules: Rules) -> Fingerprint:
    held = sorted((item.id, item.version) for item in draft.state.items)
    undone = [write.intent.id for write in draft.writes]
    return Fingerprint(
        config=rules.config_fingerprint,
        mapping=rules.mapping_fingerprint,
        source=content_hash(["revert", draft.run_id, undone]),
        target=content_hash([held, draft.memory.last_write]),
    )


def _written_again(run_id: int, changes: Sequence[Change]) -> list[Skip]:
    """Say that Lipas still says what it said, and how to keep the next plan from writing it."""
    if not changes:
        return []
    stems = sorted(
        {path.partition(".")[0] for c in changes if c.op == "update" for path in c.fields}
    )
    ways = ['set policy = "observe" before the next plan is applied']
    if stems:
        told = ", ".join(f"fields.{stem}" for stem in stems)
        ways.append(f'leave fields to PTV with "target" or "report" ({told})')
    ways.append("mend in Lipas what was wrong, so that it says what PTV should hold")
    return [
        Skip(
            SourceItem("hytedata", f"run:{run_id}"),
            f"run {run_id}",
            WRITTEN_AGAIN,
            f"the next `sync plan` compares with Lipas anew: where Lipas still says what run "
            f"{run_id} wrote, it plans to write it again",
            "; or ".join(ways),
        )
    ]
