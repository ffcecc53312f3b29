"""Pages of lists as values, and whether a set of pages can be the whole list."""

from collections.abc import Sequence
from dataclasses import dataclass

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.documents import Document, parse_document
from hytedata.errors import SourceContractError
from hytedata.models.common import Json


@dataclass(frozen=True)
class Page:
    """One page: there is no total, only the number of pages (ptv-api 3.2).

    Attributes:
        number: From 1, as the page states it; 0 where it does not.
        count: Pages in all, as this page states it; 0 for an empty list.
        items: Objects on it; `itemList: null` is none.
        odd: How many entries were no objects.
    """

    number: int
    count: int
    items: tuple[Document, ...]
    odd: int = 0


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
        number for number, page in enumerate(pages, 1) if not page.items and number <= page.count
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
