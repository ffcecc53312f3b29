"""The client of Lipas, synchronous and asynchronous.

`sites`, `lois`, `categories` and `v1` are what the register offers; `raw_sites` streams sites
without decoding them. `snapshot`, `scan` and `publishes_to_ptv` are what the sync reads.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import anyio

from hytedata.clients.drive import run, run_async
from hytedata.clients.lipas_file import LipasFile
from hytedata.clients.lipas_filters import LoiFilter, SiteFilter, V1Filter, checked_page_size
from hytedata.clients.lipas_lois import AsyncCategories, AsyncLois, Categories, Lois
from hytedata.clients.lipas_raw import AsyncRawSites, Progress, RawSites
from hytedata.clients.lipas_selection import Selection, SnapshotBuilder, known_heads
from hytedata.clients.lipas_single import find_site, read_publishes
from hytedata.clients.lipas_sites import AsyncSites, Sites
from hytedata.clients.lipas_v1 import V1, AsyncV1, AsyncV1Sites, V1Sites
from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.upstream import RetryPolicy, Upstream, user_agent
from hytedata.connectors.lipas.endpoints import SOURCE, URL
from hytedata.connectors.lipas.query import LARGEST_PAGE, SiteQuery, all_statuses
from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.connectors.lipas.scan import Scan
from hytedata.connectors.lipas.v1_query import V1_FIELDS, Near
from hytedata.errors import InputError
from hytedata.models.common import Snapshot
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite

__all__ = [
    "V1",
    "V1_FIELDS",
    "AsyncCategories",
    "AsyncLipasClient",
    "AsyncLois",
    "AsyncRawSites",
    "AsyncSites",
    "AsyncV1",
    "AsyncV1Sites",
    "Categories",
    "LipasClient",
    "LipasFile",
    "LoiFilter",
    "Lois",
    "Near",
    "RawSite",
    "RawSites",
    "SiteFilter",
    "Sites",
    "V1Filter",
    "V1Sites",
    "lipas_upstream",
]

log = logging.getLogger("hytedata.lipas")


def lipas_upstream(
    url: str = URL,
    *,
    contact: str,
    at_once: int = 2,
    per_second: float = 0,
    retry: RetryPolicy | None = None,
    total_s: float = 300.0,
    proxy: str | None = None,
    ca_bundle: Path | None = None,
) -> Upstream:
    """Describe a Lipas and how gently it is asked.

    Args:
        url: Its address; version 2 of its API lies below `/v2`.
        contact: E-mail or web address for the User-Agent: Lipas likes to know its readers.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        retry: When to try again; None for the usual policy.
        total_s: Longest time in seconds for a request with all its attempts and waits; few where
            a person waits for the answer.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
    """
    return Upstream(
        SOURCE,
        url,
        user_agent=user_agent(contact),
        at_once=at_once,
        per_second=per_second,
        retry=retry or RetryPolicy(),
        total_s=total_s,
        proxy=proxy,
        ca_bundle=ca_bundle,
    )


class LipasClient(SyncClient):
    """Reads sports sites from Lipas; use it with `with`.

    Args:
        url: Address of Lipas, or an upstream made by `lipas_upstream` with more settings.
        contact: E-mail or web address for the User-Agent; required with an address.
        budget: Shared with other clients of the same Lipas; None makes one of its own.
        page_size: Sites per page, 1–100.
        sleep: Waits between attempts.
    """

    def __init__(
        self,
        url: str | Upstream = URL,
        *,
        contact: str | None = None,
        budget: Budget | None = None,
        page_size: int = LARGEST_PAGE,
        sleep: Sleep = anyio.sleep,
    ) -> None:
        self._shell = SyncShell(_upstream(url, contact), budget=budget, sleep=sleep)
        self._page_size = checked_page_size(page_size)
        self._sites = Sites(self._shell, page_size)
        self._lois = Lois(self._shell, page_size)
        self._categories = Categories(self._shell)
        self._v1 = V1(self._shell, page_size)

    @property
    def sites(self) -> Sites:
        """Sports sites."""
        return self._sites

    @property
    def lois(self) -> Lois:
        """Locations of Interest: places worth knowing that are no sports sites."""
        return self._lois

    @property
    def categories(self) -> Categories:
        """The classification as the API tells it now."""
        return self._categories

    @property
    def v1(self) -> V1:
        """The frozen API v1, for what v2 does not tell."""
        return self._v1

    def snapshot(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        progress: Progress | None = None,
    ) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities* in all statuses, by id, as the sync reads them.

        Unlike `sites.snapshot` it chooses categories and municipalities by what each site states,
        so one that has the code of an abolished municipality is its successor's. An outage
        raises nothing: the snapshot then holds what was read, and its verdict says that it is
        incomplete and why.

        Args:
            municipalities: Three-digit codes of today; at least one.
            categories: Lipas sub-category codes; none means all.
            progress: Told after each page.

        Raises:
            InputError: An unknown code; for an abolished municipality it names the successor.
            SourceContractError: The address is wrong, or Lipas disregards our filters.
        """
        builder = SnapshotBuilder(Selection.of(municipalities, categories))
        sites = self.raw_sites(municipalities=municipalities, progress=progress)
        for site in sites:
            builder.add(site)
        return _finished(builder, sites)

    def scan(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        enough: Callable[[SiteHead], bool],
    ) -> Snapshot[AnySite]:
        """Read like `snapshot`, but normalise only those sites whose head is not *enough*."""
        builder = SnapshotBuilder(Selection.of(municipalities, categories), enough)
        query = _query(municipalities, None, ())
        scan = Scan(query, page_size=self._page_size, known=known_heads(enough))
        sites = RawSites(self._shell, scan)
        for site in sites:
            builder.add(site)
        builder.reject(sites.rejections)
        return builder.scanned(sites.completeness.reasons)

    def raw_sites(
        self,
        *,
        municipalities: Sequence[str] = (),
        statuses: Sequence[str] | None = None,
        type_codes: Sequence[int] = (),
        progress: Progress | None = None,
    ) -> RawSites:
        """Stream raw sites; without municipalities those of the whole country.

        *statuses* are all six when None. Pages are fetched as the caller iterates; ask the
        result for its `completeness` after the last site.

        Raises:
            InputError: A value that Lipas does not know.
        """
        query = _query(municipalities, statuses, type_codes)
        return RawSites(self._shell, Scan(query, page_size=self._page_size), progress)

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site to PTV; None where that cannot be found out."""
        return run(self._shell, read_publishes(lipas_id))

    def look(self, lipas_id: int) -> SportsSite | None:
        """Read one site by its id, as `sites.find` does; None where Lipas has none."""
        return run(self._shell, find_site(lipas_id))


class AsyncLipasClient(AsyncClient):
    """What `LipasClient` is, for `async with`; the same names, arguments and errors."""

    def __init__(
        self,
        url: str | Upstream = URL,
        *,
        contact: str | None = None,
        budget: Budget | None = None,
        page_size: int = LARGEST_PAGE,
        sleep: Sleep = anyio.sleep,
    ) -> None:
        self._shell = AsyncShell(_upstream(url, contact), budget=budget, sleep=sleep)
        self._page_size = checked_page_size(page_size)
        self._sites = AsyncSites(self._shell, page_size)
        self._lois = AsyncLois(self._shell, page_size)
        self._categories = AsyncCategories(self._shell)
        self._v1 = AsyncV1(self._shell, page_size)

    @property
    def sites(self) -> AsyncSites:
        """Sports sites."""
        return self._sites

    @property
    def lois(self) -> AsyncLois:
        """Locations of Interest: places worth knowing that are no sports sites."""
        return self._lois

    @property
    def categories(self) -> AsyncCategories:
        """The classification as the API tells it now."""
        return self._categories

    @property
    def v1(self) -> AsyncV1:
        """The frozen API v1, for what v2 does not tell."""
        return self._v1

    async def snapshot(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        progress: Progress | None = None,
    ) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities*; see `LipasClient.snapshot`."""
        builder = SnapshotBuilder(Selection.of(municipalities, categories))
        sites = self.raw_sites(municipalities=municipalities, progress=progress)
        async for site in sites:
            builder.add(site)
        return _finished(builder, sites)

    def raw_sites(
        self,
        *,
        municipalities: Sequence[str] = (),
        statuses: Sequence[str] | None = None,
        type_codes: Sequence[int] = (),
        progress: Progress | None = None,
    ) -> AsyncRawSites:
        """Stream raw sites for `async for`; see `LipasClient.raw_sites`."""
        query = _query(municipalities, statuses, type_codes)
        return AsyncRawSites(self._shell, Scan(query, page_size=self._page_size), progress)

    async def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site; None where that cannot be found out."""
        return await run_async(self._shell, read_publishes(lipas_id))


def _upstream(url: str | Upstream, contact: str | None) -> Upstream:
    if isinstance(url, Upstream):
        return url
    if not (contact or "").strip():
        raise InputError("contact: give an e-mail or web address; Lipas likes to know its readers")
    return lipas_upstream(url, contact=contact or "")


def _query(
    municipalities: Sequence[str], statuses: Sequence[str] | None, type_codes: Sequence[int]
) -> SiteQuery:
    return SiteQuery(
        municipalities=tuple(municipalities),
        statuses=all_statuses() if statuses is None else tuple(statuses),
        type_codes=tuple(type_codes),
    )


def _finished(builder: SnapshotBuilder, sites: RawSites | AsyncRawSites) -> Snapshot[SportsSite]:
    builder.reject(sites.rejections)
    found = builder.snapshot(sites.completeness.reasons)
    log.info(
        "source_read source=%s items=%d rejections=%d complete=%s",
        SOURCE,
        len(found.items),
        len(found.rejections),
        found.completeness.complete,
    )
    return found
