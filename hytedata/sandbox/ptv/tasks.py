"""`Common/…` and `Organization/saha`: what an API user has to do, or may see (ptv-api 4)."""

from collections.abc import Iterable
from datetime import timedelta

from hytedata.sandbox.ptv.faults import Invalid, Missing
from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.pages import encoded, in_window, page
from hytedata.sandbox.ptv.reads import Reader
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.state import Entity
from hytedata.sandbox.ptv.values import Body, items

_UNTOUCHED = timedelta(days=180)
"""Content that nobody has saved for half a year is a task."""

_STATUSES = ("Published", "Draft")


def unconnected(reader: Reader, group: str, members: frozenset[str]) -> bytes:
    """`Common/ServicesWithoutChannels`, `ChannelsWithoutServices`: the caller's own."""
    found = [
        entity
        for entity in _own(reader, group, members, "Published")
        if not reader.state.connections_of(entity)
    ]
    return page(reader.query, found, lambda entity: encoded(_task(reader, entity)))


def not_maintained(reader: Reader, group: str, members: frozenset[str]) -> bytes:
    """`Common/NotMaintainedServices`, `NotMaintainedServiceChannels`."""
    before = reader.state.today() - _UNTOUCHED
    found = [
        entity
        for entity in _own(reader, group, members, _status(reader))
        if entity.newest.modified < before
    ]
    return page(
        reader.query,
        found,
        lambda entity: encoded(
            {**_task(reader, entity), "modified": write_moment(entity.newest.modified)}
        ),
    )


def expiring(reader: Reader, members: frozenset[str]) -> bytes:
    """`Common/ExpiringServiceChannels`: channels with a date on which they are archived."""
    found = [
        entity
        for entity in _own(reader, "ServiceChannel", members, _status(reader))
        if entity.archive_on is not None
    ]

    def shown(entity: Entity) -> bytes:
        at = entity.archive_on
        return encoded({**_task(reader, entity), "expires": write_moment(at) if at else None})

    return page(reader.query, found, shown)


def translations(reader: Reader) -> bytes:
    """`Common/Translation`: nobody has ordered any."""
    nothing: list[Entity] = []
    return page(reader.query, nothing, lambda entity: encoded({"itemId": entity.id}))


def saha(reader: Reader) -> bytes:
    """`Organization/saha`: published organisations, whole."""
    found = in_window(reader.query, reader.state.by_group["Organization"], "Published")
    return page(reader.query, found, lambda entity: encoded(_saha(entity)))


def one_saha(reader: Reader, entity_id: str) -> bytes:
    """`Organization/saha/{id}`."""
    entity = reader.known("Organization", entity_id)
    if entity is None or entity.published is None:
        raise Missing(f"Organization with id '{entity_id}' not found.")
    return encoded(_saha(entity))


def _saha(entity: Entity) -> Body:
    version = entity.published or entity.newest
    return {
        "id": entity.id,
        "parentOrganizationId": entity.organisation(version),
        "sahaId": None,
        "organizationNames": parts.typed(items(version.body, "organizationNames")),
        "modified": write_moment(version.modified),
        "publishingStatus": version.status,
    }


def _status(reader: Reader) -> str:
    value = reader.query.text("status") or "Published"
    if value not in _STATUSES:
        told = f"'{value}' is not allowed value of 'status'."
        raise Invalid({"status": [told]})
    return value


def _own(reader: Reader, group: str, members: frozenset[str], status: str) -> Iterable[Entity]:
    return (
        entity
        for entity in reader.state.by_group[group]
        if entity.organisation() in members
        and (entity.published is not None if status == "Published" else _is_draft(entity))
    )


def _is_draft(entity: Entity) -> bool:
    return entity.newest.status == "Draft"


def _task(reader: Reader, entity: Entity) -> Body:
    languages = entity.newest.languages
    return {
        "statuses": [
            {"value": entity.newest.status, "language": language} for language in languages
        ],
        "modifiedBy": None,
        "id": entity.id,
        "name": reader.catalogue.name(entity),
    }
