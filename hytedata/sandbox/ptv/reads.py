"""What GETs answer: one entity, id pages, pages of whole entities (ptv-api 3 and 4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hytedata.sandbox.ptv.area_search import in_area
from hytedata.sandbox.ptv.codebook import AREA_PATHS, CodeBook
from hytedata.sandbox.ptv.faults import Broken, Invalid, Missing
from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.kinds import CHANNEL_KINDS
from hytedata.sandbox.ptv.pages import (
    ENTITIES_PER_PAGE,
    Query,
    checked_guid,
    encoded,
    in_window,
    page,
    version_of,
)
from hytedata.sandbox.ptv.render.catalogue import Catalogue
from hytedata.sandbox.ptv.rules.context import published_description
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.state import Entity, State
from hytedata.sandbox.ptv.values import Body, items, text

SERVICE_TYPES = ("Service", "PermitOrObligation", "ProfessionalQualification")
_CONNECTED = ("Service", "ServiceChannel")
_MOST_GUIDS = 100


@dataclass(frozen=True)
class Reader:
    """Answers GETs for one request: anonymous, or as *user*."""

    state: State
    book: CodeBook
    catalogue: Catalogue
    query: Query
    user: str | None
    trace: Callable[[], str]

    # one entity, and lists of ids

    def one(self, group: str, entity_id: str, *, status: str = "Published") -> bytes:
        """A single entity in its published version, or its newest one ("Active")."""
        entity = self.known(group, entity_id)
        version = version_of(entity, status) if entity is not None else None
        if entity is None or version is None:
            raise Missing(f"{group} with id '{entity_id}' not found.")
        return self.whole(entity, status=status)

    def known(self, group: str, entity_id: str) -> Entity | None:
        """The entity of *group*, whatever its status."""
        entity = self.state.entities.get(checked_guid(entity_id, "id", self.trace))
        return entity if entity is not None and entity.kind.group == group else None

    def whole(
        self, entity: Entity, *, status: str = "Published", with_description: bool = False
    ) -> bytes:
        """Render an entity in the version that lists of *status* show."""
        return self.catalogue.show(
            entity,
            version_of(entity, status) or entity.newest,
            user=self.user,
            headings=self.query.flag("showHeader"),
            with_description=with_description,
        )

    def by_guids(self, group: str, *, with_description: bool = False) -> bytes:
        """`list?guids=`: unknown ids are missing silently; none found is 404."""
        found = [
            entity
            for entity_id in dict.fromkeys(self.query.guids())
            if (entity := self.state.entities.get(entity_id)) is not None
            and entity.kind.group == group
            and entity.published is not None
        ]
        if len(found) > _MOST_GUIDS:
            if group == "ServiceChannel":
                raise Invalid({"guids": [f"Only {_MOST_GUIDS} items are allowed."]})
            raise Broken(self.trace())
        if not found:
            raise Missing(f"{group} items were not found.")
        rendered = (self.whole(entity, with_description=with_description) for entity in found)
        return b"[" + b",".join(rendered) + b"]"

    # pages

    def ids(
        self, entities: Sequence[Entity], *, status: str = "Published", connections: bool = False
    ) -> bytes:
        """An id page of those that changed in the window, or whose *connections* did."""
        found = in_window(self.query, entities, status, connections=connections)
        return page(self.query, found, self._id_item)

    def _id_item(self, entity: Entity) -> bytes:
        item: Body = {"id": entity.id, "name": self.catalogue.name(entity)}
        if entity.kind.name == "Organization":
            item["parentOrganizationId"] = entity.organisation()
        return encoded(item)

    def entities(self, entities: Iterable[Entity], *, with_description: bool = False) -> bytes:
        """A page of whole published entities."""
        shown = [entity for entity in entities if entity.published is not None]
        return page(
            self.query,
            shown,
            lambda entity: self.whole(entity, with_description=with_description),
            size=ENTITIES_PER_PAGE,
        )

    def everything(self, group: str) -> bytes:
        """`GET Service`, `GET ServiceChannel` …, by status."""
        status = self.query.status()
        entities: Sequence[Entity] = self.state.by_group[group]
        if group == "ServiceChannel":
            organisation = self._organisation(needed=False)
            if organisation is not None:
                entities = self.state.owned(group, organisation.id)
            if self.query.flag("isVisibleForAll"):
                entities = [entity for entity in entities if entity.visible_for_all]
        if group == "Organization" and status == "Published":
            entities = [entity for entity in entities if self._is_used(entity)]
        return self.ids(entities, status=status, connections=group in _CONNECTED)

    def _is_used(self, organisation: Entity) -> bool:
        return any(
            entity.published is not None
            for group in ("Service", "ServiceChannel")
            for entity in self.state.owned(group, organisation.id)
        )

    def of_organisation(self, group: str) -> bytes:
        """`list/organization`: whole entities; services by any role of the organisation."""
        organisation = self._organisation(needed=True)
        owned = self.state.owned(group, organisation.id) if organisation else []
        with_description = self.query.flag("serviceWithGD")
        return self.entities(owned, with_description=with_description)

    def _organisation(self, *, needed: bool) -> Entity | None:
        """The organisation of exactly one of `organizationId`, `code`, `oid`."""
        given = [name for name in ("organizationId", "code", "oid") if self.query.text(name)]
        if len(given) > 1 or (needed and not given):
            told = "Give exactly one of organizationId, code and oid."
            raise Invalid({name: [told] for name in given or ["organizationId"]})
        if not given:
            return None
        if given[0] == "organizationId":
            return self.organisation(self.query.guid("organizationId") or "")
        field = "businessCode" if given[0] == "code" else "oid"
        return self.by_code(field, self.query.needed(given[0]))[0]

    def organisation(self, entity_id: str) -> Entity:
        """A published organisation."""
        found = self.state.entities.get(checked_guid(entity_id, "organizationId", self.trace))
        if found is None or found.kind.name != "Organization" or found.published is None:
            raise Missing(f"Organization with id '{entity_id}' not found.")
        return found

    def by_code(self, field: str, code: str) -> list[Entity]:
        """Published organisations with a business id or an OID."""
        found = [
            entity
            for entity in self.state.by_group["Organization"]
            if entity.published is not None and text(entity.published.body, field) == code
        ]
        if not found:
            raise Missing(f"Organization with code '{code}' not found.")
        return found

    def of_owner(self, organisation: str, kind: str | None = None) -> bytes:
        """Id pages of an organisation's channels, of one kind or all."""
        checked_kind(kind)
        owned = self.state.owned("ServiceChannel", self.organisation(organisation).id)
        return self.ids([one for one in owned if kind in (None, one.kind.name)], connections=True)

    def of_kind(self, kind: str) -> bytes:
        """Channels of one kind."""
        checked_kind(kind)
        channels = self.state.by_group["ServiceChannel"]
        return self.ids([one for one in channels if one.kind.name == kind])

    def active_channels(self) -> bytes:
        """Newest versions of channels, of one kind or all."""
        kind = checked_kind(self.query.text("type"))
        channels = self.state.by_group["ServiceChannel"]
        chosen = [one for one in channels if kind in (None, one.kind.name)]
        return self.ids(chosen, status="Active")

    def of_type(self, kind: str) -> bytes:
        """Services of one type, their general description's included."""
        if kind not in SERVICE_TYPES:
            raise Invalid({"type": [f"'{kind}' is not allowed value of 'type'."]})
        return self.ids([one for one in self._services() if self._type(one) == kind])

    def _services(self) -> list[Entity]:
        return [one for one in self.state.by_group["Service"] if one.published is not None]

    def _type(self, service: Entity) -> str | None:
        body = (service.published or service.newest).body
        given = published_description(self.state, text(body, "generalDescriptionId")) or {}
        return text(given, "type") or text(body, "type")

    def of_channel(self, channel_id: str) -> bytes:
        """Services connected to a channel."""
        entity_id = checked_guid(channel_id, "serviceChannelId", self.trace)
        channel = self.state.entities.get(entity_id)
        if channel is None or channel.kind.group != "ServiceChannel" or not channel.published:
            raise Missing(f"ServiceChannel with id '{channel_id}' not found.")
        connected = self.state.connections_of(channel)
        services = [self.state.entities[connection.service] for connection in connected]
        services.sort(key=lambda entity: entity.seq)
        return self.ids([one for one in services if one.kind.name == "Service"])

    def of_class(self, field: str) -> bytes:
        """Services with one class, by `uri`."""
        sent = self.query.text("uri")
        if sent is None:
            raise Unnamed("The uri must be given.")
        uri = self.book.find_uri(field, sent)
        return self.ids([one for one in self._services() if uri in self._uris(one, field)])

    def _uris(self, service: Entity, field: str) -> list[str]:
        body = (service.published or service.newest).body
        given = published_description(self.state, text(body, "generalDescriptionId")) or {}
        return known_uris(self.book, body, field) + known_uris(self.book, given, field)

    # areas

    def in_area(self, group: str, area: str, code: str, *, whole: bool) -> bytes:
        """Entities of an area, as ids or whole."""
        kind = AREA_PATHS.get(area)
        if kind is None:
            told = f"'{area}' is not allowed value of 'area'."
            raise Invalid({"area": [told]})
        if not (code.isascii() and code.isdigit() and len(code) <= 6):
            raise Invalid({"code": ["The field code must match '^[0-9]{1,6}$'."]})
        if not self.book.has_area(kind, code):
            raise Missing(f"Area with code '{code}' not found.")
        everywhere = self.query.flag("includeWholeCountry")
        key = ("area", group, kind, code, everywhere)
        found = self.state.remembered(
            key, lambda: in_area(self.state, self.book, group, (kind, code), everywhere=everywhere)
        )
        if whole:
            return self.entities(found, with_description=self.query.flag("serviceWithGD"))
        return self.ids(found)

    # archived

    def archived(self, group: str) -> bytes:
        """`archived/list`: an organisation's archived entities."""
        how = self.query.needed("ArchivingType")
        if how not in ("Manual", "Automatic"):
            raise Invalid({"ArchivingType": [f"'{how}' is not allowed value of 'ArchivingType'."]})
        self.query.needed("OrganizationId")
        organisation = self.query.guid("OrganizationId") or ""
        skip, take = self.query.number("Skip", 0), self.query.number("Take", 0)
        if take > ENTITIES_PER_PAGE:
            raise Invalid({"Take": ["The field Take must be between 0 and 100."]})
        after = self.query.moment("MinArchivingDate")
        before = self.query.moment("MaxArchivingDate")
        found = [
            entity
            for entity in self.state.owned(group, organisation)
            if entity.archived
            and entity.archived_by == how
            and entity.organisation() == organisation
            and entity.archived_at is not None
            and (after is None or entity.archived_at >= after)
            and (before is None or entity.archived_at <= before)
        ]
        names = "serviceNames" if group == "Service" else "names"
        return encoded([_archived_item(entity, names) for entity in found[skip : skip + take]])

    def changes_of(self, organisation: str) -> bytes:
        """`Common/EntitiesByOrganization`: ids, types and moments."""
        owner = self.organisation(organisation)
        owned = [
            *self.state.owned("Service", owner.id),
            *self.state.owned("ServiceChannel", owner.id),
        ]
        return page(self.query, in_window(self.query, owned, "Published"), _entity_item)


def checked_kind(kind: str | None) -> str | None:
    """A kind of channel, or None where none is asked for.

    Raises:
        Invalid: There is no such kind; upper and lower case differ.
    """
    if kind is not None and kind not in CHANNEL_KINDS:
        told = f"'{kind}' is not allowed value of 'type'."
        raise Invalid({"type": [f"{told} Please use one of these: '{', '.join(CHANNEL_KINDS)}'."]})
    return kind


class Unnamed(Invalid):
    """400 with a bare message: filters by uri without their uri."""

    def __init__(self, message: str) -> None:
        super().__init__({})
        self.body = {"errorMessage": message}


def _archived_item(entity: Entity, names: str) -> Body:
    body, at = entity.newest.body, entity.archived_at
    return {
        "id": entity.id,
        "organizationId": entity.organisation(),
        "type": entity.kind.name,
        "archivingDate": write_moment(at) if at else None,
        names: [
            {"language": item.get("language"), "value": item.get("value"), "type": "Name"}
            for item in items(body, entity.kind.names)
            if item.get("type") in ("Name", None)
        ],
    }


def _entity_item(entity: Entity) -> bytes:
    version = entity.published or entity.newest
    kind = "Service" if entity.kind.name == "Service" else entity.kind.name
    return encoded({"id": entity.id, "type": kind, "modified": write_moment(version.modified)})
