"""Connections: those made are taken out, those removed or lost with an item are made again."""

from collections.abc import Iterator

from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import TargetItem
from hytedata.sync.before import HeldConnection, connection_fields
from hytedata.sync.undoing.draft import UndoDraft, Write, is_locked, plan_source_of

_IN_PTV = "connect them in PTV by hand, if it is still wanted"


def undo_connections(draft: UndoDraft) -> None:
    """Take out what was connected; connect what was disconnected or lost its connections."""
    for write in draft.writes:
        if write.change.op == "connect":
            _disconnect(draft, write)
    for write, held, ours in _lost(draft):
        _connect(draft, write, held, ours=ours)


def _lost(draft: UndoDraft) -> Iterator[tuple[Write, HeldConnection, bool]]:
    """Connections that were there before the run, and whether hytedata had made them."""
    for write in draft.writes:
        if write.change.op == "archive" and write.image and write.ptv_id in draft.returning:
            for held in write.image.connections:
                yield write, held, (held.service, held.channel) in draft.memory.connections
        elif write.change.op == "disconnect":
            pair = draft.pair(write)
            if pair:
                kept = write.image.connections if write.image else ()
                plain = HeldConnection(service=pair[0], channel=pair[1], details={})
                mark = write.change.fields.get("ours")
                yield write, kept[0] if kept else plain, mark is None or mark.before is not False


# --- out ---------------------------------------------------------------------------------------


def _disconnect(draft: UndoDraft, write: Write) -> None:
    pair = draft.pair(write)
    if pair is None or pair[0] in draft.leaving or pair[1] in draft.leaving:
        return  # archiving one end takes the connection away
    service, channel = draft.actual.get(pair[0]), draft.actual.get(pair[1])
    if not draft.complete:
        draft.skip_unseen(write)
    elif service is None or channel is None or pair[1] not in service.connected:
        draft.unchanged += 1
    elif is_locked(service):
        draft.skip_locked(write, service)
    else:
        draft.add(_disconnection(draft, write, service, channel))


def _disconnection(
    draft: UndoDraft, write: Write, service: TargetItem, channel: TargetItem
) -> Change:
    fields = {
        "service": FieldChange(before=service.id),
        "channel": FieldChange(before=channel.id),
    }
    mark = write.change.fields.get("ours")
    if mark and mark.after is False:
        fields["ours"] = FieldChange(before=False)
    return Change(
        id=f"disconnect:{service.id}:{write.source.id}",
        op="disconnect",
        kind="connection",
        source=plan_source_of(write),
        ptv_id=service.id,
        name=f"{service.title} – {channel.title}",
        reason=f"run {draft.run_id} connected them",
        fields=fields,
    )


# --- back --------------------------------------------------------------------------------------


def _connect(draft: UndoDraft, write: Write, held: HeldConnection, *, ours: bool) -> None:
    ends = (held.service, held.channel)
    service = draft.actual.get(held.service)
    if service and held.channel in service.connected:
        draft.unchanged += write.change.op == "disconnect"
        return
    obstacle = _obstacle(draft, write, held)
    if obstacle:
        told = f"connection of service {held.service} and channel {held.channel}: {obstacle}"
        draft.skip(write, "connection-stays-lost", told, _IN_PTV)
        return
    if service and is_locked(service):
        draft.skip_locked(write, service)
        return
    names = [_name(draft, end) for end in ends]
    draft.add(
        Change(
            id=f"connect:{_source(draft, held.service)}:{_source(draft, held.channel)}",
            op="connect",
            kind="connection",
            source=plan_source_of(write),
            name=" – ".join(names),
            reason=f"run {draft.run_id} took the connection away",
            after=tuple(sorted(draft.returning[end] for end in ends if end in draft.returning)),
            fields=connection_fields(held, ours=ours),
        )
    )


def _obstacle(draft: UndoDraft, write: Write, held: HeldConnection) -> str:
    if held.details is None:
        return "it belongs to a customer service point, which an API user cannot connect"
    if held.service in draft.leaving or held.channel in draft.leaving:
        return "one end is archived by this plan"
    if not _is_there(draft, held.service):
        return "the service is another organisation's, or no longer published"
    # A channel of another organisation that is open to all may be connected; PTV decides.
    own = draft.links_by_id.get(held.channel)
    if own and not _is_there(draft, held.channel):
        return "the channel is not published"
    return ""


def _is_there(draft: UndoDraft, ptv_id: str) -> bool:
    item = draft.actual.get(ptv_id)
    return ptv_id in draft.returning or (item is not None and item.own)


def _name(draft: UndoDraft, ptv_id: str) -> str:
    if ptv_id in draft.actual:
        return draft.actual[ptv_id].title
    change = draft.changes.get(draft.returning.get(ptv_id, ""))
    return change.name if change else ptv_id


def _source(draft: UndoDraft, ptv_id: str) -> str:
    link = draft.links_by_id.get(ptv_id)
    return link.source.id if link else ptv_id
