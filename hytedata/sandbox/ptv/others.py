"""GETs of organisations' trees, collections, new general descriptions (ptv-api 4)."""

import json
from collections.abc import Callable
from datetime import timedelta

from hytedata.sandbox.ptv.faults import Missing
from hytedata.sandbox.ptv.pages import ENTITIES_PER_PAGE, encoded, page
from hytedata.sandbox.ptv.reads import Reader
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.state import Entity
from hytedata.sandbox.ptv.values import Body, items

_NEW = timedelta(days=30)
_NOT_IN_SUMMARY = frozenset(("sourceId", "organizationId", "publishingStatus", "modified"))


def with_business_code(reader: Reader, code: str) -> bytes:
    """`Organization/businesscode/{code}`: several can share one."""
    shown = (reader.whole(entity) for entity in reader.by_code("businessCode", code))
    return b"[" + b",".join(shown) + b"]"


def roots(reader: Reader) -> bytes:
    """`Organization/Hierarchy`: organisations at the top of a tree."""
    every = reader.state.by_group["Organization"]
    return reader.ids([entity for entity in every if entity.organisation() is None])


def hierarchy(reader: Reader, entity_id: str) -> bytes:
    """`Organization/Hierarchy/{id}`: what is above and below an organisation."""
    entity = reader.known("Organization", entity_id)
    if entity is None or entity.published is None:
        raise Missing(f"Organization with id '{entity_id}' not found.")
    return encoded(
        {
            **_node(entity),
            "parent": _above(reader, entity),
            "subOrganizations": _below(reader, entity),
        }
    )


def _node(entity: Entity) -> Body:
    version = entity.published or entity.newest
    return {
        "id": entity.id,
        "organizationNames": parts.typed(items(version.body, "organizationNames")),
    }


def _above(reader: Reader, entity: Entity) -> Body | None:
    parent = reader.state.entities.get(entity.organisation() or "")
    return None if parent is None else {**_node(parent), "parent": _above(reader, parent)}


def _below(reader: Reader, entity: Entity) -> list[Body]:
    return [
        {**_node(other), "subOrganizations": _below(reader, other)}
        for other in reader.state.by_group["Organization"]
        if other.published is not None and other.organisation() == entity.id
    ]


def collections_of(reader: Reader) -> bytes:
    """`ServiceCollection/organization`: summaries, by `organizationId` or business `code`."""
    code = reader.query.text("code")
    if code is not None and reader.query.text("organizationId") is None:
        organisation = reader.by_code("businessCode", code)[0]
    else:
        organisation = reader.organisation(reader.query.needed("organizationId"))
    owned = reader.state.owned("ServiceCollection", organisation.id)
    shown = [entity for entity in owned if entity.published is not None]
    return page(reader.query, shown, _summary(reader), size=ENTITIES_PER_PAGE)


def _summary(reader: Reader) -> Callable[[Entity], bytes]:
    def shown(entity: Entity) -> bytes:
        whole: Body = json.loads(reader.whole(entity))
        return encoded({name: part for name, part in whole.items() if name not in _NOT_IN_SUMMARY})

    return shown


def new_descriptions(reader: Reader) -> bytes:
    """`GeneralDescription/newGdList`: published within the last month."""
    since = reader.state.today() - _NEW
    return reader.ids(
        [
            entity
            for entity in reader.state.by_group["GeneralDescription"]
            if entity.published is not None and entity.published.modified >= since
        ]
    )


def collections(reader: Reader) -> bytes:
    """`ServiceCollection`: published ones, or with `archived` the archived ones."""
    wanted = "Archived" if reader.query.flag("archived") else "Published"
    return reader.ids(reader.state.by_group["ServiceCollection"], status=wanted)
