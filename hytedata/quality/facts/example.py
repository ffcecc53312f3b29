"""The small worlds that cross rules are shown by: examples of their TOML files as values."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, cast

from pydantic import TypeAdapter

from hytedata.errors import InputError
from hytedata.models.common import Json, SourceRef
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceChannel,
)
from hytedata.models.sports_site import SportsSite
from hytedata.quality.facts.beside import Beside, Contest, Reach
from hytedata.quality.facts.making import facts_of
from hytedata.quality.facts.world import World
from hytedata.quality.rule import CrossCheck, Rule, Setting

EXAMPLE_DAY: Final = date(2026, 11, 2)
"""The day of an example that names none; a Monday."""

_channel: Final[TypeAdapter[ServiceChannel]] = TypeAdapter(ServiceChannel)

_MODELS: Final[Mapping[str, tuple[Callable[[Any], object], Mapping[str, Json]]]] = {
    "ptv:service": (Service.model_validate, {"type": "Service"}),
    "ptv:service-channel": (_channel.validate_python, {"type": "ServiceLocation"}),
    "ptv:organisation": (Organisation.model_validate, {"type": "Municipality"}),
    "ptv:connection": (Connection.model_validate, {"id": "pair"}),
    "ptv:general-description": (GeneralDescription.model_validate, {"type": "Service"}),
    "events:event": (Event.model_validate, {"source": "calendar"}),
    "lipas:sports-site": (
        SportsSite.model_validate,
        {
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


def example_findings(rule: Rule, example: Json) -> list[tuple[SourceRef, Problem]]:
    """Run a cross rule on one of its examples.

    An example is a table of `records` (each a part of a record as JSON of our model, with its
    kind as `of`), and what is known beside them: `read` (source → `all`, or municipalities),
    `links`, `contested`, `doubles`, `gone` and `homes` as of `Beside`; `today` where it matters.

    Raises:
        InputError: It is no such table.
    """
    if not isinstance(example, dict):
        raise InputError(f"{rule.code}: an example is a table, not {example!r}")
    world = world_of_example(example)
    told = example.get("today")
    today = date.fromisoformat(told) if isinstance(told, str) else EXAMPLE_DAY
    check = cast("CrossCheck", rule.check)
    return list(check(world, Setting(today, rule.parameters)))


def world_of_example(example: Mapping[str, Any]) -> World:
    """Make the world that an example tells of.

    Raises:
        InputError: A record is of a kind that cross rules know nothing of.
    """
    records = [
        example_record(str(one.get("of")), {name: it for name, it in one.items() if name != "of"})
        for one in example.get("records", ())
    ]
    facts = [(it, None) for one in records if (it := facts_of(one)) is not None]
    return World.of(facts, _beside(example))


def example_record(kind: str, told: Mapping[str, Json]) -> object:
    """Make a record of an example: what it leaves out is filled in.

    Args:
        kind: Register and kind of record: `ptv:service`.
        told: A part of our model as JSON, its id included.

    Raises:
        InputError: There are no examples of this kind.
        ValidationError: The model refuses what is told.
    """
    if kind not in _MODELS:
        raise InputError(f"an example's record is {kind!r}; known are {', '.join(_MODELS)}")
    make, defaults = _MODELS[kind]
    return make({**defaults, **told})


def _beside(example: Mapping[str, Any]) -> Beside:
    read: dict[str, Reach] = {
        source: None if reach == "all" else frozenset(reach)
        for source, reach in example.get("read", {}).items()
    }
    return Beside(
        read=read,
        links=tuple((site, channel) for site, channel in example.get("links", ())),
        contested=tuple(_contest(one) for one in example.get("contested", ())),
        doubles=tuple(
            (_event(left), _event(right), score)
            for left, right, score in example.get("doubles", ())
        ),
        gone=frozenset((source, kind, key) for source, kind, key in example.get("gone", ())),
        homes={calendar: tuple(codes) for calendar, codes in example.get("homes", {}).items()},
    )


def _contest(told: Mapping[str, Any]) -> Contest:
    ref = SourceRef.model_validate(told["ref"])
    said = tuple(told["first_said"]), tuple(told["second_said"])
    return Contest(ref, told["first"], told["second"], *said, told.get("distance_m"))


def _event(told: str) -> SourceRef:
    source, _, key = told.partition("/")
    return SourceRef(source=source, kind="event", id=key)
