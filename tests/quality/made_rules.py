"""Rules and records that are as small as a test needs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from hytedata.models.common import Json
from hytedata.models.event import Event, EventPlace
from hytedata.models.finding import Problem, Severity
from hytedata.quality.rule import Check, CrossCheck, Rule, RuleWords, Setting, Subject

DAY = date(2026, 3, 2)
WORDS = RuleWords("Otsikko", "Viesti: {what}", "Syy", "Korjaa")


def rule(
    code: str = "EVT-TXT-001",
    check: Check | CrossCheck | None = None,
    *,
    severity: Severity = "error",
    kinds: tuple[str, ...] = ("events:event",),
    family: Literal["events", "cross"] = "events",
    parameters: Mapping[str, Json] | None = None,
    needs: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        code=code,
        family=family,
        severity=severity,
        kinds=kinds,
        words={"fi": WORDS, "sv": WORDS, "en": WORDS},
        check=check or nameless,
        parameters=parameters or {},
        needs=needs,
    )


def nameless(subject: Subject, setting: Setting) -> Iterable[Problem]:
    if not subject.record.description:
        yield Problem(field="description", params={"what": "no description"})


def broken(subject: Subject, setting: Setting) -> Iterable[Problem]:
    raise KeyError("no such thing")
    yield


def event(key: str, **more: Any) -> Event:
    usual: dict[str, Any] = {
        "names": {"fi": f"Tapahtuma {key}"},
        "publisher": "kulttuuri",
        "places": (EventPlace(municipality="205"),),
    }
    return Event(source="kunta", id=key, **(usual | more))


def subject(one: Event) -> Subject:
    return Subject(one.ref, one, {"fi": one.names["fi"]}, "205", "20", "kunta:kulttuuri")
