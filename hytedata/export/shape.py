"""How files of a format are described to those who read them with other tools."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hytedata.models.common import Json


@dataclass(frozen=True)
class Shape:
    """What a descriptor tells of one format.

    Attributes:
        fields: Of a Table Schema; none where the format is no table.
        key: The fields that tell one row from another.
        more: Further properties of the resource.
    """

    format: str
    mediatype: str
    about: str
    fields: tuple[Json, ...] = ()
    key: tuple[str, ...] = ("source", "kind", "id")
    more: Mapping[str, Json] = field(default_factory=dict)
