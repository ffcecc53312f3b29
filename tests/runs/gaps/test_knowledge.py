"""What rules over all records stand on, from the store and the configuration."""

from datetime import datetime

import pytest

from hytedata.codes import municipalities
from hytedata.config import Calendar
from hytedata.runs.gaps.knowledge import StoreKnowledge, home_of, reach_of
from hytedata.store.catalogue import ReadCounts, ReadVerdict
from tests.quality.made_rules import event
from tests.runs.gaps.conftest import Gaps
from tests.runs.read_fakes import START


def verdict(source: str, kind: str, scope: str, *, complete: bool = True) -> ReadVerdict:
    at: datetime = START
    return ReadVerdict(
        id=1, source=source, kind=kind, scope=scope, mode="full", complete=complete, items=1,
        reasons=(), started_at=at, ended_at=at, counts=ReadCounts(),
    )  # fmt: skip


def test_what_was_read_whole_reaches_everywhere_and_what_was_not_reaches_its_places() -> None:
    reads = [
        verdict("ptv", "service", "municipality:205"),
        verdict("ptv", "service", "municipality:290"),
        verdict("ptv", "service-channel", "municipality:205"),
        verdict("lipas", "sports-site", "all"),
        verdict("kainuu", "event", "all", complete=False),
    ]

    assert reach_of(reads) == {"ptv": frozenset({"205"}), "lipas": None}


def test_all_municipalities_are_the_whole_country() -> None:
    reads = [verdict("lipas", "sports-site", f"municipality:{it.code}") for it in municipalities()]

    assert reach_of(reads) == {"lipas": None}


def test_a_read_of_some_categories_says_nothing_of_the_others() -> None:
    assert reach_of([verdict("lipas", "sports-site", "municipality:205 categories:1100")]) == {}


@pytest.mark.parametrize(
    ("area", "home"),
    [
        (("county:20",), ("105", "205", "290", "578", "620", "697", "765", "777")),
        (("finland",), ()),
        ((), ("205",)),
    ],
)
def test_the_home_of_a_calendar_is_its_area_or_its_municipality(
    area: tuple[str, ...], home: tuple[str, ...]
) -> None:
    calendar = Calendar(
        name="k", kind="linked-events", url="https://k.test/v1", municipality="205", area=area
    )

    assert home_of(calendar) == home


def test_the_world_holds_the_records_and_what_is_gone(gaps: Gaps) -> None:
    gaps.read(event("1"), event("2"))
    gaps.read(gone=["2"])
    knowledge = StoreKnowledge(gaps.catalogue, {"kunta": ("205",)})
    gaps.run(knowledge=knowledge)

    world = knowledge.world(gaps.catalogue.checks.facts())

    assert [one.id for one in world.events] == ["1"]
    assert world.is_gone(event("2").ref)
    assert world.beside.homes == {"kunta": ("205",)}
