"""POST and PUT of entities: found and owned, attribute rules, data rules, stored."""

import json
from collections.abc import Callable
from datetime import datetime

from hytedata.sandbox.ptv import attributes
from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.faults import Broken, Errors, Invalid, Missing
from hytedata.sandbox.ptv.formats import parse_moment
from hytedata.sandbox.ptv.kinds import KINDS, Kind
from hytedata.sandbox.ptv.merge import merged_body, settled_body
from hytedata.sandbox.ptv.rules import channel, common, languages, organisation, service
from hytedata.sandbox.ptv.rules.context import Caller, Rule, Write
from hytedata.sandbox.ptv.state import Entity, State, Version
from hytedata.sandbox.ptv.values import Body, flag, languages_in, text, texts

_RULES: dict[str, Rule] = {
    "Service": service.check_service,
    "ServiceChannel": channel.check_channel,
    "Organization": organisation.check_organisation,
    "ServiceCollection": organisation.check_collection,
    "GeneralDescription": organisation.check_general_description,
}
_SHARED: tuple[Rule, ...] = (
    common.check_status,
    common.check_dates,
    common.check_source_id,
    common.check_code_languages,
    common.check_name_differs,
    common.check_connected_at_once,
    languages.check_languages,
    languages.check_organisation_languages,
)


def read_json(sent: bytes) -> object:
    """Parse a request body.

    Raises:
        Invalid: It is not JSON, or empty.
    """
    try:
        parsed: object = json.loads(sent)
    except ValueError as broken:
        told = {"": [str(broken)], "RequestIsNull": ["The request must contain data."]}
        raise Invalid(told) from broken
    if parsed is None:
        raise Invalid({"RequestIsNull": ["The request must contain data."]})
    return parsed


class Writer:
    """Writes entities for API users."""

    def __init__(self, state: State, book: CodeBook, trace: Callable[[], str]) -> None:
        self._state, self._book, self._trace = state, book, trace

    def find(self, kind: Kind, entity_id: str) -> Entity:
        """The entity to write.

        Raises:
            Missing: There is none of that kind; archived ones are found.
        """
        entity = self._state.entities.get(entity_id.lower())
        if entity is None or entity.kind is not kind:
            raise Missing(f"{kind.group} with id '{entity_id}' not found.")
        return entity

    def find_by_source_id(self, kind: Kind, source_id: str, caller: Caller) -> Entity:
        """The entity that *caller* addresses by its own key; never creates (ptv-api 7.3)."""
        entity_id = self._state.source_ids.get((caller.username, kind.group, source_id))
        if entity_id is None:
            raise Missing(f"{kind.group} with source id '{source_id}' not found.")
        return self.find(kind, entity_id)

    def post(
        self, kind_name: str, sent: bytes, caller: Caller, *, attach_proposed: bool = False
    ) -> Entity:
        """Create an entity.

        Raises:
            Invalid: One of the two rounds refused it.
        """
        kind = KINDS[kind_name]
        body = attributes.read_body(kind.model, read_json(sent))
        attributes.check(kind.model, body, trace=self._trace())
        merged = merged_body(kind, kind.model, body, {})
        self._check(Write(kind, body, {}, merged, None, caller, self._state, self._book, Errors()))
        spoken = languages_in([body.get(name) for name in kind.defining])
        settled = settled_body(kind, merged, tuple(spoken), self._state, self._book)
        entity = self._state.add(kind, settled, text(body, "publishingStatus") or "Draft")
        self._state.touch(entity)
        source_id = text(body, "sourceId")
        if source_id is not None:
            self._state.set_source_id(entity, caller.username, source_id)
        entity.visible_for_all = flag(body, "isVisibleForAll")
        self._schedule(entity, body)
        self._connect_at_once(entity, body)
        if attach_proposed:
            self._attach_proposed(entity)
        return entity

    def put(
        self, entity: Entity, sent: bytes, caller: Caller, *, attach_proposed: bool = False
    ) -> Entity:
        """Change an entity.

        Raises:
            Missing: It is not the caller's, or a person has it open.
            Invalid: One of the two rounds refused it.
            Broken: It was given a key that another entity has.
        """
        kind = entity.kind
        if not common.is_own(entity, caller):
            raise Missing("User has no rights to update this entity.")
        if entity.locked_by is not None:
            raise Missing(f"Entity is locked by '{entity.locked_by}'.")
        model = f"{kind.model}Put"
        body = attributes.read_body(model, read_json(sent))
        attributes.check(model, body, trace=self._trace())
        stored = entity.newest.body
        merged = merged_body(kind, model, body, stored)
        self._check(
            Write(kind, body, stored, merged, entity, caller, self._state, self._book, Errors())
        )
        if text(body, "publishingStatus") == "Deleted":
            self.archive(entity)
            return entity
        self._rename(entity, body, caller)
        self._store(entity, body, merged)
        if attach_proposed:
            self._attach_proposed(entity)
        return entity

    def _check(self, write: Write) -> None:
        for rule in (*_SHARED, _RULES[write.kind.group]):
            rule(write)
        write.errors.raise_if_any()

    def _rename(self, entity: Entity, body: Body, caller: Caller) -> None:
        source_id = text(body, "sourceId")
        if source_id is None:
            return
        owner = self._state.source_ids.get((caller.username, entity.kind.group, source_id))
        if owner not in (None, entity.id):
            raise Broken(self._trace())
        self._state.set_source_id(entity, caller.username, source_id)

    def _store(self, entity: Entity, body: Body, merged: Body) -> None:
        status = text(body, "publishingStatus") or "Published"
        spoken = languages_in([merged.get(name) for name in entity.kind.defining])
        sent = languages_in([body.get(name) for name in entity.kind.defining])
        kept = tuple(sent or spoken)
        settled = settled_body(entity.kind, merged, kept, self._state, self._book)
        # Timed publishing of something public waits as a locked working copy (ptv-api 7.2).
        if text(body, "validFrom") and entity.newest.status != "Draft":
            status = "Modified"
        self.save(entity, settled, status)
        entity.visible_for_all = flag(body, "isVisibleForAll")
        if status == "Published" and not entity.visible_for_all:
            self._close_to_others(entity)
        self._schedule(entity, body)

    def save(self, entity: Entity, body: Body, status: str) -> None:
        """Make *body* the newest version; the public one too where *status* is Published."""
        version = self._state.version(entity.kind, body, status)
        if status != "Deleted":
            entity.archived_at = None
        published = version if status == "Published" else entity.published
        self._state.renew(entity, version, published=published)

    def archive(self, entity: Entity, *, how: str = "Manual") -> None:
        """Archive an entity; a channel loses its connections (ptv-api 7.2)."""
        if entity.archived:
            return
        if entity.kind.name == "Organization" and self._in_use(entity.id):
            raise Broken(self._trace())
        if entity.kind.group == "ServiceChannel":
            for connection in self._state.connections_of(entity):
                self._state.disconnect(connection)
        old = entity.newest
        version = Version(old.body, "Deleted", self._state.stamp(), old.languages)
        entity.archived_at, entity.archived_by = version.modified, how
        self._state.renew(entity, version, published=None)

    def _in_use(self, organisation: str) -> bool:
        return any(
            not entity.archived
            for group in ("Service", "ServiceChannel")
            for entity in self._state.owned(group, organisation)
        )

    def _close_to_others(self, channel: Entity) -> None:
        if channel.kind.group != "ServiceChannel":
            return
        for connection in self._state.connections_of(channel):
            service = self._state.entities[connection.service]
            if service.organisation() != channel.organisation():
                self._state.disconnect(connection)

    def _connect_at_once(self, entity: Entity, body: Body) -> None:
        field = "serviceChannels" if entity.kind.name == "Service" else "services"
        if entity.kind.group not in ("Service", "ServiceChannel"):
            return
        for other_id in texts(body, field):
            other = self._state.entities[other_id.lower()]
            pair = (entity, other) if entity.kind.name == "Service" else (other, entity)
            if set(pair[0].newest.languages) & set(pair[1].newest.languages):
                self._state.connect(*pair, {})

    def _attach_proposed(self, service_entity: Entity) -> None:
        description = text(service_entity.newest.body, "generalDescriptionId")
        if service_entity.kind.name != "Service" or description is None:
            return
        known = self._state.channels_of.get(service_entity.id, {})
        for connection in list(self._state.channels_of.get(description.lower(), {}).values()):
            if connection.channel not in known:
                self._state.connect(service_entity, self._state.entities[connection.channel], {})

    def _schedule(self, entity: Entity, body: Body) -> None:
        entity.publish_on = _moment(body, "validFrom")
        entity.archive_on = _moment(body, "validTo")
        if entity.publish_on or entity.archive_on:
            self._state.scheduled.add(entity.id)

    def run_schedule(self) -> None:
        """Publish and archive what was timed for a moment that has come."""
        now = self._state.today()
        for entity_id in sorted(self._state.scheduled):
            entity = self._state.entities[entity_id]
            if entity.publish_on is not None and entity.publish_on <= now:
                entity.publish_on = None
                if entity.newest.status in ("Draft", "Modified"):
                    self.save(entity, entity.newest.body, "Published")
            if entity.archive_on is not None and entity.archive_on <= now:
                entity.archive_on = None
                self.archive(entity, how="Automatic")
            if entity.publish_on is None and entity.archive_on is None:
                self._state.scheduled.discard(entity_id)


def _moment(body: Body, name: str) -> datetime | None:
    value = text(body, name)
    return parse_moment(value) if value else None
