"""What can be told of a site of Lipas's API v2 without normalising it; pure."""

from sys import intern

import msgspec

from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.models.sports_site import SiteHead
from hytedata.normalise.lipas import municipality_of_today, text


class _Names(msgspec.Struct, gc=False):
    se: str | None = None
    en: str | None = None


class _City(msgspec.Struct, gc=False):
    neighborhood: str | None = None


class _Location(msgspec.Struct, rename="kebab", gc=False):
    city: _City
    address: str | None = None
    postal_office: str | None = None


class _Head(msgspec.Struct, rename="kebab", gc=False):
    """The usual case, and nothing else: what does not fit has to be normalised."""

    status: str
    name: str
    location: _Location
    owner: str | None = None
    name_localized: _Names | None = None


_NO_NAMES = _Names()
_decode = msgspec.json.Decoder(_Head).decode


def site_head(site: RawSite) -> SiteHead | None:
    """Return the head of *site*, as its normalised form would show it.

    None where anything is unusual: then only normalising it can tell.
    """
    if site.municipality is None or site.type_code is None:
        return None
    try:
        wire = _decode(site.raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    status, finnish = text(wire.status), text(wire.name)
    if status is None or finnish is None:
        return None
    others = wire.name_localized or _NO_NAMES
    return SiteHead(
        lipas_id=site.lipas_id,
        status=intern(status),
        name=finnish,
        name_sv=text(others.se),
        name_en=text(others.en),
        type_code=site.type_code,
        owner=_shared(wire.owner),
        municipality=municipality_of_today(site.municipality),
        neighbourhood=_shared(wire.location.city.neighborhood),
        address=text(wire.location.address),
        postal_office=_shared(wire.location.postal_office),
        content_hash=site.content_hash,
    )


def _shared(stated: str | None) -> str | None:
    """Return a text that many sites have; it is kept in memory once."""
    said = text(stated)
    return None if said is None else intern(said)
