"""Read both sides for one plan: whole where something may have changed, lightly elsewhere."""

from dataclasses import dataclass, replace

from hytedata.clients.lipas_selection import Enough
from hytedata.config import Config, Organisation
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.publication import Desired, TargetItem, TargetState
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.runs.progress import OnProgress, Step
from hytedata.runs.wanted import publisher_of, wanted
from hytedata.sync.eligibility import judge
from hytedata.sync.in_step import Steps, head_of
from hytedata.sync.planning.identity import check_version
from hytedata.sync.ports import SiteSource, Target

LIPAS, PTV = "reading Lipas", "reading PTV"


@dataclass(frozen=True)
class Read:
    """Both sides as one plan sees them.

    Attributes:
        source: Whether all sites were read.
        state: What the target holds.
        desired: What it should hold.
        heads: Heads of the sites that were read whole.
    """

    source: Completeness
    state: TargetState
    desired: Desired
    heads: tuple[SiteHead, ...]


def read_both(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    target: Target,
    steps: Steps,
    tell: OnProgress,
) -> Read:
    """Read sites and target, and say what the target should hold.

    Of a site that is not published, or that stands as *steps* has it, the head is enough. Where
    that turns out wrong (its channel was edited, another site took its name) the site is read
    again, and then what follows is looked at anew: so the result is as if all had been read.

    Raises:
        SourceUnavailable: The target cannot be read at all.
        LoginRefused: The target does not accept the login.
    """
    sites = _scan(config, organisation, source, steps, tell)
    known = steps.versions(sites.items)
    state = _read_target(organisation, target, known, tell)
    while True:
        steps.saw(state)
        desired = wanted(organisation, sites, state, steps)
        if not desired.unread:
            whole = (head_of(one) for one in sites.items if not isinstance(one, SiteHead))
            return Read(sites.completeness, state, desired, tuple(filter(None, whole)))
        light = {steps.ptv_id(one) for one in desired.unread if steps.is_familiar(one)}
        sites = _read_again(config, organisation, source, sites, steps, desired.unread, tell)
        if light:
            known = {ptv_id: noted for ptv_id, noted in known.items() if ptv_id not in light}
            state = _read_target(organisation, target, known, tell)


def _scan(
    config: Config, organisation: Organisation, source: SiteSource, steps: Steps, tell: OnProgress
) -> Snapshot[AnySite]:
    publisher = publisher_of(organisation)

    def enough(site: SiteHead) -> bool:
        return steps.may_stand(site) or judge(site, publisher) != "eligible"

    tell(Step(LIPAS, 0))
    sites = source.scan(
        municipalities=organisation.municipalities,
        categories=config.lipas.categories,
        enough=Enough(enough, steps.known),
    )
    tell(Step(LIPAS, len(sites.items), len(sites.items), finished=True))
    return sites


def _read_again(
    config: Config,
    organisation: Organisation,
    source: SiteSource,
    sites: Snapshot[AnySite],
    steps: Steps,
    unread: tuple[int, ...],
    tell: OnProgress,
) -> Snapshot[AnySite]:
    """Put whole sites in the place of heads; where some cannot be had, read everything whole."""
    wanted_ids = set(unread)
    places = {site.municipality for site in sites.items if site.lipas_id in wanted_ids}
    again = source.scan(
        municipalities=sorted(places),
        categories=config.lipas.categories,
        enough=Enough(
            lambda site: site.lipas_id not in wanted_ids,
            {
                content_hash: head
                for content_hash, head in steps.known.items()
                if head.lipas_id not in wanted_ids
            },
        ),
    )
    whole = {
        site.lipas_id: site
        for site in again.items
        if site.lipas_id in wanted_ids and isinstance(site, SportsSite)
    }
    if whole.keys() == wanted_ids:
        return replace(sites, items=tuple(whole.get(one.lipas_id, one) for one in sites.items))
    return _scan(config, organisation, source, Steps(), tell)


def _read_target(
    organisation: Organisation,
    target: Target,
    known: dict[str, str],
    tell: OnProgress,
) -> TargetState:
    tell(Step(PTV, 0))
    state = target.read(organisation.id, known)
    check_version(state.api_version, target.api_version)
    tell(Step(PTV, len(state.items), len(state.items), finished=True))
    return replace(state, items=tuple(map(_without_document, state.items)))


def _without_document(item: TargetItem) -> TargetItem:
    """Let go of the document: a plan needs the fields only, and applying it reads items again."""
    return replace(item, document={}) if item.document else item
