"""A target and a world in memory, for testing plan and apply without a protocol between."""

import copy
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from hytedata.errors import AnswerLost, SourceUnavailable, WriteRefused
from hytedata.models.common import Completeness, Json
from hytedata.models.plan import Plan, content_hash
from hytedata.models.publication import (
    ArchivedItem,
    ConnectOutcome,
    Desired,
    DesiredItem,
    ItemKind,
    SourceItem,
    TargetItem,
    TargetOrganisation,
    TargetState,
    noted_version,
)
from hytedata.sync.departures import Fate
from hytedata.sync.former import former_images, owed_connections
from hytedata.sync.plan import Memory, Rules, make_plan
from hytedata.sync.ports import SyncStore

T = TypeVar("T")
ORGANISATION = "11111111-1111-4111-8111-111111111111"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COMPLETE = Completeness(complete=True, items=0)


def service(code: int = 1100, **fields: Json) -> DesiredItem:
    """A desired service, as small as the sync needs."""
    return DesiredItem(
        kind="service",
        source=SourceItem("lipas", f"subcategory:{code}"),
        source_id=f"hytedata-{ORGANISATION}-subcategory-{code}",
        title=f"Palvelu {code}",
        fields={"name.fi": f"Palvelu {code}", "summary.fi": "Liiku omaan tahtiin.", **fields},
    )


def channel(
    site: int = 1, fields: Mapping[str, Json] | None = None, *, needs: int | None = 1100
) -> DesiredItem:
    """A desired channel that belongs to one service."""
    fields = fields or {}
    name = fields.get("name.fi", f"Kenttä {site}")
    return DesiredItem(
        kind="channel",
        source=SourceItem("lipas", f"site:{site}"),
        source_id=f"hytedata-{ORGANISATION}-site-{site}",
        title=str(name),
        fields={
            "name.fi": f"Kenttä {site}",
            "summary.fi": "Pallokenttä.",
            "phones.fi": [{"number": "401234567", "prefix": "+358"}],
            **fields,
        },
        needs=(f"hytedata-{ORGANISATION}-subcategory-{needs}",) if needs else (),
    )


def site(number: int) -> SourceItem:
    """The source item of a sports site."""
    return SourceItem("lipas", f"site:{number}")


@dataclass
class _Held:
    kind: ItemKind
    fields: dict[str, Json]
    source_id: str | None
    status: str = "Published"
    own: bool = True
    visible: bool | None = None


class FakeTarget:
    """A service catalogue in memory that rewrites streets and breaks when it is told to.

    `faults` is asked before each write with the operation's name; it returns "", "before" (the
    write is not done and the answer is lost), "after" (done, the answer lost) or "refuse".
    """

    login = "writer"
    api_version = "v11"
    write_s = 100.0

    def __init__(self) -> None:
        self.held: dict[str, _Held] = {}
        self.connections: set[tuple[str, str]] = set()
        self.details: dict[tuple[str, str], Mapping[str, Json]] = {}
        self.writes: list[str] = []
        self.faults: Callable[[str], str] = lambda _: ""
        self.unreachable = False
        self.requests = 0
        self.before_write: Callable[[], None] = lambda: None
        self.complete = True
        self._ids = (f"00000000-0000-4000-8000-{n:012d}" for n in itertools.count(1))

    def guard(self, before_write: Callable[[], None]) -> None:
        """Ask before each write."""
        self.before_write = before_write

    # --- what people do in the target's own pages --------------------------------------------

    def put(self, kind: ItemKind, name: str, fields: Mapping[str, Json] | None = None) -> str:
        """Add an item by hand."""
        ptv_id = next(self._ids)
        self.held[ptv_id] = _Held(kind, {"name.fi": name, **(fields or {})}, None)
        return ptv_id

    def edit(self, ptv_id: str, fields: Mapping[str, Json]) -> None:
        """Change fields by hand."""
        self.held[ptv_id].fields.update(fields)

    def find(self, source_id: str) -> str:
        """The id of the item with a source id."""
        return next(i for i, held in self.held.items() if held.source_id == source_id)

    # --- reading -------------------------------------------------------------------------------

    def state(self) -> TargetState:
        """All there is."""
        items = tuple(self._item(i) for i, h in sorted(self.held.items()) if h.status != "Deleted")
        archived = tuple(
            ArchivedItem(h.kind, i, {"fi": str(h.fields.get("name.fi"))})
            for i, h in sorted(self.held.items())
            if h.status == "Deleted"
        )
        reasons = () if self.complete else ("a page could not be read",)
        return TargetState(
            organisation=TargetOrganisation(ORGANISATION, {"fi": "Mallila"}, None),
            items=items,
            archived=archived,
            completeness=Completeness(complete=self.complete, items=len(items), reasons=reasons),
        )

    def read(self, organisation: str, known: Mapping[str, str] | None = None) -> TargetState:
        """Read all of the organisation; channels that stand as in *known* come lightly."""
        state = self.state()
        known = known or {}
        return replace(
            state,
            items=tuple(
                _light(item) if known.get(item.id) == noted_version(item) else item
                for item in state.items
            ),
        )

    def look(self, kind: ItemKind, ptv_id: str) -> TargetItem | None:
        """Read one item."""
        self.requests += 1
        if self.unreachable:
            raise SourceUnavailable("fake", "/look", attempts=1)
        held = self.held.get(ptv_id)
        return self._item(ptv_id) if held and held.status != "Deleted" else None

    def find_by_source_id(
        self, kind: ItemKind, organisation: str, source_id: str
    ) -> TargetItem | None:
        """Read one item by our key."""
        for ptv_id, held in self.held.items():
            if (held.kind, held.source_id) == (kind, source_id):
                return self.look(kind, ptv_id)
        return None

    def _item(self, ptv_id: str) -> TargetItem:
        held = self.held[ptv_id]
        position = 0 if held.kind == "service" else 1
        connected = sorted(p[1 - position] for p in self.connections if p[position] == ptv_id)
        return TargetItem(
            kind=held.kind,
            id=ptv_id,
            source_id=held.source_id,
            status=held.status,
            title=str(held.fields.get("name.fi", "")),
            fields=copy.deepcopy(held.fields),
            version=content_hash([held.fields, held.status]),
            connected=tuple(connected),
            connection_hash=content_hash(connected),
            digest=content_hash([1, held.fields, held.status]) if held.kind == "channel" else "",
            own=held.own,
            visible_for_all=held.visible,
            channel_type="ServiceLocation" if held.kind == "channel" else None,
        )

    # --- writing -------------------------------------------------------------------------------

    def create(self, organisation: str, item: DesiredItem) -> TargetItem:
        """Create an item; names and source ids are unique."""
        return self._write("create", lambda: self._create(item))

    def _create(self, item: DesiredItem) -> TargetItem:
        for held in self.held.values():
            if held.kind == item.kind and held.source_id == item.source_id:
                raise WriteRefused(
                    "fake", item.title, status=400, faults={"SourceId": ["already exists"]}
                )
            same = held.fields.get("name.fi") == item.fields["name.fi"]
            if held.kind == item.kind and held.status != "Deleted" and same:
                raise WriteRefused(
                    "fake", item.title, status=400, faults={"Names": ["already exists within"]}
                )
        ptv_id = next(self._ids)
        self.held[ptv_id] = _Held(item.kind, _rewritten(item.fields), item.source_id)
        return self._item(ptv_id)

    def update(self, current: TargetItem, changes: Mapping[str, object]) -> TargetItem:
        """Change fields."""
        return self._write("update", lambda: self._update(current.id, changes))

    def _update(self, ptv_id: str, changes: Mapping[str, object]) -> TargetItem:
        held = self.held[ptv_id]
        for path, value in changes.items():
            if path == "source_id":
                held.source_id = str(value)
            elif value is None:
                held.fields.pop(path, None)
            else:
                held.fields |= _rewritten({path: value})  # type: ignore[dict-item]
        held.status = "Published"
        return self._item(ptv_id)

    def archive(self, current: TargetItem) -> None:
        """Archive an item with its connections."""
        self._write("archive", lambda: self._archive(current.id))

    def _archive(self, ptv_id: str) -> TargetItem:
        self.held[ptv_id].status = "Deleted"
        self.connections = {pair for pair in self.connections if ptv_id not in pair}
        self.details = {pair: own for pair, own in self.details.items() if ptv_id not in pair}
        return self._item(ptv_id)

    def restore(self, organisation: str, ptv_id: str, item: DesiredItem) -> TargetItem:
        """Publish an archived item again."""

        def deed() -> TargetItem:
            held = self.held[ptv_id]
            held.fields, held.status = _rewritten(item.fields), "Published"
            held.visible = item.visible_for_all
            return self._item(ptv_id)

        return self._write("restore", deed)

    def connection_details(self, item: TargetItem) -> Mapping[str, Mapping[str, Json]]:
        """Own details of an item's connections, by their other end."""
        return {
            other: self.details.get((item.id, other), self.details.get((other, item.id), {}))
            for other in item.connected
        }

    def connect(
        self,
        pairs: Sequence[tuple[str, str]],
        details: Mapping[tuple[str, str], Mapping[str, Json]] | None = None,
    ) -> tuple[ConnectOutcome, ...]:
        """Add connections."""

        def deed() -> tuple[ConnectOutcome, ...]:
            gone = [one for pair in pairs for one in pair if not self._is_there(one)]
            if gone:
                raise WriteRefused("fake", "connect", status=400, faults={"Id": gone})
            self.connections |= set(pairs)
            self.details |= details or {}
            return tuple(ConnectOutcome(s, c, True, "added or updated") for s, c in pairs)

        return self._write("connect", deed)

    def _is_there(self, ptv_id: str) -> bool:
        held = self.held.get(ptv_id)
        return held is not None and held.status != "Deleted"

    def disconnect(self, current: TargetItem, channel_ids: Iterable[str]) -> TargetItem:
        """Remove connections."""
        service_id = current.id

        def deed() -> TargetItem:
            cut = {(service_id, channel_id) for channel_id in channel_ids}
            self.connections -= cut
            self.details = {pair: own for pair, own in self.details.items() if pair not in cut}
            return self._item(service_id)

        return self._write("disconnect", deed)

    def _write(self, op: str, deed: Callable[[], T]) -> T:
        self.before_write()
        self.requests += 1
        fault = self.faults(op)
        if fault == "refuse":
            raise WriteRefused("fake", op, status=400, faults={"Names": ["no"]})
        if fault == "before":
            raise AnswerLost("fake", f"/{op}")
        result = deed()
        self.writes.append(op)
        if fault == "after":
            raise AnswerLost("fake", f"/{op}")
        return result


def _light(item: TargetItem) -> TargetItem:
    names = {path: value for path, value in item.fields.items() if path.startswith("name.")}
    return replace(item, fields=names, connection_hash="", familiar=True)


def _rewritten(fields: Mapping[str, Json]) -> dict[str, Json]:
    # Like PTV, which keeps its own register's street names.
    return {
        path: f"{value}".title() if path.startswith("address.street.") else value
        for path, value in fields.items()
    }


def desired(*items: DesiredItem, retired: Sequence[SourceItem] = ()) -> Desired:
    """A desired state."""
    return Desired(items=items, retired=tuple(retired))


def plan(
    wanted: Desired,
    target: FakeTarget,
    store: SyncStore,
    *,
    rules: Rules | None = None,
    source: Completeness = COMPLETE,
    published_by_lipas: Callable[[int], bool | None] = lambda _: False,
    fates: Mapping[SourceItem, Fate] | None = None,
) -> Plan:
    """Make a plan from what target and store hold now."""
    links = store.links(ORGANISATION, target.login)
    memory = Memory(
        store_id=store.id,
        links=links,
        applied=store.applied(ORGANISATION, target.login),
        connections=store.connections(ORGANISATION, target.login),
        last_write=store.last_intent(ORGANISATION, target.login),
        decisions=store.decisions(ORGANISATION, target.login),
        fates=fates or {},
        images=former_images(wanted, target.state(), links, ORGANISATION, target.login, store),
        owed=owed_connections(ORGANISATION, target.login, store),
    )
    return make_plan(
        wanted,
        source,
        target.state(),
        memory,
        rules or Rules(policy="full"),
        made_at=NOW,
        published_by_lipas=published_by_lipas,
    )
