"""Services and channels: create, restore, update, or leave alone with a reason."""

from dataclasses import replace

from hytedata.models.plan import Change, Drift, FieldChange
from hytedata.models.publication import DesiredItem, Skip, TargetItem
from hytedata.models.sync_state import Link
from hytedata.sync.adopting import adoption_change
from hytedata.sync.planning.compare import Difference, compare
from hytedata.sync.planning.draft import Draft, plan_source, source_key
from hytedata.sync.planning.languages import with_other_languages, without_other_languages
from hytedata.sync.planning.ownership import owner_of, to_update
from hytedata.sync.planning.restoring import restored_fields
from hytedata.sync.policy import allows


def plan_items(draft: Draft) -> None:
    """Plan every desired item: services before channels, updates before what they make room for."""
    _take_in_step(draft)
    for kind in ("service", "channel"):
        items = sorted(
            (item for item in draft.desired.items if item.kind == kind and not item.in_step),
            key=lambda item: source_key(item.source),
        )
        absent: list[tuple[DesiredItem, Link | None]] = []
        for item in items:
            link, actual = draft.linked(item)
            if actual and (kind, item.source) in draft.adoption.approved:
                _adopt(draft, item, actual)
            elif actual:
                _update(draft, item, actual)
            else:
                absent.append((item, link))
        for item, link in absent:
            _bring_about(draft, item, link)
    _drop_empty_services(draft)


def _drop_empty_services(draft: Draft) -> None:
    """Take back the services that would appear without a single place."""
    needed = {
        need
        for item in draft.desired.items
        if item.kind == "channel" and item.source_id in draft.available
        for need in item.needs
    }
    for item in draft.desired.items:
        change = draft.available.get(item.source_id)
        if item.kind == "service" and change and item.source_id not in needed:
            del draft.changes[change], draft.available[item.source_id]
            draft.skip(
                item,
                Skip(
                    item.source,
                    item.title,
                    "not-eligible",
                    "none of its sites can be published now",
                    "mend its sites: the service appears with the first of them",
                ),
            )


def _take_in_step(draft: Draft) -> None:
    """Note what an earlier plan found in step: of a country, nearly everything."""
    in_step = [item.source_id for item in draft.desired.items if item.in_step]
    draft.available.update(dict.fromkeys(in_step, ""))
    draft.unchanged += len(in_step)


# --- items that are not there ------------------------------------------------------------------


def _bring_about(draft: Draft, item: DesiredItem, link: Link | None) -> None:
    # Lipas first: where it publishes a site itself, the site's name is taken by its own channel.
    skip = _guarded_by_lipas(draft, item) if link is None else None
    skip = skip or draft.adoption.held_back.get((item.kind, item.source))
    skip = skip or _cannot_appear(draft, item)
    if skip:
        draft.skip(item, skip)
        return
    if link and (_is_nowhere(draft, item, link) or _left_archived(draft, item, link)):
        return
    op = "restore" if link else "create"
    draft.add_item(
        item,
        Change(
            id=f"{op}:{item.kind}:{item.source.id}",
            op="restore" if link else "create",
            kind=item.kind,
            source=plan_source(item.source),
            ptv_id=link.ptv_id if link else None,
            source_id=item.source_id,
            name=item.title,
            reason="archived in PTV, and in use again" if link else "not in PTV yet",
            after=draft.names.freed_by(item),
            fields=restored_fields(draft, item),
        ),
    )


def _is_nowhere(draft: Draft, item: DesiredItem, link: Link) -> bool:
    """Whether PTV lists the item neither as published, nor as draft, nor as archived."""
    if link.ptv_id in draft.archived:
        return False
    draft.skip(
        item,
        Skip(
            item.source,
            item.title,
            "not-in-ptv",
            f"{link.ptv_id} is in no list of PTV, not even among what is archived: its lists may "
            "not be whole",
            "run again; where it stays so, look for the item in PTV",
        ),
    )
    return True


def _left_archived(draft: Draft, item: DesiredItem, link: Link) -> bool:
    """Whether a person archived the item in PTV, and the configuration leaves that to people."""
    if link.archived:
        return False
    stays = owner_of("status", draft.rules.ownership) != "source"
    draft.drift.append(
        Drift(
            source=plan_source(item.source),
            ptv_id=link.ptv_id,
            name=item.title,
            field="status",
            ours="Published",
            theirs="Deleted",
            overwritten=not stays and allows(draft.rules.policy, "restore"),
        )
    )
    if stays:
        draft.skip(
            item,
            Skip(
                item.source,
                item.title,
                "archived-in-ptv",
                f"{link.ptv_id} was archived in PTV, and fields.status leaves that to PTV",
                "restore it in PTV, or take fields.status out of the configuration",
            ),
        )
    return stays


def _cannot_appear(draft: Draft, item: DesiredItem) -> Skip | None:
    if not draft.state.completeness.complete:
        return Skip(
            item.source,
            item.title,
            "target-incomplete",
            "not seen in PTV, but PTV was not read completely",
            "nothing to mend here: the next complete read decides",
        )
    return _name_taken(draft, item) or _service_missing(draft, item)


def _service_missing(draft: Draft, item: DesiredItem) -> Skip | None:
    for need in item.needs:
        cause = draft.unavailable.get(need)
        # What policy forbids is told of each item in its own words.
        if cause and cause.reason != "policy":
            return Skip(
                item.source,
                item.title,
                cause.reason,
                f"its service «{cause.title}» cannot be published: {cause.detail}",
                cause.remedy,
            )
    return None


def _name_taken(draft: Draft, item: DesiredItem, *, given_up: bool = True) -> Skip | None:
    # Renamed items do not wait for each other (two that swap names would wait for ever): a name
    # that another gives up in this run is theirs in the next one.
    holder = draft.names.holder(item, draft.changes.keys() if given_up else ())
    if holder is None:
        return None
    kind = "service" if item.kind == "service" else "service location"
    free = draft.adoption.proposed_name(item)
    return Skip(
        item.source,
        item.title,
        "name-taken",
        f"the organisation's {kind} {holder.id} in PTV has the name «{holder.title}»",
        "rename or archive that one in PTV, or give this item another name"
        + (f"; «{free}» is free" if free else ""),
    )


def _guarded_by_lipas(draft: Draft, item: DesiredItem) -> Skip | None:
    if item.kind == "service":
        return None
    publishes = draft.published_by_lipas(int(item.source.id.removeprefix("site:")))
    if publishes is None:
        return Skip(
            item.source,
            item.title,
            "lipas-unknown",
            "it could not be found out whether Lipas itself publishes this site to PTV",
            'run again when Lipas answers, or set lipas_publishes = "no" for an organisation '
            "that does not use Lipas's own publishing",
        )
    if publishes:
        return Skip(
            item.source,
            item.title,
            "published-by-lipas",
            "Lipas itself publishes this site to PTV; two writers would undo each other",
            "leave it to Lipas, or first switch its publishing off for this site in Lipas",
        )
    return None


# --- items that are there ----------------------------------------------------------------------


def _adopt(draft: Draft, item: DesiredItem, actual: TargetItem) -> None:
    skip = _guarded_by_lipas(draft, item) or _name_taken(draft, item, given_up=False)
    if skip:
        draft.skip(item, skip)
        return
    exact = actual.source_id == item.source_id
    reason = "it carries our key" if exact else "a person decided that it is the same"
    draft.add_item(item, adoption_change(item, actual, draft.rules.ownership, reason=reason))


def _update(draft: Draft, item: DesiredItem, actual: TargetItem) -> None:
    difference = to_update(_difference(draft, item, actual), draft.rules.ownership)
    draft.available[item.source_id] = ""
    unpublished = actual.status == "Draft"
    if not difference.changes and not unpublished:
        draft.unchanged += 1
        _note_drift(draft, item, actual, difference, overwritten=False)
        return
    skip = _cannot_update(draft, item, actual, difference)
    if skip:
        draft.skipped.append(skip)
        _note_drift(draft, item, actual, difference, overwritten=False)
        return
    fields = dict(difference.changes)
    if unpublished:
        fields["status"] = FieldChange(before="Draft", after="Published")
    written = draft.add(
        Change(
            id=f"update:{item.kind}:{item.source.id}",
            op="update",
            kind=item.kind,
            source=plan_source(item.source),
            ptv_id=actual.id,
            source_id=item.source_id,
            name=item.title,
            reason=_why(difference, unpublished=unpublished),
            base=actual.version,
            fields=fields,
        )
    )
    _note_drift(draft, item, actual, difference, overwritten=written)


def _difference(draft: Draft, item: DesiredItem, actual: TargetItem) -> Difference:
    """Compare what we publish; texts in languages that we do not publish are not ours to judge."""
    known = draft.applied.get((item.kind, item.source))
    if known:
        known = replace(known, sent=without_other_languages(known.sent, item.fields))
    return compare(with_other_languages(item.fields, actual.fields), actual.fields, known)


def _cannot_update(
    draft: Draft, item: DesiredItem, actual: TargetItem, difference: Difference
) -> Skip | None:
    if actual.status not in {"Published", "Draft"}:
        return Skip(
            item.source,
            item.title,
            "modified-in-ptv",
            f"{actual.id} has unpublished edits in PTV (status {actual.status})",
            f"publish or discard them in PTV ({draft.rules.ptv_page}), then run again",
        )
    renamed = any(path.startswith("name.") for path in difference.changes)
    return _name_taken(draft, item, given_up=False) if renamed else None


def _note_drift(
    draft: Draft,
    item: DesiredItem,
    actual: TargetItem,
    difference: Difference,
    *,
    overwritten: bool,
) -> None:
    draft.drift.extend(
        Drift(
            source=plan_source(item.source),
            ptv_id=actual.id,
            name=item.title,
            field=edit.path,
            ours=edit.ours,
            theirs=edit.theirs,
            overwritten=overwritten and edit.path in difference.changes,
        )
        for edit in difference.drift
    )


def _why(difference: Difference, *, unpublished: bool) -> str:
    edited = {edit.path for edit in difference.drift} & difference.changes.keys()
    reasons: list[str] = []
    if unpublished:
        reasons.append("it is a draft in PTV")
    if difference.changes.keys() - edited:
        reasons.append("the source says otherwise")
    if edited:
        reasons.append(f"edited in PTV: {', '.join(sorted(edited))}")
    return "; ".join(reasons)
