"""Typed reading of PTV's answers: a model beside the whole document, or what is wrong with it.

The document is kept because a write starts from all of it, unknown fields included. It is decoded
once and converted to the model, whose texts are the document's own: that takes less time than
decoding the bytes a second time, and hardly any memory (measured; see benchmarks/ptv_decode.py).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from hytedata.connectors.ptv.v11.documents import Document, parse, text
from hytedata.connectors.ptv.v11.wire.base import M_co, Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.errors import RecordError, SourceContractError

M = TypeVar("M", bound=WireModel)

Shape: TypeAlias = Callable[[Document], type[M]]
"""Chooses the model of a document."""


class UnreadableEntry(RecordError):
    """An object that is there and is in no shape that we know.

    Attributes:
        entry: The object, for a reader who wants it as it is; never a part of messages.
    """

    def __init__(
        self, source: str, record: str, *, field: str, detail: str, entry: Document
    ) -> None:
        super().__init__(source, record, field=field, detail=detail)
        self.entry = entry


class PageEnvelope(WireModel, frozen=True):
    """What all pages of lists are (ptv-api 3.2); past the end and when empty, the list is null."""

    page_count: int
    page_number: object = None
    page_size: object = None
    item_list: list[object] | None = None

    @property
    def number(self) -> int:
        """Number of the page, from 1; 0 where it states none."""
        return self.page_number if isinstance(self.page_number, int) else 0


@dataclass(frozen=True, slots=True)
class WirePage(Generic[M_co]):
    """One page of a list (ptv-api 3.2).

    Attributes:
        number: From 1, as the page states it; 0 where it does not.
        count: Pages in all, as this page states it; 0 for an empty list.
        items: In PTV's order; an error stands in the place of an entry that cannot be read.
        unknown: Path of a field that no model knows → how many objects have it.
    """

    number: int
    count: int
    items: tuple[Wire[M_co] | RecordError, ...]
    unknown: Mapping[str, int]


def shape_of(model: type[M]) -> Shape[M]:
    """Return the shape of documents that are all of one model."""
    return lambda _: model


def read_page(content: bytes, shape: Shape[M], what: str, url: str) -> WirePage[M]:
    """Read a page of whole objects.

    Args:
        content: The answer's body.
        shape: Chooses the model of an entry.
        what: What the entries are, for messages.
        url: Where the page came from, for messages.

    Raises:
        SourceContractError: It is no page.
    """
    envelope = read_envelope(content, url)
    page = envelope.model
    items = tuple(read_items(page.item_list or (), shape, what))
    return WirePage(page.number, page.page_count, items, drift([envelope, *items]))


def read_envelope(content: bytes, url: str) -> Wire[PageEnvelope]:
    """Read a page without a look at its entries.

    Raises:
        SourceContractError: It is no page.
    """
    try:
        return read_item(parse(content, url), shape_of(PageEnvelope), "page")
    except RecordError as error:
        detail = f"a page of a list was expected: {error.field}: {error.detail}"
        raise SourceContractError("PTV", url, detail=detail) from error


def read_items(
    entries: Iterable[object], shape: Shape[M], what: str
) -> list[Wire[M] | RecordError]:
    """Read entries of a list, each by itself: a bad one leaves an error in its place."""
    return [_read(entry, shape, what, number) for number, entry in enumerate(entries, 1)]


def read_item(document: object, shape: Shape[M], what: str) -> Wire[M]:
    """Read one object.

    Raises:
        RecordError: It is none, or a field is of a type that it never has.
    """
    read = _read(document, shape, what, 1)
    if isinstance(read, RecordError):
        raise read
    return read


def _read(entry: object, shape: Shape[M], what: str, number: int) -> Wire[M] | RecordError:
    if not isinstance(entry, (dict, Mapping)):
        return RecordError("PTV", f"{what} number {number}", field="document", detail="no object")
    try:
        return Wire(msgspec.convert(entry, shape(entry)), entry)
    except msgspec.ValidationError as error:
        return _bad(entry, what, number, str(error))
    except RecursionError:
        return _bad(entry, what, number, "nested too deeply")


# msgspec tells the place of a fault in its message alone: "Expected …, got … - at `$.a[0].b`".
_FAULT: Final = re.compile(r"(?P<detail>.*) - at `\$\.?(?P<field>.*)`", re.DOTALL)


def _bad(document: Document, what: str, number: int, told: str) -> RecordError:
    ptv_id = text(document, "id") or text(document, "code")
    record = f"{what} {ptv_id}" if ptv_id else f"{what} number {number}"
    fault = _FAULT.fullmatch(told)
    field, detail = fault.group("field", "detail") if fault else ("document", told)
    return UnreadableEntry("PTV", record, field=field or "document", detail=detail, entry=document)
