"""What the source no longer has: archived where it says so, told where it is only missing."""

from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import Skip, SourceItem, TargetItem
from hytedata.models.sync_state import Link
from hytedata.sync.planning.draft import Draft, plan_source, source_key


def plan_retirements(draft: Draft) -> None:
    """Archive channels whose site is retired by its status; absence alone archives nothing."""
    for source in sorted(draft.desired.retired, key=source_key):
        link = draft.links.get(("channel", source))
        actual = draft.actual.get(link.ptv_id) if link else None
        if link and actual:
            _archive(draft, source, link, actual)


def _archive(draft: Draft, source: SourceItem, link: Link, actual: TargetItem) -> None:
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
    lost = len(actual.connected)
    reason = "no longer in use according to Lipas"
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
            fields={"status": FieldChange(before=actual.status, after="Deleted")},
            irreversible=lost > 0,
            connections_lost=lost,
        )
    )


def tell_of_published(draft: Draft) -> None:
    """Say of each published item that is wanted no more, and not retired, that it stays."""
    skipped = {skip.source for skip in draft.desired.skipped}
    described = {item.source for item in draft.desired.items} | set(draft.desired.retired)
    for link in draft.memory.links:
        actual = draft.actual.get(link.ptv_id)
        if actual is None or link.source in described:
            continue
        if link.source in skipped:
            reason, detail = "stays-published", "it was published earlier and stays as it is"
        else:
            reason, detail = "absent-from-source", "the source no longer lists it; it stays"
        draft.warnings.append(
            Skip(
                link.source,
                actual.title,
                reason,
                f"{detail} ({actual.id})",
                "archive it in PTV if it should go, or give the site its right status in Lipas",
            )
        )
