"""The same thing is counted once: a site that is in PTV too, a service that stands there twice."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from hytedata.codes.folding import fold
from hytedata.links import STRONG, match
from hytedata.models.common import first_text
from hytedata.quality.coverage.facts import PlaceFact, ServiceFact

T = TypeVar("T")


def merge_places(
    places: Iterable[PlaceFact], links: Mapping[str, str]
) -> tuple[tuple[PlaceFact, ...], int]:
    """Return the places, each once, and how many were another one's.

    A place of PTV is a sports site where a link says so, or where name, kind and position are
    those of one; several sites of one place (a hall and its gym) stay several.

    Args:
        places: Of both registers.
        links: Id of a place of PTV → id of a sports site.
    """
    listed = list(places)
    sites = {one.ref.id: one for one in listed if one.ref.source == "lipas"}
    others = _once([one for one in listed if one.ref.source != "lipas"], _place_key, _one_place)
    home = {one.ref.id: links[one.ref.id] for one in others if links.get(one.ref.id) in sites}
    home |= _near(sites.values(), [one for one in others if one.ref.id not in home])
    for one in others:
        if one.ref.id in home:
            sites[home[one.ref.id]] = _one_place(sites[home[one.ref.id]], one)
    apart = [one for one in others if one.ref.id not in home]
    found = (*sites.values(), *apart)
    return found, len(listed) - len(found)


def merge_services(services: Iterable[ServiceFact]) -> tuple[tuple[ServiceFact, ...], int]:
    """Return the services, each once, and how many were another one's.

    The same name for the same area by owners of one business id, or of one name: organisations
    stand twice in PTV.
    """
    listed = list(services)
    found = _once(listed, _service_key, _one_service)
    return tuple(found), len(listed) - len(found)


def _near(sites: Iterable[PlaceFact], others: Sequence[PlaceFact]) -> Mapping[str, str]:
    found = match(
        [one.thing for one in sites], [one.thing for one in others], at_least=STRONG
    ).of_right()
    return {other: matches[0].left for other, matches in found.items()}


def _place_key(one: PlaceFact) -> Hashable:
    name = fold(first_text(one.thing.names))
    if not one.owner_key or not name:
        return one.ref.id
    return one.owner_key, name, one.municipalities


def _service_key(one: ServiceFact) -> Hashable:
    name = fold(first_text(one.names))
    if not one.owner_key or not name:
        return one.ref.id
    return one.owner_key, name, one.municipalities, one.wide, one.nationwide


def _once(facts: Iterable[T], key: Callable[[T], Hashable], join: Callable[[T, T], T]) -> list[T]:
    groups: defaultdict[Hashable, list[T]] = defaultdict(list)
    for one in facts:
        groups[key(one)].append(one)
    found: list[T] = []
    for first, *more in groups.values():
        for one in more:
            first = join(first, one)
        found.append(first)
    return found


def _one_place(one: PlaceFact, other: PlaceFact) -> PlaceFact:
    themes = one.themes | other.themes
    return replace(
        one,
        provider=one.provider if one.provider != "unknown" else other.provider,
        themes=themes,
        possible=(one.possible | other.possible) - themes,
        municipalities=one.municipalities | other.municipalities,
        languages=one.languages | other.languages,
    )


def _one_service(one: ServiceFact, other: ServiceFact) -> ServiceFact:
    themes = one.themes | other.themes
    return replace(
        one,
        themes=themes,
        possible=(one.possible | other.possible) - themes,
        languages=one.languages | other.languages,
        only_online=one.only_online and other.only_online,
    )
