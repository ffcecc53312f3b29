"""From the examples of rules of single records to subjects: defaults fill what they leave out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from hytedata.models.common import Json
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.models.sports_site import SportsSite
from hytedata.quality.owners import owner_of
from hytedata.quality.rule import Rule, Setting, Subject, Verdict

DAY: Final = date(2026, 11, 2)
"""The day on which examples are judged; a Monday."""

_channel: Final[TypeAdapter[ServiceChannel]] = TypeAdapter(ServiceChannel)

_MODELS: Final[Mapping[str, tuple[Callable[[Any], Any], Mapping[str, Json]]]] = {
    "ptv:service": (Service.model_validate, {"id": "a", "type": "Service"}),
    "ptv:service-channel": (_channel.validate_python, {"id": "a", "type": "ServiceLocation"}),
    "ptv:organisation": (Organisation.model_validate, {"id": "a", "type": "Municipality"}),
    "ptv:connection": (
        Connection.model_validate,
        {"id": "a/b", "service_id": "a", "channel_id": "b"},
    ),
    "ptv:general-description": (GeneralDescription.model_validate, {"id": "a", "type": "Service"}),
    "ptv:service-collection": (ServiceCollection.model_validate, {"id": "a"}),
    "events:event": (Event.model_validate, {"source": "calendar", "id": "a"}),
    "lipas:sports-site": (
        SportsSite.model_validate,
        {
            "lipas_id": 1,
            "event_date": None,
            "status": "active",
            "names": {"fi": "Liikuntapaikka"},
            "type_code": 1330,
            "owner": "city",
            "admin": "city-sports",
            "municipality": "205",
        },
    ),
}


def subject_of(rule: Rule, example: Json) -> Subject:
    """Return the record of an example, of the first kind of the rule that it fits."""
    if not isinstance(example, dict):
        raise TypeError(f"{rule.code}: an example is a table, not {example!r}")
    faults: list[str] = []
    for kind in rule.kinds:
        make, defaults = _MODELS[kind]
        if kind == "ptv:service" and example.get("type") in _CHANNELS:
            continue
        try:
            record = make({**defaults, **example})
        except ValidationError as error:
            faults.append(str(error))
            continue
        return Subject(
            ref=record.ref,
            record=record,
            names=getattr(record, "names", None) or getattr(record, "name", {}),
            municipality=_municipality(record),
            owner=owner_of(record, lambda _: None),
        )
    raise ValueError(f"{rule.code}: the example fits none of its kinds: {faults}")


def problems_of(rule: Rule, example: Json) -> list[Problem]:
    """Return what a rule of single records finds in an example."""
    check: Any = rule.check
    verdict = check(subject_of(rule, example), Setting(DAY, rule.parameters))
    return list(verdict.problems if isinstance(verdict, Verdict) else verdict)


def texts_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield every text of a rule with where it stands."""
    for language, words in rule.words.items():
        for name in ("title", "message", "why", "mend"):
            yield f"{rule.code} {language} {name}", getattr(words, name)


_CHANNELS: Final = frozenset(
    {"ServiceLocation", "EChannel", "WebPage", "PhoneChannel", "PrintableForm", "OtherChannel"}
)


def _municipality(record: Any) -> str | None:
    if isinstance(record, SportsSite):
        return record.municipality
    if isinstance(record, Event):
        return next((it.municipality for it in record.places if it.municipality), None)
    # PTV's records are taken to be in Kajaani: a rule may say that they state another place.
    return "205"
