"""Pages of lists as values, and whether a set of pages can be the whole list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

import msgspec

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.documents import Document, parse, text
from hytedata.connectors.ptv.v11.familiar import Parts, Versions, read_familiar
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift, merged
from hytedata.connectors.ptv.v11.wire.reading import (
    Shape,
    read_envelope,
    read_items,
    shape_of,
)
from hytedata.connectors.ptv.v11.wire.texts import Item
from hytedata.models.publication import TargetItem


@dataclass(frozen=True)
class Page:
    """One page: there is no total, only the number of pages (ptv-api 3.2).

    Attributes:
        number: From 1, as the page states it; 0 where it does not.
        count: Pages in all, as this page states it; 0 for an empty list.
        items: Objects on it; `itemList: null` is none.
        odd: How many entries were no objects, or short ones with a value of a wrong type.
        familiar: Items that the caller knows as they stand; they are not among *items*.
        digests: Id of an item → hash of its bytes (`familiar.digest_of`), where it was asked for.
        unknown: Path of a field that no model knows → how many have it; those of whole objects
            are counted when they become items.
        ids: Ids of entries of which nothing else was wanted; they are not among *items*.
    """

    number: int
    count: int
    items: tuple[Document, ...]
    odd: int = 0
    familiar: tuple[TargetItem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


class _IdEntry(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    id: str
    name: msgspec.Raw = msgspec.Raw(b"")  # whatever it is: nobody asks for it, so it is not read


class _IdPage(msgspec.Struct, gc=False, forbid_unknown_fields=True, rename="camel"):
    page_count: int
    page_number: int
    page_size: int | None = None
    item_list: list[_IdEntry] | None = None


_decode_id_page = msgspec.json.Decoder(_IdPage).decode


def decode_ids(response: Response) -> Page:
    """Decode an id page of which nothing but the ids is wanted.

    Such lists name everything in the country, for each organisation anew: so no dict is built.
    A page with anything unusual is read as `decode_entries` reads it, entry by entry.

    Raises:
        SourceContractError: It is no page.
    """
    try:
        page = _decode_id_page(response.content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return decode_entries(response, shape_of(Item))
    # Not interned: they are held for one organisation's reading, and to intern them took as long
    # as to decode them.
    ids = tuple([entry.id for entry in page.item_list or ()])
    return Page(page.page_number, page.page_count, (), ids=ids)


def decode_entries(response: Response, shape: Shape[WireModel]) -> Page:
    """Decode a page of short entries; those that are no *shape* are odd.

    Raises:
        SourceContractError: It is no page.
    """
    envelope = read_envelope(response.content, response.url)
    number, count = envelope.model.number, envelope.model.page_count
    entries = envelope.model.item_list or []
    items = tuple(entry for entry in entries if isinstance(entry, dict))
    unknown = _unknown_in(items, shape) if len(items) == len(entries) else None
    if unknown is not None:
        for entry in items:
            # Nobody asks an entry for its time, and of a country the times are megabytes.
            entry.pop("modified", None)
        return Page(number, count, items, unknown=merged([drift([envelope]), unknown]))
    read = read_items(entries, shape, "entry")
    readable = tuple(entry.document for entry in read if isinstance(entry, Wire))
    return Page(
        number, count, readable, len(read) - len(readable), unknown=drift([envelope, *read])
    )


def _unknown_in(entries: Sequence[Document], shape: Shape[WireModel]) -> dict[str, int] | None:
    """Count unknown fields as `drift` does, of a thousand entries at once.

    None where the entries have to be looked at one by one: one does not fit its model, or they
    are more than plain values.
    """
    models = set(map(shape, entries))
    if len(models) != 1:
        return None
    model = models.pop()
    try:
        msgspec.convert(entries, list[model])  # type: ignore[valid-type]
    except msgspec.ValidationError:
        return None
    plain, deep = _keys_of(model)
    present: set[str] = set().union(*entries)
    if present & deep:
        return None
    return {
        f"{model.__name__}.{key}": sum(key in entry for entry in entries) for key in present - plain
    }


@cache
def _keys_of(model: type[WireModel]) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of a model that hold a text or a number, and its other ones."""
    values = {str, int, float, bool, type(None)}
    fields = msgspec.structs.fields(model)
    plain = frozenset(one.encode_name for one in fields if values.issuperset(get_args(one.type)))
    return plain, frozenset(one.encode_name for one in fields) - plain


def decode_page(response: Response) -> Page:
    """Decode a page of whole objects.

    Raises:
        SourceContractError: It is no page.
    """
    envelope = read_envelope(response.content, response.url)
    entries = envelope.model.item_list or ()
    items = tuple(entry for entry in entries if isinstance(entry, dict))
    return Page(
        number=envelope.model.number,
        count=envelope.model.page_count,
        items=items,
        odd=len(entries) - len(items),
        unknown=drift([envelope]),
    )


class _Envelope(msgspec.Struct, rename="camel"):
    page_count: int
    page_number: int = 0
    item_list: list[Parts] | None = None


def decode_channel_page(response: Response, owner: str, known: Versions) -> Page:
    """Decode a page of whole channels; those that *known* has as they stand are read lightly.

    All are taken apart at once; a page that holds something else than objects is read whole.

    Raises:
        SourceContractError: It is no page.
    """
    try:
        envelope = msgspec.json.decode(response.content, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return decode_page(response)
    items: list[Document] = []
    familiar: list[TargetItem] = []
    digests: dict[str, str] = {}
    for parts in envelope.item_list or ():
        seen = read_familiar(parts, owner, known)
        if isinstance(seen, TargetItem):
            familiar.append(seen)
        else:
            document = {key: parse(bytes(value), response.url) for key, value in parts.items()}
            items.append(document)
            digests[text(document, "id") or ""] = seen
    return Page(
        envelope.page_number,
        envelope.page_count,
        tuple(items),
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
        if not (page.items or page.familiar or page.ids) and number <= page.count
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
