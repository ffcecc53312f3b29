"""From the examples of rules of single records to subjects: defaults fill what they leave out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

from pydantic import ValidationError

from hytedata.models.common import Json
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.facts.example import example_record
from hytedata.quality.owners import owner_of
from hytedata.quality.rule import Check, Rule, Setting, Subject, Verdict

DAY: Final = date(2026, 11, 2)
"""The day on which examples are judged; a Monday."""

_KEYS: Final[Mapping[str, Mapping[str, Json]]] = {
    "ptv:connection": {"id": "a/b", "service_id": "a", "channel_id": "b"},
    "lipas:sports-site": {"lipas_id": 1},
}
_KEY: Final[Mapping[str, Json]] = {"id": "a"}


def subject_of(rule: Rule, example: Json) -> Subject:
    """Return the record of an example, of the first kind of the rule that it fits.

    Raises:
        TypeError: The example is no table.
        ValueError: It fits none of the rule's kinds.
    """
    if not isinstance(example, dict):
        raise TypeError(f"{rule.code}: an example is a table, not {example!r}")
    faults: list[str] = []
    for kind in rule.kinds:
        if kind == "ptv:service" and example.get("type") in _CHANNELS:
            continue
        try:
            record: Any = example_record(kind, {**_KEYS.get(kind, _KEY), **example})
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
    said = cast("Check", rule.check)(subject_of(rule, example), Setting(DAY, rule.parameters))
    return list(said.problems if isinstance(said, Verdict) else said)


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
