"""A plan as people read it: parts by what is done to what, page by page, before and after."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from markupsafe import Markup, escape

from hytedata.models.plan import Change, Drift, FieldChange, Plan, SkippedItem
from hytedata.quality.report.language import Words
from hytedata_daemon.web.pages.diff import Marked, marked
from hytedata_daemon.web.pages.evidence import Told
from hytedata_daemon.web.pages.paging import by_weight
from hytedata_daemon.web.pages.values import TELLING, label, language_of, order_of, shown, stem

AT_ONCE: Final = 40
MOST_LETTERS: Final = 100_000
"""Of one page's values: with its markup a page stays below 300 kB."""

_FRAME: Final = 500  # letters of markup around a change
_ROW: Final = 160  # around a field

Look: TypeAlias = Literal["changes", "pairs", "skipped", "drift"]


@dataclass(frozen=True)
class Part:
    """Changes of one kind, or what else a plan tells.

    Attributes:
        key: In the address: `create-channel`, `connect`, `skipped`.
        look: How it is shown.
    """

    key: str
    look: Look
    entries: Sequence[Change | SkippedItem | Drift]


@dataclass(frozen=True)
class FieldView:
    """One field.

    Attributes:
        language: Of its text; "" where it is none.
        before, after: With what differs marked; empty where there is nothing.
    """

    label: str
    language: str
    before: Markup
    after: Markup
    is_new: bool
    is_gone: bool


@dataclass(frozen=True)
class ChangeView:
    """One change; `folded` are the fields that are not needed to know what it is."""

    change: Change
    because: Sequence[Told]
    fields: Sequence[FieldView]
    folded: Sequence[FieldView]


_PARTS: Final = (
    *(f"{op}-{kind}" for op in ("archive", "adopt", "create", "update", "restore")
      for kind in ("service", "channel")),
    "connect", "disconnect",
)  # fmt: skip
_REASONS: Final[Mapping[str, str]] = {
    "not in PTV yet": "",
    "archived in PTV, and in use again": "restored",
    "it carries our key": "our-key",
    "a person decided that it is the same": "decided",
    "it is a draft in PTV": "draft",
    "the source says otherwise": "source",
    "no longer in use according to Lipas": "retired",
    "the site belongs to this service": "",
    "connected with it before it was archived": "restored",
    "the site no longer belongs to this service": "no-longer",
    "no site of Lipas belongs to it any more, and its last channel is gone": "no-site",
}
"""Why, as the plan says it in English → key of our words; "" where it need not be said."""

_LOST: Final = re.compile(r"its ([0-9]+) connection\(s\) are lost")


def parts_of(plan: Plan) -> list[Part]:
    """Return the parts of a plan that are not empty: what loses something first."""
    grouped: dict[str, list[Change]] = {key: [] for key in _PARTS}
    for change in plan.changes:
        pair = change.kind == "connection"
        grouped[change.op if pair else f"{change.op}-{change.kind}"].append(change)
    found = [
        Part(key, "pairs" if key in ("connect", "disconnect") else "changes", some)
        for key, some in grouped.items()
    ]
    found += [
        Part("drift", "drift", plan.drift),
        Part("skipped", "skipped", _by_reason(plan.skipped)),
        Part("remarks", "skipped", _by_reason(plan.warnings)),
    ]
    return [part for part in found if part.entries]


def _by_reason(items: Sequence[SkippedItem]) -> list[SkippedItem]:
    return sorted(items, key=lambda one: one.reason)


def spans_of(part: Part) -> list[slice]:
    """Return the pages of a part."""
    weights = [_weight(one) for one in part.entries]
    return by_weight(weights, MOST_LETTERS, AT_ONCE if part.look == "changes" else 150)


def _weight(entry: Change | SkippedItem | Drift) -> int:
    match entry:
        case Change():
            values = sum(
                _ROW + len(str(one.before)) + len(str(one.after)) for one in entry.fields.values()
            )
            return _FRAME + values
        case SkippedItem():
            return _ROW + len(entry.detail) + len(entry.remedy)
        case Drift():
            return _ROW + len(str(entry.ours)) + len(str(entry.theirs))


def change_view(change: Change, told: Words) -> ChangeView:
    """Return a change as it is shown."""
    appears = change.op in ("create", "restore")
    views = [
        (path, _field(path, change.fields[path], told, appears=appears))
        for path in sorted(change.fields, key=order_of)
    ]
    is_first = [not appears or stem(path) in TELLING for path, _ in views]
    return ChangeView(
        change,
        because_of(change.reason, told),
        [view for (_, view), first in zip(views, is_first, strict=True) if first],
        [view for (_, view), first in zip(views, is_first, strict=True) if not first],
    )


def because_of(reason: str, told: Words) -> list[Told]:
    """Return why, in the page's language; what has no words there stays English."""
    return [found for one in reason.split("; ") if (found := _because(one, told)) is not None]


def _because(one: str, told: Words) -> Told | None:
    edited = one.removeprefix("edited in PTV: ")
    if edited != one:
        fields = ", ".join(label(path, told) for path in edited.split(", "))
        return Told(told("because.edited", fields=fields))
    if lost := _LOST.fullmatch(one):
        return Told(told("because.lost", number=lost[1]))
    key = _REASONS.get(one)
    if key is None:
        return Told(one, "" if told.language == "en" else "en")
    return Told(told(f"because.{key}")) if key else None


def _field(path: str, field: FieldChange, told: Words, *, appears: bool) -> FieldView:
    before, after = shown(path, field.before, told), shown(path, field.after, told)
    # All of a new item is new: marks would only be noise.
    both = Marked(escape(before), escape(after)) if appears else marked(before, after)
    return FieldView(
        label(path, told),
        language_of(path),
        both.before,
        both.after,
        is_new=bool(after and not before),
        is_gone=bool(before and not after),
    )


def drift_fields(edit: Drift, told: Words) -> FieldView:
    """Return an edit of a person: what we wrote, and what stands there."""
    ours, theirs = (shown(edit.field, value, told) for value in (edit.ours, edit.theirs))
    both = marked(ours, theirs)
    return FieldView(
        label(edit.field, told),
        language_of(edit.field),
        both.before,
        both.after,
        is_new=bool(theirs and not ours),
        is_gone=bool(ours and not theirs),
    )
