"""What is available in an area: by its municipalities, or in the whole country (ptv-api 3.4)."""

from collections.abc import Iterable

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.state import Entity, State
from hytedata.sandbox.ptv.values import items, text, texts

_NOT_ALAND = "NationwideExceptAlandIslands"
_NATIONWIDE = ("Nationwide", _NOT_ALAND)
ALAND = "21"
"""The region of Åland."""


def in_area(
    state: State, book: CodeBook, group: str, area: tuple[str, str], *, everywhere: bool
) -> Iterable[Entity]:
    """Published entities of a payload's kind of area and its code.

    *everywhere* adds nationwide ones; those of all but Åland are not in Åland.
    """
    members = frozenset(book.members(*area))
    aland = frozenset(book.members("Region", ALAND))
    for entity in state.by_group[group]:
        if entity.published is None:
            continue
        reach = text(entity.published.body, "areaType")
        if reach in _NATIONWIDE:
            if everywhere and not (reach == _NOT_ALAND and members <= aland):
                yield entity
        elif _municipalities(state, book, entity) & members:
            yield entity


def _municipalities(state: State, book: CodeBook, entity: Entity) -> frozenset[str]:
    return frozenset(
        member
        for kind, code in _listed(state, entity)
        if book.has_area(kind, code)
        for member in book.members(kind, code)
    )


def _listed(state: State, entity: Entity) -> list[tuple[str, str]]:
    """Kinds and codes of its areas; a channel without any is where its services are."""
    body = (entity.published or entity.newest).body
    if entity.kind.name == "Organization":
        own = text(body, "municipality")
        kind = text(body, "subAreaType") or "Municipality"
        listed = [(kind, code) for code in texts(body, "areas")]
        return listed + ([("Municipality", own)] if own else [])
    sources = [body]
    if entity.kind.group == "ServiceChannel" and text(body, "areaType") is None:
        sources = [
            state.entities[connection.service].newest.body
            for connection in state.connections_of(entity)
        ]
    return [
        (text(area, "type") or "", code)
        for source in sources
        for area in items(source, "areas")
        for code in texts(area, "areaCodes")
    ]
