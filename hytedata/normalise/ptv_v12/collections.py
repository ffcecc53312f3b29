"""Service collections, as a search shows them and whole (ptv-v12 5.6)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire.relations import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v12.wire.relations import ServiceCollectionItem
from hytedata.models.common import Rejection
from hytedata.models.ptv import ServiceCollection
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import moment, plain_id
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv_v12.record import STATUS, build
from hytedata.normalise.ptv_v12.texts import each_version, stated


def normalise_collection(wire: Wire[WireCollection]) -> ServiceCollection | Rejection:
    """Normalise a collection; only one without an id is rejected.

    A search leaves its members out: `service_ids` and `channel_ids` are None then. v12 does not
    tell when it was published.
    """
    model = wire.model
    fill = partial(_collection, model)
    kind = "service-collection"
    return build(ServiceCollection, kind, model.content_id, wire.document, fill)


def _collection(told: WireCollection, notes: Notes) -> Fields:
    versions = {
        language: stated(name=texts.name, summary=texts.summary, description=texts.description)
        for language, texts, _ in each_version(told.language_versions, notes)
    }
    fields: Fields = {
        "status": STATUS,
        "migrated_at": moment(told.migrated_at, notes, "migratedAt"),
        "language_versions": versions,
        "organisation_id": plain_id(told.organization_content_id),
    }
    return fields if told.items is None else fields | _members(told.items, notes)


def _members(items: Sequence[ServiceCollectionItem], notes: Notes) -> Fields:
    found: dict[str | None, set[str]] = {"Service": set(), "Channel": set()}
    for item in items:
        member, of_kind = plain_id(item.content_id), found.get(item.item_type)
        if member is None:
            notes.odd("items", items, item, "no-id")
        elif of_kind is None:
            notes.odd("items", items, item, "unknown-item-type")
        else:
            of_kind.add(member)
    return {
        "service_ids": tuple(sorted(found["Service"])),
        "channel_ids": tuple(sorted(found["Channel"])),
    }
