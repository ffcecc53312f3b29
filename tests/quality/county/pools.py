"""Sound records that defects are planted in: each is taken once."""

from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from hytedata.models.common import SourceRef
from tests.quality.planted_plot import event_ref, ptv_ref, site_ref
from tests.quality.planted_records import Document, Documents

Found = tuple[str, SourceRef, str]
"""Code of a rule, record, field."""

Where = Callable[[Document], bool]


def ref_of(document: Document) -> SourceRef:
    """The reference of any record."""
    if document["of"] == "sports-site":
        return site_ref(document)
    return event_ref(document) if document["of"] == "event" else ptv_ref(document["of"], document)


@dataclass
class Pools:
    """What is left, by name: kinds of records, types of channels and sites, calendars."""

    left: dict[str, deque[Document]] = field(default_factory=dict[str, "deque[Document]"])

    @classmethod
    def of(
        cls, made: Documents, connections: Iterable[Document], spared: Collection[str] = ()
    ) -> "Pools":
        """Sort records; what stands for a series or belongs to one is left alone.

        Args:
            spared: Ids of channels that nothing is planted in.
        """
        pools = cls()
        some = (*made.organisations, *made.services, *made.channels, *made.sites, *connections)
        for document in (*some, *(one for one in made.events if "series_role" not in one)):
            if document.get("id") not in spared:
                pools.left.setdefault(_name(document), deque()).append(document)
        return pools

    def take(self, names: Iterable[str], where: Where = lambda _: True) -> Document:
        """Take a record: of the first of *names* that has one, from the fullest of its pools.

        Raises:
            LookupError: None is left.
        """
        starts = tuple(names)
        for start in starts:
            fitting = [pool for name, pool in self.left.items() if name.startswith(start)]
            for pool in sorted(fitting, key=len, reverse=True):
                for _ in range(len(pool)):
                    if where(pool[0]):
                        return pool.popleft()
                    pool.rotate(-1)
        raise LookupError(f"no record is left of {starts}: make a larger county")

    def room(self, names: tuple[str, ...]) -> int:
        """How many records there are to choose from."""
        return sum(len(pool) for name, pool in self.left.items() if name.startswith(names))


def _name(document: Document) -> str:
    kind: str = document["of"]
    told = {"sports-site": "type_code", "service-channel": "type", "event": "source"}.get(kind)
    return f"{kind} {document[told]}" if told else kind
