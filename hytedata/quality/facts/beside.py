"""What is known beside the records: how far sources were read, links, doubts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from hytedata.models.common import SourceRef

Reach: TypeAlias = frozenset[str] | None
"""Municipalities of which everything was read; None: of the whole country."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Two kinds of evidence of where a record is that cannot both be right.

    Attributes:
        first, second: Their kinds, as of `places.PlaceMethod`.
        first_said, second_said: Codes of the municipalities that each says.
        distance_m: Metres from the point to what the other says; None where it is not known.
    """

    ref: SourceRef
    first: str
    second: str
    first_said: tuple[str, ...]
    second_said: tuple[str, ...]
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What cross rules know that is in no record.

    Attributes:
        read: Source (`ptv`, `lipas`, a calendar's name) → of which municipalities all was read to
            the end. A source that is not in it was read in part, or not at all: what it lacks may
            be there all the same.
        links: Pairs of a site of Lipas and the channel of PTV that stands for it, by a person's
            word or by a publication; without archived ones.
        contested: Places whose evidence disagrees.
        doubles: Pairs of events that may be one, with the likeness 0–1.
        gone: Source, kind and id of records that later reads no longer gave.
        homes: Calendar → municipalities whose events it is there for.
    """

    read: Mapping[str, Reach] = field(default_factory=dict[str, Reach])
    links: tuple[tuple[str, str], ...] = ()
    contested: tuple[Contest, ...] = ()
    doubles: tuple[tuple[SourceRef, SourceRef, float], ...] = ()
    gone: frozenset[tuple[str, str, str]] = frozenset()
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


NOTHING_BESIDE: Final = Beside()
