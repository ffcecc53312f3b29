"""Apply one organisation's plan."""

import os
import socket
from collections.abc import Callable, Mapping

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError, InputError, StalePlan
from hytedata.models.outcome import ApplyResult, ChangeOutcome
from hytedata.models.plan import Plan
from hytedata.runs.open_store import open_store
from hytedata.runs.plan import rules
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.registers import open_target
from hytedata.store import Store
from hytedata.sync.apply import OnOutcome, apply_plan
from hytedata.sync.policy import require_approval

STEP = "writing to PTV"


def apply_saved(
    config: Config,
    plan: Plan,
    environ: Mapping[str, str],
    tell: OnProgress = silent,
    *,
    approved: str | None = None,
    who: str = "",
    stop: Callable[[], bool] | None = None,
) -> ApplyResult:
    """Write what *plan* says, item by item.

    Args:
        config: The configuration that the plan was made with.
        plan: The plan.
        environ: Where the password may be.
        tell: Called as the writing goes on.
        approved: Id of the plan that a person let through.
        who: That person, for the audit log.
        stop: Asked before each change; once it is true none is begun.

    Raises:
        InputError: The plan's organisation is not in the configuration.
        StalePlan: Configuration, texts or store are others than when the plan was made.
        ApprovalMissing: A person must approve the plan first.
        LeaseHeld: Another run works on the organisation.
        StoreError: The store cannot be used.
    """
    organisation = _organisation(config, plan)
    require_same_rules(config, plan)
    require_approval(plan, organisation.approval, approved)
    with open_store(config) as store:
        if approved and not _is_on_record(store, plan.id, who):
            store.record_approval(plan.id, who)
        run = store.start_run("apply", organisation.id)
        store.audit(
            "apply", who=who, organisation=organisation.id, detail={"run": run, "plan": plan.id}
        )
        try:
            with open_target(config, organisation, environ, store) as target:
                result = apply_plan(
                    plan,
                    target,
                    store,
                    holder=_holder(),
                    on_outcome=_telling(tell),
                    run_id=run,
                    most_requests=config.ptv.requests_per_run,
                    stop=stop,
                )
        except HytedataError as error:
            store.end_run(run, f"failed: {error}"[:500], {})
            raise
        except KeyboardInterrupt:
            store.end_run(run, "interrupted", {})
            raise
        counts = {str(state): number for state, number in result.counts.items()}
        store.end_run(run, _verdict(result), counts)
        return result


def _is_on_record(store: Store, plan_id: str, who: str) -> bool:
    """Whether the last word on a plan is this person's approval already."""
    last = store.decisions_on(plan_id)[-1:]
    return any(one.who == who and one.decision == "approve" for one in last)


def _verdict(result: ApplyResult) -> str:
    """`complete`; `stopped` where it is to be gone on with; `partial` where it was all tried."""
    if result.complete:
        return "complete"
    return "stopped" if result.stopped else "partial"


def _organisation(config: Config, plan: Plan) -> Organisation:
    for organisation in config.organisation:
        if organisation.id == plan.organisation:
            return organisation
    raise InputError(
        f"the plan is for organisation {plan.organisation}, and {config.file} has no such one; "
        "use the configuration that the plan was made with"
    )


def require_same_rules(config: Config, plan: Plan) -> None:
    """Refuse a plan that another configuration, or another version's texts, would not make.

    Raises:
        InputError: The plan's organisation is not in the configuration.
        StalePlan: Configuration or texts are others than when the plan was made.
    """
    now = rules(config, _organisation(config, plan))
    if plan.fingerprint.config != now.config_fingerprint:
        raise StalePlan(
            f"{config.file} says something else than when the plan {plan.id} was made; "
            "make a new plan"
        )
    if plan.fingerprint.mapping != now.mapping_fingerprint:
        raise StalePlan(
            f"texts or mapping changed since the plan {plan.id} was made (another version of "
            "hytedata); make a new plan"
        )


def _holder() -> str:
    return f"sync apply, process {os.getpid()} on {socket.gethostname()}"


def _telling(tell: OnProgress) -> OnOutcome:
    def told(_: ChangeOutcome, done: int, total: int) -> None:
        tell(Step(STEP, done, total, finished=done == total))

    return told
