"""What can be told of a site of Lipas's API v2 without normalising it; pure."""

from sys import intern

from hytedata.connectors.lipas.raw_site import RawSite
from hytedata.models.sports_site import SiteHead
from hytedata.normalise.lipas import municipality_of_today, text


def site_head(site: RawSite) -> SiteHead | None:
    """Return the head of *site*, as its normalised form would show it.

    None where anything is unusual: then only normalising it can tell.
    """
    if not site.usual or site.municipality is None or site.type_code is None:
        return None
    status, finnish = text(site.status), text(site.name)
    if status is None or finnish is None:
        return None
    return SiteHead(
        lipas_id=site.lipas_id,
        status=intern(status),
        name=finnish,
        name_sv=text(site.swedish_name),
        name_en=text(site.english_name),
        type_code=site.type_code,
        owner=_shared(site.owner),
        municipality=municipality_of_today(site.municipality),
        neighbourhood=_shared(site.neighborhood),
        address=text(site.address),
        postal_office=_shared(site.postal_office),
        content_hash=site.content_hash,
    )


def _shared(stated: str | None) -> str | None:
    """Return a text that many sites have; it is kept in memory once."""
    said = text(stated)
    return None if said is None else intern(said)
