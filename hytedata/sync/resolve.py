"""Find out what became of a write whose answer never came, by reading the target."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hytedata.models.common import Json
from hytedata.models.plan import Change
from hytedata.models.publication import SourceItem, TargetItem
from hytedata.models.sync_state import Applied, Intent, IntentState, Link
from hytedata.sync.adopting import adopted
from hytedata.sync.adopting import took_effect as carries_our_key
from hytedata.sync.ports import SyncStore, Target
from hytedata.sync.record import Written, connection_made, item_kind, item_written, pair_of

Resolver = Callable[[str], str | None]


@dataclass(frozen=True)
class Resolution:
    """What an open intent turned out to be: done, or never carried out.

    Attributes:
        looked_up: It was read from the target, since the answer was lost.
    """

    state: IntentState
    written: Written
    looked_up: bool = False


def resolve_open(
    organisation: str, target: Target, store: SyncStore
) -> tuple[tuple[Intent, IntentState], ...]:
    """Close every open intent of one organisation by what the target shows.

    Raises:
        SourceUnavailable: The target cannot be read now; the intents stay open.
    """
    closed: list[tuple[Intent, IntentState]] = []
    for intent in store.open_intents(organisation, target.login):
        links = store.links(organisation, target.login)
        ptv_ids = {link.source_id: link.ptv_id for link in links}
        applied = {(a.kind, a.source): a for a in store.applied(organisation, target.login)}
        change = Change.model_validate(intent.change)
        source = SourceItem(change.source.name, change.source.id)
        earlier = None
        if change.kind != "connection":
            earlier = applied.get((item_kind(change), source))
        resolution = resolve(change, organisation, target, ptv_ids, earlier)
        close(store, intent.id, resolution)
        closed.append((intent, resolution.state))
    return tuple(closed)


def close(store: SyncStore, intent_id: int, resolution: Resolution) -> None:
    """Close one intent with what was found."""
    written = resolution.written
    store.close_intent(
        intent_id,
        resolution.state,
        ptv_id=written.ptv_id,
        detail=written.detail,
        link=written.link,
        applied=written.applied,
        connected=written.connected,
        disconnected=written.disconnected,
        looked_up=resolution.looked_up,
    )


def resolve(
    change: Change,
    organisation: str,
    target: Target,
    ptv_ids: Mapping[str, str],
    earlier: Applied | None,
) -> Resolution:
    """Read the target and say whether *change* took effect.

    Args:
        change: The change whose write was sent.
        organisation: Whose it is.
        target: Where to look.
        ptv_ids: Source id → PTV id of what is known to be there.
        earlier: What had been sent for the item before.
    """
    if change.kind == "connection":
        return _connection(change, target, ptv_ids)
    if change.op == "archive":
        return _archived(change, target)
    found = _find(change, organisation, target)
    if found is None or not _took_effect(change, found):
        return _NO_EFFECT
    if change.op == "adopt":
        return _done(adopted(change, found))
    return _done(item_written(change, found, earlier))


_NO_EFFECT = Resolution("abandoned", Written(detail="the write had no effect"), looked_up=True)


def _done(written: Written) -> Resolution:
    return Resolution("done", written, looked_up=True)


def _find(change: Change, organisation: str, target: Target) -> TargetItem | None:
    if change.op == "create":
        return target.find_by_source_id(item_kind(change), organisation, change.source_id or "")
    return target.look(item_kind(change), change.ptv_id or "")


def _took_effect(change: Change, found: TargetItem) -> bool:
    if change.op == "adopt":
        return carries_our_key(change, found)
    if change.op != "update":
        return True
    if change.base == found.version:
        return False
    # The target rewrites some values, so a changed field need not hold what was sent: it must
    # only no longer hold what stood there before.
    return all(
        _moved(found.fields.get(path), field.before, field.after)
        for path, field in change.fields.items()
        if path != "status"
    )


def _moved(now: Json, before: Json, after: Json) -> bool:
    return now == after or now != before


def _archived(change: Change, target: Target) -> Resolution:
    if target.look(item_kind(change), change.ptv_id or "") is not None:
        return _NO_EFFECT
    return _done(archived(change))


def archived(change: Change) -> Written:
    """What follows from an archived item."""
    link = Link(
        source=SourceItem(change.source.name, change.source.id),
        kind=item_kind(change),
        ptv_id=change.ptv_id or "",
        source_id=change.source_id or "",
        archived=True,
    )
    return Written(ptv_id=change.ptv_id, link=link)


def _connection(change: Change, target: Target, ptv_ids: Mapping[str, str]) -> Resolution:
    pair = pair_of(change, ptv_ids)
    service = target.look("service", pair[0]) if pair else None
    connected = service is not None and pair is not None and pair[1] in service.connected
    if pair is None or connected != (change.op == "connect"):
        return _NO_EFFECT
    if change.op == "connect":
        return _done(connection_made(change, pair))
    return _done(Written(disconnected=(pair,)))
