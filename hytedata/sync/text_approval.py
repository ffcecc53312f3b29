"""Texts that wait for a person: what is not approved is taken out of the desired state.

A function from values to a value; who approved what is handed in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hytedata.models.publication import (
    Desired,
    DesiredItem,
    Fields,
    Skip,
    SourceItem,
    TargetState,
)
from hytedata.models.sync_state import Link
from hytedata.models.text_approval import Approvals
from hytedata.sync.planning.ownership import Ownership, owner_of

TEXT_FIELDS = ("summary", "description", "user_instruction")

_REASON = "text-not-approved"
_REMEDY = (
    "read the texts with: hytedata sync texts --out texts.html; then approve them with: "
    "hytedata sync texts --approve KEY (or ALL)"
)


def texts_to_approve(item: DesiredItem, ownership: Ownership, *, published: bool) -> dict[str, str]:
    """Return path → text of what would be written of an item's texts.

    What the municipality keeps for itself in the target is not written; what is written only
    once is not written again to an item that is *published*. An item in step has no texts here:
    they are in the target, and were approved before they came there.
    """
    unwritten = {"target", "once", "report"} if published else {"target"}
    return {
        path: value
        for path, value in item.fields.items()
        if isinstance(value, str)
        and path.partition(".")[0] in TEXT_FIELDS
        and owner_of(path, ownership) not in unwritten
    }


def published_of(state: TargetState, links: Iterable[Link]) -> Mapping[SourceItem, Fields]:
    """Return the fields of the items of ours that the target holds."""
    actual = {item.id: item.fields for item in state.items}
    return {link.source: actual[link.ptv_id] for link in links if link.ptv_id in actual}


def hold_back(
    desired: Desired,
    approvals: Approvals,
    *,
    ownership: Ownership,
    published: Mapping[SourceItem, Fields],
) -> Desired:
    """Return the desired state without what waits for approval; each such item is told of.

    A place that waits is left as it is. A service that waits is, where it is published, kept as
    it stands, so that its places go on; where it is not, its places wait with it.

    Args:
        desired: What would be published.
        approvals: What was approved.
        ownership: Who decides on which field.
        published: Fields of the items of ours that the target holds.
    """
    sorting = _Sorting(desired, approvals, ownership, published)
    for item in desired.items:
        sorting.judge(item)
    sorting.leave_out_empty_services()
    return sorting.result()


@dataclass
class _Sorting:
    desired: Desired
    approvals: Approvals
    ownership: Ownership
    published: Mapping[SourceItem, Fields]
    kept: dict[SourceItem, DesiredItem] = field(default_factory=dict)
    skipped: dict[SourceItem, Skip] = field(default_factory=dict)
    warnings: list[Skip] = field(default_factory=list)
    waiting_services: dict[str, Skip] = field(default_factory=dict)

    def judge(self, item: DesiredItem) -> None:
        """Keep an item, or let it wait; services come before their places."""
        told = self._unapproved(item)
        standing = self.published.get(item.source)
        if told and item.kind == "service" and standing is not None:
            self.kept[item.source] = replace(item, fields=standing, remarks=())
            detail = f"{told}; the service stays in PTV as it is"
            self.warnings.append(Skip(item.source, item.title, _REASON, detail, _REMEDY))
        elif told:
            self._wait(item, told)
        elif waiting := self._waits_for(item):
            self._wait(item, f"its service «{waiting.title}» waits: {waiting.detail}")
        else:
            self.kept[item.source] = item

    def leave_out_empty_services(self) -> None:
        """Let a new service wait for the first of its places: nobody could get it."""
        needed = {need for item in self.kept.values() for need in item.needs}
        places = Counter(need for item in self.desired.items for need in item.needs)
        for item in [*self.kept.values()]:
            empty = item.kind == "service" and item.source_id not in needed
            if empty and item.source not in self.published and places[item.source_id]:
                del self.kept[item.source]
                self._wait(item, f"none of its {places[item.source_id]} sites has approved texts")

    def result(self) -> Desired:
        """Put together what was found."""
        gone = {
            item.source for item in self.desired.items if self.kept.get(item.source) is not item
        }
        warnings = (one for one in self.desired.warnings if one.source not in gone)
        return replace(
            self.desired,
            items=tuple(self.kept.values()),
            skipped=(*self.desired.skipped, *self.skipped.values()),
            warnings=(*warnings, *self.warnings),
        )

    def _wait(self, item: DesiredItem, detail: str) -> None:
        skip = Skip(item.source, item.title, _REASON, detail, _REMEDY)
        self.skipped[item.source] = skip
        if item.kind == "service":
            self.waiting_services[item.source_id] = skip

    def _waits_for(self, item: DesiredItem) -> Skip | None:
        waiting = self.waiting_services
        return next((waiting[need] for need in item.needs if need in waiting), None)

    def _unapproved(self, item: DesiredItem) -> str:
        """Say which texts of an item are not approved; "" where all are."""
        if item.in_step:
            return ""
        published = item.source in self.published
        texts = texts_to_approve(item, self.ownership, published=published)
        new, changed = list[str](), list[str]()
        for path in sorted(texts):
            if self.approvals.of(item.source.id, path, texts[path]) is None:
                known = self.approvals.before(item.source.id, path)
                (changed if known else new).append(path)
        told = [f"{', '.join(new)} not approved yet"] if new else []
        told += [f"{', '.join(changed)} changed since the approval"] if changed else []
        return "; ".join(told)
