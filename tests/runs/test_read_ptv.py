"""Reading PTV into the catalogue."""

from datetime import timedelta

import pytest

from hytedata.config import Config
from hytedata.models.common import Position
from hytedata.models.ptv import Organisation, Service
from hytedata.runs.progress import silent
from hytedata.runs.read import ReadReport, ReadScope, read_ptv
from hytedata.runs.read_report import KindReport
from hytedata.store import Store
from hytedata.store.catalogue import AreaCode, ReadCounts
from tests.runs import read_fakes
from tests.runs.read_fakes import NATIONWIDE, START, Clock, FakePtv, location, of, service

CONFIG = Config(contact="it@kunta.example")
HERE, TWO = ReadScope.of(["889"]), ReadScope.of(["889", "091"])
BOTH = ReadScope.of(["889", "091"], nationwide=True)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("hytedata.runs.read_ptv.utc_now", made)
    return made


@pytest.fixture
def ptv() -> FakePtv:
    made = FakePtv()
    made.services.held = [service("a", of("889")), service("b", of("889", "091"))]
    made.channels.held = [location("c", "889")]
    return made


def read(
    store: Store,
    ptv: FakePtv,
    scope: ReadScope = HERE,
    *,
    full: bool = False,
    version: str = "v11",
) -> ReadReport:
    section = CONFIG.ptv.model_copy(update={"read_version": version})
    config = CONFIG.model_copy(update={"ptv": section})
    return read_ptv(config, scope, store, ptv, silent, full=full)


def of_kind(report: ReadReport, kind: str = "service") -> KindReport:
    return next(one for one in report.kinds if one.kind == kind)


def ids(store: Store, kind: str = "service") -> list[str]:
    return [one.id for one in store.catalogue.records(kind=kind)]


def test_records_come_into_the_catalogue_as_they_are(store: Store, ptv: FakePtv) -> None:
    ptv.organisations.held = [
        Organisation(id="o", type="Municipality", municipality="889", area=of("889"))
    ]

    report = read(store, ptv)

    (channel,) = store.catalogue.records(kind="service-channel")
    (organisation,) = store.catalogue.records(kind="organisation")
    first, second = store.catalogue.records(kind="service")
    assert report.complete
    assert of_kind(report).counts == ReadCounts(new=2)
    assert channel.model() == location("c", "889")
    assert (channel.municipalities, organisation.municipalities) == (("889",), ("889",))
    assert channel.position == Position(east=500_000, north=7_000_000)
    # What a service is meant for is not where it is.
    assert (second.municipalities, second.area) == (
        (),
        (AreaCode("municipality", "091"), AreaCode("municipality", "889")),
    )
    assert first.modified_at is None


def test_a_record_in_two_municipalities_counts_once(store: Store, ptv: FakePtv) -> None:
    report = read(store, ptv, TWO)

    assert of_kind(report).counts == ReadCounts(new=2)
    assert of_kind(read(store, ptv, TWO)).counts == ReadCounts(unchanged=2)


def test_what_is_meant_for_the_whole_country_is_read_once(store: Store, ptv: FakePtv) -> None:
    ptv.services.held += [service("n", NATIONWIDE)]

    report = read(store, ptv, BOTH)

    asked = [(one.municipality, one.include_nationwide) for one in ptv.services.asked]
    assert asked == [("091", True), ("889", False)]
    assert of_kind(report).counts == ReadCounts(new=3)
    scopes = [one.scope for one in store.catalogue.snapshots(kind="service")]
    assert sorted(scopes) == ["municipality:091", "municipality:889", "nationwide"]
    assert [one.id for one in store.catalogue.records(kind="service") if one.is_nationwide] == ["n"]


def test_it_is_left_out_unless_asked_for(store: Store, ptv: FakePtv) -> None:
    ptv.services.held += [service("n", NATIONWIDE)]

    read(store, ptv, TWO)

    assert ids(store) == ["a", "b"]


def test_what_has_no_place_is_read_with_the_whole_register_only(store: Store, ptv: FakePtv) -> None:
    kinds = [one.kind for one in read(store, ptv, HERE).kinds]
    of_all = [one.kind for one in read(store, ptv, ReadScope()).kinds]

    assert kinds == ["service", "service-channel", "organisation", "general-description"]
    assert of_all == [*kinds, "connection", "service-collection"]
    assert ptv.services.asked[-1].municipality is None


# --- in full, or what changed -------------------------------------------------------------------


def test_the_first_read_is_full_and_the_next_goes_by_date_with_an_overlap(
    store: Store, ptv: FakePtv, clock: Clock
) -> None:
    first = read(store, ptv)
    clock.advance(days=1)

    second = read(store, ptv)

    assert (of_kind(first).modes, of_kind(second).modes) == (("full",), ("changes",))
    since = ptv.services.asked[-1].changed_since
    assert since is not None
    assert abs(START - timedelta(hours=2) - since) < timedelta(seconds=1)
    assert ptv.services.asked_archived == [since]


def test_the_newer_api_lags_and_the_overlap_reaches_further(
    store: Store, ptv: FakePtv, clock: Clock
) -> None:
    read(store, ptv, version="v12")
    clock.advance(days=1)

    read(store, ptv, version="v12")

    since = ptv.services.asked[-1].changed_since
    assert since is not None
    assert abs(START - timedelta(hours=3, minutes=30) - since) < timedelta(seconds=1)


def test_after_a_week_a_full_read_is_due(store: Store, ptv: FakePtv, clock: Clock) -> None:
    modes: list[str] = []
    for _ in range(9):
        modes += of_kind(read(store, ptv)).modes
        clock.advance(days=1)

    assert modes == ["full", *["changes"] * 6, "full", "changes"]


def test_a_full_read_can_be_asked_for(store: Store, ptv: FakePtv) -> None:
    read(store, ptv)

    assert of_kind(read(store, ptv, full=True)).modes == ("full",)


def test_a_read_of_changes_follows_edits_and_archiving(
    store: Store, ptv: FakePtv, clock: Clock
) -> None:
    read(store, ptv)
    clock.advance(days=1)
    ptv.services.held = [service("a", of("889"), charge="Free", modified_at=clock())]
    ptv.services.archived = ["b"]

    report = read(store, ptv)

    assert of_kind(report).counts == ReadCounts(changed=1, absent=1)
    assert ids(store) == ["a"]
    (found,) = store.catalogue.models(Service)
    assert found.charge == "Free"


def test_what_changes_leave_out_stays(store: Store, ptv: FakePtv, clock: Clock) -> None:
    read(store, ptv)
    clock.advance(days=1)
    ptv.services.held = []

    read(store, ptv)

    assert ids(store) == ["a", "b"]


def test_a_restored_record_is_there_although_it_was_archived(
    store: Store, ptv: FakePtv, clock: Clock
) -> None:
    read(store, ptv, TWO)
    clock.advance(days=1)
    ptv.services.held = [service("b", of("889"), modified_at=clock())]
    ptv.services.archived = ["b"]

    read(store, ptv, TWO)

    assert ids(store) == ["a", "b"]


def test_changes_are_read_from_the_last_complete_read_on(
    store: Store, ptv: FakePtv, clock: Clock
) -> None:
    read(store, ptv)
    clock.advance(days=1)
    ptv.services.doubt = "page 2 did not come"
    read(store, ptv)
    clock.advance(days=1)
    ptv.services.doubt = ""

    read(store, ptv)

    before, last = (one.changed_since for one in ptv.services.asked[-2:])
    assert before == last


# --- failure ----------------------------------------------------------------------------------


def test_an_incomplete_read_makes_nothing_absent(store: Store, ptv: FakePtv) -> None:
    read(store, ptv)
    ptv.services.held, ptv.services.doubt = [service("a", of("889"))], "page 2 did not come"

    report = read(store, ptv, full=True)

    assert not report.complete
    assert of_kind(report).reasons == ("page 2 did not come",)
    assert ids(store) == ["a", "b"]


def test_a_complete_full_read_makes_absent_what_is_gone(store: Store, ptv: FakePtv) -> None:
    read(store, ptv, TWO)
    ptv.services.held = [service("b", of("889", "091"))]

    report = read(store, ptv, TWO, full=True)

    assert of_kind(report).counts == ReadCounts(unchanged=1, absent=1)
    assert ids(store) == ["b"]


def test_a_kind_that_is_down_is_told_and_the_others_are_read(store: Store, ptv: FakePtv) -> None:
    ptv.services.is_down = True

    report = read(store, ptv)

    assert [one.complete for one in report.kinds] == [False, True, True, True]
    assert "answered 503" in of_kind(report).reasons[0]
    assert ids(store, "service-channel") == ["c"]


def test_a_register_that_is_down_is_left_in_peace(store: Store, ptv: FakePtv) -> None:
    ptv.services.is_down = ptv.channels.is_down = True

    report = read(store, ptv, ReadScope.of([], ["19"]))

    assert len(ptv.services.asked) == 3
    assert ptv.channels.asked == []
    assert "27 part(s) were not tried" in of_kind(report).reasons
    assert not report.complete


def test_archived_ids_that_cannot_be_had_make_the_read_incomplete(
    store: Store, ptv: FakePtv, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, ptv)
    clock.advance(days=1)

    def fails(*, since: object) -> list[str]:
        raise read_fakes.down()

    monkeypatch.setattr(ptv.services, "archived_ids", fails)
    report = read(store, ptv)

    assert "what was archived of service could not be read" in of_kind(report).reasons[0]
    assert not report.complete


def test_unknown_fields_of_all_parts_are_counted_together(store: Store, ptv: FakePtv) -> None:
    ptv.services.held, ptv.services.drift = [service("a", of("889"))], {"newField": 2}

    report = read(store, ptv, BOTH)

    assert report.complete
    assert of_kind(report).drift == {"newField": 2 * len(BOTH.municipalities)}


def test_a_rejected_record_counts_once_and_stays(store: Store, ptv: FakePtv) -> None:
    read(store, ptv, BOTH)
    ptv.services.held, ptv.services.rejected = [service("a", of("889"))], ["b"]

    report = read(store, ptv, BOTH, full=True)

    assert report.complete
    assert of_kind(report).counts == ReadCounts(unchanged=1, rejected=1)
    assert of_kind(report).rejections[0].field == "type"
    assert ids(store) == ["a", "b"]


def test_a_record_that_a_second_reading_gives_again_counts_once(store: Store, ptv: FakePtv) -> None:
    ptv.services.held *= 2

    report = read(store, ptv)

    counts = of_kind(report).counts
    (verdict,) = store.catalogue.snapshots(kind="service")
    assert (counts.new, counts.unchanged) == (2, 0)
    assert verdict.items == 2


def test_what_came_before_a_read_was_stopped_is_kept_and_nothing_is_gone(
    store: Store, ptv: FakePtv
) -> None:
    read(store, ptv)
    ptv.services.held = [service("d", of("889"))]
    ptv.services.doubt = "page 2 could not be read"

    report = read(store, ptv, full=True)

    assert of_kind(report).reasons == ("page 2 could not be read",)
    assert ids(store) == ["a", "b", "d"]
