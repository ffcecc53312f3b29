"""What is compared, and what speaks for or against two things being one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from hytedata.models.common import Position

EvidenceKind: TypeAlias = Literal["name", "distance", "address", "type", "municipality"]


@dataclass(frozen=True, slots=True)
class StreetAddress:
    """A street address, as far as it is known.

    Attributes:
        streets: Name of the street in each language that it has one in.
        number: With a letter or a stair where there is one.
        postal_code: Five digits.
    """

    streets: tuple[str, ...]
    number: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One record of one source, as much of it as tells what it is.

    Attributes:
        id: Unique among the things of its list.
        names: Language → name.
        other_names: Names that it goes by besides, in whatever language.
        position: Where it is, EPSG:3067 metres.
        kinds: What it is, in words that both lists share. Where there are none, they are read out
            of the names (`kinds_in`).
        municipality: Three-digit code; None where it is not known.
    """

    id: str
    names: Mapping[str, str]
    other_names: tuple[str, ...] = ()
    position: Position | None = None
    address: StreetAddress | None = None
    kinds: frozenset[str] = field(default_factory=frozenset)
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was compared.

    Attributes:
        value: 1 where it speaks for one thing, 0 where it speaks against it.
        weight: How much it counts beside the others; 0: it is told and does not count.
        detail: What was seen, in words.
    """

    kind: EvidenceKind
    value: float
    weight: float
    detail: str
