"""Service collections (ptv-v12 6.5)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.collections import (
    ServiceCollection as WireCollection,
)
from hytedata.connectors.ptv.v11.wire.collections import (
    ServiceCollectionService,
    ServiceCollectionSummary,
)
from hytedata.models.common import Rejection
from hytedata.models.ptv import ServiceCollection
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import build, head, plain_id
from hytedata.normalise.ptv.texts import Fields, Versions, filled, put_plain, put_typed
from hytedata.normalise.ptv.words import SUMMARY_FIELDS


def normalise_collection(
    wire: Wire[WireCollection] | Wire[ServiceCollectionSummary],
) -> ServiceCollection | Rejection:
    """Normalise a collection, whole or as a list shows it; only one without an id is rejected."""
    model = wire.model
    fill = partial(_collection, model)
    return build(ServiceCollection, "service-collection", model.id, wire.document, fill)


def _collection(told: ServiceCollectionSummary, notes: Notes) -> Fields:
    versions: Versions = {}
    put_plain(versions, told.service_collection_names, "name", notes, "serviceCollectionNames")
    put_typed(
        versions,
        told.service_collection_descriptions,
        SUMMARY_FIELDS,
        notes,
        "serviceCollectionDescriptions",
    )
    fields: Fields = {
        "language_versions": versions,
        "service_ids": _ids(told.services, notes, "services"),
        "channel_ids": _ids(told.service_channels, notes, "serviceChannels"),
    }
    if isinstance(told, WireCollection):
        fields |= head(told, notes)
        fields["source_id"] = filled(told.source_id)
        fields["organisation_id"] = plain_id(told.organization_id)
    return fields


def _ids(
    members: Sequence[ServiceCollectionService] | None, notes: Notes, path: str
) -> tuple[str, ...]:
    found = set()
    for one in members or ():
        member = plain_id(one.id)
        if member is None:
            notes.odd(path, members, one, "no-id")
        else:
            found.add(member)
    return tuple(sorted(found))
