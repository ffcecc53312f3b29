"""Bodies of connections: a POST adds or changes single ones, a PUT replaces all of a service."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import msgspec

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import writes
from hytedata.connectors.ptv.v11.bodies.contacts import contact_lists
from hytedata.connectors.ptv.v11.bodies.hours import service_hours
from hytedata.connectors.ptv.v11.bodies.places import POSTAL, addresses
from hytedata.connectors.ptv.v11.bodies.rows import patched_texts, touches, without_blanks
from hytedata.connectors.ptv.v11.bodies.words import CHARGES, CONNECTION_DESCRIPTIONS, theirs
from hytedata.connectors.ptv.v11.decode import own_languages, relations
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, part, rows
from hytedata.connectors.ptv.v11.relations import encode_connections
from hytedata.connectors.ptv.v11.text_lists import encode_texts, typed_texts
from hytedata.models.common import Json
from hytedata.models.ptv_write import ConnectionWrite

FLAGS: Final = {
    "phones": "deleteAllPhones",
    "faxes": "deleteAllFaxNumbers",
    "emails": "deleteAllEmails",
    "web_pages": "deleteAllWebPages",
}
_DELETES: Final = "delete"


def connection_body(
    write: ConnectionWrite, service_id: str, channel_id: str, service: Document
) -> dict[str, Json]:
    """Build one entry of a `POST Connection`; a connection that exists keeps what is left out."""
    ends: dict[str, Json] = {"serviceId": service_id, "serviceChannelId": channel_id}
    return ends | _without_flags(details(write, channel_id, service))


def connecting(
    service_id: str, channel_id: str, body: Mapping[str, Json]
) -> Endpoint[tuple[str, ...]]:
    """Describe the POST of one connection with what is said of it; see `writes.connect`."""
    plain = writes.connect([(service_id, channel_id)])
    request = replace(plain.request, body=msgspec.json.encode([body]))
    return replace(plain, request=request)


def empties(write: ConnectionWrite, channel_id: str, service: Document) -> bool:
    """Whether *write* takes something away: only the PUT of all connections can do that."""
    if not any(end == channel_id for end, _ in relations("service", service)):
        return False
    body = details(write, channel_id, service)
    return _without_flags(body) != body


def replaced_connections(
    service: Document,
    changed: Mapping[str, ConnectionWrite],
    *,
    plain: Collection[str] = (),
) -> dict[str, Json]:
    """Build the PUT that keeps all connections of *service*, those in *changed* with a write.

    Args:
        service: As read right before.
        changed: Channel id → write; connected already, or added by this.
        plain: Ids of channels that are no service locations (`relations.encode_connections`).
    """
    body = encode_connections(service, remove=(), plain=plain) if _ordinary(service) else {}
    listed = body.get("channelRelations")
    kept = {
        str(row["serviceChannelId"]): dict(row)
        for row in (listed if isinstance(listed, list) else [])
        if isinstance(row, dict)
    }
    for channel_id, write in changed.items():
        row = kept.get(channel_id, {"serviceChannelId": channel_id})
        kept[channel_id] = _merged(row, details(write, channel_id, service))
    return {"channelRelations": list[Json](kept.values())}


def details(write: ConnectionWrite, channel_id: str, service: Document) -> dict[str, Json]:
    """Build what *write* says of one connection, whole lists, with the flags that empty."""
    stored = dict(relations("service", service)).get(channel_id, NO_DOCUMENT)
    body: dict[str, Json] = {}
    if write.charge and write.charge.strip():
        body["serviceChargeType"] = theirs(write.charge, CHARGES)
    elif write.clears("charge"):
        body["deleteServiceChargeType"] = True
    versions = write.language_versions
    if any(touches(versions, field) for field in CONNECTION_DESCRIPTIONS):
        found = patched_texts(
            typed_texts(stored, "description", {}), versions, CONNECTION_DESCRIPTIONS
        )
        texts = encode_texts(found)
        body.update({"description": texts} if texts else {"deleteAllDescriptions": True})
    if write.clears("service_hours"):
        body["deleteAllServiceHours"] = True
    elif write.service_hours:
        body["serviceHours"] = service_hours(write.service_hours)
    contacts = _contacts(write, part(stored, "contactDetails"), own_languages("service", service))
    # An empty object of contacts counts as present and is refused (ptv-api 10, trap 17).
    return body | ({"contactDetails": contacts} if contacts else {})


def _contacts(
    write: ConnectionWrite, stored: Document, languages: frozenset[str]
) -> dict[str, Json]:
    given = {one for one, texts in write.language_versions.items() if texts is not None}
    own = languages | given
    body = contact_lists(stored, write.language_versions, own, FLAGS)
    if write.clears("contact_addresses"):
        body["deleteAllAddresses"] = True
    elif write.contact_addresses:
        body["addresses"] = list[Json](addresses(POSTAL, write.contact_addresses))
    return without_blanks(body)


def has_place_details(write: ConnectionWrite) -> bool:
    """Whether *write* says what only connections to service locations may have (ptv-api 6.7)."""
    versions = write.language_versions
    return (
        write.sets("service_hours")
        or write.sets("contact_addresses")
        or any(touches(versions, field) for field in FLAGS)
    )


def _ordinary(service: Document) -> bool:
    return any(not any(rows(row, "extraTypes")) for _, row in relations("service", service))


def _merged(row: Mapping[str, Json], changes: Mapping[str, Json]) -> dict[str, Json]:
    """Lay changes over a re-encoded connection; a flag takes its list's key away."""
    merged = _over(row, changes, _EMPTIED)
    contacts, told = row.get("contactDetails"), changes.get("contactDetails")
    if isinstance(told, dict):
        before = contacts if isinstance(contacts, dict) else {}
        merged["contactDetails"] = _over(before, told, _EMPTIED_CONTACTS)
    return merged


def _over(
    row: Mapping[str, Json], changes: Mapping[str, Json], emptied: Mapping[str, str]
) -> dict[str, Json]:
    gone = {emptied[flag] for flag in changes if flag in emptied}
    return {key: value for key, value in row.items() if key not in gone} | dict(changes)


_EMPTIED: Final = {
    "deleteServiceChargeType": "serviceChargeType",
    "deleteAllDescriptions": "description",
    "deleteAllServiceHours": "serviceHours",
}
_EMPTIED_CONTACTS: Final = {
    "deleteAllPhones": "phoneNumbers",
    "deleteAllFaxNumbers": "faxNumbers",
    "deleteAllEmails": "emails",
    "deleteAllWebPages": "webPages",
    "deleteAllAddresses": "addresses",
}


def _without_flags(body: Mapping[str, Json]) -> dict[str, Json]:
    kept = {key: value for key, value in body.items() if not key.startswith(_DELETES)}
    contacts = kept.get("contactDetails")
    if isinstance(contacts, dict):
        kept["contactDetails"] = _without_flags(contacts)
    return without_blanks(kept)
