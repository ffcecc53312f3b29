"""Entities, their versions and connections, and the indexes that make lists quick."""

import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from hytedata.sandbox.ptv.codebook import folded
from hytedata.sandbox.ptv.kinds import KINDS, Kind
from hytedata.sandbox.ptv.values import Body, items, languages_in, text, texts

_TICK = timedelta(microseconds=370)
_BEFORE = timedelta(days=365)
_SHOWN_EVERYWHERE = ("Organization", "GeneralDescription", "ServiceCollection")


@dataclass
class Version:
    """One version of an entity: its In-shaped body, status and language versions."""

    body: Body
    status: str
    modified: datetime
    languages: tuple[str, ...]


@dataclass
class Entity:
    """An entity with its newest and its published version.

    Attributes:
        seq: Order of creation.
        published: What the public sees; None for drafts, archived and withdrawn entities.
        source_ids: API user → key.
        visible_for_all: Whether other organisations may connect the channel.
        relations_changed: When a connection of it last changed; moves no version.
        archived_by: Manual or Automatic.
        locked_by: The person who has it open in the editor.
        rendered: Answers already rendered; emptied by `State.touch`.
    """

    id: str
    kind: Kind
    seq: int
    newest: Version
    published: Version | None
    source_ids: dict[str, str] = field(default_factory=dict)
    visible_for_all: bool = False
    relations_changed: datetime | None = None
    archived_at: datetime | None = None
    archived_by: str = "Manual"
    locked_by: str | None = None
    publish_on: datetime | None = None
    archive_on: datetime | None = None
    rendered: dict[object, bytes] = field(default_factory=dict)

    @property
    def archived(self) -> bool:
        """Whether the newest version is archived."""
        return self.newest.status == "Deleted"

    def organisation(self, version: Version | None = None) -> str | None:
        """PTV id of the responsible organisation."""
        return text((version or self.newest).body, self.kind.organisation)


@dataclass
class Connection:
    """A service–channel pair with its additional information, In-shaped."""

    service: str
    channel: str
    extra: Body
    modified: datetime

    @property
    def asti(self) -> bool:
        """Whether it belongs to the customer-service-point register."""
        return bool(self.extra.get("extraTypes"))


class Watcher(Protocol):
    """Somebody who is told of every change."""

    def entity_changed(self, entity: Entity) -> None:
        """An entity was added or has a new version."""
        ...

    def connection_changed(self, connection: Connection, *, removed_at: datetime | None) -> None:
        """A connection was made, changed or removed."""
        ...


class State:
    """Everything that the catalogue holds. Not thread-safe: one request at a time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._opened = False
        # What is seeded is a year old, however much of it there is.
        self._last = self.today() - _BEFORE
        self._random = random.Random(11)
        self.entities: dict[str, Entity] = {}
        self.by_group: dict[str, list[Entity]] = {kind.group: [] for kind in KINDS.values()}
        self.generation = 0
        self.source_ids: dict[tuple[str, str, str], str] = {}
        self.channels_of: dict[str, dict[str, Connection]] = {}
        self.services_of: dict[str, dict[str, Connection]] = {}
        self.scheduled: set[str] = set()
        self._names: dict[tuple[str, str, str], set[str]] = {}
        self._owned: dict[tuple[str, str], dict[str, None]] = {}
        self._lists: dict[object, tuple[int, list[Entity]]] = {}
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Tell *watcher* of every change from now on."""
        self._watchers.append(watcher)

    def today(self) -> datetime:
        """The simulated moment, naive UTC."""
        moment = self._now()
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment

    def stamp(self) -> datetime:
        """A moment for a write, later than every earlier one."""
        following = self._last + _TICK
        self._last = max(self.today(), following) if self._opened else following
        return self._last

    def open(self) -> None:
        """End the seeding: from here on writes happen now."""
        self._opened = True

    def new_id(self) -> str:
        """An id that nothing has yet."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def add(self, kind: Kind, body: Body, status: str, *, entity_id: str | None = None) -> Entity:
        """Add an entity whose only version has *status*."""
        version = self.version(kind, body, status)
        published = version if status == "Published" else None
        at = len(self.entities)
        entity = Entity(entity_id or self.new_id(), kind, at, version, published)
        if entity.id in self.entities:
            message = f"two entities have the id {entity.id}"
            raise ValueError(message)
        self.entities[entity.id] = entity
        self.by_group[kind.group].append(entity)
        self._index(entity)
        self._tell(entity)
        return entity

    def version(self, kind: Kind, body: Body, status: str) -> Version:
        """Make a version of *body*, stamped now."""
        languages = languages_in([body.get(name) for name in kind.defining])
        return Version(body, status, self.stamp(), tuple(languages))

    def renew(self, entity: Entity, version: Version, *, published: Version | None) -> None:
        """Give *entity* a new newest version, and say which one is public."""
        self._unindex(entity)
        entity.newest, entity.published = version, published
        self._index(entity)
        self.touch(entity)
        self._tell(entity)

    def _tell(self, entity: Entity) -> None:
        for watcher in self._watchers:
            watcher.entity_changed(entity)

    def touch(self, entity: Entity) -> None:
        """Forget what was rendered of *entity* and of all that show something of it."""
        self.generation += 1
        entity.rendered.clear()
        for other in (*self.channels_of.get(entity.id, ()), *self.services_of.get(entity.id, ())):
            self.entities[other].rendered.clear()
        if entity.kind.name in _SHOWN_EVERYWHERE:
            for known in self.entities.values():
                known.rendered.clear()

    def set_source_id(self, entity: Entity, user: str, source_id: str) -> None:
        """Give *entity* the key that *user* addresses it by."""
        old = entity.source_ids.get(user)
        if old is not None:
            del self.source_ids[user, entity.kind.group, old]
        entity.source_ids[user] = source_id
        self.source_ids[user, entity.kind.group, source_id] = entity.id

    def connect(self, service: Entity, channel: Entity, extra: Body) -> Connection:
        """Add a connection or replace its additional information."""
        connection = Connection(service.id, channel.id, extra, self.stamp())
        self.channels_of.setdefault(service.id, {})[channel.id] = connection
        self.services_of.setdefault(channel.id, {})[service.id] = connection
        self._relations_moved(service, channel, connection.modified)
        for watcher in self._watchers:
            watcher.connection_changed(connection, removed_at=None)
        return connection

    def disconnect(self, connection: Connection) -> None:
        """Remove a connection."""
        service = self.entities[connection.service]
        channel = self.entities[connection.channel]
        removed_at = self.stamp()
        self._relations_moved(service, channel, removed_at)
        del self.channels_of[service.id][channel.id]
        del self.services_of[channel.id][service.id]
        for watcher in self._watchers:
            watcher.connection_changed(connection, removed_at=removed_at)

    def _relations_moved(self, service: Entity, channel: Entity, at: datetime) -> None:
        self.generation += 1
        for entity in (service, channel):
            entity.relations_changed = at
            entity.rendered.clear()

    def connections_of(self, entity: Entity) -> list[Connection]:
        """The connections of a service, a general description or a channel, oldest first."""
        channel = entity.kind.group == "ServiceChannel"
        side = self.services_of if channel else self.channels_of
        return list(side.get(entity.id, {}).values())

    def named(self, kind: Kind, organisation: str, name: str) -> Iterator[Entity]:
        """Non-archived entities of *kind* in *organisation* that use *name* in any language."""
        for known in self._names.get((kind.name, organisation, folded(name)), ()):
            yield self.entities[known]

    def owned(self, group: str, organisation: str) -> list[Entity]:
        """Entities of *organisation* in order of creation; services by any role in them."""

        def collect() -> Iterable[Entity]:
            known = (self.entities[key] for key in self._owned.get((group, organisation), ()))
            return sorted(known, key=lambda entity: entity.seq)

        return self.remembered(("owned", group, organisation), collect)

    def remembered(self, key: object, collect: Callable[[], Iterable[Entity]]) -> list[Entity]:
        """The list made by *collect*, kept until something changes."""
        known = self._lists.get(key)
        if known is None or known[0] != self.generation:
            if len(self._lists) > 64:
                self._lists.clear()
            known = (self.generation, list(collect()))
            self._lists[key] = known
        return known[1]

    def descendants(self, organisation: str) -> frozenset[str]:
        """*organisation* and every organisation below it."""
        below: dict[str, list[str]] = {}
        for entity in self.by_group["Organization"]:
            parent = entity.organisation()
            if parent is not None:
                below.setdefault(parent, []).append(entity.id)
        found, open_ids = set[str](), [organisation]
        while open_ids:
            at = open_ids.pop()
            if at not in found:
                found.add(at)
                open_ids += below.get(at, [])
        return frozenset(found)

    def _index_keys(self, entity: Entity) -> tuple[set[tuple[str, str, str]], set[str]]:
        names, organisations = set[tuple[str, str, str]](), set[str]()
        versions = {id(v): v for v in (entity.newest, entity.published) if v is not None}
        for version in versions.values():
            owner = entity.organisation(version)
            if owner is not None:
                organisations.add(owner)
                for item in items(version.body, entity.kind.names):
                    if item.get("type") in ("Name", None):
                        name = folded(str(item.get("value")))
                        names.add((entity.kind.name, owner, name))
            if entity.kind.name == "Service":
                organisations.update(texts(version.body, "otherResponsibleOrganizations"))
                for producer in items(version.body, "serviceProducers"):
                    organisations.update(texts(producer, "organizations"))
        return names, organisations

    def _index(self, entity: Entity) -> None:
        self.generation += 1
        names, organisations = self._index_keys(entity)
        for organisation in organisations:
            self._owned.setdefault((entity.kind.group, organisation), {})[entity.id] = None
            self._forget(organisation)
        if not entity.archived:
            for key in names:
                self._names.setdefault(key, set()).add(entity.id)

    def _unindex(self, entity: Entity) -> None:
        names, organisations = self._index_keys(entity)
        for organisation in organisations:
            self._owned[entity.kind.group, organisation].pop(entity.id, None)
            self._forget(organisation)
        for key in names:
            self._names.get(key, set()).discard(entity.id)

    def _forget(self, organisation: str) -> None:
        """Organisations show the names of their services."""
        known = self.entities.get(organisation)
        if known is not None:
            known.rendered.clear()
