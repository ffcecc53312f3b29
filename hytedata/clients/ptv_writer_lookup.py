"""Finding what stands in PTV v11 before and after a write: by source id, and whether it is open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hytedata.connectors._http import AsyncShell, Endpoint
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.decode import owner_of, relations
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.connectors.ptv.v11.pages import Page, page_doubts
from hytedata.errors import SourceUnavailable
from hytedata.models.publication import ItemKind

LIST_ATTEMPTS: Final = 3
MOST_DRAFTS: Final = 2_000
"""More unpublished ids than this are not looked at one by one."""
_NOBODY: Final = "11111111-1111-4111-8111-111111111111"


@dataclass(frozen=True)
class Lookup:
    """Looks for items with one login.

    Attributes:
        shell: What sends.
        organisations: Whose lists are searched.
        logins: Tells how many logins there have been: PTV reads a dead token on a public list as
            none at all, and leaves source ids out without a word (ptv-api 11).
    """

    shell: AsyncShell
    organisations: Sequence[str]
    logins: Callable[[], int]

    async def by_source_id(
        self, kind: ItemKind, source_id: str, organisations: Sequence[str] = ()
    ) -> Document | None:
        """Return an item by our key, published or draft; None where there is none.

        PTV cannot be asked for a key: the lists are read. Archived items do not show theirs.

        Raises:
            SourceUnavailable: The lists could not be read whole, and the key is not in what was.
        """
        published: set[str] = set()
        for organisation in dict.fromkeys([*organisations, *self.organisations]):
            items = await self._published(kind, organisation)
            for item in items:
                if text(item, "sourceId") == source_id:
                    return item
            published.update(text(item, "id") or "" for item in items)
        return await self._draft(kind, source_id, published)

    async def _published(self, kind: ItemKind, organisation: str) -> list[Document]:
        for _ in range(LIST_ATTEMPTS):
            await self._probe(kind)
            before = self.logins()
            items = await self._all(
                lambda page: reads.organisation_page(kind, organisation, page),
                f"the organisation's {kind}s",
            )
            await self._probe(kind)
            if self.logins() == before:
                return items
        raise self._doubt("the login kept ending while a list was read")

    async def _probe(self, kind: ItemKind) -> None:
        # The shortest answer that needs the token: a dead one is renewed by it.
        await self.shell.send(reads.active_item(kind, _NOBODY))

    async def _draft(self, kind: ItemKind, source_id: str, seen: set[str]) -> Document | None:
        active = await self._all(lambda page: reads.active_ids(kind, page), f"active {kind}s")
        candidates = {text(one, "id") or "" for one in active} - seen
        if len(candidates) > reads.AT_MOST:
            public = await self._all(
                lambda page: reads.published_ids(kind, page), f"published {kind}s"
            )
            candidates -= {text(one, "id") or "" for one in public}
        if len(candidates) > MOST_DRAFTS:
            raise self._doubt(f"{len(candidates)} unpublished {kind}s are too many to look at")
        for ptv_id in sorted(candidates - {""}):
            document = await self.shell.send(reads.active_item(kind, ptv_id))
            if document is not None and text(document, "sourceId") == source_id:
                return document
        return None

    async def is_open(self, channel: Document) -> bool | None:
        """Whether a channel is open to all; None where PTV does not tell for sure.

        Drafts are in no list. A channel that the list lacks, while a service of another
        organisation is connected to it, is not believed to be closed: closing it would cut that
        service off (ptv-api 6.6).
        """
        owner, ptv_id = owner_of("channel", channel), text(channel, "id")
        if owner is None or text(channel, "publishingStatus") != "Published":
            return None
        # Nothing else tells that the list is short, so it is read twice.
        for _ in range(2):
            listed = await self._all(
                lambda page: reads.visible_channel_ids(owner, page), "channels open to all"
            )
            if any(text(one, "id") == ptv_id for one in listed):
                return True
        return None if await self._has_strangers(channel, owner) else False

    async def _has_strangers(self, channel: Document, owner: str) -> bool:
        services = sorted({service_id for service_id, _ in relations("channel", channel)})
        owners: set[str] = set()
        for start in range(0, len(services), reads.AT_MOST):
            batch = services[start : start + reads.AT_MOST]
            for service in await self.shell.send(reads.items("service", batch)):
                owners.add(owner_of("service", service) or owner)
        strangers = sorted(owners - {owner})
        if not strangers:
            return False
        root = await self._root(owner)
        for one in strangers:
            if await self._root(one) != root:
                return True
        return False

    async def _root(self, organisation: str) -> str:
        document = await self.shell.send(reads.organisation(organisation))
        return text(document, "organizationRootId") or organisation

    async def _all(self, page: Callable[[int], Endpoint[Page]], what: str) -> list[Document]:
        """Read a whole list, once more where the first reading leaves doubts.

        Raises:
            SourceUnavailable: It cannot be read whole.
        """
        doubts: Sequence[str] = ()
        for _ in range(2):
            pages = [one async for one in self.shell.pages_from(page(1), _rest(page))]
            doubts = tuple(page_doubts(pages, what))
            if not doubts:
                return [entry for one in pages for entry in one.items]
        raise self._doubt(doubts[0])

    def _doubt(self, detail: str) -> SourceUnavailable:
        url = self.shell.upstream.base_url
        return SourceUnavailable("PTV", url, attempts=LIST_ATTEMPTS, detail=detail)


def _rest(page: Callable[[int], Endpoint[Page]]) -> Callable[[Page], Iterator[Endpoint[Page]]]:
    return lambda first: (page(number) for number in range(2, first.count + 1))
