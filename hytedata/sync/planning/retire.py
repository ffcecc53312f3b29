"""What the source no longer has: archived where that is certain, told where it is not."""

from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import Skip, SourceItem, TargetItem
from hytedata.models.sync_state import Link
from hytedata.sync.planning.draft import Draft, plan_source, source_key

_ARCHIVE_BY_HAND = "archive it in PTV if it should go, or give the site its right status in Lipas"


def plan_retirements(draft: Draft) -> None:
    """Archive channels whose site is retired by its status, or gone for certain.

    Absence alone archives nothing: `hytedata.sync.departures` says which sites are gone.
    """
    gone = {source for source, fate in draft.memory.fates.items() if fate.verdict == "goes"}
    for source in sorted({*draft.desired.retired, *gone}, key=source_key):
        link = draft.links.get(("channel", source))
        actual = draft.actual.get(link.ptv_id) if link else None
        if link and actual:
            fate = draft.memory.fates.get(source)
            reason = fate.detail if fate else "no longer in use according to Lipas"
            _archive(draft, source, link, actual, reason)


def _archive(draft: Draft, source: SourceItem, link: Link, actual: TargetItem, reason: str) -> None:
    if not draft.source.complete:
        draft.skipped.append(
            Skip(
                source,
                actual.title,
                "source-incomplete",
                "retired in the source, but the source was not read completely",
                "nothing to mend here: the next complete read archives it",
            )
        )
        return
    if _is_locked(draft, source, actual):
        return
    lost = len(actual.connected)
    if lost:
        reason += f"; its {lost} connection(s) are lost"
    draft.add(
        Change(
            id=f"archive:channel:{source.id}",
            op="archive",
            kind="channel",
            source=plan_source(source),
            ptv_id=actual.id,
            source_id=link.source_id,
            name=actual.title,
            reason=reason,
            base=actual.version,
            connected=actual.connected,
            fields={"status": FieldChange(before=actual.status, after="Deleted")},
            irreversible=lost > 0,
            connections_lost=lost,
        )
    )


def _is_locked(draft: Draft, source: SourceItem, actual: TargetItem) -> bool:
    """Leave what somebody is editing to that person: PTV would refuse it (ptv-api 7.2)."""
    if actual.status == "Published":
        return False
    if actual.status == "Draft":
        detail = f"{actual.id} is a draft in PTV, which cannot be archived through its API"
        remedy = "remove the draft in PTV, or publish it there"
    else:
        detail = f"{actual.id} has unpublished edits in PTV (status {actual.status})"
        remedy = f"publish or discard them in PTV ({draft.rules.ptv_page}), then run again"
    draft.skipped.append(Skip(source, actual.title, "modified-in-ptv", detail, remedy))
    return True


# --- services without channels -----------------------------------------------------------------


def plan_empty_services(draft: Draft) -> None:
    """Decide on our services that no site belongs to any more.

    One that still has a channel, whoever connected it, stays. One without any goes where the
    organisation says so (`empty_services`), and is told otherwise: nobody can get it (S7).
    """
    if not (draft.source.complete and draft.state.completeness.complete):
        return
    skipped = {skip.source for skip in draft.desired.skipped}
    wanted = {item.source for item in draft.desired.items if item.kind == "service"}
    links = (link for link in draft.memory.links if link.kind == "service")
    for link in sorted(links, key=lambda link: source_key(link.source)):
        actual = draft.actual.get(link.ptv_id)
        if actual and link.source not in wanted and link.source not in skipped:
            _empty_service(draft, link, actual)


def _empty_service(draft: Draft, link: Link, actual: TargetItem) -> None:
    leaving = _leaving(draft, actual)
    left = len(set(actual.connected) - leaving.keys())
    draft.described.add(link.source)
    if left:
        _warn(
            draft,
            link,
            actual,
            "absent-from-source",
            f"no site of Lipas belongs to it any more; it stays, since {left} channel(s) are "
            "connected to it",
        )
    elif not draft.rules.archive_empty_services:
        _warn(
            draft,
            link,
            actual,
            "service-without-channels",
            "no site of Lipas belongs to it any more, and no channel is left: nobody can get it",
        )
    elif not _is_locked(draft, link.source, actual):
        draft.add(_service_archived(link, actual, tuple(sorted(leaving.values()))))


def _leaving(draft: Draft, service: TargetItem) -> dict[str, str]:
    """PTV id of each channel that this plan takes from a service → the change that does."""
    leaving: dict[str, str] = {}
    for change in draft.changes.values():
        if change.op == "archive" and change.ptv_id in service.connected:
            leaving[change.ptv_id] = change.id
        elif change.op == "disconnect" and change.ptv_id == service.id:
            leaving[str(change.fields["channel"].before)] = change.id
    return leaving


def _service_archived(link: Link, actual: TargetItem, after: tuple[str, ...]) -> Change:
    return Change(
        id=f"archive:service:{link.source.id}",
        op="archive",
        kind="service",
        source=plan_source(link.source),
        ptv_id=actual.id,
        source_id=link.source_id,
        name=actual.title,
        reason="no site of Lipas belongs to it any more, and its last channel is gone",
        after=after,
        base=actual.version,
        connected=(),
        fields={"status": FieldChange(before=actual.status, after="Deleted")},
    )


# --- what stays --------------------------------------------------------------------------------


def tell_of_published(draft: Draft) -> None:
    """Say of each published item that is wanted no more, and not archived, that it stays."""
    skipped = {skip.source for skip in draft.desired.skipped}
    described = {item.source for item in draft.desired.items} | set(draft.desired.retired)
    described |= draft.described
    for link in draft.memory.links:
        actual = draft.actual.get(link.ptv_id)
        if actual is None or link.source in described:
            continue
        fate = draft.memory.fates.get(link.source)
        if fate and fate.verdict == "goes":
            continue
        if link.source in skipped:
            reason, detail = "stays-published", "it was published earlier and stays as it is"
        else:
            reason, detail = "absent-from-source", "the source no longer lists it; it stays"
        _warn(draft, link, actual, reason, f"{detail}: {fate.detail}" if fate else detail)


def _warn(draft: Draft, link: Link, actual: TargetItem, reason: str, detail: str) -> None:
    told = f"{detail} ({actual.id})"
    draft.warnings.append(Skip(link.source, actual.title, reason, told, _ARCHIVE_BY_HAND))
