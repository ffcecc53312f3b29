"""Reading calendars into the store: full and incremental, what becomes absent, and what never."""

from datetime import timedelta

import pytest

from hytedata.errors import InputError
from hytedata.models.event import Event, EventTime
from hytedata.runs.events.read import read_events
from hytedata.runs.progress import silent
from hytedata.runs.read_report import KindReport, ReadReport
from hytedata.store import Store
from hytedata.store.catalogue import ReadCounts
from tests.runs.events.fake_calendars import FakeCalendar, FakeCalendars, config, down, event, table
from tests.runs.read_fakes import START, Clock

FEED = table(kind="icalendar")


@pytest.fixture
def kunta() -> FakeCalendar:
    return FakeCalendar(held=[event("a"), event("b"), event("c", 5)])


@pytest.fixture
def calendars(kunta: FakeCalendar) -> FakeCalendars:
    return FakeCalendars(kunta=kunta)


class Reader:
    def __init__(self, store: Store, clock: Clock, calendars: FakeCalendars) -> None:
        self._store, self._clock, self._calendars = store, clock, calendars
        self.config = config()

    def all(self, **options: object) -> tuple[ReadReport, ...]:
        return read_events(
            self.config,
            self._store,
            silent,
            now=self._clock,
            opened=self._calendars,
            **options,  # type: ignore[arg-type]
        )

    def __call__(self, **options: object) -> KindReport:
        """Read the one calendar."""
        (report,) = self.all(**options)
        return report.kinds[0]

    def night(self) -> KindReport:
        """Read it a day later, in full."""
        self._clock.advance(hours=24)
        return self()


@pytest.fixture
def read(store: Store, clock: Clock, calendars: FakeCalendars) -> Reader:
    return Reader(store, clock, calendars)


def ids(store: Store, source: str = "kunta") -> list[str]:
    return [one.id for one in store.catalogue.records(source=source, kind="event")]


def test_events_come_into_the_catalogue_as_they_are(store: Store, read: Reader) -> None:
    report = read()

    assert report.complete
    assert report.counts == ReadCounts(new=3)
    assert [*store.catalogue.models(Event)] == [event("a"), event("b"), event("c", 5)]


def test_what_is_asked_for_reaches_from_yesterday_to_a_year_ahead(
    read: Reader, kunta: FakeCalendar
) -> None:
    (report,) = read.all()

    (asked,) = kunta.asked
    assert asked.window.start == START.replace(hour=0) - timedelta(days=1, hours=2)
    assert (asked.window.end - asked.window.start).days in (365, 366)
    assert report.scope == "2026-02-28 to 2027-02-28"
    assert report.source == "kunta"


# --- in full, or what changed -------------------------------------------------------------------


def test_the_next_read_asks_for_changes_with_an_overlap(
    read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    read()
    clock.advance(hours=3)

    report = read()

    since = kunta.asked[-1].since
    assert report.modes == ("changes",)
    assert since is not None
    assert abs(START - timedelta(hours=2) - since) < timedelta(seconds=1)


def test_changes_are_put_and_tombstones_take_away(
    store: Store, read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    read()
    clock.advance(hours=3)
    kunta.changed, kunta.gone = [event("a", names={"fi": "Toinen"})], ("b", "never-seen")

    report = read()

    assert report.counts == ReadCounts(changed=1, absent=1)
    assert ids(store) == ["a", "c"]


def test_a_full_read_is_due_every_night(read: Reader, clock: Clock) -> None:
    modes: list[str] = []
    for _ in range(9):
        modes += read().modes
        clock.advance(hours=6)

    assert modes == ["full", *["changes"] * 3, "full", *["changes"] * 3, "full"]


def test_a_calendar_that_tells_no_changes_is_always_read_in_full(read: Reader) -> None:
    read.config = config(FEED)
    read()

    assert read().modes == ("full",)


@pytest.mark.parametrize("options", [{"full": True}, {"end": (START + timedelta(days=400)).date()}])
def test_a_full_read_can_be_asked_for_and_a_longer_window_needs_one(
    read: Reader, options: dict[str, object]
) -> None:
    read()

    assert read(**options).modes == ("full",)


def test_changes_are_read_from_the_last_complete_read_on(
    read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    read()
    clock.advance(hours=2)
    kunta.doubt = "page 2 did not come"
    read()
    clock.advance(hours=2)
    kunta.doubt = ""

    read()

    before, last = (one.since for one in kunta.asked[-2:])
    assert before == last


# --- what becomes absent ------------------------------------------------------------------------


def test_a_full_read_takes_away_what_is_no_longer_published(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    del kunta.held[1]

    report = read.night()

    assert report.counts == ReadCounts(unchanged=2, absent=1)
    assert ids(store) == ["a", "c"]


def test_only_what_lies_in_the_covered_span_can_be_missed(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    kunta.held = [event(f"e{day}", day) for day in range(2, 9)]
    read()
    kunta.held = [one for one in kunta.held if one.id in ("e3", "e5")]
    kunta.covered = (START + timedelta(days=3), START + timedelta(days=5))

    read.night()

    assert ids(store) == ["e2", "e3", "e5", "e6", "e7", "e8"]


def test_a_calendar_that_covers_nothing_for_certain_takes_nothing_away(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    kunta.held, kunta.covers_nothing = kunta.held[:1], True

    report = read.night()

    assert report.complete
    assert ids(store) == ["a", "b", "c"]


def test_an_incomplete_read_takes_nothing_away(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    kunta.held, kunta.doubt = kunta.held[:1], "page 2 did not come"

    report = read.night()

    assert report.reasons == ("page 2 did not come",)
    assert ids(store) == ["a", "b", "c"]


def test_an_event_that_cannot_be_used_any_more_stays_as_it_was(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    del kunta.held[1]
    kunta.rejected = ["b"]

    report = read.night()

    assert report.counts == ReadCounts(unchanged=2, rejected=1)
    assert ids(store) == ["a", "b", "c"]


def test_an_event_that_lost_its_time_is_kept_without_an_occurrence(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    kunta.held[0] = event("a", time=EventTime(), status="postponed")

    report = read.night()

    assert report.counts.changed == 1
    assert store.catalogue.get(event("a").ref).status == "postponed"


# --- a calendar that empties overnight ----------------------------------------------------------


def test_a_calendar_that_empties_overnight_is_believed_the_second_night(
    store: Store, read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    read()
    kunta.held = []

    first = read.night()
    kept = ids(store)
    clock.advance(hours=3)
    soon = read()
    clock.advance(hours=18)
    second = read()

    assert (first.complete, soon.complete, second.complete) == (False, False, True)
    assert first.reasons[0].startswith("emptied: 3 of 3 coming events are missing at once")
    assert kept == ["a", "b", "c"]
    assert ids(store) == []
    assert second.counts.absent == 3


def test_a_calendar_that_comes_back_loses_nothing_and_the_suspicion_ends(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    held = kunta.held
    read()
    kunta.held = []
    read.night()
    kunta.held = held

    back = read.night()
    kunta.held = []
    again = read.night()

    assert back.complete
    assert not again.complete
    assert ids(store) == ["a", "b", "c"]


def test_a_read_that_fails_in_between_neither_confirms_nor_clears(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    read()
    kunta.held = []
    read.night()
    kunta.fails_after = 0

    failed = read.night()
    kunta.fails_after = None
    confirmed = read.night()

    assert not failed.complete
    assert confirmed.complete
    assert ids(store) == []


@pytest.mark.parametrize(("left", "is_believed"), [(3, False), (4, False), (5, True), (8, True)])
def test_more_than_half_of_many_is_too_much_at_once(
    store: Store, read: Reader, kunta: FakeCalendar, left: int, is_believed: bool
) -> None:
    kunta.held = [event(f"e{number}") for number in range(10)]
    read()
    kunta.held = kunta.held[:left]

    report = read.night()

    assert report.complete == is_believed
    assert len(ids(store)) == (left if is_believed else 10)


def test_what_is_over_does_not_count_as_lost(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    kunta.held = [*(event(f"e{number}", 0) for number in range(9)), event("later", 20)]
    read()
    kunta.held = kunta.held[-1:]

    report = read.night()

    assert report.complete


def test_an_empty_calendar_that_was_always_empty_is_nothing_odd(
    read: Reader, kunta: FakeCalendar
) -> None:
    kunta.held = []

    assert read().complete
    assert read.night().complete


# --- what is over -----------------------------------------------------------------------------


def test_what_was_over_before_the_first_day_is_forgotten(
    store: Store, read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    kunta.held = [event("a", 1), event("b", 9)]
    read()
    kunta.held = kunta.held[1:]
    clock.advance(days=4)

    report = read()

    assert report.complete
    assert ids(store) == ["b"]
    assert store.catalogue.count(source="kunta", include_absent=True) == 1


def test_a_calendar_that_is_not_read_keeps_what_it_wants_kept(
    store: Store, read: Reader, calendars: FakeCalendars, clock: Clock
) -> None:
    calendars.calendars["muu"] = FakeCalendar(held=[event("x", 1, source="muu")])
    read.config = config(table("kunta"), table("muu", past_days=30))
    read.all()
    clock.advance(days=4)

    read.all(calendars=["kunta"])

    assert ids(store, "muu") == ["x"]


# --- trouble ------------------------------------------------------------------------------------


def test_trouble_with_one_calendar_does_not_stop_the_next(
    store: Store, read: Reader, calendars: FakeCalendars
) -> None:
    good = FakeCalendar(held=[event("x", source="hyva")])
    calendars.calendars |= {"rikki": FakeCalendar(fails_after=0), "hyva": good}
    calendars.refused["kunta"] = InputError("calendars need icalendar, which is not installed")
    read.config = config(table("kunta"), table("rikki"), table("hyva"))

    reports = read.all()

    assert [one.source for one in reports] == ["kunta", "rikki", "hyva"]
    assert [one.complete for one in reports] == [False, False, True]
    assert "not installed" in reports[0].kinds[0].reasons[0]
    assert "answered 503" in reports[1].kinds[0].reasons[0]
    assert ids(store, "hyva") == ["x"]


def test_what_came_before_an_outage_is_kept(
    store: Store, read: Reader, kunta: FakeCalendar
) -> None:
    kunta.fails_after = 1

    report = read()

    assert not report.complete
    assert report.counts == ReadCounts(new=2)
    assert ids(store) == ["a", "b"]


def test_a_read_that_is_killed_takes_nothing_away_and_the_next_is_full(
    store: Store, read: Reader, kunta: FakeCalendar, clock: Clock
) -> None:
    read()
    clock.advance(hours=24)
    kunta.held, kunta.fails_after, kunta.error = kunta.held[:2], 1, KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        read()
    kunta.fails_after = None

    report = read()

    assert report.modes == ("full",)
    assert ids(store) == ["a", "b"]


def test_unknown_fields_are_counted(read: Reader, kunta: FakeCalendar) -> None:
    kunta.drift = {"Event.novelty": 2}

    assert read().drift == {"Event.novelty": 2}


def test_only_the_calendars_that_are_named_are_read(read: Reader, calendars: FakeCalendars) -> None:
    calendars.calendars["muu"] = FakeCalendar()
    read.config = config(table("kunta"), table("muu"))

    read.all(calendars=["MUU "])

    assert calendars.opened == ["muu"]


def test_a_calendar_that_is_not_configured_is_told_with_those_that_are(read: Reader) -> None:
    with pytest.raises(InputError, match=r"'muu'; there are: kunta"):
        read.all(calendars=["muu"])


def test_without_a_calendar_the_error_shows_the_block_to_paste(read: Reader) -> None:
    read.config = read.config.model_copy(update={"calendar": ()})

    with pytest.raises(InputError) as caught:
        read.all()

    assert "[[calendar]]" in str(caught.value)
    assert "hytedata events probe" in str(caught.value)


def test_a_window_of_more_than_two_years_is_refused(read: Reader) -> None:
    with pytest.raises(InputError, match="730 days"):
        read.all(end=(START + timedelta(days=800)).date())


def test_the_outage_is_noted_in_the_store(store: Store, read: Reader, kunta: FakeCalendar) -> None:
    kunta.fails_after, kunta.error = 0, down()

    read()

    (verdict,) = store.catalogue.snapshots(source="kunta")
    assert not verdict.complete
    assert "answered 503" in verdict.reasons[0]
