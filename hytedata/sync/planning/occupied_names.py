"""Names that are taken in the target: they are unique per organisation and kind of item."""

from collections.abc import Collection, Mapping
from functools import cached_property

from hytedata.content.names import fold_name
from hytedata.models.publication import DesiredItem, ItemKind, SourceItem, TargetItem
from hytedata.models.sync_state import Link

CHANNEL_TYPE = "ServiceLocation"


class OccupiedNames:
    """Who holds which name in the target, and which of our own items give theirs up.

    Source: ptv-api 6.5 rule 8, 6.6 rule 3: unique within organisation (and channel type), in
    any language, ignoring case and white space.
    """

    def __init__(
        self,
        items: Collection[TargetItem],
        ours: Mapping[str, Link],
        desired: Collection[DesiredItem],
    ) -> None:
        self._items, self._ours, self._desired = items, ours, desired

    # Most plans ask for no name: the tables are made when the first is asked for.

    @cached_property
    def _holders(self) -> Mapping[tuple[ItemKind, str], TargetItem]:
        return {
            (item.kind, name): item
            for item in self._items
            if item.own and (item.kind == "service" or item.channel_type == CHANNEL_TYPE)
            for name in _names(item.fields)
        }

    @cached_property
    def _wanted(self) -> Mapping[tuple[ItemKind, SourceItem], frozenset[str]]:
        return {(d.kind, d.source): _names(d.fields) for d in self._desired}

    def holder(self, item: DesiredItem, planned: Collection[str]) -> TargetItem | None:
        """The item that keeps *item* from having its names; None where they are free.

        A name that one of our own items gives up by an update among *planned* (change ids)
        counts as free; `freed_by` tells what must come first.
        """
        for holder in self._others(item):
            if not self._gives_up(holder, item, planned):
                return holder
        return None

    def freed_by(self, item: DesiredItem) -> tuple[str, ...]:
        """Ids of the updates that must come first for *item* to get its names."""
        return tuple(sorted(_update_of(self._ours[held.id]) for held in self._others(item)))

    def _others(self, item: DesiredItem) -> list[TargetItem]:
        found: dict[str, TargetItem] = {}
        for name in _names(item.fields):
            holder = self._holders.get((item.kind, name))
            if holder and not self._is_of(holder, item):
                found[holder.id] = holder
        return list(found.values())

    def _is_of(self, holder: TargetItem, item: DesiredItem) -> bool:
        link = self._ours.get(holder.id)
        return link is not None and link.source == item.source

    def _gives_up(self, holder: TargetItem, item: DesiredItem, planned: Collection[str]) -> bool:
        link = self._ours.get(holder.id)
        if link is None or _update_of(link) not in planned:
            return False
        return not self._wanted.get((item.kind, link.source), frozenset()) & _names(item.fields)


def _update_of(link: Link) -> str:
    return f"update:{link.kind}:{link.source.id}"


def _names(fields: Mapping[str, object]) -> frozenset[str]:
    return frozenset(
        fold_name(value)
        for path, value in fields.items()
        if path.startswith("name.") and isinstance(value, str)
    )
