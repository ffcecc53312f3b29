"""Rules of the properties of sports sites: what matters and is missing, what cannot be right."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from hytedata.codes import UnknownCode, property_type
from hytedata.models.finding import Problem
from hytedata.models.quantity import unit_of
from hytedata.models.sports_site import SportsSite
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting, Verdict
from hytedata.quality.setting_values import (
    limits,
    number,
    texts,
    texts_by_key,
    texts_under,
)
from hytedata.quality.sites import CLOSED_FOR_NOW, of_kept_sites, of_used_sites, type_of

checks = Checks()

_FIELD: Final = ("field-length-m", "field-width-m")
_LANGUAGES: Final = ("fi", "sv", "en")


@checks("LIPAS-PRO-001")
@of_used_sites
def _missing(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    kind = type_of(site)
    if kind is None:
        return
    keys = texts_under(setting, "wanted", (str(kind.code), str(kind.sub_category)))
    missing = [key for key in keys if key in kind.property_keys and key not in site.properties]
    if missing:
        yield Problem("properties", params={"keys": [*missing], **_named(missing, "names")})


@checks("LIPAS-PRO-002")
@of_kept_sites
def _negative(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    signed = texts(setting, "signed")
    for key, value in _numbers(site):
        if value < 0 and key not in signed:
            yield _about(key, value)


@checks("LIPAS-PRO-003")
@of_kept_sites
def _implausible(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    for key, value in _numbers(site):
        span = limits(setting, "plausible", key)
        # What is negative is told by another rule, unless it may be.
        if span is None or (value < 0 <= span[0]) or span[0] <= value <= span[1]:
            continue
        yield _about(key, value, lowest=_plain(span[0]), highest=_plain(span[1]))


@checks("LIPAS-PRO-004")
@of_used_sites
def _built_in_future(site: SportsSite, setting: Setting) -> Verdict:
    year = site.construction_year
    if year is None or year <= setting.today.year:
        return Verdict()
    problem = Problem("construction_year", str(year), {"year": year})
    return Verdict((problem,), until=date(year, 1, 1))


@checks("LIPAS-PRO-005")
@of_kept_sites
def _built_long_ago(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    year, earliest = site.construction_year, number(setting, "earliest")
    if year is not None and year < earliest:
        yield Problem("construction_year", str(year), {"year": year, "earliest": int(earliest)})


@checks("LIPAS-PRO-006")
@of_kept_sites
def _renovated_before_built(site: SportsSite, _: Setting) -> Iterator[Problem]:
    built = site.construction_year
    early = [year for year in site.renovation_years if built is not None and year < built]
    if early:
        yield Problem("renovation_years", str(early[0]), {"built": built, "renovated": early[0]})


@checks("LIPAS-PRO-007")
@of_kept_sites
def _part_beyond_whole(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    known = dict(_numbers(site))
    if len(known) < 2:
        return
    for smaller, larger in texts_by_key(setting, "pairs").values():
        if smaller in known and larger in known and known[smaller] > known[larger]:
            told = {"part": known[smaller], "whole": known[larger]}
            names = {**_named([smaller], "part_name"), **_named([larger], "whole_name")}
            yield Problem(f"properties.{smaller}", str(known[smaller]), {**told, **names})


@checks("LIPAS-PRO-008")
@of_kept_sites
def _denied_and_counted(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    known = dict(_numbers(site))
    if not known:
        return
    for flag, key in texts_by_key(setting, "pairs").values():
        if site.properties.get(flag) is False and known.get(key, 0) > 0:
            names = {**_named([flag], "flag_name"), **_named([key], "name")}
            yield Problem(f"properties.{flag}", "false", {"number": known[key], **names})


@checks("LIPAS-PRO-009")
@of_kept_sites
def _part_of_a_piece(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for key, value in _numbers(site):
        if unit_of(key) in ("count", "persons") and value != int(value):
            yield _about(key, value)


@checks("LIPAS-PRO-010")
@of_used_sites
def _closed_without_a_word(site: SportsSite, _: Setting) -> Iterator[Problem]:
    if site.status == CLOSED_FOR_NOW and not site.comment:
        yield Problem("comment")


@checks("LIPAS-PRO-011")
@of_kept_sites
def _field_beyond_area(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    known = dict(_numbers(site))
    if "area-m2" not in known or not all(key in known for key in _FIELD):
        return
    field_m2 = known[_FIELD[0]] * known[_FIELD[1]]
    if 0 < known["area-m2"] < field_m2 * number(setting, "share"):
        told = {"area": known["area-m2"], "field": round(field_m2)}
        yield Problem("properties.area-m2", str(known["area-m2"]), told)


def _numbers(site: SportsSite) -> Iterator[tuple[str, int | float]]:
    for key, value in site.properties.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield key, value


def _plain(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _about(key: str, value: float, **more: float) -> Problem:
    told = {"number": value, "unit": unit_of(key) or "", **_named([key], "name"), **more}
    return Problem(f"properties.{key}", str(value), told)


def _named(keys: Sequence[str], name: str) -> dict[str, str]:
    """Return the names of properties in each language, for messages."""
    return {
        f"{name}_{language}": ", ".join(_label(key, language) for key in keys)
        for language in _LANGUAGES
    }


def _label(key: str, language: str) -> str:
    try:
        return property_type(key).name.best(language)
    except UnknownCode:
        return key


RULES = checks.packaged("lipas_properties.toml")
