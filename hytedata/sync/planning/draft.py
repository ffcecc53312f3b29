"""A plan in the making: what the steps read, and what they add to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hytedata.models.common import Completeness
from hytedata.models.link_decision import LinkDecision
from hytedata.models.plan import Change, Drift, PlanSource
from hytedata.models.publication import (
    Desired,
    DesiredItem,
    ItemKind,
    Skip,
    SourceItem,
    TargetItem,
    TargetState,
)
from hytedata.models.sync_state import Applied, Link
from hytedata.sync.adopting import find_adoptions
from hytedata.sync.before import Image
from hytedata.sync.departures import Fate
from hytedata.sync.former import Owed
from hytedata.sync.planning.occupied_names import OccupiedNames
from hytedata.sync.planning.ownership import Ownership
from hytedata.sync.policy import Limits, Policy, allows

PTV_PAGE = "https://palvelutietovaranto.suomi.fi"
"""Where people edit PTV; the test environment has a page of its own."""


@dataclass(frozen=True)
class Memory:
    """What the store remembers of one organisation and login.

    Attributes:
        last_write: Id of the latest intent. It goes into the plan's fingerprint: a plan that
            looks like an earlier one, with writes between them, is another plan and no resumption.
        decisions: What people decided of adoption candidates, the oldest first.
        fates: What becomes of published sites that the source names no more.
        images: What stood in the target before we archived it, for items that may come back.
        owed: Connections of people's that an earlier run lost and did not make again.
    """

    store_id: str
    links: tuple[Link, ...] = ()
    applied: tuple[Applied, ...] = ()
    connections: frozenset[tuple[str, str]] = frozenset()
    last_write: int = 0
    decisions: tuple[LinkDecision, ...] = ()
    fates: Mapping[SourceItem, Fate] = field(default_factory=dict)
    images: Mapping[tuple[ItemKind, SourceItem], Image] = field(default_factory=dict)
    owed: tuple[Owed, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What the organisation's configuration says of writing.

    Attributes:
        ptv_page: Where people edit PTV, for remedies.
        archive_empty_services: Whether a service of ours goes with its last channel.
    """

    policy: Policy
    limits: Limits = field(default_factory=Limits)
    ownership: Ownership = field(default_factory=dict)
    config_fingerprint: str = ""
    mapping_fingerprint: str = ""
    archive_empty_services: bool = False
    ptv_page: str = PTV_PAGE


class Draft:
    """Collects one plan. The steps only read the inputs and add to the lists.

    Attributes:
        adoption: What is to be adopted, and what a person has to decide on first. What is to be
            adopted counts as linked from here on.
        available: Source id of an item that is or will be there → id of the change that brings
            it about, or "" where it is there already.
        unavailable: Source id of an item that will not be there → why.
        described: Source items that are published, not wanted, and told of already.
    """

    def __init__(
        self,
        desired: Desired,
        source: Completeness,
        state: TargetState,
        memory: Memory,
        rules: Rules,
        published_by_lipas: Callable[[int], bool | None],
    ) -> None:
        self.desired, self.source, self.state = desired, source, state
        self.memory, self.rules = memory, rules
        self.published_by_lipas = published_by_lipas
        self.adoption = find_adoptions(desired.items, state, memory.links, memory.decisions)
        links = (*memory.links, *self.adoption.links())
        self.links = {(link.kind, link.source): link for link in links}
        self.links_by_id = {link.ptv_id: link for link in links}
        self.ptv_ids = {link.source_id: link.ptv_id for link in links}
        self.applied = {(item.kind, item.source): item for item in memory.applied}
        self.actual = {item.id: item for item in state.items}
        self.archived = frozenset(item.id for item in state.archived)
        self.wanted = {item.source_id: item for item in desired.items}
        self.names = OccupiedNames(state.items, self.links_by_id, desired.items)
        self.changes: dict[str, Change] = {}
        self.skipped: list[Skip] = []
        self.warnings: list[Skip] = list(desired.warnings)
        self.drift: list[Drift] = []
        self.unchanged = 0
        self.available: dict[str, str] = {}
        self.unavailable: dict[str, Skip] = {}
        self.described: set[SourceItem] = set()

    def linked(self, item: DesiredItem) -> tuple[Link | None, TargetItem | None]:
        """The item's link, and what the target holds for it."""
        link = self.links.get((item.kind, item.source))
        return link, self.actual.get(link.ptv_id) if link else None

    def add(self, change: Change) -> bool:
        """Add a change, or list it as skipped where policy forbids it."""
        if allows(self.rules.policy, change.op):
            self.changes[change.id] = change
            return True
        self.skipped.append(
            Skip(
                SourceItem(change.source.name, change.source.id),
                change.name,
                "policy",
                f"policy {self.rules.policy} forbids to {_told(change)}",
                'set the organisation\'s policy to "upsert" or "full" when it may be written',
            )
        )
        return False

    def add_item(self, item: DesiredItem, change: Change) -> bool:
        """Add the change of one item, and note whether the item will be there."""
        if self.add(change):
            self.available[item.source_id] = change.id
            return True
        self.unavailable[item.source_id] = self.skipped[-1]
        return False

    def skip(self, item: DesiredItem, skip: Skip) -> None:
        """Leave an item alone, with the reason."""
        self.skipped.append(skip)
        self.unavailable[item.source_id] = skip


def plan_source(source: SourceItem) -> PlanSource:
    """The plan's form of a source item."""
    return PlanSource(name=source.name, id=source.id)


def source_key(source: SourceItem | PlanSource) -> tuple[str, str, int]:
    """Sort source items by kind and then by number."""
    prefix, _, number = source.id.partition(":")
    return (source.name, prefix, int(number)) if number.isdigit() else (source.name, source.id, 0)


def _told(change: Change) -> str:
    paths = [path for path in change.fields if path != "visible_for_all"]
    shown = ", ".join(paths[:6]) + (f" and {len(paths) - 6} more" if len(paths) > 6 else "")
    return f"{change.op} the {change.kind} «{change.name}» ({shown})"
