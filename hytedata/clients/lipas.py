"""The client of Lipas, synchronous and asynchronous: sites as models, or raw and fast."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import anyio

from hytedata.clients.lipas_file import LipasFile
from hytedata.clients.lipas_raw import AsyncRawSites, Progress, RawSites
from hytedata.clients.lipas_selection import Selection, SnapshotBuilder
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.upstream import RetryPolicy, Upstream, user_agent
from hytedata.connectors.lipas.endpoints import SOURCE, URL, SiteAnswer, Trouble, get_site
from hytedata.connectors.lipas.query import LARGEST_PAGE, SiteQuery, all_statuses
from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.connectors.lipas.scan import Scan
from hytedata.connectors.lipas.wire import NotADocument, WireSite, decode_document
from hytedata.errors import InputError, RecordError, SourceContractError, SourceUnavailable
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.sports_site import AnySite, SiteHead, SportsSite
from hytedata.normalise.lipas import normalise_site, publishes_to_ptv

__all__ = [
    "AsyncLipasClient",
    "AsyncRawSites",
    "LipasClient",
    "LipasFile",
    "RawSite",
    "RawSites",
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
        proxy=proxy,
        ca_bundle=ca_bundle,
    )


class LipasClient:
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
        self._page_size = page_size

    def __enter__(self) -> Self:
        self._shell.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._shell.close()

    def snapshot(
        self,
        *,
        municipalities: Sequence[str],
        categories: Sequence[int] = (),
        progress: Progress | None = None,
    ) -> Snapshot[SportsSite]:
        """Read the sites of *municipalities* in all statuses, by id.

        An outage raises nothing: the snapshot then holds what was read, and its verdict says
        that it is incomplete and why.

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
        sites = self.raw_sites(municipalities=municipalities)
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

    def get(self, lipas_id: int) -> SportsSite | None:
        """Read the single view of one site; None where Lipas has no such site.

        Raises:
            SourceUnavailable: No usable answer after all attempts.
            RecordError: The site is there and unusable.
            SourceContractError: The answer has an unknown shape.
        """
        return _site(lipas_id, self._single_view(lipas_id))

    def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site to PTV; None where that cannot be found out."""
        try:
            return _publishes(lipas_id, self._single_view(lipas_id))
        except (SourceUnavailable, SourceContractError):
            return None

    def _single_view(self, lipas_id: int) -> SiteAnswer:
        answer = self._shell.send(get_site(lipas_id))
        if isinstance(answer, Trouble):
            answer = self._shell.send(get_site(lipas_id, patient=True))
        return answer


class AsyncLipasClient:
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
        self._page_size = page_size

    async def __aenter__(self) -> Self:
        await self._shell.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._shell.__aexit__(exc_type, exc, trace)

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

    async def get(self, lipas_id: int) -> SportsSite | None:
        """Read one site; see `LipasClient.get`."""
        return _site(lipas_id, await self._single_view(lipas_id))

    async def publishes_to_ptv(self, lipas_id: int) -> bool | None:
        """Whether Lipas itself publishes the site; None where that cannot be found out."""
        try:
            return _publishes(lipas_id, await self._single_view(lipas_id))
        except (SourceUnavailable, SourceContractError):
            return None

    async def _single_view(self, lipas_id: int) -> SiteAnswer:
        answer = await self._shell.send(get_site(lipas_id))
        if isinstance(answer, Trouble):
            answer = await self._shell.send(get_site(lipas_id, patient=True))
        return answer


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


def _site(lipas_id: int, answer: SiteAnswer) -> SportsSite | None:
    if not isinstance(answer, bytes):
        return None
    result = normalise_site(answer, single_view=True, place=str(lipas_id))
    if isinstance(result, Rejection):
        raise RecordError(SOURCE, str(lipas_id), field=result.field, detail=result.reason)
    if result.lipas_id != lipas_id:
        detail = f"site {lipas_id} was asked for, and site {result.lipas_id} came"
        raise SourceContractError(SOURCE, f"/v2/sports-sites/{lipas_id}", detail=detail)
    return result


def _publishes(lipas_id: int, answer: SiteAnswer) -> bool | None:
    if not isinstance(answer, bytes):
        return None
    try:
        decoded = decode_document(answer, WireSite)
    except NotADocument:
        return None
    if decoded.site.lipas_id not in (lipas_id, str(lipas_id)):
        return None
    return publishes_to_ptv(decoded, single_view=True)
