"""What a record of PTV leaves beside its fields: remarks and extras."""

from collections.abc import Sequence
from typing import Any

import msgspec

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.models.common import Json
from hytedata.normalise.remarks import Remarks

_NOTHING: tuple[Json, ...] = (None, "", [])


class Notes(Remarks):
    """Remarks on one record, and what only v11 has; paths are in v11's spelling.

    Attributes:
        extras: Path → value, as JSON.
    """

    def __init__(self) -> None:
        super().__init__()
        self.extras: dict[str, Json] = {}

    def odd(
        self, path: str, entries: Sequence[WireModel] | None, entry: WireModel, code: str
    ) -> None:
        """Remark that an entry of the list at *path* could not be used."""
        self.add(place(path, entries, entry), code, shape(entry))

    def keep_entry(self, path: str, entry: WireModel) -> None:
        """Keep an entry of the list at *path*, for which our models have no field."""
        kept = self.extras.setdefault(path, [])
        if isinstance(kept, list):
            kept.append(shape(entry))

    def put_into(self, fields: dict[str, Any]) -> None:
        """Put what was noted into the fields of a record; nothing where there is nothing."""
        if self.extras:
            fields["extras"] = self.extras
        remarks = self.all()
        if remarks:
            fields["remarks"] = remarks


def place(path: str, entries: Sequence[WireModel] | None, entry: WireModel) -> str:
    """Return the path of an entry. It is looked for only when there is something to tell."""
    for number, one in enumerate(entries or ()):
        if one is entry:
            return f"{path}[{number}]"
    return path


def shape(entry: WireModel) -> Json:
    """Return an entry as JSON, without what it does not tell."""
    return _told(msgspec.to_builtins(entry))


def _told(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items() if one not in _NOTHING}
    return [_told(one) for one in value] if isinstance(value, list) else value
