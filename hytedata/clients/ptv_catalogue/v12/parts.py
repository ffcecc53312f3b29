"""What the reads of every kind of record in v12 are made of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hytedata.clients.ptv_catalogue.filters import Changed, Place
from hytedata.clients.ptv_catalogue.found import found, one_by_one, or_unusable, usable
from hytedata.clients.walks import Found, HasId, Listed, Paged, Part
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v12.pages import Page
from hytedata.connectors.ptv.v12.problems import or_none
from hytedata.connectors.ptv.v12.query import AreaQuery, Query, batches
from hytedata.errors import RecordError
from hytedata.models.common import Rejection
from hytedata.models.ptv import Record

T = TypeVar("T", bound=HasId)
W = TypeVar("W", bound=WireModel)
Q = TypeVar("Q", bound=Query)
A = TypeVar("A", bound=AreaQuery)
S = TypeVar("S", bound=str)


@dataclass(frozen=True)
class Search(Generic[T, Q, W]):
    """How one kind of record is searched for, and read by id.

    Attributes:
        kind: For references.
        page: Describes the read of a page of a query.
        one: Describes the read of one; v12 has no read of several by id.
        normalise: Makes our record of one.
    """

    kind: str
    page: Callable[[Q, int], Endpoint[Page[W]]]
    one: Callable[[str], Endpoint[Wire[W]]]
    normalise: Callable[[Wire[W]], T | Rejection]

    def paged(self, what: str, query: Q) -> Part[T]:
        """Return the part that reads all pages of a query."""
        return Paged(what, lambda number: self.found(self.page(query, number)))

    def named(self, what: str, ids: Sequence[str] | Paged[HasId]) -> Part[T]:
        """Return the part that reads records by id, one call each."""
        return Listed(what, self._one_found, ids, most=1)

    def single(self, record_id: str) -> Endpoint[T | None]:
        """Describe the read of one record; None where it is not published."""
        read = or_none(self.one(record_id))
        return read.then(lambda wire: None if wire is None else usable(self.normalise(wire)))

    def found(self, endpoint: Endpoint[Page[W]]) -> Endpoint[Found[T]]:
        """Return the read of a page as records."""
        return endpoint.then(
            lambda page: found(
                page.items,
                one_by_one(self.normalise),
                self.kind,
                number=page.number,
                count=page.total_pages,
                total=page.total_items,
                drift=page.unknown,
            )
        )

    def _one_found(self, ids: Sequence[str]) -> Endpoint[Found[T]]:
        def found_of(wire: Wire[W] | RecordError | None) -> Found[T]:
            entries = () if wire is None else (wire,)
            return found(entries, one_by_one(self.normalise), self.kind, drift={})

        return or_unusable(or_none(self.one(ids[0]))).then(found_of)


def in_place(place: Place, query: Callable[..., A]) -> Iterator[A]:
    """Yield the queries that cover a place: each kind of area by itself, up to 20 codes at once.

    v12 compares codes as they are, so all areas are asked for that the place has a part of.
    """
    if not place:
        yield query()
        return
    reach = place.reach
    for codes in batches(reach.municipalities):
        yield query(municipalities=codes)
    for codes in batches(reach.counties):
        yield query(wellbeing_services_counties=codes)
    for codes in batches(reach.regions):
        yield query(regions=codes)
    for area_type in place.nationwide_types:
        yield query(area_type=area_type)


def some(value: S | None) -> tuple[S, ...]:
    """Return a filter's one value as v12 takes them: several at once, or none."""
    return () if value is None else (value,)


def early_enough(changed: Changed, one: Record) -> bool:
    """Whether it was published before the end of the window, for which v12 has no filter."""
    return Changed(before=changed.before).holds(one.published_at)
