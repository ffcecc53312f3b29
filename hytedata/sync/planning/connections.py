"""Connections between services and channels: ours are added and removed, others' stay."""

from hytedata.models.plan import Change, Drift, FieldChange
from hytedata.models.publication import DesiredItem, TargetItem
from hytedata.models.sync_state import Link
from hytedata.sync.planning.draft import Draft, plan_source, source_key
from hytedata.sync.planning.ownership import Owner, owner_of
from hytedata.sync.policy import allows

Pair = tuple[str, str]


def plan_connections(draft: Draft) -> None:
    """Connect each channel to its services; then disconnect what we connected and nobody wants.

    Where the configuration leaves connections to PTV (`fields.connections`) only items that
    appear in this plan are connected, or none, and nothing is disconnected.
    """
    owner = owner_of("connections", draft.rules.ownership)
    wanted: set[Pair] = set()
    missing: list[DesiredItem] = []
    for channel in draft.desired.items:
        if channel.kind == "channel":
            pairs = [_pair(draft, channel, need) for need in channel.needs]
            connected = True
            for service, end in pairs:
                if service and end:
                    wanted.add((service, end))
                connected = connected and _is_connected(draft, service, end)
            if not connected:
                missing.append(channel)
    for channel in sorted(missing, key=lambda item: source_key(item.source)):
        for need in channel.needs:
            _connect(draft, channel, need, owner)
    if owner != "source":
        return
    for pair in sorted(draft.memory.connections - wanted):
        _disconnect(draft, pair)


def _pair(draft: Draft, channel: DesiredItem, need: str) -> tuple[str | None, str | None]:
    return draft.ptv_ids.get(need), draft.ptv_ids.get(channel.source_id)


def _is_connected(draft: Draft, service_id: str | None, channel_id: str | None) -> bool:
    present = draft.actual.get(channel_id) if channel_id else None
    return present is not None and service_id in present.connected


def _connect(draft: Draft, channel: DesiredItem, need: str, owner: Owner) -> None:
    if need not in draft.available or channel.source_id not in draft.available:
        return
    service_id, channel_id = _pair(draft, channel, need)
    if _is_connected(draft, service_id, channel_id):
        return
    appears = bool(draft.available[channel.source_id])
    if not appears:
        _note_cut(draft, channel, need, (service_id, channel_id), owner)
    if owner == "target" or (owner != "source" and not appears):
        return
    made_by = {draft.available[need], draft.available[channel.source_id]} & draft.changes.keys()
    service = draft.wanted[need]
    draft.add(
        Change(
            id=f"connect:{service.source.id}:{channel.source.id}",
            op="connect",
            kind="connection",
            source=plan_source(channel.source),
            name=f"{service.title} – {channel.title}",
            reason="the site belongs to this service",
            after=tuple(sorted(made_by)),
            fields={
                "service": FieldChange(after=service_id or f"source:{need}"),
                "channel": FieldChange(after=channel_id or f"source:{channel.source_id}"),
            },
        )
    )


def _note_cut(
    draft: Draft,
    channel: DesiredItem,
    need: str,
    ends: tuple[str | None, str | None],
    owner: Owner,
) -> None:
    """Tell of a connection that we made and somebody took away; `modified` does not show it."""
    service_id, channel_id = ends
    if not service_id or not channel_id or service_id not in draft.actual:
        return  # the service is not there: its connections went with it
    if (
        owner not in {"source", "report"}
        or (service_id, channel_id) not in draft.memory.connections
    ):
        return
    draft.drift.append(
        Drift(
            source=plan_source(channel.source),
            ptv_id=channel_id,
            name=channel.title,
            field="connections",
            ours=draft.wanted[need].title,
            theirs=None,
            overwritten=owner == "source" and allows(draft.rules.policy, "connect"),
        )
    )


def _disconnect(draft: Draft, pair: Pair) -> None:
    """Disconnect a pair that we connected, where its site is described and wants it no more."""
    service, channel = draft.actual.get(pair[0]), draft.actual.get(pair[1])
    link = draft.links_by_id.get(pair[1])
    if not service or not channel or not link or channel.id not in service.connected:
        return
    if link.source_id in draft.wanted and draft.state.completeness.complete:
        draft.add(_disconnection(draft, service, channel, link))


def _disconnection(draft: Draft, service: TargetItem, channel: TargetItem, link: Link) -> Change:
    replacing = (
        change.id
        for change in draft.changes.values()
        if change.op == "connect" and change.source.id == link.source.id
    )
    return Change(
        id=f"disconnect:{service.id}:{link.source.id}",
        op="disconnect",
        kind="connection",
        source=plan_source(link.source),
        ptv_id=service.id,
        name=f"{service.title} – {channel.title}",
        reason="the site no longer belongs to this service",
        after=tuple(replacing),
        fields={
            "service": FieldChange(before=service.id),
            "channel": FieldChange(before=channel.id),
        },
    )
