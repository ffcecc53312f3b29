"""A plan that undoes a run, in the making: what the steps read, and what they add to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from hytedata.content.names import fold_name
from hytedata.models.plan import Change, PlanSource
from hytedata.models.publication import Fields, ItemKind, Skip, SourceItem, TargetItem, TargetState
from hytedata.models.sync_state import Intent
from hytedata.sync.before import Image, read_image
from hytedata.sync.planning.draft import PTV_PAGE, Memory
from hytedata.sync.planning.occupied_names import CHANNEL_TYPE
from hytedata.sync.record import item_kind, pair_of

_LATER = "nothing to mend here: make the plan again once PTV can be read whole"


@dataclass(frozen=True)
class Write:
    """One write of the run that took effect.

    Attributes:
        image: What stood there before; None where none was kept.
    """

    intent: Intent
    change: Change
    image: Image | None

    @classmethod
    def of(cls, intent: Intent) -> "Write":
        """Read what was written, and what stood there before."""
        return cls(intent, Change.model_validate(intent.change), read_image(intent))

    @property
    def ptv_id(self) -> str:
        """The item's id in the target."""
        return self.intent.ptv_id or self.change.ptv_id or ""

    @property
    def kind(self) -> ItemKind:
        """Kind of the item."""
        return item_kind(self.change)

    @property
    def source(self) -> SourceItem:
        """The source item."""
        return SourceItem(self.change.source.name, self.change.source.id)


class UndoDraft:
    """Collects one plan. The steps only read the inputs and add to the lists.

    Attributes:
        returning: PTV id of an archived item → id of the change that restores it.
        leaving: PTV id of an item that is archived by this plan → id of the change.
        unchanged: Writes that are undone already.
    """

    def __init__(
        self, run_id: int, writes: Iterable[Intent], state: TargetState, memory: Memory
    ) -> None:
        self.run_id, self.state, self.memory = run_id, state, memory
        self.writes = tuple(Write.of(intent) for intent in writes)
        self.actual = {item.id: item for item in state.items}
        self.links_by_id = {link.ptv_id: link for link in memory.links}
        self.applied = {(item.kind, item.source): item for item in memory.applied}
        self.changes: dict[str, Change] = {}
        self.skipped: list[Skip] = []
        self.warnings: list[Skip] = []
        self.returning: dict[str, str] = {}
        self.leaving: dict[str, str] = {}
        self.unchanged = 0

    @property
    def complete(self) -> bool:
        """Whether all of the target was seen."""
        return self.state.completeness.complete

    def add(self, change: Change) -> None:
        """Add a change."""
        self.changes[change.id] = change

    def skip(self, write: Write, reason: str, detail: str, remedy: str) -> None:
        """Leave a write, or a part of it, as it is, with the reason."""
        self.skipped.append(Skip(write.source, write.change.name, reason, detail, remedy))

    def warn(self, write: Write, reason: str, detail: str, remedy: str) -> None:
        """Remark on a write that is undone all the same."""
        self.warnings.append(Skip(write.source, write.change.name, reason, detail, remedy))

    def skip_unseen(self, write: Write) -> None:
        """Leave alone what may only not have been seen."""
        detail = "not seen in PTV, but PTV was not read completely"
        self.skip(write, "target-incomplete", detail, _LATER)

    def skip_locked(self, write: Write, item: TargetItem) -> None:
        """Leave alone what has unpublished edits."""
        self.skip(
            write,
            "modified-in-ptv",
            f"{item.id} has unpublished edits in PTV (status {item.status})",
            f"publish or discard them in PTV ({PTV_PAGE}), then make the plan again",
        )

    def pair(self, write: Write) -> tuple[str, str] | None:
        """Ids of the service and the channel of a connection."""
        return pair_of(write.change, {link.source_id: link.ptv_id for link in self.memory.links})

    # --- names ---------------------------------------------------------------------------------

    @cached_property
    def _holders(self) -> dict[tuple[ItemKind, str], TargetItem]:
        return {
            (item.kind, name): item
            for item in self.state.items
            if item.own and (item.kind == "service" or item.channel_type == CHANNEL_TYPE)
            for name in _names(item.fields)
        }

    def name_holders(self, kind: ItemKind, ptv_id: str, fields: Fields) -> tuple[TargetItem, ...]:
        """Other items that have one of the names in *fields*: PTV allows each once."""
        found = (self._holders.get((kind, name)) for name in sorted(_names(fields)))
        return tuple(item for item in found if item and item.id != ptv_id)

    def gives_up(self, holder: TargetItem, fields: Fields) -> str:
        """Id of the change of this plan after which *holder* has no name in *fields*, or ""."""
        if holder.id in self.leaving:
            return self.leaving[holder.id]
        for change in self.changes.values():
            if change.ptv_id == holder.id and change.op == "update":
                patch = {path: field.after for path, field in change.fields.items()}
                if not _names({**holder.fields, **patch}) & _names(fields):
                    return change.id
        return ""


def is_locked(item: TargetItem) -> bool:
    """Whether somebody has unpublished edits in it."""
    return item.status not in {"Published", "Draft"}


def plan_source_of(write: Write) -> PlanSource:
    """The source item as the plan names it."""
    return write.change.source


def _names(fields: Fields) -> frozenset[str]:
    return frozenset(
        fold_name(value)
        for path, value in fields.items()
        if path.startswith("name.") and isinstance(value, str)
    )
