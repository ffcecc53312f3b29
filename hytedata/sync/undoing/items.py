"""Items that a run created, restored or archived: archived again, or brought back by their id."""

from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import TargetItem
from hytedata.sync.before import Image
from hytedata.sync.undoing.draft import UndoDraft, Write, is_locked, plan_source_of

_TOLD_AT_MOST = 5


def undo_appearances(draft: UndoDraft) -> None:
    """Archive what the run created or restored."""
    for write in draft.writes:
        if write.change.op in {"create", "restore"}:
            _archive(draft, write)


def undo_archivings(draft: UndoDraft) -> None:
    """Bring back under their ids what the run archived."""
    for write in draft.writes:
        if write.change.op == "archive":
            _restore(draft, write)


# --- away --------------------------------------------------------------------------------------


def _archive(draft: UndoDraft, write: Write) -> None:
    actual = draft.actual.get(write.ptv_id)
    if actual is None:
        if draft.complete:
            draft.unchanged += 1
        else:
            draft.skip_unseen(write)
        return
    if is_locked(actual):
        draft.skip_locked(write, actual)
        return
    did = "created" if write.change.op == "create" else "restored"
    change = Change(
        id=f"archive:{write.kind}:{write.source.id}",
        op="archive",
        kind=write.kind,
        source=plan_source_of(write),
        ptv_id=actual.id,
        source_id=write.change.source_id,
        name=actual.title,
        reason="; ".join(
            [f"run {draft.run_id} {did} it", *_lost(draft, actual), *_edited(write, actual)]
        ),
        base=actual.version,
        # A service's connections go with the places that this plan archives before it.
        connected=actual.connected,
        fields={"status": FieldChange(before=actual.status, after="Deleted")},
        irreversible=bool(actual.connected),
        # Counted at the places: a connection of two items that both go is lost once.
        connections_lost=len(actual.connected) if write.kind == "channel" else 0,
    )
    draft.leaving[actual.id] = change.id
    draft.add(change)


def _lost(draft: UndoDraft, item: TargetItem) -> list[str]:
    """What archiving takes away for good: connections, those of others above all."""
    if not item.connected:
        return []
    pairs = {(item.id, o) if item.kind == "service" else (o, item.id): o for o in item.connected}
    by_people = [pair for pair in pairs if pair not in draft.memory.connections]
    elsewhere = [other for other in pairs.values() if other not in draft.actual]
    told = f"its {len(pairs)} connection(s) are lost"
    if by_people:
        told += f", {len(by_people)} of them not made by hytedata"
    if elsewhere:
        told += f", {len(elsewhere)} with items of other organisations"
    return [told]


def _edited(write: Write, item: TargetItem) -> list[str]:
    """Fields that are no longer as the run left them: their edits go with the item."""
    left = write.intent.echo or {}
    paths = [path for path in sorted(left) if item.fields.get(path) != left[path]]
    if not paths:
        return []
    more = len(paths) - _TOLD_AT_MOST
    return [
        f"edited since: {', '.join(paths[:_TOLD_AT_MOST])}" + (f" and {more} more" * (more > 0))
    ]


# --- back --------------------------------------------------------------------------------------


def _restore(draft: UndoDraft, write: Write) -> None:
    if write.ptv_id in draft.actual:
        draft.unchanged += 1
        return
    if not draft.complete:
        draft.skip_unseen(write)
        return
    if write.image is None or not write.image.fields:
        draft.skip(
            write,
            "no-before-image",
            f"run {draft.run_id} archived {write.ptv_id}, and the store does not hold what it was",
            "restore it in PTV, or give its site a status in Lipas with which it is published",
        )
        return
    after: set[str] = set()
    for holder in draft.name_holders(write.kind, write.ptv_id, write.image.fields):
        needed = draft.gives_up(holder, write.image.fields)
        if not needed:
            draft.skip(
                write,
                "name-taken",
                f"{holder.id} in PTV has the name «{holder.title}» now",
                "rename or archive that one in PTV, then make the plan again",
            )
            return
        after.add(needed)
    change = Change(
        id=f"restore:{write.kind}:{write.source.id}",
        op="restore",
        kind=write.kind,
        source=plan_source_of(write),
        ptv_id=write.ptv_id,
        source_id=write.change.source_id,
        name=write.change.name,
        reason=f"run {draft.run_id} archived it",
        after=tuple(sorted(after)),
        fields=_whole(draft, write, write.image),
    )
    draft.returning[write.ptv_id] = change.id
    draft.add(change)


def _whole(draft: UndoDraft, write: Write, image: Image) -> dict[str, FieldChange]:
    """All fields as they were; those that were never ours are carried along as they stood.

    What PTV made of a value of ours goes back as we had sent it, so that it counts as unchanged.
    """
    ours = draft.applied.get((write.kind, write.source))
    fields: dict[str, FieldChange] = {}
    for path, value in sorted(image.fields.items()):
        if ours is None or path not in ours.sent:
            fields[path] = FieldChange(before=value, after=value)
        else:
            rewritten = ours.echo.get(path) == value
            fields[path] = FieldChange(after=ours.sent[path] if rewritten else value)
    if write.kind == "channel":
        fields["visible_for_all"] = FieldChange(after=image.visible_for_all is True)
    return fields
