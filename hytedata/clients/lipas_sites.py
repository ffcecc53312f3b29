"""Sports sites of Lipas, synchronous and asynchronous."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Unpack, overload

from hytedata.clients.drive import (
    items,
    items_async,
    pages,
    pages_async,
    run,
    run_async,
)
from hytedata.clients.lipas_filters import SiteFilter
from hytedata.clients.lipas_site_reads import OVERLAP, SiteReads
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress, Page
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.site_changes import ChangeCandidates, SiteChanges
from hytedata.models.sports_site import SportsSite


class Sites:
    """Sports sites; `LipasClient.sites`."""

    def __init__(self, shell: SyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, SiteReads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[SportsSite]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[SportsSite | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[SportsSite | InvalidRecord]:
        """Iterate over sites, one page in memory, in the order in which Lipas sends them.

        Each site comes once, as it was first seen. A list of more than 5 000 sites is read by
        municipality, and a part that does not add up to the total that Lipas states is read again
        (lipas-api 2.4, 3). What still does not add up is logged: `snapshot` gives a verdict.

        Args:
            on_invalid: What becomes of a site that cannot be used. `raise` ends the read at the
                page that holds it.
            cursor: Where to go on, from `ReadInterrupted.cursor` or `Page.next_cursor`; with the
                same filters and page size. A site that was saved in between may come twice.
            progress: Told after each page.
            filters: Which sites; see `SiteFilter`.

        Raises:
            InputError: A value that Lipas does not know, before anything is sent.
            ReadInterrupted: No usable answer after all attempts; says where to go on.
            RecordError: A site cannot be used, with `on_invalid="raise"`.
            SourceContractError: The address is wrong, or Lipas disregards our filters.
        """
        return items(pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress)))

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[Page[SportsSite]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[Page[SportsSite | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> Iterator[Page[SportsSite | InvalidRecord]]:
        """Iterate over pages; arguments and errors are those of `iter`.

        Unusable records are among a page's rejections. A page of a part that is read again holds
        only what was missing.
        """
        return pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    def get(self, lipas_id: int) -> SportsSite:
        """Read the single view of one site.

        It has more keys than the list, and so another content hash; it tells whether Lipas itself
        publishes the site to PTV.

        Raises:
            NotFound: Lipas has no such site.
            RecordError: The site is there and unusable.
            SourceUnavailable: No usable answer after all attempts.
            SourceContractError: The answer has an unknown shape, or is of another site.
        """
        return run(self._shell, self._reads.get(lipas_id))

    def find(self, lipas_id: int) -> SportsSite | None:
        """Read like `get`; None where Lipas has no such site."""
        return run(self._shell, self._reads.find(lipas_id))

    def get_many(
        self, lipas_ids: Sequence[int], *, progress: OnProgress | None = None
    ) -> Snapshot[SportsSite]:
        """Read the single views of many sites, one after the other; the result is by id.

        An outage raises nothing: the verdict names the ids that Lipas does not have, those that
        gave no answer, and those that were not asked for any more after two outages in a row.

        Raises:
            InputError: What is no id.
        """
        return run(self._shell, self._reads.get_many(lipas_ids, progress))

    def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[SiteFilter]
    ) -> Snapshot[SportsSite]:
        """Read all sites that the filters let through, by id, and say whether any may be missing.

        Parts that do not add up are read again, a document that breaks its page is isolated, and
        of a site that was saved during the read the newest revision counts (lipas-api 2.3, 2.4).
        An outage raises nothing: the verdict then says that the read is incomplete and why.

        Args:
            progress: Told after each page.
            filters: Which sites; see `SiteFilter`.

        Raises:
            InputError: A value that Lipas does not know, before anything is sent.
            SourceContractError: The address is wrong, or Lipas disregards our filters.
        """
        return run(self._shell, self._reads.snapshot(filters, progress))

    def changes(
        self,
        known: Mapping[int, str],
        *,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> SiteChanges:
        """Read everything and tell what differs from *known*, by content.

        This is the only incremental read that misses nothing: `event-date` moves without a change
        of content, and content changes without it (lipas-api 5). Sites whose hash is known are
        not normalised. An id that is missing from a complete read is looked up by itself.

        Args:
            known: Id → `content_hash`, as of `iter`, `snapshot` or an earlier result's `hashes`
                with the same filters; not of `get`, whose view has other keys.
            progress: Told after each page.
            filters: Which sites; see `SiteFilter`.

        Raises:
            InputError: A value that Lipas does not know, before anything is sent.
            SourceContractError: The address is wrong, or Lipas disregards our filters.
        """
        return run(self._shell, self._reads.changes(known, filters, progress))

    def changed_since(
        self,
        moment: datetime,
        *,
        municipalities: Sequence[str] | None = None,
        type_codes: Sequence[int] | None = None,
        overlap: timedelta = OVERLAP,
        progress: OnProgress | None = None,
    ) -> ChangeCandidates:
        """Ask API v1 what was saved or retired since *moment*, and read each such site anew.

        Cheap between full reads, and no substitute for them; what it gives are candidates:

        - a change of content without a new `event-date` (a migration of Lipas) is not seen;
        - a site that was saved without a change is among them;
        - v1 does not list planned sites (`planning`, `planned`);
        - a site that has left the municipalities or types asked for is not seen, unless it was
          retired.

        Args:
            moment: With a zone. v1 compares local times of Helsinki and reads deletions by UTC;
                both are converted.
            municipalities: Three-digit codes of today; None for the whole country.
            type_codes: Types, deprecated ones included; None for all.
            overlap: How much earlier is asked for; it covers the hour that comes twice in autumn
                and clocks that differ. One hour is the least that is safe (lipas-api 4).
            progress: Told after each site.

        Raises:
            InputError: A value that Lipas does not know, or a time without a zone.
            SourceUnavailable: v1 gave no usable answer after all attempts.
        """
        return run(
            self._shell,
            self._reads.changed_since(
                moment,
                {"municipalities": municipalities, "type_codes": type_codes},
                overlap,
                progress,
            ),
        )


class AsyncSites:
    """What `Sites` is, for `await` and `async for`."""

    def __init__(self, shell: AsyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, SiteReads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[SportsSite]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[SportsSite | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[SportsSite | InvalidRecord]:
        """See `Sites.iter`."""
        return items_async(
            pages_async(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))
        )

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[Page[SportsSite]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[Page[SportsSite | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> AsyncIterator[Page[SportsSite | InvalidRecord]]:
        """See `Sites.pages`."""
        return pages_async(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    async def get(self, lipas_id: int) -> SportsSite:
        """See `Sites.get`."""
        return await run_async(self._shell, self._reads.get(lipas_id))

    async def find(self, lipas_id: int) -> SportsSite | None:
        """See `Sites.find`."""
        return await run_async(self._shell, self._reads.find(lipas_id))

    async def get_many(
        self, lipas_ids: Sequence[int], *, progress: OnProgress | None = None
    ) -> Snapshot[SportsSite]:
        """See `Sites.get_many`."""
        return await run_async(self._shell, self._reads.get_many(lipas_ids, progress))

    async def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[SiteFilter]
    ) -> Snapshot[SportsSite]:
        """See `Sites.snapshot`."""
        return await run_async(self._shell, self._reads.snapshot(filters, progress))

    async def changes(
        self,
        known: Mapping[int, str],
        *,
        progress: OnProgress | None = None,
        **filters: Unpack[SiteFilter],
    ) -> SiteChanges:
        """See `Sites.changes`."""
        return await run_async(self._shell, self._reads.changes(known, filters, progress))

    async def changed_since(
        self,
        moment: datetime,
        *,
        municipalities: Sequence[str] | None = None,
        type_codes: Sequence[int] | None = None,
        overlap: timedelta = OVERLAP,
        progress: OnProgress | None = None,
    ) -> ChangeCandidates:
        """See `Sites.changed_since`."""
        return await run_async(
            self._shell,
            self._reads.changed_since(
                moment,
                {"municipalities": municipalities, "type_codes": type_codes},
                overlap,
                progress,
            ),
        )
