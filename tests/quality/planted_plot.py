"""A county while defects are planted in it: each takes records that no other took."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeAlias, TypeVar

from hytedata.models.common import SourceRef
from hytedata.quality.facts import Beside
from tests.quality.planted_records import Document, Documents

T = TypeVar("T")

_STRIDE: Final = 7_919  # a prime: no county has a multiple of it of anything
_FIRST_SPARE: Final = 60_000  # numbers of records that no tidy county has


@dataclass
class Plot:
    """A county that defects are planted in; no record is taken twice."""

    made: Documents
    beside: Beside = field(default_factory=Beside)

    def __post_init__(self) -> None:
        self._numbers = count(_FIRST_SPARE)
        *services, self._host = self.made.services
        self._services, self._events = _mixed(services), _mixed(self.made.events)
        self._pairs = _mixed(self.made.linked)
        self._by_id = {one["id"]: one for one in self.made.channels}
        self._by_id |= {str(one["lipas_id"]): one for one in self.made.sites}

    def service(self) -> Document:
        """A service that nothing was planted in."""
        return next(self._services)

    def pair(self) -> tuple[Document, Document]:
        """A site and the channel that stands for it."""
        site_id, channel_id = next(self._pairs)
        return self._by_id[site_id], self._by_id[channel_id]

    def event(self) -> Document:
        """An event."""
        return next(self._events)

    def spare(self) -> int:
        """A number that no record has yet."""
        return next(self._numbers)

    def unlink(self, site_id: int) -> None:
        """Take a site's link away."""
        self.made.linked[:] = [pair for pair in self.made.linked if pair[0] != str(site_id)]

    def any_service(self) -> Document:
        """A service to connect spare channels with; nothing is planted in it."""
        return self._host


def _mixed(some: Sequence[T]) -> Iterator[T]:
    """Go through all in an order that mixes municipalities: the same each time."""
    held = tuple(some)
    return (held[number * _STRIDE % len(held)] for number in range(len(held)))


def ptv_ref(kind: str, document: Document) -> SourceRef:
    return SourceRef(source="ptv", kind=kind, id=document["id"])


def channel_ref(document: Document) -> SourceRef:
    return ptv_ref("service-channel", document)


def site_ref(document: Document) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=str(document["lipas_id"]))


def event_ref(document: Document) -> SourceRef:
    return SourceRef(source=document["source"], kind="event", id=document["id"])


def name_of(document: Document) -> str:
    name: str = document["language_versions"]["fi"]["name"]
    return name


def code_of(document: Document) -> str:
    code: str = document["area"]["municipalities"][0]
    return code


Plant: TypeAlias = Callable[[Plot, int], Iterator[SourceRef]]
"""Plants one defect, the so-manieth of its kind; yields the records that it is to be found in."""
