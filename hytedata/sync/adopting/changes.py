"""Taking over an existing item: its key becomes ours, and little else moves.

The write is the freshly read document with a patch, as for every update: languages, hours,
accessibility, connections and visibility to others are carried through by it. The patch holds

* the texts, address and position that belong to the source and read otherwise, with both values
  in the plan, so that a person sees what consent means;
* contacts of ours beside those that are there, and languages served beside ours;
* nothing of what only says how a service is classified and produced, where it says that
  already: that is the work of whoever made it (lipas-to-ptv 5);
* our source id.

What stays though the source says otherwise goes into `Change.wanted`: it is remembered as sent
beside the echo of what stands there, so the next plan finds it unchanged, and an edit by a person
is still seen as one.
"""

from collections.abc import Mapping
from typing import Final

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.plan import Change, FieldChange, PlanSource
from hytedata.models.publication import DesiredItem, SourceItem, TargetItem
from hytedata.models.sync_state import Applied, Link
from hytedata.sync.adopting.contacts import CONTACTS, with_theirs
from hytedata.sync.planning.ownership import Ownership, configured_owner, owner_of
from hytedata.sync.ports import Target
from hytedata.sync.record import Written, item_kind

_KEPT: Final = (
    "display_name",
    "service_classes",
    "ontology_terms",
    "target_groups",
    "type",
    "funding",
    "area_type",
    "area",
    "main_organisation",
    "producers",
)
"""First parts of paths that stay as they are where they are there."""


def adoption_change(
    item: DesiredItem, actual: TargetItem, ownership: Ownership, *, reason: str
) -> Change:
    """Plan the write that takes *actual* over for *item*.

    Args:
        item: The desired item, whole.
        actual: What is adopted, Published or Draft; a draft becomes published.
        ownership: Who decides on which field. `target` and `report` fields are left; `once`
            fields are filled where there is nothing.
        reason: On what ground it is adopted.
    """
    fields: dict[str, FieldChange] = {}
    wanted: dict[str, Json] = {}
    for path, want in sorted(item.fields.items()):
        have = actual.fields.get(path)
        # How a service is classified stays as it is there, and is no difference to tell of.
        owner = configured_owner(path, ownership) if _is_kept(path) else owner_of(path, ownership)
        if owner in {"target", "report"} or (owner == "once" and have is not None):
            continue
        after = _after(path, want, have)
        if after != have:
            fields[path] = FieldChange(before=have, after=after)
        if after == have or after != want:
            wanted[path] = want
    if actual.status == "Draft":
        fields["status"] = FieldChange(before="Draft", after="Published")
    return Change(
        id=f"adopt:{item.kind}:{item.source.id}",
        op="adopt",
        kind=item.kind,
        source=PlanSource(name=item.source.name, id=item.source.id),
        ptv_id=actual.id,
        source_id=item.source_id,
        name=item.title,
        reason=reason,
        base=actual.version,
        fields=fields,
        wanted=wanted,
    )


def _after(path: str, want: Json, have: Json) -> Json:
    """What is to stand at *path* after the adoption."""
    if have is None:
        return want
    if path.startswith(CONTACTS):
        return with_theirs(path, want, have)
    if path == "languages" and isinstance(want, list | tuple) and isinstance(have, list | tuple):
        return [*sorted({str(one) for one in (*want, *have)})]
    return have if _is_kept(path) else want


def _is_kept(path: str) -> bool:
    return path.partition(".")[0] in _KEPT


def write_adoption(change: Change, current: TargetItem, target: Target) -> Written:
    """Carry an adoption out: one write that sets our key and the patch; says what to remember.

    Args:
        change: From `adoption_change`.
        current: The item as read right before.
        target: Where to write.
    """
    if not change.source_id:
        raise InputError(f"{change.id} names no source id, without which nothing is adopted")
    patch = {path: field.after for path, field in change.fields.items() if path != "status"}
    return adopted(change, target.update(current, {**patch, "source_id": change.source_id}))


def took_effect(change: Change, found: TargetItem) -> bool:
    """Whether an adoption whose answer was lost was carried out: the item carries our key."""
    return found.source_id == change.source_id


def adopted(change: Change, now: TargetItem) -> Written:
    """What is remembered of an adoption: the link, and as sent all that the source says."""
    source, kind = SourceItem(change.source.name, change.source.id), item_kind(change)
    patch = {path: field.after for path, field in change.fields.items() if path != "status"}
    sent: Mapping[str, Json] = {**patch, **change.wanted}
    return Written(
        ptv_id=now.id,
        link=Link(source=source, kind=kind, ptv_id=now.id, source_id=change.source_id or ""),
        applied=Applied(
            source=source,
            kind=kind,
            sent=sent,
            echo={path: now.fields[path] for path in sent if path in now.fields},
            target_version=now.version,
        ),
    )
