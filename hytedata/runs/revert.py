"""Make the plan that undoes one run: reads PTV and the store, writes neither PTV nor Lipas."""

from collections.abc import Mapping, Sequence

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError, IdentityDoubt, InputError
from hytedata.models.clock import utc_now
from hytedata.models.common import Json
from hytedata.models.plan import Plan
from hytedata.models.sync_state import Intent, Run
from hytedata.runs.history import REVERT
from hytedata.runs.open_store import open_store
from hytedata.runs.plan import LEASE_S, rules
from hytedata.runs.progress import OnProgress, Step, StopAsked, silent
from hytedata.runs.reading import PTV
from hytedata.runs.registers import open_target
from hytedata.store import Store
from hytedata.sync.plan import Memory
from hytedata.sync.planning.identity import check_login, check_version
from hytedata.sync.ports import Target
from hytedata.sync.resolve import resolve_open
from hytedata.sync.revert import make_revert

HOLDER = "sync revert"
_LISTED = 5


def revert_run(
    config: Config,
    run_id: int,
    environ: Mapping[str, str],
    tell: OnProgress = silent,
    *,
    only: str | None = None,
    who: str = "",
) -> Plan:
    """Plan what undoes a run. Writes no PTV; the plan is kept in the store.

    Writes that an earlier run left open are looked up first.

    Args:
        config: The configuration.
        run_id: The run, as `sync history` names it.
        environ: Where the password may be.
        tell: Called as the reading goes on.
        only: PTV id of the organisation that the run must be of; None for any of the file.
        who: The person who asks, for the audit log.

    Raises:
        InputError: There is no such run, it is of another organisation, or it wrote nothing.
        ConfigError: User name or password is missing.
        SourceUnavailable: PTV cannot be read at all.
        LoginRefused: PTV does not accept the login.
        IdentityDoubt: Store and PTV disagree on what is ours, or another login wrote the run.
        LeaseHeld: Another run works on the organisation.
        StoreError: The store cannot be used.
    """
    with open_store(config) as store:
        undone = _find(config, store, run_id)
        organisation = _organisation(config, undone, only)
        if not store.writes(organisation.id, run=run_id, limit=1):
            raise InputError(_wrote_nothing(store, undone))
        with open_target(config, organisation, environ, store) as target:
            run = store.start_run(REVERT, organisation.id)
            try:
                check_login(target.login, store.all_links(organisation.id))
                plan = revert_with(config, organisation, undone, target, store, tell)
            except HytedataError as error:
                store.end_run(run, f"failed: {error}"[:500], {})
                raise
            except (KeyboardInterrupt, StopAsked):
                store.end_run(run, "interrupted", {})
                raise
            detail: dict[str, Json] = {"run": run_id, "plan": plan.id}
            store.audit(REVERT, who=who, organisation=organisation.id, detail=detail)
            verdict = "complete" if plan.target.complete else "incomplete"
            store.end_run(run, verdict, plan.counts)
            return plan


def revert_with(
    config: Config,
    organisation: Organisation,
    undone: Run,
    target: Target,
    store: Store,
    tell: OnProgress = silent,
) -> Plan:
    """Make and keep a plan from what *target* and *store* say."""
    with store.lease(organisation.id, HOLDER, seconds=LEASE_S):
        resolve_open(organisation.id, target, store)
    writes = _took_effect(store, organisation, undone, target.login)
    tell(Step(PTV, 0))
    state = target.read(organisation.id)
    check_version(state.api_version, target.api_version)
    tell(Step(PTV, len(state.items), len(state.items), finished=True))
    memory = Memory(
        store_id=store.id,
        links=store.links(organisation.id, target.login),
        applied=store.applied(organisation.id, target.login),
        connections=store.connections(organisation.id, target.login),
        last_write=store.last_intent(organisation.id, target.login),
    )
    plan = make_revert(
        undone.id, writes, state, memory, rules(config, organisation), made_at=utc_now()
    )
    store.save_plan(plan.id, organisation.id, plan.model_dump_json(by_alias=True).encode())
    return plan


def _took_effect(
    store: Store, organisation: Organisation, undone: Run, login: str
) -> Sequence[Intent]:
    writes = store.writes(organisation.id, run=undone.id)
    others = sorted({write.login for write in writes} - {login})
    if others:
        raise IdentityDoubt(
            f"run {undone.id} was written by the login {', '.join(others)}, and {login} is "
            f"configured; configure {others[0]} again to undo it"
        )
    done = [write for write in writes if write.state == "done"]
    if not done:
        raise InputError(_wrote_nothing(store, undone))
    return done


def _find(config: Config, store: Store, run_id: int) -> Run:
    found = store.runs([run_id]).get(run_id)
    if found is None:
        raise InputError(
            f"the store has no run {run_id}; `hytedata sync history -c {config.file}` lists those "
            "that wrote something"
        )
    return found


def _organisation(config: Config, undone: Run, only: str | None) -> Organisation:
    chosen = (one for one in config.organisation if one.id == undone.organisation)
    organisation = next(chosen, None)
    if organisation is None:
        whose = undone.organisation or "no organisation"
        raise InputError(
            f"run {undone.id} ({undone.kind}) is of {whose}, and {config.file} has no such "
            "organisation; use the configuration that it was made with"
        )
    if only not in (None, organisation.id):
        raise InputError(
            f"run {undone.id} is of organisation {organisation.id} ({organisation.name}), "
            f"not of {only}"
        )
    return organisation


def _wrote_nothing(store: Store, undone: Run) -> str:
    recent = store.writes(undone.organisation, limit=1_000)
    runs = dict.fromkeys(w.run_id for w in recent if w.run_id and w.state == "done")
    told = ", ".join(str(run) for run in list(runs)[:_LISTED])
    way_on = f"runs that did: {told}" if told else "no run of this organisation did"
    return (
        f"run {undone.id} ({undone.kind}, {undone.started_at:%Y-%m-%d %H:%M} UTC) has nothing to "
        f"undo: it wrote nothing that took effect in PTV; {way_on}"
    )
