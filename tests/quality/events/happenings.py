"""Events to check: nearly empty ones, with what a case states."""

from collections.abc import Mapping
from datetime import date

from hytedata.models.common import Json
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.rule import Rule, Subject, Verdict
from hytedata.quality.rules import (
    events_images,
    events_place,
    events_price,
    events_series,
    events_text,
    events_time,
)
from tests.quality.asking import answer

TODAY = date(2026, 11, 29)

FAMILIES = (
    events_images, events_place, events_price, events_series, events_text, events_time,
)  # fmt: skip
RULES: Mapping[str, Rule] = {rule.code: rule for family in FAMILIES for rule in family.RULES}


def event(**stated: Json) -> Event:
    """Return an event of a calendar, with what is stated and nothing else."""
    return Event.model_validate({"source": "kalenteri", "id": "tapahtuma-1", **stated})


def verdict(
    code: str,
    checked: Event,
    today: date = TODAY,
    municipality: str | None = None,
    speaks: str = "",
) -> Verdict:
    """Return what the rule with this code says of an event."""
    subject = Subject(checked.ref, checked, municipality=municipality, speaks=speaks)
    return answer(RULES[code], subject, today)


def problems(code: str, checked: Event, municipality: str | None = None) -> tuple[Problem, ...]:
    """Return what the rule with this code has against an event."""
    return verdict(code, checked, municipality=municipality).problems
