"""What rules of sports sites ask of a site: whether it is in use, and what is spoken there."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeAlias, cast

from hytedata.codes import SportsSiteType, find_municipality, find_sports_site_type
from hytedata.models.finding import Problem
from hytedata.models.sports_site import PUBLIC_STATUSES, RETIRED_STATUSES, SportsSite
from hytedata.quality.rule import Check, Setting, Subject, Verdict

SiteCheck: TypeAlias = Callable[[SportsSite, Setting], Iterable[Problem] | Verdict]

CLOSED_FOR_NOW = "out-of-service-temporarily"


def site_in(subject: Subject) -> SportsSite:
    """Return the site that *subject* is about."""
    return cast("SportsSite", subject.record)


def of_used_sites(check: SiteCheck) -> Check:
    """Ask *check* of sites that people use now, those closed for a while included."""

    @wraps(check)
    def asked(subject: Subject, setting: Setting) -> Iterable[Problem] | Verdict:
        site = site_in(subject)
        return check(site, setting) if site.status in PUBLIC_STATUSES else ()

    return asked


def of_kept_sites(check: SiteCheck) -> Check:
    """Ask *check* of all sites but those that Lipas states as gone: nobody mends these."""

    @wraps(check)
    def asked(subject: Subject, setting: Setting) -> Iterable[Problem] | Verdict:
        site = site_in(subject)
        return () if site.status in RETIRED_STATUSES else check(site, setting)

    return asked


def type_of(site: SportsSite) -> SportsSiteType | None:
    """Return its type; None where Lipas's classification has no such code."""
    return find_sports_site_type(site.type_code)


def is_bilingual(municipality: str | None) -> bool:
    """Whether both Finnish and Swedish are official in the municipality with this code."""
    return set(languages_of(municipality)) >= {"fi", "sv"}


def languages_of(municipality: str | None) -> tuple[str, ...]:
    """Return its official languages, the majority's first; empty where they are not known."""
    found = find_municipality(municipality) if municipality else None
    return found.municipality.languages if found else ()
