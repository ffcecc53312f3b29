"""Connections, from either of their ends (ptv-api 5.14, ptv-v12 6.5)."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias, TypeVar

from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel as WireChannel
from hytedata.connectors.ptv.v11.wire.connections import (
    ContactDetails,
    ServiceChannelService,
    ServiceServiceChannel,
)
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.models.ptv import Connection
from hytedata.normalise.ptv.addresses import sort_addresses
from hytedata.normalise.ptv.contacts import put_emails, put_links, put_phones
from hytedata.normalise.ptv.hours import normalise_hours
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import item_id, moment, plain_id
from hytedata.normalise.ptv.texts import Fields, Versions, put_typed
from hytedata.normalise.ptv.words import CHARGES, CONNECTION_TEXT_FIELDS, word

WireConnection: TypeAlias = ServiceServiceChannel | ServiceChannelService
C = TypeVar("C", ServiceServiceChannel, ServiceChannelService)

_CONTACTS = "contactDetails"
_ONLY_V11 = ("extraTypes", "digitalAuthorizations")


def connections_of_service(wire: Wire[WireService]) -> tuple[Connection, ...]:
    """Return the connections of a service as it shows them, in PTV's order.

    Those without the channel's id are left out: `normalise_service` remarks on them.
    """
    service = plain_id(wire.model.id)
    listed = _listed(wire.model.service_channels, wire.document.get("serviceChannels"))
    found = (_connection(one, raw, service, item_id(one.service_channel)) for one, raw in listed)
    return tuple(one for one in found if one)


def connections_of_channel(wire: Wire[WireChannel]) -> tuple[Connection, ...]:
    """Return the connections of a channel as it shows them; equal to those from their services.

    Those without the service's id are left out: `normalise_channel` remarks on them.
    """
    channel = plain_id(wire.model.id)
    listed = _listed(wire.model.services, wire.document.get("services"))
    found = (_connection(one, raw, item_id(one.service), channel) for one, raw in listed)
    return tuple(one for one in found if one)


def _listed(entries: Sequence[C] | None, documents: object) -> Iterator[tuple[C, Document]]:
    """Yield each connection with its own part of the record's document."""
    raws = documents if isinstance(documents, list) else []
    for number, one in enumerate(entries or ()):
        raw = raws[number] if number < len(raws) else NO_DOCUMENT
        yield one, raw if isinstance(raw, dict) else NO_DOCUMENT


def _connection(
    one: WireConnection, raw: Document, service: str | None, channel: str | None
) -> Connection | None:
    if service is None or channel is None:
        return None
    notes = Notes()
    fields = _fields(one, raw, notes)
    fields |= {
        "id": f"{service}/{channel}",
        "service_id": service,
        "channel_id": channel,
        "raw": raw,
    }
    notes.put_into(fields)
    return Connection.model_validate(fields)


def _fields(one: WireConnection, raw: Document, notes: Notes) -> Fields:
    versions: Versions = {}
    put_typed(versions, one.description, CONNECTION_TEXT_FIELDS, notes, "description")
    fields: Fields = {
        "modified_at": moment(one.modified, notes),
        "language_versions": versions,
        "charge": word(one.service_charge_type, CHARGES),
        "service_hours": normalise_hours(one.service_hours, notes),
    }
    if one.contact_details:
        _put_contacts(one.contact_details, versions, fields, notes)
    for key in _ONLY_V11:
        if raw.get(key):
            notes.extras[key] = raw[key]
    return fields


def _put_contacts(
    contacts: ContactDetails, versions: Versions, fields: Fields, notes: Notes
) -> None:
    put_phones(
        versions, contacts.phone_numbers, notes, f"{_CONTACTS}.phoneNumbers", fax_field="faxes"
    )
    put_emails(versions, contacts.emails, notes, f"{_CONTACTS}.emails")
    put_links(versions, contacts.web_pages, notes, f"{_CONTACTS}.webPages")
    if contacts.addresses:
        addresses = sort_addresses(
            contacts.addresses, frozenset(versions), notes, f"{_CONTACTS}.addresses", NO_DOCUMENT
        )
        # Whatever PTV calls them, addresses of a connection are where to write to.
        found = addresses.contact
        for kind, entries in addresses.location.items():
            found.setdefault(kind, []).extend(entries)
        fields["contact_addresses"] = found
