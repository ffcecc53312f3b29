"""Locations of Interest and the classification of Lipas, synchronous and asynchronous."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal, Unpack, overload

from hytedata.clients.drive import (
    items,
    items_async,
    pages,
    pages_async,
    run,
    run_async,
)
from hytedata.clients.lipas_filters import LoiFilter
from hytedata.clients.lipas_loi_reads import LoiReads, all_categories, one_category
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress, Page
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.models.common import Snapshot
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.site_category import SiteCategory


class Lois:
    """Locations of Interest; `LipasClient.lois`."""

    def __init__(self, shell: SyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, LoiReads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[LocationOfInterest]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[LocationOfInterest | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[LocationOfInterest | InvalidRecord]:
        """Iterate over Locations of Interest, one page in memory; each comes once.

        The arguments and errors are those of `Sites.iter`; for filters see `LoiFilter`.
        """
        return items(pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress)))

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[Page[LocationOfInterest]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[Page[LocationOfInterest | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> Iterator[Page[LocationOfInterest | InvalidRecord]]:
        """Iterate over pages; arguments and errors are those of `iter`.

        Unusable records are among a page's rejections. A page of a part that is read again holds
        only what was missing.
        """
        return pages(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    def get(self, loi_id: str) -> LocationOfInterest:
        """Read one by its UUID.

        Raises:
            NotFound: Lipas has no such Location of Interest. It answers an unknown id like any
                trouble of its own (lipas-api 2.3), so this is what an answer means that it does
                not give while it can show the list.
            InputError: What is no UUID.
            RecordError: It is there and unusable.
            SourceUnavailable: No usable answer after all attempts.
        """
        return run(self._shell, self._reads.get(loi_id))

    def find(self, loi_id: str) -> LocationOfInterest | None:
        """Read like `get`; None where Lipas has no such Location of Interest."""
        return run(self._shell, self._reads.find(loi_id))

    def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[LoiFilter]
    ) -> Snapshot[LocationOfInterest]:
        """Read all that the filters let through, by id, and say whether any may be missing.

        The arguments and errors are those of `Sites.snapshot`; for filters see `LoiFilter`.
        """
        return run(self._shell, self._reads.snapshot(filters, progress))


class AsyncLois:
    """What `Lois` is, for `await` and `async for`."""

    def __init__(self, shell: AsyncShell, page_size: int) -> None:
        self._shell, self._reads = shell, LoiReads(page_size)

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raise", "skip"] = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[LocationOfInterest]: ...

    @overload
    def iter(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[LocationOfInterest | InvalidRecord]: ...

    def iter(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[LocationOfInterest | InvalidRecord]:
        """See `Lois.iter`."""
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
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[Page[LocationOfInterest]]: ...

    @overload
    def pages(
        self,
        *,
        on_invalid: Literal["raw"],
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[Page[LocationOfInterest | InvalidRecord]]: ...

    def pages(
        self,
        *,
        on_invalid: OnInvalid = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
        **filters: Unpack[LoiFilter],
    ) -> AsyncIterator[Page[LocationOfInterest | InvalidRecord]]:
        """See `Lois.pages`."""
        return pages_async(self._shell, self._reads.pages(filters, on_invalid, cursor, progress))

    async def get(self, loi_id: str) -> LocationOfInterest:
        """See `Lois.get`."""
        return await run_async(self._shell, self._reads.get(loi_id))

    async def find(self, loi_id: str) -> LocationOfInterest | None:
        """See `Lois.find`."""
        return await run_async(self._shell, self._reads.find(loi_id))

    async def snapshot(
        self, *, progress: OnProgress | None = None, **filters: Unpack[LoiFilter]
    ) -> Snapshot[LocationOfInterest]:
        """See `Lois.snapshot`."""
        return await run_async(self._shell, self._reads.snapshot(filters, progress))


class Categories:
    """The classification as the API tells it now; `LipasClient.categories`."""

    def __init__(self, shell: SyncShell) -> None:
        self._shell = shell

    def all(self) -> tuple[SiteCategory, ...]:
        """Read all active types, 141 in 2026; deprecated ones are not among them."""
        return run(self._shell, all_categories())

    def get(self, type_code: int) -> SiteCategory:
        """Read one active type.

        Raises:
            NotFound: Lipas has no such type, or it is deprecated.
        """
        return run(self._shell, one_category(type_code))


class AsyncCategories:
    """What `Categories` is, for `await` and `async for`."""

    def __init__(self, shell: AsyncShell) -> None:
        self._shell = shell

    async def all(self) -> tuple[SiteCategory, ...]:
        """See `Categories.all`."""
        return await run_async(self._shell, all_categories())

    async def get(self, type_code: int) -> SiteCategory:
        """See `Categories.get`."""
        return await run_async(self._shell, one_category(type_code))
