"""A JSON-LD document in the terms of schema.org: a graph with a node per record."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from hytedata.export.credits import CREDITS
from hytedata.export.days import ReadDays, day_of
from hytedata.export.jsonld.events import event
from hytedata.export.jsonld.ptv import channel, connection, organisation, service
from hytedata.export.jsonld.sites import site
from hytedata.export.jsonld.values import CONTEXT, Node, address, node, part, to
from hytedata.export.located import Degrees, located
from hytedata.export.properties import stamp
from hytedata.models.common import Json
from hytedata.models.event import Event
from hytedata.models.ptv import Connection, Organisation, Service
from hytedata.models.ptv.channel import Channel
from hytedata.models.sports_site import SportsSite
from hytedata.store.catalogue import CatalogueRecord


def to_jsonld(records: Iterable[CatalogueRecord], stream: BinaryIO, *, day: ReadDays = None) -> int:
    """Write *records* in their order, a node a line; returns how many nodes they gave.

    GovernmentService, ServiceChannel, SportsActivityLocation, Event. A node's `@id` is the same in
    every export, so that files of several days, or of several catalogues, join. A last node per
    register is a Dataset with its licence and credit line. General descriptions, collections of
    services, and what an older version noted without its content, are left out.
    """
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"@context":' + encode(CONTEXT) + b',"@graph":[')
    sources: set[str] = set()
    count = 0
    for record, degrees in located(records):
        told = _node(record, degrees)
        if told is None:
            continue
        stream.write((b",\n" if count else b"\n") + encode(told))
        sources.add(record.source)
        count += 1
    for source in sorted(sources & CREDITS.keys()):
        stream.write(b",\n" + encode(_dataset(source, day)))
    stream.write(b"\n]}\n")
    return count


def _node(record: CatalogueRecord, degrees: Degrees | None) -> Node | None:
    if record.packed_model is None:
        return None
    model = record.model()
    if isinstance(model, Connection):
        its = address("ptv", "service", model.service_id)
        return {"@id": its, **connection(model)}
    match model:
        case SportsSite():
            told = site(model, degrees)
        case Event():
            told = event(model, degrees)
        case Organisation():
            told = organisation(model, degrees)
        case Service():
            told = service(model)
        case Channel():
            told = channel(model, degrees)
        case _:
            return None
    head: Node = {"@id": address(record.source, record.kind, record.id)}
    return {**head, **told, **_about(record, model)}


def _about(record: CatalogueRecord, model: object) -> Node:
    """Return what is said of the record rather than of the thing: licence, date, publisher."""
    told: dict[str, Json] = {"dateModified": stamp(record.modified_at)}
    if isinstance(model, Event):
        told |= {
            "license": model.licence,
            "creditText": model.attribution,
            "publisher": part("Organization", {"name": model.publisher}),
        }
    elif isinstance(model, Channel):
        told["publisher"] = to("ptv", "organisation", model.organisation_id)
    return node({"subjectOf": part("CreativeWork", told)})


def _dataset(source: str, day: ReadDays) -> Node:
    credit, read_on = CREDITS[source], day_of(day, source)
    found: dict[str, Json] = {
        "@id": f"urn:hytedata:{source}",
        "@type": "Dataset",
        "name": source,
        "license": credit.url,
        "creditText": credit.attribution(read_on),
        "dateModified": read_on.isoformat() if read_on else None,
    }
    return node(found)
