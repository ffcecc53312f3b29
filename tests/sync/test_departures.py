"""When a published site that the source names no more counts as gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hytedata.errors import SourceUnavailable
from hytedata.models.publication import Skip, SourceItem, TargetItem
from hytedata.models.sports_site import SportsSite
from hytedata.models.sync_state import Departure, DepartureWhy, Link
from hytedata.sync.departures import LOOKS_AT_MOST, UNANSWERED_IN_A_ROW, Fate, departing, settle
from hytedata.sync.eligibility import judge
from tests.sync.desired.builders import PUBLISHER, site
from tests.sync.fakes import NOW, FakeTarget, channel, desired

YESTERDAY = NOW - timedelta(days=1)
ONE = SourceItem("lipas", "site:1")


def noted(
    since: datetime = YESTERDAY, why: DepartureWhy = "absent", source: SourceItem = ONE
) -> Departure:
    return Departure(source, why, since, since, 1)


def nothing(lipas_id: int) -> SportsSite | None:
    return None


def fate(
    *earlier: Departure,
    why: DepartureWhy = "absent",
    look: Callable[[int], SportsSite | None] = nothing,
    archive_ineligible: bool = False,
) -> Fate:
    return settle(
        {ONE: why},
        earlier,
        now=NOW,
        archive_ineligible=archive_ineligible,
        look=look,
        judge=lambda one: judge(one, PUBLISHER),
    )[ONE]


def forbidden(lipas_id: int) -> SportsSite | None:
    raise AssertionError("nobody may ask yet")


@pytest.mark.parametrize(
    "earlier",
    [
        (),
        (noted(NOW - timedelta(hours=23)),),
        (noted(NOW + timedelta(days=3)),),
        (noted(why="not-eligible"),),
    ],
    ids=["missed for the first time", "missed today", "a clock set back", "was told otherwise"],
)
def test_a_site_that_was_not_missed_a_day_ago_waits_and_nobody_is_asked(
    earlier: tuple[Departure, ...],
) -> None:
    assert fate(*earlier, look=forbidden).verdict == "waits"


def test_two_reads_a_day_apart_and_a_look_that_finds_nothing_let_it_go() -> None:
    told = fate(noted())

    assert told.verdict == "goes"
    assert "2026-11-23" in told.detail


def test_a_look_that_finds_it_retired_lets_it_go() -> None:
    told = fate(noted(), look=lambda _: site(status="out-of-service-permanently"))

    assert told.verdict == "goes"


def test_a_look_that_finds_it_in_use_keeps_it_and_doubts_the_lists() -> None:
    told = fate(noted(), look=lambda _: site())

    assert told.verdict == "stays"
    assert "not whole" in told.detail


@pytest.mark.parametrize(("archive", "verdict"), [(False, "stays"), (True, "goes")])
def test_a_site_that_moved_to_another_municipality_is_left_to_the_rule_for_orphans(
    archive: bool, verdict: str
) -> None:
    moved = site(municipality="091")

    told = fate(noted(), look=lambda _: moved, archive_ineligible=archive)

    assert told.verdict == verdict
    assert "091" in told.detail


@pytest.mark.parametrize(("archive", "verdict"), [(False, "stays"), (True, "goes")])
def test_another_owner_is_left_to_the_rule_for_orphans(archive: bool, verdict: str) -> None:
    earlier = noted(why="not-eligible")

    told = fate(earlier, why="not-eligible", archive_ineligible=archive, look=forbidden)

    assert told.verdict == verdict


def test_a_source_that_does_not_answer_keeps_everything_and_is_left_in_peace() -> None:
    asked: list[int] = []

    def down(lipas_id: int) -> SportsSite | None:
        asked.append(lipas_id)
        raise SourceUnavailable("lipas", "/v2", attempts=3)

    seen: dict[SourceItem, DepartureWhy] = {
        SourceItem("lipas", f"site:{number}"): "absent" for number in range(1, 10)
    }

    told = settle(
        seen,
        [noted(source=source) for source in seen],
        now=NOW,
        archive_ineligible=True,
        look=down,
        judge=lambda one: judge(one, PUBLISHER),
    )

    assert {one.verdict for one in told.values()} == {"stays"}
    assert len(asked) == UNANSWERED_IN_A_ROW


def test_a_source_that_lost_everything_is_not_asked_for_each_site() -> None:
    asked: list[int] = []
    seen: dict[SourceItem, DepartureWhy] = {
        SourceItem("lipas", f"site:{number}"): "absent" for number in range(1, 200)
    }

    told = settle(
        seen,
        [noted(source=source) for source in seen],
        now=NOW,
        archive_ineligible=False,
        look=lambda lipas_id: asked.append(lipas_id),
        judge=lambda one: judge(one, PUBLISHER),
    )

    assert len(asked) == LOOKS_AT_MOST
    assert sum(one.verdict == "goes" for one in told.values()) == LOOKS_AT_MOST


def test_those_that_stay_do_not_take_all_questions_for_ever() -> None:
    seen: dict[SourceItem, DepartureWhy] = {
        SourceItem("lipas", f"site:{number}"): "absent" for number in range(1, 121)
    }
    asked: set[int] = set()

    def look(lipas_id: int) -> SportsSite | None:
        asked.add(lipas_id)
        return site(lipas_id)

    for reads in range(1, 4):
        settle(
            seen,
            [replace(noted(source=source), reads=reads) for source in seen],
            now=NOW,
            archive_ineligible=False,
            look=look,
            judge=lambda one: judge(one, PUBLISHER),
        )

    assert asked == set(range(1, 121))


def test_only_published_sites_that_are_neither_wanted_nor_retired_depart() -> None:
    links = [
        Link(SourceItem("lipas", f"site:{number}"), "channel", f"ptv-{number}", f"key-{number}")
        for number in range(1, 7)
    ]
    wanted = replace(
        desired(channel(1), retired=[links[1].source]),
        skipped=(
            Skip(links[2].source, "", "not-eligible", "", ""),
            Skip(links[3].source, "", "text-blocked", "", ""),
        ),
    )

    state = FakeTarget().state()
    there = [
        TargetItem("channel", f"ptv-{number}", None, "Published", "", {}, "")
        for number in range(1, 6)
    ]

    found = departing(wanted, links, replace(state, items=tuple(there)))

    assert found == {links[2].source: "not-eligible", links[4].source: "absent"}
