"""What is remembered of a write: link, sent and echo, connections."""

from collections.abc import Mapping
from dataclasses import dataclass

from hytedata.models.common import Json
from hytedata.models.plan import Change
from hytedata.models.publication import DesiredItem, ItemKind, SourceItem, TargetItem
from hytedata.models.sync_state import Applied, Link

_NOT_FIELDS = frozenset({"status", "visible_for_all"})


@dataclass(frozen=True)
class Written:
    """What follows from one write, for the store."""

    ptv_id: str | None = None
    detail: str = ""
    link: Link | None = None
    applied: Applied | None = None
    connected: tuple[tuple[str, str], ...] = ()
    disconnected: tuple[tuple[str, str], ...] = ()


def item_kind(change: Change) -> ItemKind:
    """The kind of item that a change writes."""
    if change.kind == "connection":
        raise ValueError(f"{change.id} writes a connection, not an item")
    return change.kind


def desired_item(change: Change) -> DesiredItem:
    """The item that a creation or restoration brings about, as the plan states it."""
    visible = change.fields.get("visible_for_all")
    return DesiredItem(
        kind=item_kind(change),
        source=SourceItem(change.source.name, change.source.id),
        source_id=change.source_id or "",
        title=change.name,
        fields={
            path: field.after
            for path, field in change.fields.items()
            if path not in _NOT_FIELDS and field.after is not None
        },
        visible_for_all=bool(visible and visible.after),
    )


def item_written(change: Change, now: TargetItem, earlier: Applied | None) -> Written:
    """What is remembered after an item was created, restored or updated.

    Args:
        change: What was written.
        now: The item as the target holds it after the write: the echo.
        earlier: What was remembered before; fields of it that were not written now stay.
    """
    source = SourceItem(change.source.name, change.source.id)
    kind = item_kind(change)
    sent = dict(earlier.sent) if earlier and change.op == "update" else {}
    for path, field in change.fields.items():
        # What is written as it stood is carried along and stays whose it was.
        if path in _NOT_FIELDS or (field.before is not None and field.before == field.after):
            continue
        if field.after is None:
            sent.pop(path, None)
        else:
            sent[path] = field.after
    echo = {path: now.fields[path] for path in sent if path in now.fields}
    return Written(
        ptv_id=now.id,
        link=Link(source=source, kind=kind, ptv_id=now.id, source_id=change.source_id or ""),
        applied=Applied(source=source, kind=kind, sent=sent, echo=echo, target_version=now.version),
    )


def connection_made(change: Change, pair: tuple[str, str]) -> Written:
    """What is remembered of a new connection: that it is ours, unless the plan says otherwise."""
    ours = change.fields.get("ours")
    return Written() if ours and ours.after is False else Written(connected=(pair,))


def details_of(change: Change) -> Mapping[str, Json]:
    """The own details that a connection is made with."""
    field = change.fields.get("details")
    return field.after if field and isinstance(field.after, dict) else {}


def pair_of(change: Change, ptv_ids: Mapping[str, str]) -> tuple[str, str] | None:
    """PTV ids of the service and channel of a connection; None where one is not there yet."""
    ends: list[str] = []
    for end in ("service", "channel"):
        field = change.fields[end]
        named = str(field.after or field.before)
        known = ptv_ids.get(named.removeprefix("source:")) if named.startswith("source:") else named
        if known is None:
            return None
        ends.append(known)
    return ends[0], ends[1]
