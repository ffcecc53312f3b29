"""What is alike for records of every kind: ids, times, the one validation, rejections."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from pydantic import ValidationError

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.connections import ServiceServiceCollection
from hytedata.connectors.ptv.v11.wire.texts import Item
from hytedata.models.common import Rejection, SourceRef
from hytedata.models.ptv import Record
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.texts import Fields, filled, read_moment

R = TypeVar("R", bound=Record)

NO_ID = "?"
"""Stands for the id of a record without one, in its rejection."""


class WireHead(Protocol):
    """What the wire models of all records have."""

    @property
    def publishing_status(self) -> str | None:
        """A word of ptv-api 7.2."""

    @property
    def modified(self) -> str | None:
        """Time of the last save."""


def head(record: WireHead, notes: Notes) -> Fields:
    """Return the fields that records begin with; v11 does not tell when one was published."""
    return {
        "status": filled(record.publishing_status),
        "modified_at": moment(record.modified, notes),
    }


def moment(stated: str | None, notes: Notes, path: str = "modified") -> datetime | None:
    """Return a time in UTC; None, and a remark, where it is none."""
    if not stated or stated.isspace():
        return None
    read = read_moment(stated)
    if read is None:
        notes.add(path, "no-time", stated)
    return read


def plain_id(stated: str | None) -> str | None:
    """Return an id in lower case, as PTV writes it (ptv-api 1.2)."""
    return (stated.strip().lower() or None) if stated else None


def item_id(item: Item | None) -> str | None:
    """Return the id of a reference."""
    return plain_id(item.id) if item is not None else None


def collection_ids(
    collections: Iterable[ServiceServiceCollection] | None, notes: Notes
) -> tuple[str, ...]:
    """Return the ids of the collections that a record is in, sorted."""
    listed = tuple(collections or ())
    found = set()
    for one in listed:
        collection = plain_id(one.id)
        if collection is None:
            notes.odd("serviceCollections", listed, one, "no-id")
        else:
            found.add(collection)
    return tuple(sorted(found))


def keep_word(notes: Notes, path: str, stated: str | None) -> None:
    """Keep a field that is always null so far (ptv-api 5.7), should it ever tell something."""
    if stated:
        notes.extras[path] = stated


def build(
    model: type[R],
    kind: str,
    stated_id: str | None,
    document: Document,
    fill: Callable[[Notes], Fields],
) -> R | Rejection:
    """Build a record, validated once; a rejection where it cannot be one.

    Args:
        model: One of ours.
        kind: As in the record's reference.
        stated_id: PTV's id; a record without one is rejected.
        document: All that PTV sent; it becomes `raw`, as it is.
        fill: Returns the model's fields but for id, extras, remarks and raw.
    """
    record_id = plain_id(stated_id)
    if record_id is None:
        return rejection(kind, NO_ID, "id", "it is missing")
    notes = Notes()
    try:
        fields = fill(notes)
        fields["id"] = record_id
        fields["raw"] = document
        notes.put_into(fields)
        return model.model_validate(fields)
    except ValidationError as error:
        return _invalid(kind, record_id, error)


def rejection(kind: str, record_id: str, field: str, reason: str) -> Rejection:
    """Return the rejection of a record of PTV."""
    ref = SourceRef(source="ptv", kind=kind, id=record_id)
    return Rejection(ref=ref, field=field, reason=reason)


def _invalid(kind: str, record_id: str, error: ValidationError) -> Rejection:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return rejection(kind, record_id, field or "document", first["msg"])
