"""What v12 knows: v11's published content, copied over after the migration lag (ptv-v12 1)."""

import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hytedata.sandbox.ptv.state import Connection, Entity, State, Version
from hytedata.sandbox.ptv.values import Body


@dataclass(frozen=True)
class Record:
    """One entity as v12 knows it.

    Attributes:
        entity: Identity, kind and visibility; its versions are v11's, not those shown here.
        version: The public version, None where v12 shows none.
        published_at: When v11 published it, naive UTC.
        migrated_at: When it was copied.
        archived_at: When v11 archived it; None where it is not archived.
    """

    entity: Entity
    version: Version | None
    published_at: datetime
    migrated_at: datetime
    archived_at: datetime | None

    @property
    def id(self) -> str:
        """Its `contentId`: v11's id."""
        return self.entity.id


@dataclass(frozen=True)
class Link:
    """A connection as v12 knows it: a resource of its own, named by the pair."""

    service: str
    channel: str
    extra: Body
    published_at: datetime
    migrated_at: datetime
    removed_at: datetime | None = None

    @property
    def id(self) -> str:
        """What the archived list calls it: the reference does not say what that id is."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.service}/{self.channel}"))


class Mirror:
    """Follows a state and shows it as it was *lag* ago.

    Args:
        state: Filled and open; what it holds now counts as copied long ago.
        lag: How long a change takes from v11 to v12.
    """

    def __init__(self, state: State, lag: timedelta) -> None:
        self._state, self._lag = state, lag
        self._records: dict[str, Record] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._waiting: deque[tuple[datetime, Callable[[], None]]] = deque()
        self._sorted: dict[str, tuple[int, list[Record]]] = {}
        self._public_links: tuple[int, list[Link]] = (-1, [])
        self.generation = 0
        for entity in state.entities.values():
            self._take(self._record(entity))
        for known in state.channels_of.values():
            for connection in known.values():
                self._take_link(self._link(connection, removed_at=None))
        state.watch(self)

    def entity_changed(self, entity: Entity) -> None:
        """Note a new version of an entity."""
        record = self._record(entity)
        self._wait(lambda: self._take(record))

    def connection_changed(self, connection: Connection, *, removed_at: datetime | None) -> None:
        """Note a connection that was made, changed or, at *removed_at*, taken away."""
        link = self._link(connection, removed_at=removed_at)
        self._wait(lambda: self._take_link(link))

    def settle(self) -> None:
        """Copy what has waited long enough."""
        now = self._state.today()
        while self._waiting and self._waiting[0][0] <= now:
            self._waiting.popleft()[1]()

    def find(self, group: str, content_id: str) -> Record | None:
        """The entity of *group*, public or not."""
        record = self._records.get(content_id)
        return record if record is not None and record.entity.kind.group == group else None

    def public(self, group: str) -> list[Record]:
        """Public entities in order of creation."""
        return [record for record in self._of(group) if record.version is not None]

    def archived(self, group: str) -> list[tuple[datetime, str]]:
        """When and what was archived, oldest first."""
        return sorted(
            (record.archived_at, record.id)
            for record in self._of(group)
            if record.archived_at is not None and record.version is None
        )

    def _of(self, group: str) -> list[Record]:
        """Everything of *group* by creation, as v11 sorts, whatever order the copies came in."""
        known = self._sorted.get(group)
        if known is None or known[0] != self.generation:
            found = [one for one in self._records.values() if one.entity.kind.group == group]
            known = (self.generation, sorted(found, key=lambda record: record.entity.seq))
            self._sorted[group] = known
        return known[1]

    def version(self, content_id: str) -> Version | None:
        """The public version of anything."""
        record = self._records.get(content_id)
        return record.version if record is not None else None

    def links(self) -> list[Link]:
        """Connections whose ends are both public."""
        if self._public_links[0] != self.generation:
            found = [link for link in self._links.values() if self.is_public(link)]
            self._public_links = (self.generation, found)
        return self._public_links[1]

    def link(self, service: str, channel: str) -> Link | None:
        """The connection of a pair, public or not."""
        return self._links.get((service, channel))

    def is_public(self, link: Link) -> bool:
        """Whether everybody sees the connection."""
        ends = (self.find("Service", link.service), self.find("ServiceChannel", link.channel))
        return link.removed_at is None and all(end is not None and end.version for end in ends)

    def removed_links(self) -> list[tuple[datetime, str]]:
        """When and which connections were taken away, oldest first."""
        return sorted(
            (link.removed_at, link.id)
            for link in self._links.values()
            if link.removed_at is not None and self.find("Service", link.service) is not None
        )

    def _wait(self, copy: Callable[[], None]) -> None:
        self._waiting.append((self._state.today() + self._lag, copy))
        self.settle()

    def _take(self, record: Record) -> None:
        self.generation += 1
        self._records[record.id] = record

    def _take_link(self, link: Link) -> None:
        self.generation += 1
        self._links[link.service, link.channel] = link

    def _record(self, entity: Entity) -> Record:
        at = (entity.published or entity.newest).modified
        archived_at = entity.archived_at if entity.archived else None
        return Record(entity, entity.published, at, at + self._lag, archived_at)

    def _link(self, connection: Connection, *, removed_at: datetime | None) -> Link:
        at = connection.modified
        ends = (connection.service, connection.channel)
        return Link(*ends, connection.extra, at, at + self._lag, removed_at)
