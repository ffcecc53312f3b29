"""Items that come back: under their id, with what people had put there, and connected as before.

An archived item cannot be read, and a PUT that restores it states all texts and languages anew. So
what stood there is taken from the before-image of our own archiving. Where somebody else archived
it there is none: then it comes back with what the source says.
"""

from collections.abc import Iterator

from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import DesiredItem, Skip, TargetItem
from hytedata.models.sync_state import Link
from hytedata.sync.before import HeldConnection, Image, connection_fields
from hytedata.sync.planning.draft import Draft, plan_source
from hytedata.sync.planning.languages import with_other_languages, without_other_languages
from hytedata.sync.planning.ownership import owner_of, to_create


def restored_fields(draft: Draft, item: DesiredItem) -> dict[str, FieldChange]:
    """Return the fields that an item is created or restored with."""
    image = draft.memory.images.get((item.kind, item.source))
    if image is None or not image.fields:
        fields = {
            path: FieldChange(after=value)
            for path, value in sorted(to_create(item.fields, draft.rules.ownership).items())
        }
        visible = item.visible_for_all
    else:
        fields = dict(_merged(draft, item, image))
        visible = image.visible_for_all is True
    if item.kind == "channel":
        fields["visible_for_all"] = FieldChange(after=visible)
    return fields


def _merged(draft: Draft, item: DesiredItem, image: Image) -> Iterator[tuple[str, FieldChange]]:
    """What the source decides on as it says; everything else as it stood, carried along."""
    known = draft.applied.get((item.kind, item.source))
    sent = without_other_languages(known.sent, item.fields) if known else {}
    wanted = with_other_languages(item.fields, image.fields)
    for path in sorted(wanted.keys() | image.fields.keys()):
        stood = image.fields.get(path)
        if owner_of(path, draft.rules.ownership) == "source":
            if path in wanted:
                yield path, FieldChange(after=wanted[path])
                continue
            # Ours once, and the source has none any more.
            if path in sent:
                continue
        if stood is not None:
            yield path, FieldChange(before=stood, after=stood)


def plan_reconnections(draft: Draft) -> None:
    """Connect what comes back with what people, and we, had connected it with."""
    planned = {
        (str(change.fields["service"].after), str(change.fields["channel"].after)): change
        for change in draft.changes.values()
        if change.op == "connect"
    }
    for restored in [one for one in draft.changes.values() if one.op == "restore"]:
        link = draft.links_by_id[restored.ptv_id or ""]
        image = draft.memory.images.get((link.kind, link.source))
        for held in image.connections if image else ():
            connect = planned.get(held.pair)
            if connect and held.details:
                again = connection_fields(held, ours=True)
                draft.changes[connect.id] = connect.model_copy(update={"fields": again})
            elif not connect:
                _reconnect(draft, link, held, after=(restored.id,))
    for owed in draft.memory.owed:
        returned = draft.links_by_id.get(owed.ptv_id)
        if returned and owed.ptv_id in draft.actual:
            _reconnect(draft, returned, owed.held, given_up=owed.given_up)


def _reconnect(
    draft: Draft,
    link: Link,
    held: HeldConnection,
    *,
    after: tuple[str, ...] = (),
    given_up: bool = False,
) -> None:
    """Make a connection of other people's again, where an API user can."""
    if held.pair in draft.memory.connections:
        return  # ours: whether it is wanted still is decided with the others
    other_id = held.service if link.kind == "channel" else held.channel
    other = draft.actual.get(other_id)
    if other and link.ptv_id in other.connected:
        return
    title = _title(draft, link)
    if given_up or not _can_connect(held, other):
        draft.warnings.append(
            Skip(
                link.source,
                title,
                "connection-stays-lost",
                f"it was connected with {other_id}, which is another organisation's, a customer "
                "service point's, or no longer published, or PTV refuses the connection",
                "connect them in PTV by hand, if it is still wanted",
            )
        )
        return
    ends = (other.title if other else other_id, title)
    draft.add(
        Change(
            id=f"connect:{held.service}:{held.channel}",
            op="connect",
            kind="connection",
            source=plan_source(link.source),
            name=" – ".join(ends if link.kind == "channel" else reversed(ends)),
            reason="connected with it before it was archived",
            after=after,
            fields=connection_fields(held, ours=False),
        )
    )


def _can_connect(held: HeldConnection, other: TargetItem | None) -> bool:
    if held.details is None or other is None:
        return False
    return other.kind == "channel" or other.own


def _title(draft: Draft, link: Link) -> str:
    wanted = draft.wanted.get(link.source_id)
    return wanted.title if wanted else draft.actual[link.ptv_id].title
