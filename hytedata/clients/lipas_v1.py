"""Lipas's frozen API v1, synchronous and asynchronous."""

from collections.abc import AsyncIterator, Iterator, Sequence
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
from hytedata.clients.lipas_filters import V1Filter
from hytedata.clients.lipas_v1_reads import SINCE_OVERLAP, V1Reads
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress, Page
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors.lipas.v1_endpoints import V1Language
from hytedata.models.common import Snapshot
from hytedata.models.site_category import V1Category, V1SiteType
from hytedata.models.site_changes import DeletedSite, V1Record
from hytedata.models.sports_site import SportsSite


class V1Sites:
    """Sites of API v1; `LipasClient.v1.sites`."""

    def __init__(self, shell: SyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, V1Reads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[SportsSite]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[SportsSite | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[SportsSite | InvalidRecord]:
        """Iterate over sites, one page in memory, by id; each comes once.

        A list of more than 5 000 sites is read by municipality, and then by type, since API v1
        shows no more than 10 000 of one. The arguments and errors are those of `Sites.iter`; for
        filters see `V1Filter`. v1 has no status: all are `active` (lipas-api 4).
        """
        return items(pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress)))

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[Page[SportsSite]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[Page[SportsSite | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[Page[SportsSite | InvalidRecord]]:
        """Iterate over pages; arguments and errors are those of `iter`.

        Unusable records are among a page's rejections. A page of a part that is read again holds
        only what was missing.
        """
        return pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    def records(
        self,
        fields: Sequence[str] = (),
        *,
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> Iterator[V1Record]:
        """Iterate over documents with chosen *fields*; with none they are ids alone.

        Values are as they come: `V1_FIELDS` names the fields. See `iter`.
        """
        return items(pages(self._shell, self._reads.records(fields, filters, cursor, progress)))

    def get(self, lipas_id: int) -> SportsSite:
        """Read one site.

        Raises:
            NotFound: v1 has no such site: it is not in use, or unknown.
            RecordError: It is there and unusable.
            SourceUnavailable: No usable answer after all attempts.
        """
        return run(self._shell, self._reads.get(lipas_id))

    def find(self, lipas_id: int) -> SportsSite | None:
        """Read like `get`; None where v1 has no such site."""
        return run(self._shell, self._reads.find(lipas_id))

    def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[V1Filter]
    ) -> Snapshot[SportsSite]:
        """Read all that the filters let through, by id, and say whether any may be missing.

        The arguments and errors are those of `Sites.snapshot`; for filters see `V1Filter`.
        """
        return run(self._shell, self._reads.snapshot(filters, progress))


class AsyncV1Sites:
    """What `V1Sites` is, for `await` and `async for`."""

    def __init__(self, shell: AsyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, V1Reads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[SportsSite]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[SportsSite | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[SportsSite | InvalidRecord]:
        """See `V1Sites.iter`."""
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
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[Page[SportsSite]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[Page[SportsSite | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[Page[SportsSite | InvalidRecord]]:
        """See `V1Sites.pages`."""
        return pages_async(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    def records(
        self,
        fields: Sequence[str] = (),
        *,
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[V1Filter],
    ) -> AsyncIterator[V1Record]:
        """See `V1Sites.records`."""
        return items_async(
            pages_async(self._shell, self._reads.records(fields, filters, cursor, progress))
        )

    async def get(self, lipas_id: int) -> SportsSite:
        """See `V1Sites.get`."""
        return await run_async(self._shell, self._reads.get(lipas_id))

    async def find(self, lipas_id: int) -> SportsSite | None:
        """See `V1Sites.find`."""
        return await run_async(self._shell, self._reads.find(lipas_id))

    async def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[V1Filter]
    ) -> Snapshot[SportsSite]:
        """See `V1Sites.snapshot`."""
        return await run_async(self._shell, self._reads.snapshot(filters, progress))


class V1:
    """The frozen API v1, for what v2 does not tell; `LipasClient.v1`."""

    def __init__(self, shell: SyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, V1Reads(page_size)
        self._sites = V1Sites(shell, page_size)

    @property
    def sites(self) -> V1Sites:
        """Sites in use."""
        return self._sites

    def deleted(
        self, since: datetime | None = None, *, overlap: timedelta = SINCE_OVERLAP
    ) -> tuple[DeletedSite, ...]:
        """Read sites that were retired or taken back as mistakes, newest first.

        Args:
            since: With a zone; None for all since 1984. It is sent as UTC, as v1 reads it.
            overlap: How much earlier is asked for: the result may hold somewhat older ones.

        Raises:
            InputError: A time without a zone.
            SourceUnavailable: No usable answer after all attempts.
        """
        return run(self._shell, self._reads.deleted(since, overlap))

    def categories(self, *, language: V1Language = "fi") -> tuple[V1Category, ...]:
        """Read the main categories with their sub-categories and types."""
        return run(self._shell, self._reads.categories(language))

    def types(self, *, language: V1Language = "fi") -> tuple[V1SiteType, ...]:
        """Read all types, deprecated ones included."""
        return run(self._shell, self._reads.types(language))


class AsyncV1:
    """What `V1` is, for `await` and `async for`."""

    def __init__(self, shell: AsyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, V1Reads(page_size)
        self._sites = AsyncV1Sites(shell, page_size)

    @property
    def sites(self) -> AsyncV1Sites:
        """Sites in use."""
        return self._sites

    async def deleted(
        self, since: datetime | None = None, *, overlap: timedelta = SINCE_OVERLAP
    ) -> tuple[DeletedSite, ...]:
        """See `V1.deleted`."""
        return await run_async(self._shell, self._reads.deleted(since, overlap))

    async def categories(self, *, language: V1Language = "fi") -> tuple[V1Category, ...]:
        """See `V1.categories`."""
        return await run_async(self._shell, self._reads.categories(language))

    async def types(self, *, language: V1Language = "fi") -> tuple[V1SiteType, ...]:
        """See `V1.types`."""
        return await run_async(self._shell, self._reads.types(language))
