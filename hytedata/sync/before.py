"""Before-images: what stood in the target before a write, kept with its intent.

| Change | Kept |
|---|---|
| create | nothing: there was nothing |
| update, adopt | fields, visibility and the document as read |
| archive | the same, and every connection with its own details |
| restore | that it was archived: an archived version cannot be read (ptv-api 4) |
| connect, disconnect | the pair, whether it was connected, and its own details |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from pydantic import ValidationError

from hytedata.models.base import Model
from hytedata.models.common import Json
from hytedata.models.plan import Change, FieldChange
from hytedata.models.publication import TargetItem
from hytedata.models.sync_state import Intent
from hytedata.sync.ports import Pair, Target

IMAGE_SCHEMA: Final = 1


class HeldConnection(Model):
    """A connection as it was.

    Attributes:
        details: Its own texts, hours and contacts, in the form that `Target.connect` takes;
            None where it cannot be made again (of a customer service point).
    """

    service: str
    channel: str
    details: Mapping[str, Json] | None = None

    @property
    def pair(self) -> Pair:
        """PTV ids of service and channel."""
        return self.service, self.channel


class Image(Model):
    """What stood in the target before a write.

    Attributes:
        image: Version of this form; what an older hytedata kept has none.
        status: Of the item; "" for connections.
        fields: All of its comparable fields.
        connections: All of an item that was archived; the one pair of a (dis)connection, where
            it was connected.
        document: The item as read, for people and for what is no field of ours.
    """

    image: int = IMAGE_SCHEMA
    status: str = ""
    fields: Mapping[str, Json] = {}
    visible_for_all: bool | None = None
    connections: tuple[HeldConnection, ...] = ()
    document: Mapping[str, Json] = {}


@dataclass(frozen=True)
class Before:
    """What is known of the target right before a write."""

    current: TargetItem | None = None
    pair: Pair | None = None


def image_before(change: Change, before: Before, target: Target) -> dict[str, object] | None:
    """Make the before-image of a write that is about to be sent; reads nothing more."""
    kept = _kept(change, before, target)
    if kept is None:
        return None
    # No model stands between: what was read is kept as it is, whatever it holds.
    image: dict[str, object] = msgspec.to_builtins({"image": IMAGE_SCHEMA, **kept})
    return image


def read_image(intent: Intent) -> Image | None:
    """The before-image of a write; None where there is none in a form that we know."""
    if not intent.before or intent.before.get("image") != IMAGE_SCHEMA:
        return None
    try:
        return Image.model_validate(intent.before)
    except ValidationError:
        return None


def connection_fields(held: HeldConnection, *, ours: bool) -> dict[str, FieldChange]:
    """The fields of a change that makes a connection again as it was."""
    fields = {
        "service": FieldChange(after=held.service),
        "channel": FieldChange(after=held.channel),
    }
    if held.details:
        details: dict[str, Json] = dict(held.details)
        fields["details"] = FieldChange(after=details)
    if not ours:
        fields["ours"] = FieldChange(after=False)
    return fields


def _kept(change: Change, before: Before, target: Target) -> dict[str, object] | None:
    current = before.current
    match change.op:
        case "create":
            return None
        case "restore":
            return {"status": "Deleted"}
        case "connect":
            return {"connections": []}
        case "disconnect":
            held = [] if current is None else _connections(current, target)
            pairs = [one for one in held if (one["service"], one["channel"]) == before.pair]
            return {"connections": pairs}
    if current is None:
        return None
    return {
        "status": current.status,
        "fields": dict(current.fields),
        "visible_for_all": current.visible_for_all,
        "connections": _connections(current, target) if change.op == "archive" else [],
        "document": dict(current.document),
    }


def _connections(item: TargetItem, target: Target) -> list[dict[str, object]]:
    details = target.connection_details(item) if item.connected else {}
    return [
        {
            "service": item.id if item.kind == "service" else other,
            "channel": other if item.kind == "service" else item.id,
            "details": details.get(other),
        }
        for other in item.connected
    ]
