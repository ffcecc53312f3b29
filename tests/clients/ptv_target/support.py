"""What is written to a target, and what its double was sent."""

import json
from typing import Any

import respx

from hytedata.clients.ptv import PtvTarget
from hytedata.models.publication import DesiredItem, SourceItem, TargetItem
from tests.clients.ptv_double import V11

OTHER = "11111111-2222-4333-8444-555555555555"
THIRD = "22222222-2222-4333-8444-555555555555"
LOCATIONS = f"{V11}/ServiceChannel/ServiceLocation"
ITEM = DesiredItem(
    kind="channel",
    source=SourceItem("lipas", "site:1"),
    source_id="own-1",
    title="Keskuskenttä",
    fields={"name.fi": "Keskuskenttä", "summary.fi": "Kenttä.", "languages": ["fi"]},
    visible_for_all=True,
)


def sent(route: respx.Route) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(route.calls.last.request.content)
    return body


def looked_at(writer: PtvTarget, kind: Any, ptv_id: str) -> TargetItem:
    item = writer.look(kind, ptv_id)
    assert item is not None
    return item
