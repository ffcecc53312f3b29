"""Typed reading of v12's answers, each record by itself (ptv-v12 3.2)."""

from typing import Annotated, Final, TypeVar

import msgspec

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.documents import parse, text
from hytedata.connectors.ptv.v11.wire import reading
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.reading import Shape, shape_of
from hytedata.errors import RecordError, SourceContractError
from hytedata.models.common import Json

M = TypeVar("M", bound=WireModel)

KEYS: Final = (
    ("contentId",),
    ("serviceContentId", "channelContentId"),
    ("uri",),
    ("code",),
)
"""Fields that tell records apart: the first of these that a record has all of."""

_Count = Annotated[int, msgspec.Meta(ge=0)]


class PageEnvelope(WireModel, frozen=True):
    """What all pages are.

    The counts must be there: clients that looked for them under other names read one page and took
    it for all (ptv-v12 8, trap 3).
    """

    total_items: _Count
    total_pages: _Count
    page: int | None = None
    page_size: int | None = None
    items: list[object] | None = None


def read_answer(response: Response) -> Json:
    """Parse an answer.

    Raises:
        SourceContractError: It is not JSON; told apart where it is a web page.
    """
    if response.content.lstrip()[:1] == b"<":
        detail = "a web page came instead of JSON: is a proxy in between, or is the address wrong?"
        raise SourceContractError("PTV", response.url, detail=detail)
    return parse(response.content, response.url)


def read_envelope(response: Response) -> Wire[PageEnvelope]:
    """Read a page without a look at its entries.

    Raises:
        SourceContractError: It is no page.
    """
    try:
        return reading.read_item(read_answer(response), shape_of(PageEnvelope), "page")
    except RecordError as error:
        detail = f"a page was expected: {error.field}: {error.detail}"
        raise SourceContractError("PTV", response.url, detail=detail) from error


def read_entry(entry: object, shape: Shape[M], what: str, number: int) -> Wire[M] | RecordError:
    """Read entry *number* (from 1) of a page; the error names it by its id where it has one."""
    try:
        return reading.read_item(entry, shape, what)
    except RecordError as error:
        name = f"{what} {key_of(entry) or f'number {number}'}"
        if not isinstance(error, reading.UnreadableEntry):
            return RecordError("PTV", name, field=error.field, detail=error.detail)
        return reading.UnreadableEntry(
            "PTV", name, field=error.field, detail=error.detail, entry=error.entry
        )


def read_one(response: Response, shape: Shape[M], what: str) -> Wire[M]:
    """Read an answer that is one record.

    Raises:
        SourceContractError: It is no JSON object.
        RecordError: A field is of a type that it never has.
    """
    document = read_answer(response)
    if not isinstance(document, dict):
        raise SourceContractError("PTV", response.url, detail="an object was expected")
    read = read_entry(document, shape, what, 1)
    if isinstance(read, RecordError):
        raise read
    return read


def key_of(entry: object) -> str | None:
    """Return what tells *entry* from others of its kind; a connection is told by its pair."""
    if not isinstance(entry, dict):
        return None
    for names in KEYS:
        values = [text(entry, name) for name in names]
        if all(values):
            return "/".join(value for value in values if value)
    return None
