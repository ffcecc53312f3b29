"""Naming all sites of an organisation: their own names, and marks for those that are alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from hytedata.models.common import Language
from hytedata.models.sports_site import AnySite
from hytedata.sync.address import Street, as_name, read_address
from hytedata.sync.addressing import is_publishable, municipality_name
from hytedata.sync.mapping import Publisher
from hytedata.sync.names import NamedSite, Names, distinct_names, own_names, tidied


@dataclass(frozen=True)
class Naming:
    """Names per Lipas id, the sites without any name, and those whose name is cut."""

    names: Mapping[int, Names]
    nameless: tuple[AnySite, ...]
    shortened: tuple[AnySite, ...]


def site_title(site: AnySite) -> str:
    """Return a site's own name, for people."""
    stated = (tidied(name) for name in (site.names.get("fi", ""), *site.names.values()))
    return next(filter(None, stated), f"Lipas {site.lipas_id}")


def name_sites(
    sites: Sequence[AnySite], publisher: Publisher, languages: Sequence[Language]
) -> Naming:
    """Name all eligible *sites*, whether or not they can be published now.

    A site that is held back by another fault may already be in PTV with its name, and gets it
    back once mended: so it counts.
    """
    named: list[NamedSite] = []
    nameless: list[AnySite] = []
    cut: list[AnySite] = []
    for site in sites:
        names, was_cut = own_names(site.names, languages)
        if not names:
            nameless.append(site)
            continue
        named.append(NamedSite(site.lipas_id, names, partial(_marks, site, publisher, languages)))
        if was_cut:
            cut.append(site)
    return Naming(distinct_names(named), tuple(nameless), tuple(cut))


def _marks(site: AnySite, publisher: Publisher, languages: Sequence[Language]) -> tuple[Names, ...]:
    read = read_address(site.address)
    street = read if isinstance(read, Street) else None
    numbered = f"{street.name} {street.number}" if street and street.number else ""
    everywhere = [
        _place(site.neighbourhood),
        street.name if street else "",
        numbered,
        _place(site.postal_office),
    ]
    marks: list[Names] = [dict.fromkeys(languages, mark) for mark in everywhere if mark]
    if len(publisher.municipalities) > 1:
        marks.append(_municipality(site.municipality, tuple(languages)))
    return tuple(marks)


@lru_cache(maxsize=512)
def _municipality(code: str, languages: tuple[Language, ...]) -> Names:
    return {one: municipality_name(code, one) for one in languages}


@lru_cache(maxsize=4096)
def _place(text: str | None) -> str:
    plain = " ".join((text or "").split())
    return as_name(plain) if plain and is_publishable(plain) else ""
