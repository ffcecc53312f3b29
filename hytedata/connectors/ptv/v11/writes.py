"""The writes of PTV v11 that the sync needs, each described once and without I/O (ptv-api 4).

POST and PUT both answer 200 with the entity. A PUT may be sent again when its answer is lost; a
POST may not: its caller looks first. A write that was taken, with an answer that cannot be read, is
a lost answer too.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from urllib.parse import quote

import msgspec

from hytedata.connectors._http import Endpoint, Request, Response
from hytedata.connectors.ptv.v11.documents import Document, parse, parse_document, text
from hytedata.connectors.ptv.v11.faults import refuse_write
from hytedata.connectors.ptv.v11.reads import AT_MOST, ROOT
from hytedata.errors import AnswerLost, SourceContractError
from hytedata.models.common import Json
from hytedata.models.publication import ItemKind

WITHIN_S: Final = 240.0
"""Longest time in seconds that one write may take, login and repetitions included."""

PATHS: Final[dict[ItemKind, str]] = {
    "service": "/Service",
    "channel": "/ServiceChannel/ServiceLocation",
}


def create(kind: ItemKind, body: Document) -> Endpoint[Document]:
    """Create a service or service location."""
    return _write("POST", PATHS[kind], body, f"a new {kind}")


def update(kind: ItemKind, ptv_id: str, body: Document) -> Endpoint[Document]:
    """Update one by its id; an archived one can still be reached so."""
    return _write("PUT", f"{PATHS[kind]}/{_quoted(ptv_id)}", body, f"{kind} {ptv_id}")


def archive(kind: ItemKind, ptv_id: str, body: Document) -> Endpoint[str | None]:
    """Archive one; its value is the status that the answer states, where it states one."""
    request = update(kind, ptv_id, body).request
    what = f"{kind} {ptv_id}"
    return Endpoint(request, _decode_status, lambda response: refuse_write(what, response))


def update_by_source_id(kind: ItemKind, source_id: str, body: Document) -> Endpoint[Document]:
    """Update one by our own key; an unknown key is a 404, it never creates (ptv-api 7.3)."""
    path = f"{PATHS[kind]}/sourceId/{_quoted(source_id)}"
    return _write("PUT", path, body, f"{kind} with the source id {source_id}")


def connect(
    pairs: Sequence[tuple[str, str]],
    details: Mapping[tuple[str, str], Mapping[str, Json]] | None = None,
) -> Endpoint[tuple[str, ...]]:
    """Add or update up to 100 connections (service id, channel id), touching no others.

    *details* are texts, charge, hours and contacts of single ones, as PTV takes them.

    It answers 200 with a sentence per connection, also where single ones failed: read each with
    `connection_added`.
    """
    if not 1 <= len(pairs) <= AT_MOST:
        raise ValueError(f"1 to {AT_MOST} connections can be sent at once, not {len(pairs)}")
    known = details or {}
    body = [
        {**known.get((service, channel), {}), "serviceId": service, "serviceChannelId": channel}
        for service, channel in pairs
    ]
    return Endpoint(
        Request(
            "POST",
            f"{ROOT}/Connection",
            body=msgspec.json.encode(body),
            auth=True,
            within_s=WITHIN_S,
        ),
        decode=_decode_messages,
        refuse=lambda response: refuse_write("connections", response),
    )


def replace_connections(service_id: str, body: Document) -> Endpoint[Document]:
    """Replace all ordinary connections of a service; answers with the service."""
    path = f"/Connection/serviceId/{_quoted(service_id)}"
    return _write("PUT", path, body, f"connections of service {service_id}")


def replace_connections_by_source_id(source_id: str, body: Document) -> Endpoint[Document]:
    """Replace all ordinary connections of a service named by our own key."""
    path = f"/Connection/serviceSourceId/{_quoted(source_id)}"
    return _write("PUT", path, body, f"connections of the service with the source id {source_id}")


def _quoted(part: str) -> str:
    return quote(part, safe="")


def _write(
    method: Literal["POST", "PUT"], path: str, body: Mapping[str, Json], what: str
) -> Endpoint[Document]:
    return Endpoint(
        Request(method, ROOT + path, body=msgspec.json.encode(body), auth=True, within_s=WITHIN_S),
        decode=_decode_written,
        refuse=lambda response: refuse_write(what, response),
    )


def _decode_written(response: Response) -> Document:
    try:
        document = parse_document(response.content, response.url)
    except SourceContractError as error:
        # It was taken, but what stands there now has to be looked up.
        raise AnswerLost("PTV", response.url, detail="the answer cannot be read") from error
    if text(document, "id") is None:
        raise AnswerLost("PTV", response.url, detail="the answer names no id")
    return document


def _decode_status(response: Response) -> str | None:
    try:
        return text(parse_document(response.content, response.url), "publishingStatus")
    except SourceContractError:
        return None


def _decode_messages(response: Response) -> tuple[str, ...]:
    try:
        parsed = parse(response.content, response.url)
    except SourceContractError as error:
        raise AnswerLost("PTV", response.url, detail="the answer cannot be read") from error
    if not isinstance(parsed, list):
        raise AnswerLost("PTV", response.url, detail="a list of sentences was expected")
    return tuple(str(message) for message in parsed)
