"""Rules of names of sports sites: a language that is missing, a name that tells nothing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from hytedata.codes import find_sports_site_type
from hytedata.content import fold_name
from hytedata.links.folding import words
from hytedata.links.kinds import compounds, parted
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.setting_values import texts
from hytedata.quality.sites import is_bilingual, of_kept_sites, of_used_sites

checks = Checks()

_GONE: Final = re.compile(
    r"\b(?:ei (?:ole )?(?:enää )?käytössä|poistettu|poistunut|lakkautettu|lopetettu|purettu"
    r"|nedlag[dt]|ur bruk|inte i bruk|riven|rivits)\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LONG_WORD: Final = 5


@checks("LIPAS-NAM-001")
@of_used_sites
def _no_swedish_name(site: SportsSite, _: Setting) -> Iterator[Problem]:
    # What cannot tell a Swedish name (API v1) does not say that there is none.
    is_asked = site.tells_translations and is_bilingual(site.municipality)
    if is_asked and "sv" not in site.names:
        yield Problem("names.sv", params={"name": site.names.get("fi", "")})


@checks("LIPAS-NAM-002")
@of_used_sites
def _only_its_kind(site: SportsSite, _: Setting) -> Iterator[Problem]:
    name = site.names.get("fi", "")
    said = [parted(word) for word in compounds(words(name))]
    is_kind = any(kind for kind, _ in said)
    tells = any(rest and not rest.isdigit() for _, rest in said)
    if (is_kind and not tells) or _is_name_of_type(site, name):
        yield Problem("names.fi", name, {"name": name})


@checks("LIPAS-NAM-003")
@of_used_sites
def _shouted_name(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for language, name in site.names.items():
        found = _LETTERS.findall(name)
        # A short name in capitals is often an abbreviation.
        if name.isupper() and sum(len(word) >= _LONG_WORD for word in found) > 1:
            yield Problem(f"names.{language}", name, {"name": name})


@checks("LIPAS-NAM-004")
@of_used_sites
def _said_to_be_gone(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for language, name in site.names.items():
        if found := _GONE.search(name):
            yield Problem(f"names.{language}", name, {"name": name, "words": found[0]})


@checks("LIPAS-NAM-005")
@of_kept_sites
def _odd_white_space(site: SportsSite, _: Setting) -> Iterator[Problem]:
    for language, name in site.names.items():
        if " ".join(name.split()) != name or not name.isprintable():
            yield Problem(f"names.{language}", name, {"name": " ".join(name.split())})


@checks("LIPAS-NAM-006")
@of_used_sites
def _placeholder(site: SportsSite, setting: Setting) -> Iterator[Problem]:
    empty = texts(setting, "words")
    for language, name in site.names.items():
        if " ".join(name.casefold().split()).strip(" .!?*-_") in {"", *empty}:
            yield Problem(f"names.{language}", name, {"name": name})


def _is_name_of_type(site: SportsSite, name: str) -> bool:
    return fold_name(name) in _names_of_type(site.type_code)


@cache
def _names_of_type(code: int) -> frozenset[str]:
    kind = find_sports_site_type(code)
    return frozenset(map(fold_name, kind.name.all())) if kind else frozenset()


RULES = checks.packaged("lipas_names.toml")
