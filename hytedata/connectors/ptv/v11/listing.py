"""Read whole lists over a shell, and say what may be missing from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from sys import intern

from hytedata.connectors._http import AsyncShell, Endpoint, SyncShell
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.connectors.ptv.v11.pages import Page, page_doubts
from hytedata.connectors.ptv.v11.reads import AT_MOST
from hytedata.connectors.ptv.v11.version import content_version
from hytedata.connectors.ptv.v11.wire.drift import merged
from hytedata.errors import HytedataError, LoginRefused
from hytedata.models.publication import TargetItem

MOST_PAGES = 10_000
"""A list that states more pages than this is not believed."""


@dataclass(frozen=True)
class Listing:
    """What was read of a list.

    Attributes:
        items: In PTV's order; each id once, entries without an id as they are. Empty where only
            ids were asked for.
        ids: Ids of all items.
        doubts: Why it may not be the whole list; empty where it is.
        familiar: Items that the caller knows as they stand; they are not among *items*.
        digests: Id of an item → hash of its bytes, where it was asked for.
        unknown: Path of a field that no model knows → how many have it (`Page.unknown`).
    """

    items: tuple[Document, ...]
    doubts: tuple[str, ...] = ()
    familiar: tuple[TargetItem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()


def read_listing(
    shell: SyncShell, page: Callable[[int], Endpoint[Page]], what: str, *, key: str = "id"
) -> Listing:
    """Read all pages of a list, and once more where the first reading leaves doubts.

    A page that cannot be read is a doubt, not an error: what was read before it is kept.

    Args:
        shell: What sends.
        page: Describes the read of a page, from 1.
        what: The list, for people.
        key: What identifies an entry.

    Raises:
        LoginRefused: The list needs a login, and it was refused.
    """
    listing = _read_once(shell, page, what, key)
    return _read_once(shell, page, what, key) if listing.doubts else listing


def read_archived(
    shell: SyncShell, endpoint: Callable[[int], Endpoint[tuple[Document, ...]]], what: str
) -> Listing:
    """Read a list that is asked for by offset, 100 entries at a time.

    Args:
        shell: What sends.
        endpoint: Describes the read of the entries from a number on.
        what: The list, for people.
    """
    found: list[Document] = []
    doubts: list[str] = []
    try:
        for skip in range(0, MOST_PAGES * AT_MOST, AT_MOST):
            batch = shell.send(endpoint(skip))
            found += batch
            if len(batch) < AT_MOST:
                break
        else:
            doubts.append(f"{what} has no end")
    except LoginRefused:
        raise
    except HytedataError as error:
        doubts.append(f"{what} could not be read: {error}")
    return _unique(found, doubts, what, "id")


def _read_once(
    shell: SyncShell, page: Callable[[int], Endpoint[Page]], what: str, key: str
) -> Listing:
    pages: list[Page] = []
    doubts: list[str] = []

    def rest(first: Page) -> Iterator[Endpoint[Page]]:
        return (page(number) for number in range(2, min(first.count, MOST_PAGES) + 1))

    # All in one go: to cross from thread to thread for each page took a sixth of the time.
    async def read(inner: AsyncShell) -> None:
        async with aclosing(inner.pages_from(page(1), rest)) as found:
            async for one in found:
                pages.append(one)  # noqa: PERF401 - what came before an error is kept

    try:
        shell.run(read)
    except LoginRefused:
        raise
    except HytedataError as error:
        doubts.append(f"page {len(pages) + 1} of {what} could not be read: {error}")
    else:
        doubts += page_doubts(pages, what)
        if pages[0].count > MOST_PAGES:
            doubts.append(f"{what} states {pages[0].count} pages")
    listing = _unique([entry for one in pages for entry in one.items], doubts, what, key)
    return _with_familiar(listing, pages, what)


def _with_familiar(listing: Listing, pages: Sequence[Page], what: str) -> Listing:
    """Add what pages hold lightly; an item that also came whole was changed in between."""
    familiar = {item.id: item for page in pages for item in page.familiar}
    digests = {ptv_id: digest for page in pages for ptv_id, digest in page.digests.items()}
    twice = sorted(familiar.keys() & listing.ids)
    doubts = [f"{ptv_id} came twice in {what}, with different content" for ptv_id in twice]
    for ptv_id in twice:
        del familiar[ptv_id]
    unknown = merged(page.unknown for page in pages)
    return Listing(
        listing.items,
        (*listing.doubts, *doubts),
        tuple(familiar.values()),
        digests,
        unknown,
        listing.ids.union(familiar, *(page.ids for page in pages)),
    )


def _unique(entries: list[Document], doubts: list[str], what: str, key: str) -> Listing:
    """Keep each id once: pages shift while they are read, so the same item may come twice."""
    seen: dict[str, Document] = {}
    nameless: list[Document] = []
    for entry in entries:
        ptv_id = text(entry, key)
        if ptv_id is None:
            nameless.append(entry)
        elif ptv_id not in seen:
            seen[intern(ptv_id)] = entry
        elif content_version(seen[ptv_id]) != content_version(entry):
            doubts.append(f"{ptv_id} came twice in {what}, with different content")
    items = (*seen.values(), *nameless)
    return Listing(items, tuple(dict.fromkeys(doubts)), ids=frozenset(seen))
