"""What the store knows beside the records, as cross rules take it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from hytedata.models.common import Json, SourceRef
from hytedata.models.sync_state import Link
from hytedata.quality.facts.beside import Contest

if TYPE_CHECKING:
    from hytedata.store.event_links import EventPair
    from hytedata.store.record_places import RecordPlace

_SITE: Final = "site:"


def site_links(links: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a site's number and a channel's id of the sync's links, sorted."""
    told = {
        (link.source.id.removeprefix(_SITE), link.ptv_id)
        for link in links
        if link.kind == "channel" and link.source.id.startswith(_SITE) and not link.archived
    }
    return tuple(sorted(told))


def contests(contested: "Iterable[tuple[SourceRef, RecordPlace]]") -> tuple[Contest, ...]:
    """Return what `Catalogue.places.contested()` tells, each pair of evidence of a record once.

    A record that is in several municipalities tells the same of each.
    """
    found = (_contest(ref, told) for ref, place in contested for told in place.conflicts)
    return tuple({(one.ref, one.first, one.second): one for one in found}.values())


def _contest(ref: SourceRef, told: Mapping[str, Json]) -> Contest:
    metres = told.get("distance_m")
    return Contest(
        ref,
        str(told["first"]),
        str(told["second"]),
        tuple(_codes(told["first_said"])),
        tuple(_codes(told["second_said"])),
        float(metres) if isinstance(metres, int | float) else None,
    )


def _codes(told: Json) -> Iterator[str]:
    yield from map(str, told) if isinstance(told, list | tuple) else ()


def doubles(pairs: "Iterable[EventPair]") -> tuple[tuple[SourceRef, SourceRef, float], ...]:
    """Return the pairs that wait for a person (`Catalogue.event_links.possible()`)."""
    return tuple((one.left, one.right, one.score) for one in pairs)
