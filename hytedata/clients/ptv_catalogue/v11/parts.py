"""What the reads of every kind of record in v11 are made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

from hytedata.clients.ptv_catalogue.filters import Changed, Place, ptv_ids
from hytedata.clients.ptv_catalogue.found import found, usable, without_id
from hytedata.clients.walks import Found, HasId, Listed, Paged, Part
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import id_pages
from hytedata.connectors.ptv.v11.arguments import AreaRef
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.entities import Several
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.models.common import Rejection

T = TypeVar("T", bound=HasId)
W = TypeVar("W", bound=WireModel)
V = TypeVar("V", bound=WireModel)
U = TypeVar("U", bound=HasId)
W_co = TypeVar("W_co", bound=WireModel, covariant=True)


def one(
    endpoint: Endpoint[Wire[W]], normalise: Callable[[Wire[W]], T | Rejection]
) -> Endpoint[T | None]:
    """Return the read of one record; None where it is not published."""
    return or_none(endpoint).then(lambda wire: None if wire is None else usable(normalise(wire)))


def ids(endpoint: Endpoint[WirePage[W]], *, only: str | None = None) -> Endpoint[Found[HasId]]:
    """Return the read of a page of ids; of one *type* of entity where it is mixed."""

    def each(entry: Wire[W]) -> Iterator[IdEntry | Rejection]:
        if only not in (None, _text(entry, "type")):
            return
        ptv_id = _text(entry, "id")
        yield IdEntry(ptv_id) if ptv_id else without_id("entry", entry.document)

    def told(read: WirePage[W]) -> Found[HasId]:
        return found(
            read.items, each, "entry", number=read.number, count=read.count, drift=read.unknown
        )

    return endpoint.then(told)


class IdEntry:
    """An entry of a page of ids."""

    __slots__ = ("id",)

    def __init__(self, ptv_id: str) -> None:
        self.id = ptv_id.lower()


def _text(entry: Wire[W], name: str) -> str | None:
    value = entry.document.get(name)
    return value if isinstance(value, str) else None


_Numbered: TypeAlias = Callable[[int], Endpoint[WirePage[W]]]


class AreaObjects(Protocol[W_co]):
    """Describes a page of whole objects of an area."""

    def __call__(  # noqa: D102
        self, area: AreaRef, page: int = 1, *, include_whole_country: bool = False
    ) -> Endpoint[WirePage[W_co]]: ...


class AreaIds(Protocol):
    """Describes a page of ids of an area."""

    def __call__(  # noqa: D102
        self,
        area: AreaRef,
        page: int = 1,
        *,
        window: Window = ANY_TIME,
        include_whole_country: bool = False,
    ) -> Endpoint[WirePage[WireModel]]: ...


def _id_list(what: str, page: _Numbered[V]) -> Paged[HasId]:
    return Paged(f"the ids of {what}", lambda number: ids(page(number)))


def _with_other(spellings: Sequence[Paged[U]]) -> Paged[U]:
    first, *others = spellings
    return replace(first, instead=others[0].page) if others else first


@dataclass(frozen=True)
class Maker(Generic[T, W]):
    """How records are made of one kind of object.

    Attributes:
        kind: Of the records, for references.
        batch: Describes the read of up to *most* objects by id.
        each: Makes the records of one object.
    """

    kind: str
    batch: Callable[[Sequence[str]], Endpoint[Several[W]]]
    each: Callable[[Wire[W]], Iterable[T | Rejection]]
    most: int = 100

    def of_ids(self, some: Sequence[str]) -> Endpoint[Found[T]]:
        """Describe the read of some objects by id, as records."""
        return self.of_several(self.batch(some))

    def of_several(self, endpoint: Endpoint[Several[W]]) -> Endpoint[Found[T]]:
        """Return the read of a list without pages, as records."""
        return endpoint.then(lambda read: found(read, self.each, self.kind, drift=drift(read)))

    def of_page(self, endpoint: Endpoint[WirePage[W]]) -> Endpoint[Found[T]]:
        """Return the read of a page of objects, as records."""
        return endpoint.then(
            lambda read: found(
                read.items,
                self.each,
                self.kind,
                number=read.number,
                count=read.count,
                drift=read.unknown,
            )
        )

    def paged(self, what: str, page: _Numbered[W]) -> Paged[T]:
        """Return the part that reads a list of whole objects."""
        return Paged(what, lambda number: self.of_page(page(number)))

    def listed(self, what: str, id_page: _Numbered[V]) -> Listed[T]:
        """Return the part that reads a list of ids, and their objects."""
        return Listed(what, self.of_ids, _id_list(what, id_page), self.most)

    def in_areas(
        self,
        what: str,
        place: Place,
        window: Window,
        objects: AreaObjects[W],
        ids_in: AreaIds,
    ) -> tuple[Part[T], ...]:
        """Return the parts that read the lists of a place: objects, or in a window ids.

        A county whose kind PTV spells otherwise is read under that spelling.
        """
        parts: list[Part[T]] = []
        for area, nationwide in areas(place):
            spellings = [area, area.other_spelling] if area.other_spelling else [area]
            if window.after or window.before:
                pages_of_ids = [
                    partial(ids_in, one, window=window, include_whole_country=nationwide)
                    for one in spellings
                ]
                id_list = _with_other([_id_list(what, one) for one in pages_of_ids])
                parts.append(Listed(what, self.of_ids, id_list, self.most))
            else:
                pages = [
                    partial(objects, one, include_whole_country=nationwide) for one in spellings
                ]
                parts.append(_with_other([self.paged(what, one) for one in pages]))
        return tuple(parts)

    def entities(self, what: str, owner: str, entity_type: str, window: Window) -> Part[T]:
        """Return the part that reads what an organisation has published, of one type."""
        page = partial(id_pages.entities_of_organisation, owner, window=window)
        id_list = Paged[HasId](
            f"the ids of {what}", lambda number: ids(page(number), only=entity_type)
        )
        return Listed(what, self.of_ids, id_list, self.most)

    def named(self, what: str, asked: Sequence[str]) -> Part[T]:
        """Return the part that reads objects by id.

        Raises:
            InputError: One is no id.
        """
        return Listed(what, self.of_ids, ptv_ids(asked), self.most)


def window(changed: Changed) -> Window:
    """Return PTV's window, whose ends are not part of it; a second on each side comes along."""
    return Window(after=_just_before(changed), before=changed.before)


_FIRST_SECOND: Final = datetime.min.replace(second=1, tzinfo=UTC)


def _just_before(changed: Changed) -> datetime | None:
    if changed.since is None or changed.since < _FIRST_SECOND:
        return None
    return changed.since - timedelta(seconds=1)


def areas(place: Place) -> Iterator[tuple[AreaRef, bool]]:
    """Yield the areas to read; with one of them comes what is nationwide, where it is wanted.

    Nationwide items are in no area's own list, and in each one's where they are asked for: reading
    them once is enough. An area of Åland's leaves out what is nationwide except Åland.
    """
    refs = [
        *((AreaRef("Municipality", code), Place((code,))) for code in place.municipalities),
        *(
            (AreaRef("WellbeingServiceCounties", code), Place((), (code,)))
            for code in place.counties
        ),
        *((AreaRef("Province", code), Place((), (), (code,))) for code in place.regions),
    ]
    everywhere = [replace(alone, include_nationwide=True).nationwide_types for _, alone in refs]
    widest = everywhere.index(max(everywhere, key=len)) if refs else 0
    for index, (ref, _) in enumerate(refs):
        yield ref, place.include_nationwide and index == widest
