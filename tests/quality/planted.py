"""An invented county with defects planted in it: what cross rules have to find, and nothing else.

`county(50_000)` takes some seconds; the same arguments give the same county.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter

from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceChannel,
)
from hytedata.models.sports_site import SportsSite
from hytedata.quality.facts import Beside, World, facts_of
from tests.quality.planted_defects import PLANTS as RECORD_PLANTS
from tests.quality.planted_event_defects import EVENT_PLANTS
from tests.quality.planted_hands import type_by_hand
from tests.quality.planted_plot import Plant, Plot
from tests.quality.planted_records import CALENDAR, TODAY, Documents, tidy

PLANTS: Final[Mapping[str, Plant]] = {**RECORD_PLANTS, **EVENT_PLANTS}
"""Rule → what plants a defect that it finds."""

_channel: Final[TypeAdapter[ServiceChannel]] = TypeAdapter(ServiceChannel)

_MODELS: Final[Mapping[str, Callable[[Any], object]]] = {
    "organisation": Organisation.model_validate,
    "general-description": GeneralDescription.model_validate,
    "service": Service.model_validate,
    "service-channel": _channel.validate_python,
    "connection": Connection.model_validate,
    "sports-site": SportsSite.model_validate,
    "event": Event.model_validate,
}


@dataclass(frozen=True)
class County:
    """An invented county.

    Attributes:
        records: Our models, by kind.
        beside: Everything was read; links and what else was planted.
        planted: Rule and record of each defect.
        today: The day on which it is checked.
    """

    records: tuple[object, ...]
    beside: Beside
    planted: frozenset[tuple[str, SourceRef]] = field(default_factory=frozenset)
    today: date = TODAY

    def of_rule(self, code: str) -> frozenset[SourceRef]:
        """The records that a rule has to find."""
        return frozenset(ref for rule, ref in self.planted if rule == code)

    def world(self) -> World:
        """What cross rules look at."""
        told = ((facts, None) for one in self.records if (facts := facts_of(one)) is not None)
        return World.of(told, self.beside)


def county(
    size: int, *, times: int = 3, rules: Iterable[str] | None = None, typed: bool = False
) -> County:
    """Make a county of about *size* records.

    Args:
        size: At least some hundreds, so that each defect has a record of its own.
        times: How often each defect is planted; 0: nothing is wrong.
        rules: Whose defects to plant; None: of all.
        typed: Nothing is linked, and people typed into PTV what stands in Lipas: half of the
            names are spelt or ordered otherwise, and each point lies some tens of metres off.
    """
    made = tidy(size)
    plot = Plot(made)
    planted = [
        (code, ref)
        for code, plant in PLANTS.items()
        if rules is None or code in set(rules)
        for number in range(times)
        for ref in plant(plot, number)
    ]
    if typed:
        type_by_hand(made)
    beside = replace(plot.beside, links=tuple(made.linked))
    read = {"ptv": None, "lipas": None, CALENDAR: None, **plot.beside.read}
    beside = replace(beside, read=read)
    return County(tuple(models(made)), beside, frozenset(planted))


def models(made: Documents) -> Iterator[object]:
    """Our models of all documents, one at a time."""
    for some in (made.organisations, made.generals, made.services):
        yield from map(_model, some)
    for others in (made.channels, made.connections, made.sites, made.events):
        yield from map(_model, others)


def _model(document: Mapping[str, Any]) -> object:
    return _MODELS[document["of"]]({key: it for key, it in document.items() if key != "of"})
