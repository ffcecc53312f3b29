"""What became of a write: the record as read again, or a refusal sorted by field."""

from collections.abc import Mapping, Sequence

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.channels import channel_shape
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.errors import InputError, RecordError, WriteRefused
from hytedata.models.common import Rejection
from hytedata.models.ptv import Service, ServiceLocation
from hytedata.normalise.ptv import normalise_channel, normalise_service


def service_record(document: Document) -> Service:
    """Turn a service as read into our model.

    Raises:
        RecordError: It cannot be used.
    """
    record = normalise_service(read_item(document, shape_of(WireService), "service"))
    if isinstance(record, Rejection):
        raise RecordError("PTV", "service", field=record.field, detail=record.reason)
    return record


def location_record(document: Document, opened: str | None = None) -> ServiceLocation:
    """Turn a service location as read into our model.

    Raises:
        InputError: It is another kind of channel.
        RecordError: It cannot be used.
    """
    wire = read_item(document, channel_shape, "channel")
    record = normalise_channel(wire, connectable_by=opened)
    if isinstance(record, Rejection):
        raise RecordError("PTV", "channel", field=record.field, detail=record.reason)
    if not isinstance(record, ServiceLocation):
        raise InputError(f"channel {record.id} is no service location")
    return record


def refused(
    what: str,
    faults: Mapping[str, Sequence[str]],
    *,
    status: int = 400,
    situations: Sequence[str] = (),
) -> WriteRefused:
    """Build a refusal with its messages sorted by field."""
    by_field = {field: faults[field] for field in sorted(faults)}
    return WriteRefused("PTV", what, status=status, faults=by_field, situations=situations)
