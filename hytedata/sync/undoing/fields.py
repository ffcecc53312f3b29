"""Fields that a run wrote: put back where they are still as the run left them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hytedata.models.common import Json
from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import TargetItem
from hytedata.sync.undoing.draft import UndoDraft, Write, is_locked, plan_source_of

_NOT_FIELDS = frozenset({"status", "visible_for_all", "source_id"})
# PTV can replace these, not empty them (ptv-api 7.1).
_NEVER_EMPTY = frozenset(
    {
        "languages",
        "address.kind",
        "service_classes",
        "ontology_terms",
        "target_groups",
        "type",
        "funding",
        "area_type",
        "main_organisation",
        "producers",
    }
)
_TEXTS = frozenset({"name", "summary", "description"})


@dataclass(frozen=True)
class _Field:
    """One field of a write: before it, as it left it, and now."""

    path: str
    before: Json
    left: tuple[Json, ...]
    now: Json

    @property
    def is_back(self) -> bool:
        return self.now == self.before

    @property
    def is_as_left(self) -> bool:
        return any(self.now == value for value in self.left)


def undo_updates(draft: UndoDraft) -> None:
    """Put back, field by field, what the run overwrote and nobody changed since."""
    for write in draft.writes:
        if write.change.op in {"update", "adopt"}:
            _undo(draft, write)


def _undo(draft: UndoDraft, write: Write) -> None:
    actual = draft.actual.get(write.ptv_id)
    if actual is None:
        _tell_of_absence(draft, write)
        return
    fields = [_field(draft, write, path, actual) for path in _paths(write)]
    due = [field for field in fields if not field.is_back]
    _tell_of_what_stays(draft, write)
    if not due:
        draft.unchanged += 1
        return
    if is_locked(actual):
        draft.skip_locked(write, actual)
        return
    kept = _changed_since(due)
    for field in due:
        if field.path in kept:
            _tell_of_change(draft, write, field)
    patch = {field.path: field for field in due if field.path not in kept}
    _leave_what_cannot_be_emptied(draft, write, patch)
    after = _make_room(draft, write, actual, patch)
    if patch:
        draft.add(
            Change(
                id=f"update:{write.kind}:{write.source.id}",
                op="update",
                kind=write.kind,
                source=plan_source_of(write),
                ptv_id=actual.id,
                source_id=write.change.source_id,
                name=actual.title,
                reason=f"as before run {draft.run_id}",
                after=after,
                base=actual.version,
                fields={
                    path: FieldChange(before=field.now, after=field.before)
                    for path, field in sorted(patch.items())
                },
            )
        )


def _paths(write: Write) -> Iterable[str]:
    return (path for path in sorted(write.change.fields) if path not in _NOT_FIELDS)


def _field(draft: UndoDraft, write: Write, path: str, actual: TargetItem) -> _Field:
    written = write.change.fields[path]
    before = write.image.fields.get(path) if write.image else written.before
    echo = write.intent.echo
    if echo is None:
        # An older hytedata did not keep it: the latest echo is this write's, if nothing was
        # sent since.
        known = draft.applied.get((write.kind, write.source))
        echo = known.echo if known and known.sent.get(path) == written.after else {}
    left = (written.after, echo[path]) if path in echo else (written.after,)
    return _Field(path, before, left, actual.fields.get(path))


def _changed_since(due: Iterable[_Field]) -> frozenset[str]:
    """Paths that stay as they are: changed since, or of no use without one that was."""
    families: dict[str, list[_Field]] = {}
    for field in due:
        families.setdefault(_family(field), []).append(field)
    return frozenset(
        field.path
        for family in families.values()
        if not all(field.is_as_left for field in family)
        for field in family
    )


def _family(field: _Field) -> str:
    """Fields that PTV takes together only: an address; the texts of a language that goes."""
    stem, _, language = field.path.partition(".")
    if stem == "address":
        return "address"
    if stem in _TEXTS and field.before is None:
        return f"language {language}"
    return field.path


def _tell_of_absence(draft: UndoDraft, write: Write) -> None:
    if not draft.complete:
        draft.skip_unseen(write)
        return
    draft.skip(
        write,
        "not-in-ptv",
        f"{write.ptv_id} is no longer published; nothing can be put back in it",
        "undo first the run that archived it, or restore it in PTV",
    )


def _tell_of_what_stays(draft: UndoDraft, write: Write) -> None:
    status = write.change.fields.get("status")
    if status and status.before == "Draft":
        draft.warn(
            write,
            "stays-published",
            f"run {draft.run_id} published a draft; what is published cannot become a draft again",
            "archive it in PTV if it should not be seen",
        )
    if write.change.op == "adopt":
        draft.warn(
            write,
            "stays-adopted",
            f"run {draft.run_id} adopted it; its fields go back, and it stays linked to its site",
            "leave its fields to PTV in the configuration, or archive it in PTV",
        )


def _tell_of_change(draft: UndoDraft, write: Write, field: _Field) -> None:
    if field.is_as_left:
        detail = f"{field.path}: another field that PTV takes together with it was changed since"
    else:
        detail = (
            f"{field.path}: changed since by a person or a later run; PTV has "
            f"«{_told(field.now)}», run {draft.run_id} wrote «{_told(field.left[0])}»"
        )
    draft.skip(
        write,
        "changed-since",
        f"{detail}; before it was «{_told(field.before)}»",
        "undo the later run first, or put the field right in PTV by hand",
    )


def _leave_what_cannot_be_emptied(draft: UndoDraft, write: Write, patch: dict[str, _Field]) -> None:
    for path in sorted(patch.keys() & _NEVER_EMPTY):
        if patch[path].before is None:
            draft.skip(
                write,
                "cannot-be-emptied",
                f"{path}: it was empty before, and PTV can only replace it",
                "nothing to mend: it stays as it is",
            )
            del patch[path]


def _make_room(
    draft: UndoDraft, write: Write, actual: TargetItem, patch: dict[str, _Field]
) -> tuple[str, ...]:
    """Let go of names that others have now; returns the changes that must come first."""
    names = {path: patch[path].before for path in patch if path.startswith("name.")}
    after: set[str] = set()
    for holder in draft.name_holders(write.kind, actual.id, _present(names)):
        needed = draft.leaving.get(holder.id)
        if needed:
            after.add(needed)
            continue
        for path in names:
            patch.pop(path, None)
        draft.skip(
            write,
            "name-taken",
            f"{holder.id} in PTV has the name «{holder.title}» now; the name stays as it is",
            "rename or archive that one in PTV, then make the plan again",
        )
        return ()
    return tuple(sorted(after))


def _present(fields: Mapping[str, Json]) -> dict[str, Json]:
    return {path: value for path, value in fields.items() if value is not None}


def _told(value: Json) -> str:
    text = "(none)" if value is None else " ".join(str(value).split())
    return text if len(text) <= 80 else f"{text[:79]}…"
