"""Answers of v12 in small, and calls of every function of `endpoints`."""

import inspect
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_type_hints

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.query import Query

ONE = "11111111-1111-4111-8111-111111111111"
TWO = "22222222-2222-4222-8222-222222222222"
THREE = "33333333-3333-4333-8333-333333333333"
URL = "https://ptv.test/api/v12/x"

FIELDS: dict[str, Any] = {
    "published_at_or_after": datetime(2026, 9, 1, tzinfo=UTC),
    "archived_at_or_after": datetime(2026, 9, 1, tzinfo=UTC),
    "area_type": "LimitedArea",
    "municipalities": ("091", "049"),
    "regions": ("01",),
    "wellbeing_services_counties": ("09",),
    "language_versions": ("fi", "smn"),
    "service_types": ("Service",),
    "service_classes": ("P27.1",),
    "target_groups": ("KR1",),
    "industrial_classes": ("http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/35",),
    "ontology_terms": ("http://www.yso.fi/onto/koko/p37040",),
    "organization_content_ids": (ONE, TWO),
    "service_collection_content_id": THREE,
    "channel_types": ("ServiceLocation",),
    "service_content_ids": (ONE,),
    "channel_content_ids": (TWO,),
    "business_ids": ("0245437-2",),
    "organization_types": ("Municipality",),
    "general_description_types": ("Church",),
    "is_valid": True,
    "name": "liikunta",
    "codes": ("091",),
    "uris": ("http://www.yso.fi/onto/koko/p37040",),
    "types": ("Concept",),
}
"""A value for each field of each query; those that say how a list matches are left as they are."""

Call = Callable[..., Endpoint[Any]]

CALLS: dict[str, Call] = {
    name: value
    for name, value in vars(endpoints).items()
    if inspect.isfunction(value) and value.__module__ == endpoints.__name__ and name[0] != "_"
}


def full(kind: type[Query]) -> Query:
    """Make a query with every filter."""
    named = [field.name for field in fields(kind)]
    return kind(**{name: FIELDS[name] for name in named if name in FIELDS})


def query_of(call: Call) -> type[Query] | None:
    kind = get_type_hints(call).get("query")
    return kind if isinstance(kind, type) else None


def ids_of(call: Call) -> list[str]:
    return [name for name in inspect.signature(call).parameters if name.endswith("content_id")]


def made(call: Call) -> Endpoint[Any]:
    """Call a function of `endpoints` with ids and with every filter that it knows."""
    kind = query_of(call)
    if kind is not None:
        return call(full(kind))
    return call(*(ONE, TWO)[: len(ids_of(call))])


def answer(content: object, status: int = 200) -> Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(status, URL, {}, body)


def page(*items: object, total: int | None = None, pages: int = 1, **fields: object) -> Response:
    """Answer with a page; the total is that of *items* unless it is said."""
    count = len(items) if total is None else total
    stated = {"page": 1, "pageSize": 100, "totalItems": count, "totalPages": pages}
    return answer({**stated, "items": list(items), **fields})


def problem(status: int, **fields: object) -> Response:
    stated = {"title": "Problem", "detail": "told", "status": status, "type": "t"}
    return answer({**stated, "requestId": "r", "instance": "i", **fields}, status)


def channel(content_id: str = ONE, **fields: object) -> dict[str, object]:
    texts = {"fi": {"name": "Halli", "summary": None, "description": None}}
    return {
        "contentId": content_id,
        "serviceChannelType": "ServiceLocation",
        "languageVersions": texts,
        **fields,
    }
