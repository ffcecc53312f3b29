"""Pages of lists as values, and whether a set of pages can be the whole list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.documents import Document, parse, parse_document, text
from hytedata.connectors.ptv.v11.familiar import Versions, read_familiar
from hytedata.errors import SourceContractError
from hytedata.models.common import Json
from hytedata.models.publication import TargetItem


@dataclass(frozen=True)
class Page:
    """One page: there is no total, only the number of pages (ptv-api 3.2).

    Attributes:
        number: From 1, as the page states it; 0 where it does not.
        count: Pages in all, as this page states it; 0 for an empty list.
        items: Objects on it; `itemList: null` is none.
        odd: How many entries were no objects.
        familiar: Items that the caller knows as they stand; they are not among *items*.
        digests: Id of an item → hash of its bytes (`familiar.digest_of`), where it was asked for.
    """

    number: int
    count: int
    items: tuple[Document, ...]
    odd: int = 0
    familiar: tuple[TargetItem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


def decode_page(response: Response) -> Page:
    """Decode a page envelope.

    Raises:
        SourceContractError: It is none.
    """
    body = parse_document(response.content, response.url)
    number, count = body.get("pageNumber"), body.get("pageCount")
    listed = body.get("itemList")
    if not isinstance(count, int) or not isinstance(listed, (list, type(None))):
        raise SourceContractError("PTV", response.url, detail="a page of a list was expected")
    entries: Sequence[Json] = listed or ()
    items = tuple(entry for entry in entries if isinstance(entry, dict))
    return Page(
        number=number if isinstance(number, int) else 0,
        count=count,
        items=items,
        odd=len(entries) - len(items),
    )


class _Envelope(msgspec.Struct, rename="camel"):
    page_count: int
    page_number: int = 0
    item_list: list[msgspec.Raw] | None = None


def decode_channel_page(response: Response, owner: str, known: Versions) -> Page:
    """Decode a page of whole channels; those that *known* has as they stand are read lightly.

    Raises:
        SourceContractError: It is no page.
    """
    try:
        envelope = msgspec.json.decode(response.content, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return decode_page(response)
    items: list[Document] = []
    familiar: list[TargetItem] = []
    digests: dict[str, str] = {}
    odd = 0
    for raw in envelope.item_list or ():
        seen = read_familiar(raw, owner, known)
        if isinstance(seen, TargetItem):
            familiar.append(seen)
            continue
        document = parse(bytes(raw), response.url)
        if isinstance(document, dict):
            items.append(document)
            digests[text(document, "id") or ""] = seen
        else:
            odd += 1
    return Page(
        envelope.page_number,
        envelope.page_count,
        tuple(items),
        odd,
        familiar=tuple(familiar),
        digests=digests,
    )


def page_doubts(pages: Sequence[Page], what: str) -> list[str]:
    """Say why *pages* may not be the whole list of *what*; nothing where they may be.

    Their number must not move while they are read, none may be empty within it, and each must
    be the one that was asked for.
    """
    doubts: list[str] = []
    counts = {page.count for page in pages}
    if len(counts) > 1:
        told = " and ".join(str(count) for count in sorted(counts))
        doubts.append(f"the number of pages of {what} moved between {told} while it was read")
    missing = [
        number
        for number, page in enumerate(pages, 1)
        if not (page.items or page.familiar) and number <= page.count
    ]
    if missing:
        doubts.append(f"page {missing[0]} of {pages[0].count} of {what} came empty")
    other = [at for at, page in enumerate(pages, 1) if page.number not in (0, at)]
    if other:
        doubts.append(f"page {other[0]} of {what} calls itself page {pages[other[0] - 1].number}")
    odd = sum(page.odd for page in pages)
    if odd:
        doubts.append(f"{odd} entries of {what} are in a shape we do not know")
    return doubts
