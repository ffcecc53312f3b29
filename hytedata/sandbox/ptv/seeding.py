"""Fills the state with what a seed holds, unchecked."""

from collections.abc import Mapping

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.kinds import KINDS
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.state import Entity, State, Version
from hytedata.sandbox.ptv.values import Body, texts
from hytedata.sandbox.seed import PtvSeed, SeedConnection, SeedItem, SeedOrganisation

_SECOND_VERSION = "Modified"
_NOT_CONTENT = frozenset(
    ("id", "sourceId", "publishingStatus", "isVisibleForAll", "services", "serviceChannels")
)


def plant(seed: PtvSeed, state: State, book: CodeBook) -> None:
    """Add the seed's organisations, items and connections to an empty state.

    Raises:
        ValueError: An id is used twice, a status is none, or a connection leads nowhere.
    """
    for organisation in seed.organisations:
        state.add(
            KINDS["Organization"],
            _organisation_body(organisation),
            "Published",
            entity_id=organisation.id,
        )
    # Services may build on general descriptions, so these come first.
    ordered = sorted(seed.items, key=lambda item: item.kind != "GeneralDescription")
    planted = [(item, _plant_item(item, state, book)) for item in ordered]
    for item, entity in planted:
        for connection in item.connections:
            _connect(state, entity, connection)
    state.open()


def _organisation_body(organisation: SeedOrganisation) -> Body:
    return {
        "organizationType": organisation.type,
        "municipality": organisation.municipality,
        "organizationNames": [
            {"language": language, "value": name, "type": "Name"}
            for language, name in organisation.names.items()
        ],
        "displayNameType": [
            {"type": "Name", "language": language} for language in organisation.names
        ],
        "areaType": organisation.area_type,
        "subAreaType": "Municipality" if organisation.area_municipalities else None,
        "areas": list(organisation.area_municipalities),
        "parentOrganizationId": organisation.parent,
        "businessCode": organisation.business_code,
        **organisation.details,
    }


def _plant_item(item: SeedItem, state: State, book: CodeBook) -> Entity:
    if item.status not in ("Published", "Draft", "Deleted", "Modified", "OldPublished"):
        message = f"a seeded {item.kind} has the status {item.status}"
        raise ValueError(message)
    kind = KINDS[item.kind]
    body = _stored(item, book)
    known_id = item.body.get("id")
    first = "Published" if item.status == _SECOND_VERSION else item.status
    entity = state.add(
        kind, body, first, entity_id=known_id.lower() if isinstance(known_id, str) else None
    )
    entity.visible_for_all = item.visible_for_all
    source_id = item.body.get("sourceId")
    if item.user is not None and isinstance(source_id, str):
        state.set_source_id(entity, item.user, source_id)
    if item.status == "Deleted":
        entity.archived_at = entity.newest.modified
    if item.status == _SECOND_VERSION:
        copy = Version(dict(body), _SECOND_VERSION, state.stamp(), entity.newest.languages)
        state.renew(entity, copy, published=entity.published)
    return entity


def _stored(item: SeedItem, book: CodeBook) -> Body:
    """The body as it is kept. Its parts are shared with the seed: nothing changes them."""
    body: Body = {name: value for name, value in item.body.items() if name not in _NOT_CONTENT}
    if item.kind == "ServiceCollection":
        body |= {name: texts(dict(item.body), name) for name in ("services", "serviceChannels")}
    if body.get("targetGroups"):
        groups = known_uris(book, body, "targetGroups")
        body["targetGroups"] = book.with_parents("targetGroups", groups)
    return body


def _connect(state: State, entity: Entity, connection: SeedConnection | str) -> None:
    to = connection if isinstance(connection, str) else connection.to
    extra: Mapping[str, object] = {} if isinstance(connection, str) else connection.extra
    other = state.entities.get(to.lower())
    if other is None:
        message = f"a seeded connection of {entity.id} leads to {to}, which does not exist"
        raise ValueError(message)
    channel_first = entity.kind.group == "ServiceChannel"
    service, channel = (other, entity) if channel_first else (entity, other)
    state.connect(service, channel, dict(extra))
