"""What stood in the target before we archived it, and which connections are owed for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hytedata.models.plan import Change
from hytedata.models.publication import Desired, ItemKind, SourceItem, TargetState
from hytedata.models.sync_state import Intent, Link
from hytedata.sync.before import HeldConnection, Image, read_image
from hytedata.sync.ports import Pair, SyncStore

TRIES: Final = 3
"""How often a connection that people had made is tried again before it is only told."""


@dataclass(frozen=True)
class Owed:
    """A connection of people's that went with an item which is back.

    Attributes:
        ptv_id: The item that we archived and restored.
        given_up: Making it again failed `TRIES` times.
    """

    ptv_id: str
    held: HeldConnection
    given_up: bool = False


def former_images(
    desired: Desired,
    state: TargetState,
    links: Iterable[Link],
    organisation: str,
    login: str,
    store: SyncStore,
) -> Mapping[tuple[ItemKind, SourceItem], Image]:
    """What stood in the target before we archived it, of those items that are wanted again."""
    archived = {(link.kind, link.source): link.ptv_id for link in links if link.archived}
    if not archived:
        return {}
    there = {item.id for item in state.items}
    again = {
        (item.kind, item.source): ptv_id
        for item in desired.items
        if (ptv_id := archived.get((item.kind, item.source))) and ptv_id not in there
    }
    if not again:
        return {}
    archivings = store.writes_of(organisation, login, "archive", ptv_ids=frozenset(again.values()))
    writes = _latest(archivings)
    images = {key: read_image(writes[ptv_id]) for key, ptv_id in again.items() if ptv_id in writes}
    return {key: image for key, image in images.items() if image}


def owed_connections(organisation: str, login: str, store: SyncStore) -> tuple[Owed, ...]:
    """Return the connections of restored items that were not made again yet.

    A run that broke off between restoring an item and connecting it leaves them to the next. One
    that was made again and cut later is not owed: then a person cut it.
    """
    restorings = store.writes_of(organisation, login, "restore")
    restored = _latest(restorings)
    if not restored:
        return ()
    archived = _latest(store.writes_of(organisation, login, "archive", ptv_ids=frozenset(restored)))
    first = min(write.id for write in restored.values())
    tried = _tried(store.writes_of(organisation, login, "connect", after=first))
    before = _latest(one for one in restorings if one is not restored.get(str(one.ptv_id)))
    owed: list[Owed] = []
    for ptv_id, write in sorted(restored.items()):
        archiving = archived.get(ptv_id)
        # What we archived, and not somebody else after we had restored it.
        earlier = before[ptv_id].id if ptv_id in before else 0
        undone = archiving is not None and earlier < archiving.id < write.id
        for held in _held(archiving) if archiving and undone else ():
            tries = [one for one in tried.get(held.pair, ()) if one.id > write.id]
            if all(one.state == "failed" for one in tries):
                owed.append(Owed(ptv_id, held, given_up=len(tries) >= TRIES))
    return tuple(owed)


def _latest(writes: Iterable[Intent]) -> dict[str, Intent]:
    return {str(one.ptv_id): one for one in writes if one.state == "done" and one.ptv_id}


def _held(archiving: Intent) -> tuple[HeldConnection, ...]:
    image = read_image(archiving)
    return image.connections if image else ()


def _tried(connects: Iterable[Intent]) -> dict[Pair, list[Intent]]:
    tried: dict[Pair, list[Intent]] = {}
    for intent in connects:
        fields = Change.model_validate(intent.change).fields
        pair = str(fields["service"].after), str(fields["channel"].after)
        tried.setdefault(pair, []).append(intent)
    return tried
