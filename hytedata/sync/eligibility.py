"""Which sports sites an organisation publishes, and why not the others."""

from typing import Literal, TypeAlias

from hytedata.codes import SportsSiteType, find_sports_site_type
from hytedata.models.sports_site import PUBLIC_STATUSES, RETIRED_STATUSES, AnySite
from hytedata.sync.mapping import Note, Publisher

Verdict: TypeAlias = Literal["eligible", "retired"] | Note

_EXCLUDED_MAIN_CATEGORY = 7000
_EXCLUDED_TYPES = frozenset({207, 7000})


def judge(site: AnySite, publisher: Publisher) -> Verdict:
    """Say whether *site* is published, is gone, or why it is neither.

    Source: lipas-to-ptv 2. Planned sites are never published: nobody can visit them.
    """
    if site.status in RETIRED_STATUSES:
        return "retired"
    return _objection(site, publisher) or "eligible"


def _objection(site: AnySite, publisher: Publisher) -> Note | None:
    if site.status not in PUBLIC_STATUSES:
        return _not(
            f"status is {site.status!r}",
            "give the site the status active in Lipas once it can be visited",
        )
    if site.owner not in publisher.owners:
        return _not(
            f"owner is {site.owner or 'not stated'!r}; published are {_listed(publisher.owners)}",
            "mend the owner in Lipas, or add it to owners in the configuration",
        )
    if site.municipality not in publisher.municipalities:
        covered = _listed(publisher.municipalities)
        return _not(
            f"municipality is {site.municipality}; the organisation publishes {covered}",
            "mend the municipality in Lipas, or add it to municipalities in the configuration",
        )
    return _objection_to_type(find_sports_site_type(site.type_code), site) or _left_to_lipas(
        site, publisher
    )


def _objection_to_type(kind: SportsSiteType | None, site: AnySite) -> Note | None:
    if kind is None:
        return _not(
            f"type {site.type_code} is unknown",
            "give the site a type of today in Lipas, or update hytedata",
        )
    if (
        kind.ptv_excluded
        or kind.code in _EXCLUDED_TYPES
        or kind.main_category == _EXCLUDED_MAIN_CATEGORY
    ):
        return _not(
            f"type {kind.code} ({kind.name.fi}) is never published: it is no service to residents",
            "nothing to mend, unless the type is wrong in Lipas",
        )
    return None


def _left_to_lipas(site: AnySite, publisher: Publisher) -> Note | None:
    if not site.lipas_publishes or publisher.lipas_publishes == "no":
        return None
    return Note(
        "published-by-lipas",
        "Lipas itself publishes this site to PTV; two writers would undo each other",
        "leave it to Lipas, or first switch its publishing off for this site in Lipas",
    )


def _not(detail: str, remedy: str) -> Note:
    return Note("not-eligible", detail, remedy)


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(values) or "none"
