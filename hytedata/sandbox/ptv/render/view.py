"""What a renderer may look at, and references to other entities."""

from dataclasses import dataclass
from datetime import datetime

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.rules.context import published_description
from hytedata.sandbox.ptv.state import Connection, Entity, State, Version
from hytedata.sandbox.ptv.values import Body, items, part, text


@dataclass(frozen=True)
class View:
    """One rendering: the state, the codes, the moment and the options asked for."""

    state: State
    book: CodeBook
    today: datetime
    headings: bool
    with_description: bool

    def reference(self, entity_id: str | None) -> Body | None:
        """`{id, name}` of an entity."""
        entity = self.state.entities.get((entity_id or "").lower())
        if entity is None:
            return None
        version = entity.published or entity.newest
        return {
            "id": entity.id,
            "name": parts.display_name(items(version.body, entity.kind.names)),
        }

    def description_of(self, version: Version) -> Body | None:
        """Body of the general description that a service builds on."""
        return published_description(self.state, text(version.body, "generalDescriptionId"))

    def connections(self, entity: Entity, version: Version) -> list[tuple[Connection, Entity]]:
        """Connections with their other ends; the public sees published ends only."""
        shown = []
        for connection in self.state.connections_of(entity):
            other_id = connection.channel if entity.id == connection.service else connection.service
            other = self.state.entities[other_id]
            if other.kind.name == "GeneralDescription":
                continue
            if other.published is not None or (
                version is not entity.published and not other.archived
            ):
                shown.append((connection, other))
        return shown

    def collections(self, entity: Entity) -> list[Body]:
        """Collections that contain *entity*."""
        field = "services" if entity.kind.group == "Service" else "serviceChannels"
        found: list[Body] = []
        for collection in self.state.by_group["ServiceCollection"]:
            public = collection.published
            members = public.body.get(field) if public else None
            if public is not None and isinstance(members, list) and entity.id in members:
                names = items(public.body, "serviceCollectionNames")
                found.append({"id": collection.id, "name": parts.localised(names)})
        return found

    def connection(self, connection: Connection, other: Entity, key: str) -> Body:
        """One connection as an item of a service or a channel."""
        extra = connection.extra
        contacts = part(extra, "contactDetails")
        return {
            key: self.reference(other.id),
            "serviceChargeType": extra.get("serviceChargeType"),
            "description": parts.typed(items(extra, "description")),
            "extraTypes": [_extra(item) for item in items(extra, "extraTypes")],
            "serviceHours": parts.hours(items(extra, "serviceHours"), self.today),
            "contactDetails": self._contacts(contacts) if contacts else None,
            "digitalAuthorizations": [],
            "modified": write_moment(connection.modified),
        }

    def _contacts(self, contacts: Body) -> Body | None:
        shown: Body = {
            "emails": parts.localised(items(contacts, "emails")),
            "phoneNumbers": parts.phones_and_faxes(contacts),
            "webPages": parts.web_pages(items(contacts, "webPages")),
            "addresses": [
                parts.address(self.book, item, "contact") for item in items(contacts, "addresses")
            ],
        }
        return shown if any(shown.values()) else None


def _extra(item: Body) -> Body:
    return {
        "type": item.get("type"),
        "code": item.get("code"),
        "name": [{"value": item.get("code"), "language": "en"}],
        "description": parts.localised(items(item, "description")),
    }
