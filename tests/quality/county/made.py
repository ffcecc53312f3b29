"""A county with records of every kind from several provinces, and with every kind of defect."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from hytedata.models.common import SourceRef
from hytedata.models.ptv import Connection
from hytedata.quality.evaluate import evaluate, evaluate_cross
from hytedata.quality.facts import Beside, World, facts_of
from hytedata.quality.rule import Subject
from hytedata.quality.rule_set import RuleSet
from tests.quality import planted
from tests.quality.county import event_records, ptv_records
from tests.quality.county.event_records import OTHER_CALENDAR, SPEAKS
from tests.quality.county.pools import Found, Pools
from tests.quality.county.provinces import HOMES, Home
from tests.quality.county.site_records import site
from tests.quality.county.slips import Slip
from tests.quality.county.slips_of_events import EVENT_SLIPS
from tests.quality.county.slips_of_ptv import FIELD_SLIPS
from tests.quality.county.slips_of_sites import SITE_SLIPS
from tests.quality.county.slips_of_texts import TEXT_SLIPS
from tests.quality.planted_plot import Plot
from tests.quality.planted_records import CALENDAR, TODAY, Document, Documents, tidy

SLIPS: Final[Mapping[str, Slip]] = {**TEXT_SLIPS, **FIELD_SLIPS, **SITE_SLIPS, **EVENT_SLIPS}
"""Rule of single records → the slip that it has to find."""

_TIDY: Final = 0.4  # share of records that cross defects are planted in
_SHARES: Final = {"services": 0.2, "sites": 0.2, "channels": 0.24, "events": 0.24}
_PLACE: Final = "ServiceLocation"
_PARTS: Final = {True: 2, False: 8}  # every other channel is a place


@dataclass(frozen=True)
class County:
    """A county to be judged.

    Attributes:
        beside: Everything was read; links, and what else was planted beside records.
        planted: What rules have to find.
        today: The day on which it is judged.
    """

    documents: Documents
    connections: tuple[Document, ...]
    beside: Beside
    planted: frozenset[Found] = field(default_factory=frozenset)
    today: date = TODAY

    def __len__(self) -> int:
        return len(self.documents) + len(self.connections)

    def records(self) -> Iterator[object]:
        """Our models, one at a time."""
        yield from planted.models(self.documents)
        for document in self.connections:
            yield Connection.model_validate(_bare(document))

    def found(self, rules: RuleSet) -> frozenset[Found]:
        """What the rules of single records and all cross rules find."""
        records = list(self.records())
        told = [(facts, None) for one in records if (facts := facts_of(one)) is not None]
        world = World.of(told, self.beside)
        return frozenset((*self._of_records(records, rules), *self._of_world(world, rules)))

    def _of_records(self, records: Iterable[object], rules: RuleSet) -> Iterator[Found]:
        for checked in evaluate(map(_subject, records), rules, self.today):
            assert not checked.failed, checked.failed
            for rule, problem in checked.problems:
                yield rule.code, checked.subject.ref, problem.field

    def _of_world(self, world: World, rules: RuleSet) -> Iterator[Found]:
        for cross in evaluate_cross(world, rules.cross, self.today):
            assert cross.error is None, (cross.rule.code, cross.error)
            for ref, problem in cross.problems:
                yield cross.rule.code, ref, problem.field


def county(size: int, *, times: int = 1, seed: int = 7) -> County:
    """Make a county of about *size* records.

    Args:
        size: At least 600, so that each defect has a record of its own.
        times: How often each defect is planted; 0: nothing is wrong.
        seed: The same seed gives the same county.
    """
    draw = random.Random(seed)
    made = tidy(round(size * _TIDY))
    plot = Plot(made)
    varied = _Varied.of(round(size * (1 - _TIDY)), draw)
    found = set(_cross(plot, times))
    pools = Pools.of(varied.made, varied.connections, varied.hosts)
    # What fits few records goes first, lest others take them.
    for code, slip in sorted(SLIPS.items(), key=lambda one: pools.room(one[1].kinds)):
        for number in range(times):
            found |= set(slip.plant(code, pools, number))
    for name in ("organisations", "services", "channels", "sites", "events"):
        getattr(made, name).extend(getattr(varied.made, name))
    read = {"ptv": None, "lipas": None, CALENDAR: None, OTHER_CALENDAR: None, **plot.beside.read}
    beside = replace(plot.beside, links=tuple(made.linked), read=read)
    return County(made, tuple(varied.connections), beside, frozenset(found))


def _cross(plot: Plot, times: int) -> Iterator[Found]:
    for code, plant in planted.PLANTS.items():
        for number in range(times):
            for ref in plant(plot, number):
                yield code, ref, FIELDS.get(code, "")


@dataclass
class _Varied:
    """Records from several provinces; *hosts* are the channels that events take place at."""

    made: Documents = field(default_factory=Documents)
    connections: list[Document] = field(default_factory=list[Document])
    hosts: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, size: int, draw: random.Random) -> "_Varied":
        varied = cls()
        counts = {one: max(2, round(size * share / len(HOMES))) for one, share in _SHARES.items()}
        for home in HOMES:
            varied._add_services(home, counts, draw)
            varied.made.sites += [site(home, one, draw) for one in range(counts["sites"])]
            hosts = _hosts(counts)
            varied.made.events += event_records.events(home, counts["events"], hosts, draw)
        return varied

    def _add_services(self, home: Home, counts: dict[str, int], draw: random.Random) -> None:
        units = max(4, counts["services"] // 8)
        self.made.organisations += ptv_records.organisations(home, units, draw)
        services = [ptv_records.service(home, one, draw) for one in range(counts["services"])]
        channels = [
            ptv_records.channel(home, number, kind, draw)
            for kind in ptv_records.CHANNEL_KINDS
            for number in range(max(1, counts["channels"] // _PARTS[kind == _PLACE]))
        ]
        self.hosts |= {one["id"] for one in channels[: _hosts(counts)]}
        # Each service is got through a channel, and through each channel something is got.
        for number in range(max(len(services), len(channels))):
            pair = services[number % len(services)], channels[number % len(channels)]
            self.connections.append(ptv_records.connection(*pair, draw))
        self.made.services += services
        self.made.channels += channels


def _hosts(counts: dict[str, int]) -> int:
    """How many places a municipality's events are spread over."""
    return max(1, counts["channels"] // 8)


def _subject(record: object) -> Subject:
    ref: SourceRef = record.ref  # type: ignore[attr-defined]
    return Subject(ref, record, speaks=SPEAKS.get(ref.source, ""))


def _bare(document: Document) -> Document:
    return {key: it for key, it in document.items() if key != "of"}


FIELDS: Final = {
    "X-CHN-003": "channel_ids",
    "X-CHN-004": "description.fi",
    "X-ORG-001": "name.fi",
    "X-ORG-002": "area",
    "X-ORG-003": "area",
    "X-DUP-001": "name.fi",
    "X-DUP-002": "name.fi",
    "X-DUP-003": "name.fi",
    "X-DRF-001": "name.fi",
    "X-DRF-002": "location.street",
    "X-DRF-003": "phones",
    "X-DRF-004": "web_pages",
    "X-DRF-005": "location.position",
    "X-DRF-006": "web_pages",
    "X-DUP-004": "description",
    "X-DUP-021": "names",
    "X-PLC-001": "position",
    "X-PLC-002": "postal_code",
    "X-MIS-011": "places[0]",
    "X-SER-001": "series_id",
    "X-SER-002": "series_role",
}
"""Field that a cross rule names; "" for the whole record."""
