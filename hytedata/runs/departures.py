"""What is to become of published sites that Lipas names no more: asks Lipas and the store."""

from collections.abc import Mapping

from hytedata.config import Organisation
from hytedata.models.clock import utc_now
from hytedata.models.publication import SourceItem
from hytedata.models.sports_site import SportsSite
from hytedata.models.sync_state import DepartureWhy, Link
from hytedata.runs.progress import OnProgress, Step
from hytedata.runs.reading import Read
from hytedata.runs.wanted import publisher_of
from hytedata.sync.departures import Fate, departing, settle
from hytedata.sync.eligibility import Verdict, judge
from hytedata.sync.ports import SiteSource, SyncStore

STEP = "asking Lipas for sites that its lists name no more"


def departures_of(
    organisation: Organisation,
    read: Read,
    links: tuple[Link, ...],
    login: str,
    source: SiteSource,
    store: SyncStore,
    tell: OnProgress,
) -> tuple[Mapping[SourceItem, DepartureWhy] | None, Mapping[SourceItem, Fate]]:
    """Return what departs, for the store to note once the plan stands, and what becomes of it.

    An incomplete read shows nothing: then there is nothing to note (None), and all stays.
    """
    if not read.source.complete:
        return None, {}
    seen = departing(read.desired, links, read.state)
    if not seen:
        return seen, {}
    publisher = publisher_of(organisation)
    asked = 0

    def look(lipas_id: int) -> SportsSite | None:
        nonlocal asked
        asked += 1
        tell(Step(STEP, asked))
        return source.look(lipas_id)

    def judged(site: SportsSite) -> Verdict:
        return judge(site, publisher)

    fates = settle(
        seen,
        store.departures(organisation.id, login),
        now=utc_now(),
        archive_ineligible=organisation.orphans == "archive",
        look=look,
        judge=judged,
    )
    if asked:
        tell(Step(STEP, asked, asked, finished=True))
    return seen, fates
