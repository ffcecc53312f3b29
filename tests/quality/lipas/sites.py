"""Sites to check: a sound one, with what a case states otherwise."""

from collections.abc import Mapping
from datetime import date

from hytedata.models.common import Json
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.rule import Rule, Subject, Verdict
from hytedata.quality.rules import (
    lipas_age,
    lipas_codes,
    lipas_contacts,
    lipas_geometry,
    lipas_names,
    lipas_properties,
)
from tests.quality.asking import answer

TODAY = date(2026, 11, 29)

FAMILIES = (
    lipas_age, lipas_codes, lipas_contacts, lipas_geometry, lipas_names, lipas_properties,
)  # fmt: skip
RULES: Mapping[str, Rule] = {rule.code: rule for family in FAMILIES for rule in family.RULES}

_SOUND: Mapping[str, Json] = {
    "lipas_id": 1,
    "event_date": "2026-05-01T09:00:00Z",
    "status": "active",
    "names": {"fi": "Kuusikon paikka"},
    "type_code": 1340,
    "owner": "city",
    "admin": "city-sports",
    "municipality": "205",
}


def site(**stated: Json) -> SportsSite:
    """Return a site; an empty text stands for none."""
    told = {name: value for name, value in stated.items() if value != ""}
    return SportsSite.model_validate({**_SOUND, **told})


def verdict(code: str, checked: SportsSite, today: date = TODAY) -> Verdict:
    """Return what the rule with this code says of a site."""
    subject = Subject(checked.ref, checked, municipality=checked.municipality)
    return answer(RULES[code], subject, today)


def problems(code: str, checked: SportsSite) -> tuple[Problem, ...]:
    """Return what the rule with this code has against a site."""
    return verdict(code, checked).problems
