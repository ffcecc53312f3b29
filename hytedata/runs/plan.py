"""Make one organisation's plan: read both sides, say what would be written."""

from collections.abc import Mapping

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError
from hytedata.models.common import Snapshot
from hytedata.models.plan import Plan
from hytedata.models.publication import TargetState
from hytedata.models.sports_site import SportsSite
from hytedata.runs.open_store import open_store, utc_now
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.publishes import published_by_lipas
from hytedata.runs.registers import open_source, open_target
from hytedata.runs.wanted import wanted
from hytedata.store import Store
from hytedata.sync.compose import mapping_version
from hytedata.sync.plan import Memory, Rules, make_plan
from hytedata.sync.policy import Limits
from hytedata.sync.ports import SiteSource, Target
from hytedata.sync.resolve import resolve_open

LEASE_S = 300.0
HOLDER = "sync plan"


def plan_organisation(
    config: Config,
    organisation: Organisation,
    environ: Mapping[str, str],
    tell: OnProgress = silent,
) -> Plan:
    """Read Lipas and PTV for one organisation and plan what would be written. Writes no PTV.

    Writes that an earlier run left open are looked up first, and the plan is kept in the store.

    Raises:
        ConfigError: User name or password is missing.
        SourceUnavailable: Lipas or PTV cannot be read at all.
        LoginRefused: PTV does not accept the login.
        IdentityDoubt: Store and PTV disagree on which items are ours.
        LeaseHeld: Another run works on the organisation.
        StoreError: The store cannot be used.
    """
    with (
        open_store(config) as store,
        open_source(config) as source,
        open_target(config, organisation, environ, store) as target,
    ):
        run = store.start_run("plan", organisation.id)
        try:
            plan = _plan(config, organisation, source, target, store, tell)
        except HytedataError as error:
            store.end_run(run, f"failed: {error}"[:500], {})
            raise
        verdict = "complete" if plan.source.complete and plan.target.complete else "incomplete"
        store.end_run(run, verdict, plan.counts)
        return plan


def _plan(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    target: Target,
    store: Store,
    tell: OnProgress,
) -> Plan:
    with store.lease(organisation.id, HOLDER, seconds=LEASE_S):
        resolve_open(organisation.id, target, store)
    sites = _read_sites(config, organisation, source, tell)
    state = _read_state(organisation, target, tell)
    desired = wanted(organisation, sites, state)
    memory = Memory(
        store_id=store.id,
        links=store.links(organisation.id, target.login),
        applied=store.applied(organisation.id, target.login),
        connections=store.connections(organisation.id, target.login),
        last_write=store.last_intent(organisation.id, target.login),
    )
    plan = make_plan(
        desired,
        sites.completeness,
        state,
        memory,
        rules(config, organisation),
        made_at=utc_now(),
        published_by_lipas=published_by_lipas(
            organisation, desired.items, memory.links, source, store, tell
        ),
    )
    store.save_plan(plan.id, organisation.id, plan.model_dump_json(by_alias=True).encode())
    return plan


def _read_sites(
    config: Config, organisation: Organisation, source: SiteSource, tell: OnProgress
) -> Snapshot[SportsSite]:
    tell(Step("reading Lipas", 0))
    sites = source.snapshot(
        municipalities=organisation.municipalities, categories=config.lipas.categories
    )
    tell(Step("reading Lipas", len(sites.items), len(sites.items), finished=True))
    return sites


def _read_state(organisation: Organisation, target: Target, tell: OnProgress) -> TargetState:
    tell(Step("reading PTV", 0))
    state = target.read(organisation.id)
    tell(Step("reading PTV", len(state.items), len(state.items), finished=True))
    return state


def rules(config: Config, organisation: Organisation) -> Rules:
    """What the configuration says of writing."""
    return Rules(
        policy=organisation.policy,
        limits=Limits.model_validate(organisation.limits.model_dump()),
        ownership=organisation.fields,
        config_fingerprint=config.fingerprint(organisation),
        mapping_fingerprint=mapping_version(),
    )
