"""Rules of codes and values of sports sites that Lipas's classification does not know."""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.codes import find_municipality, site_statuses
from hytedata.models.common import Remark
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting, Subject
from hytedata.quality.setting_values import texts
from hytedata.quality.sites import of_kept_sites, of_used_sites, site_in, type_of

checks = Checks()

_CAPITAL: Final = re.compile(r"(?<=[a-z])[A-Z]")
_PEOPLE: Final = ("owner", "admin")
_NOT_KNOWN: Final = frozenset({"unknown-code", "unknown-label"})
# Of persons, perhaps: what stood there is not repeated.
_CONTACTS: Final = ("email", "phone", "www", "comment", "reservation", "contact", "description")


@checks("LIPAS-COD-001")
@of_kept_sites
def _unknown_type(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if type_of(site) is None:
        yield Problem("type_code", str(site.type_code), {"code": site.type_code})


@checks("LIPAS-COD-002")
@of_kept_sites
def _former_type(site: SportsSite, _: Setting) -> Iterator[Problem]:
    kind = type_of(site)
    if kind is not None and kind.status == "deprecated":
        told = {f"name_{language}": kind.name.best(language) for language in ("fi", "sv", "en")}
        yield Problem("type_code", str(kind.code), {"code": kind.code, **told})


@checks("LIPAS-COD-003")
@of_kept_sites
def _unknown_municipality(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if find_municipality(site.municipality) is None:
        yield Problem("municipality", site.municipality, {"code": site.municipality})


@checks("LIPAS-COD-004")
@of_kept_sites
def _former_municipality(site: SportsSite, _: Setting) -> Iterator[Problem]:
    # The record has the municipality of today already; what was stated is in the remark.
    for remark in site.remarks:
        if remark.code == "abolished-municipality":
            told = {"code": remark.raw, "today": site.municipality}
            yield Problem("municipality", remark.raw, told)


@checks("LIPAS-COD-005")
def _unknown_status(subject: Subject, _: Setting) -> Iterator[Problem]:
    site = site_in(subject)
    if site.status not in site_statuses():
        yield Problem("status", site.status, {"status": site.status})


@checks("LIPAS-COD-006")
@of_kept_sites
def _unknown_owner(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for remark in site.remarks:
        if remark.field in _PEOPLE and remark.code in _NOT_KNOWN:
            yield Problem(remark.field, remark.raw, {"stated": remark.raw})


@checks("LIPAS-COD-007")
@of_used_sites
def _owner_not_stated(site: SportsSite, _: Setting) -> Iterator[Problem]:
    odd = {remark.field for remark in site.remarks if remark.code in _NOT_KNOWN}
    for field, code in (("owner", site.owner), ("admin", site.admin)):
        if code in (None, "unknown") and field not in odd:
            yield Problem(field, code or "")


@checks("LIPAS-COD-008")
@of_kept_sites
def _unknown_property(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for remark in site.remarks:
        if remark.code in ("unknown-property", "unknown-option"):
            told = {"key": remark.field.removeprefix("properties."), "stated": remark.raw[:100]}
            yield Problem(remark.field, remark.raw[:100], told)


@checks("LIPAS-COD-009")
@of_kept_sites
def _property_of_another_type(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    kind = type_of(site)
    if kind is None:
        return
    allowed = {*kind.property_keys, *texts(setting, "everywhere")}
    unknown = {one.field for one in site.remarks if one.code == "unknown-property"}
    for key in site.properties:
        if key not in allowed and f"properties.{key}" not in unknown:
            yield Problem(f"properties.{key}", params={"key": key, "type": site.type_code})


@checks("LIPAS-COD-010")
@of_kept_sites
def _unread_value(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    told_elsewhere = texts(setting, "elsewhere")
    for remark in site.remarks:
        if remark.code not in told_elsewhere and not _is_of_people(remark):
            told = {"path": remark.field, "code": remark.code}
            yield Problem(_our_path(remark.field), _harmless(remark), told)


def _is_of_people(remark: Remark) -> bool:
    return remark.field in _PEOPLE and remark.code in _NOT_KNOWN


def _our_path(field: str) -> str:
    """Return a path of either version of the API as our model spells it; properties stay."""
    if field.startswith("properties."):
        return field
    bare = field.removeprefix("location.").replace("-", "_")
    return _CAPITAL.sub(lambda found: f"_{found[0].lower()}", bare)


def _harmless(remark: Remark) -> str:
    field = remark.field.casefold()
    return "" if any(word in field for word in _CONTACTS) else remark.raw[:100]


RULES = checks.packaged("lipas_codes.toml")
