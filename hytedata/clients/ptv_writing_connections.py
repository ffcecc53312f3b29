"""Connections of PTV v11: added by POST, emptied and removed by the PUT that replaces them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hytedata.clients.ptv_writing import Writing
from hytedata.clients.ptv_written import refused, service_record
from hytedata.connectors.ptv.v11 import reads, writes
from hytedata.connectors.ptv.v11.arguments import checked_ids
from hytedata.connectors.ptv.v11.bodies import (
    connecting,
    connection_body,
    empties,
    has_place_details,
    replaced_connections,
)
from hytedata.connectors.ptv.v11.decode import relations
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.connectors.ptv.v11.faults import connection_added
from hytedata.connectors.ptv.v11.relations import (
    decode_outcomes,
    encode_connections,
    has_contacts,
)
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.errors import AnswerLost
from hytedata.models.ptv import Connection, Service
from hytedata.models.ptv_write import ConnectionWrite
from hytedata.normalise.ptv import connections_of_service

_LOCATION: Final = "ServiceLocation"


@dataclass(frozen=True)
class Connecting:
    """Writes connections with a `Writing`."""

    writing: Writing

    async def connect(self, write: ConnectionWrite) -> Connection:
        """See `PtvWriter.connect`."""
        self.writing.refuse(write, "a connection", creating=False)
        service_id = await self.writing.resolve(
            "service", write.service_id, write.service_source_id
        )
        channel_id = await self.writing.resolve(
            "channel", write.channel_id, write.channel_source_id
        )
        service = await self.writing.standing("service", service_id)
        await self._refuse_place_details(write, service_id, channel_id)
        if empties(write, channel_id, service):
            await self._replace(write, service_id, channel_id, service)
        else:
            await self._add(write, service_id, channel_id, service)
        return await self._after(service_id, channel_id)

    async def _add(
        self, write: ConnectionWrite, service_id: str, channel_id: str, service: Document
    ) -> None:
        body = connection_body(write, service_id, channel_id, service)
        try:
            messages = await self.writing.sent(connecting(service_id, channel_id, body), body)
        except AnswerLost:
            fresh = await self.writing.standing("service", service_id)
            was, now = (_is_connected(one, channel_id) for one in (service, fresh))
            if now and not was:
                return
            # Adding what is there changes nothing: having looked, it is safe to say again.
            messages = await self.writing.sent(connecting(service_id, channel_id, body), body)
        (outcome,) = decode_outcomes([(service_id, channel_id)], messages)
        if not connection_added(outcome.message):
            told = {"channel_id": [outcome.message]}
            raise refused(f"connection {service_id}/{channel_id}", told, status=200)

    async def _replace(
        self, write: ConnectionWrite, service_id: str, channel_id: str, service: Document
    ) -> None:
        plain = await self._plain(service, ())
        body = replaced_connections(service, {channel_id: write}, plain=plain)
        await self.writing.sent(writes.replace_connections(service_id, body), body)

    async def disconnect(self, service_id: str, channel_ids: Iterable[str]) -> Service:
        """See `PtvWriter.disconnect`."""
        unwanted = frozenset(checked_ids("channel_ids", channel_ids))
        service = await self.writing.standing("service", service_id)
        connected = {end for end, _ in relations("service", service)}
        if unwanted.isdisjoint(connected):
            return service_record(service)
        plain = await self._plain(service, unwanted)
        body = encode_connections(service, remove=unwanted, plain=plain)
        await self.writing.sent(writes.replace_connections(service_id, body), body)
        after = await self.writing.standing("service", service_id)
        left = sorted(unwanted.intersection(end for end, _ in relations("service", after)))
        if left:
            told = {"channel_id": [f"{one} is still connected" for one in left]}
            raise refused(f"connections of service {service_id}", told, status=200)
        return service_record(after)

    async def _after(self, service_id: str, channel_id: str) -> Connection:
        service = await self.writing.standing("service", service_id)
        wire = read_item(service, shape_of(WireService), "service")
        for connection in connections_of_service(wire):
            if connection.channel_id == channel_id:
                return connection
        told = "PTV took it and dropped it: service and channel share no language (ptv-api 6.7)"
        raise refused(f"connection {service_id}/{channel_id}", {"channel_id": [told]}, status=200)

    async def _refuse_place_details(
        self, write: ConnectionWrite, service_id: str, channel_id: str
    ) -> None:
        """Hours and contacts are for service locations only (ptv-api 6.7 rule 4)."""
        if not has_place_details(write):
            return
        types = await self._types([channel_id])
        if types.get(channel_id, _LOCATION) != _LOCATION:
            told = f"hours and contacts are for service locations, not {types[channel_id]}"
            raise refused(f"connection {service_id}/{channel_id}", {"channel_id": [told]})

    async def _plain(self, service: Document, unwanted: Iterable[str]) -> frozenset[str]:
        """Which of the kept channels with hours or contacts are no service locations."""
        gone = frozenset(unwanted)
        asked = [
            channel_id
            for channel_id, row in relations("service", service)
            if channel_id not in gone and has_contacts(row)
        ]
        types = await self._types(asked)
        return frozenset(one for one, kind in types.items() if kind != _LOCATION)

    async def _types(self, channel_ids: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(channel_ids), reads.AT_MOST):
            batch = channel_ids[start : start + reads.AT_MOST]
            for channel in await self.writing.shell.send(reads.items("channel", batch)):
                found[text(channel, "id") or ""] = text(channel, "serviceChannelType") or ""
        return found


def _is_connected(service: Document, channel_id: str) -> bool:
    return any(end == channel_id for end, _ in relations("service", service))
