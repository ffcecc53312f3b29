"""Make one organisation's plan: read both sides, say what would be written."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from hytedata.config import Config, Organisation
from hytedata.errors import HytedataError
from hytedata.models.clock import utc_now
from hytedata.models.plan import Plan, content_hash
from hytedata.models.publication import Desired, TargetState
from hytedata.models.sync_state import Link
from hytedata.models.text_approval import Approvals
from hytedata.runs.departures import departures_of
from hytedata.runs.garbage import few_collections
from hytedata.runs.open_store import open_store
from hytedata.runs.plan_summary import plan_summary
from hytedata.runs.progress import OnProgress, StopAsked, silent
from hytedata.runs.publishes import published_by_lipas
from hytedata.runs.reading import read_both
from hytedata.runs.registers import open_source, open_target
from hytedata.sync.compose import mapping_version
from hytedata.sync.former import former_images, owed_connections
from hytedata.sync.in_step import Steps, notes, rules_version
from hytedata.sync.plan import Memory, Rules, make_plan
from hytedata.sync.planning.identity import check_login
from hytedata.sync.policy import Limits
from hytedata.sync.ports import SiteSource, SyncStore, Target
from hytedata.sync.resolve import resolve_open
from hytedata.sync.text_approval import hold_back, published_of

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
            check_login(target.login, store.all_links(organisation.id))
            plan = plan_with(config, organisation, source, target, store, tell)
        except HytedataError as error:
            store.end_run(run, f"failed: {error}"[:500], {})
            raise
        except (KeyboardInterrupt, StopAsked):
            store.end_run(run, "interrupted", {})
            raise
        verdict = "complete" if plan.source.complete and plan.target.complete else "incomplete"
        edits = {f"edits_{name}": number for name, number in plan.edits.items()}
        store.end_run(run, verdict, {**plan.counts, **edits})
        return plan


@few_collections()
def plan_with(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    target: Target,
    store: SyncStore,
    tell: OnProgress = silent,
) -> Plan:
    """Make and keep a plan from what *source*, *target* and *store* say.

    Sites and channels that stand as an earlier plan saw them are read lightly, and those that
    this plan finds in step are noted for the next one.
    """
    with store.lease(organisation.id, HOLDER, seconds=LEASE_S):
        resolve_open(organisation.id, target, store)
    links = store.links(organisation.id, target.login)
    steps = _steps(config, organisation, target, store, links)
    read = read_both(config, organisation, source, target, steps, tell)
    del steps  # of a whole country these are tens of megabytes
    state = read.state
    desired = approved_of(organisation, read.desired, state, links, store)
    changed = {item.source for item in desired.items if not item.in_step}
    departing, fates = departures_of(organisation, read, links, target.login, source, store, tell)
    memory = Memory(
        store_id=store.id,
        links=links,
        applied=store.applied(organisation.id, target.login, changed),
        connections=store.connections(organisation.id, target.login),
        last_write=store.last_intent(organisation.id, target.login),
        decisions=store.decisions(organisation.id, target.login),
        fates=fates,
        images=former_images(desired, state, links, organisation.id, target.login, store),
        owed=owed_connections(organisation.id, target.login, store),
    )
    plan = make_plan(
        desired,
        read.source,
        state,
        memory,
        rules(config, organisation),
        made_at=utc_now(),
        published_by_lipas=published_by_lipas(
            organisation, desired.items, memory.links, source, store, tell
        ),
    )
    document = TypeAdapter(Plan).dump_json(plan, by_alias=True)
    store.save_plan(plan.id, organisation.id, document, plan_summary(plan))
    found = notes(plan, desired, state, links, read.heads)
    store.note_in_step(organisation.id, target.login, found.items, found.remarks, found.heads)
    if departing is not None:
        store.note_departures(organisation.id, target.login, departing)
    return plan


def approved_of(
    organisation: Organisation,
    desired: Desired,
    state: TargetState,
    links: tuple[Link, ...],
    store: SyncStore,
) -> Desired:
    """Leave out what waits for a person's approval, where the organisation asks for one."""
    if not organisation.texts_require_approval:
        return desired
    return hold_back(
        desired,
        Approvals(store.approved_texts(organisation.id)),
        ownership=organisation.fields,
        published=published_of(state, links),
    )


def _steps(
    config: Config,
    organisation: Organisation,
    target: Target,
    store: SyncStore,
    links: tuple[Link, ...],
) -> Steps:
    """What earlier plans found in step, under the configuration and the code of today."""
    steps = Steps(
        basis_of(config, organisation),
        links,
        store.in_step(organisation.id, target.login),
        store.remarks(organisation.id, target.login),
    )
    steps.know(store.heads(organisation.id, target.login))
    return steps


def basis_of(config: Config, organisation: Organisation) -> str:
    """Hash the configuration, and the code and data that make fields of a site."""
    return content_hash([config.fingerprint(organisation), mapping_version(), rules_version()])


def rules(config: Config, organisation: Organisation) -> Rules:
    """What the configuration says of writing."""
    return Rules(
        policy=organisation.policy,
        limits=Limits.model_validate(organisation.limits.model_dump()),
        ownership=organisation.fields,
        config_fingerprint=config.fingerprint(organisation),
        mapping_fingerprint=mapping_version(),
        archive_empty_services=organisation.empty_services == "archive",
        ptv_page=page_of(config.ptv.url),
    )


def page_of(url: str) -> str:
    """Where people edit the PTV whose API is at *url* (field notes 9); elsewhere the API's host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.removeprefix('api.')}"
