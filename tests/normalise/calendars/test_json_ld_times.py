"""When events in pages take place: days, times, series, schedules (events.md 5, 7.2)."""

from datetime import date

import pytest

from hytedata.models.window import Window
from hytedata.normalise.calendars.json_ld_schedule import MOST_OF_ONE
from tests.normalise.calendars.json_ld_made import codes, events, node, only, read, starts


@pytest.mark.parametrize(
    ("stated", "start"),
    [
        ("2027-03-03T10:00", "2027-03-03 10:00:00+02:00"),
        ("2027-03-03 10:00:00", "2027-03-03 10:00:00+02:00"),
        ("2027-06-03T10:00:00.000Z", "2027-06-03 13:00:00+03:00"),
        ("2027-03-03T10:00:00+0100", "2027-03-03 11:00:00+02:00"),
        ("2027-03-02T24:00", "2027-03-03 00:00:00+02:00"),
        ("2027-03-28T03:30", "2027-03-28 04:30:00+03:00"),
        ({"@type": "DateTime", "@value": "2027-03-03T10:00"}, "2027-03-03 10:00:00+02:00"),
        ("2027-03-03", "2027-03-03"),
    ],
)
def test_a_start_is_read_by_the_clock_in_finland(stated: object, start: str) -> None:
    assert str(only(startDate=stated).time.start) == start


def test_a_stated_last_day_is_inclusive_and_a_missing_end_stays_missing() -> None:
    days = only(startDate="2027-02-20", endDate="2027-02-21").time

    assert (days.start, days.end, days.all_day) == (date(2027, 2, 20), date(2027, 2, 21), True)
    assert only().time.end is None


def test_a_stated_duration_gives_the_end() -> None:
    timed = only(duration="PT1H30M").time
    days = only(startDate="2027-03-03", duration="P2D").time
    # A day by the clock on the wall: this one has 23 hours.
    short = only(startDate="2027-03-27T18:00", duration="P1D").time

    assert (str(timed.end), str(days.end)) == ("2027-03-03 11:30:00+02:00", "2027-03-04")
    assert str(short.end) == "2027-03-28 18:00:00+03:00"


@pytest.mark.parametrize(
    ("end", "code", "kept"),
    [
        ("2027-03-03T09:00", "end-before-start", None),
        ("2027-03-04", "end-of-another-kind", None),
        ("huomenna", "no-time", None),
        ("2027-03-03T10:00", "", "2027-03-03 10:00:00+02:00"),
    ],
)
def test_an_end_that_cannot_be_is_dropped_with_a_remark(
    end: str, code: str, kept: str | None
) -> None:
    event = only(endDate=end)

    assert codes(event) == ([code] if code else [])
    assert (str(event.time.end) if event.time.end else None) == kept


def test_a_day_with_the_clock_of_a_whole_one_is_told_and_not_guessed() -> None:
    event = only(startDate="2027-03-03T00:00", endDate="2027-03-03T23:59")

    assert (event.time.all_day, codes(event)) == (False, ["perhaps-all-day"])


@pytest.mark.parametrize(
    ("stated", "status", "online"),
    [
        ("https://schema.org/EventCancelled", "cancelled", None),
        ("http://schema.org/EventPostponed", "postponed", None),
        ("EventRescheduled", "rescheduled", None),
        ("eventscheduled", "scheduled", None),
        ({"@id": "schema:EventCancelled"}, "cancelled", None),
        (["EventScheduled", "EventPostponed"], "postponed", None),
        ("https://schema.org/EventMovedOnline", "scheduled", True),
    ],
)
def test_a_status_is_an_address_or_a_bare_word(
    stated: object, status: str, online: bool | None
) -> None:
    event = only(eventStatus=stated)

    assert (event.status, event.online) == (status, online)


def test_a_title_that_calls_it_off_counts_and_an_unknown_status_is_told() -> None:
    event = only(name="PERUTTU: Jumppa", eventStatus="Ehkä")

    assert (event.status, codes(event)) == ("cancelled", ["unknown-status", "cancelled-in-title"])


@pytest.mark.parametrize("missing", [None, "", "ensi viikolla", "2027-13-45", 7, "0001-01-01"])
def test_without_a_start_it_is_rejected_with_its_id(missing: object) -> None:
    found = read(node(startDate=missing))

    (rejection,) = found.rejections
    assert (found.events, rejection.field, rejection.name) == ((), "startDate", "Jumppa")
    assert rejection.ref.id.endswith("#event")


def test_parts_with_other_names_are_events_of_an_umbrella() -> None:
    parts = [
        {"@type": "Event", "name": "Avajaiset", "startDate": "2027-03-03T12:00"},
        {"@type": "Event", "name": "Tanssit", "startDate": "2027-03-03T12:00", "url": "/tanssit"},
    ]
    whole = node(name="Juhlat", location="Talo, Kajaani", subEvent=parts, offers={"price": 5})

    told = read(whole)
    found = events(whole)

    assert [(it.series_role, it.names["fi"]) for it in told.series] == [("umbrella", "Juhlat")]
    assert {(it.series_role, it.series_id) for it in found} == {("none", told.series[0].id)}
    assert {it.places[0].locality["fi"] for it in found} == {"Kajaani"}
    assert [it.is_free for it in found] == ["unknown", "unknown"]
    assert "https://kunta.test/tanssit" in {it.id for it in found}


def test_an_umbrella_of_series_is_read_down_to_its_occurrences() -> None:
    weekly = {"@type": "Event", "name": "Tanssit", "@id": "#tanssit"}
    weekly["subEvent"] = [{"startDate": f"2027-03-0{day}T12:00"} for day in (3, 4)]  # type: ignore[assignment]

    found = read(node(name="Juhlat", subEvent=[weekly]))

    assert [it.series_role for it in found.series] == ["series", "umbrella"]
    assert {it.series_id for it in found.events} == {found.series[0].id}


def test_what_is_called_off_as_a_whole_is_in_all_its_parts() -> None:
    parts = [{"startDate": "2027-03-03T12:00"}, {"startDate": "2027-03-04T12:00"}]

    found = events(node(eventStatus="EventCancelled", subEvent=parts))

    assert [it.status for it in found] == ["cancelled", "cancelled"]


def test_parts_that_tell_nothing_leave_the_event_itself() -> None:
    (references,) = events(node(subEvent=[{"@id": "https://kunta.test/muu"}]))
    (bare,) = events(node(subEvent=[{"name": "Jumppa"}], startDate="2027-03-03"))

    assert references.series_role == "none"
    assert codes(bare) == ["no-usable-part"]


def test_an_event_that_is_one_of_a_series_elsewhere_says_so() -> None:
    series = {"@type": "EventSeries", "@id": "https://kunta.test/sarja", "name": "Sarja"}

    assert only(superEvent=series).series_role == "occurrence"
    assert only(superEvent="https://kunta.test/sarja").series_id == "https://kunta.test/sarja"


def schedule(**properties: object) -> dict[str, object]:
    usual = {
        "@type": "Schedule",
        "startDate": "2027-03-15",
        "endDate": "2027-04-12",
        "repeatFrequency": "P1W",
        "byDay": "https://schema.org/Monday",
        "startTime": "13:00",
        "endTime": "14:30",
    }
    return usual | properties


def test_a_schedule_is_expanded_by_the_clock_on_the_wall_without_its_exceptions() -> None:
    found = events(node(eventSchedule=schedule(exceptDate=["2027-04-05", "2027-03-22T13:00"])))

    assert starts(found) == [
        "2027-03-15 13:00:00+02:00",
        "2027-03-29 13:00:00+03:00",
        "2027-04-12 13:00:00+03:00",
    ]
    assert {str(it.time.end)[11:16] for it in found} == {"14:30"}
    assert {it.series_role for it in found} == {"occurrence"}
    assert found[0].id.endswith("#event|2027-03-15T11:00:00Z")


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"repeatFrequency": "weekly", "repeatCount": 2}, 2),
        ({"repeatFrequency": None}, 5),
        ({"repeatFrequency": "P2W"}, 3),
        ({"repeatFrequency": "P1D", "byDay": None}, 29),
        ({"byDay": "MO,WE"}, 9),
        ({"repeatFrequency": "P1M", "byDay": ["2MO"], "endDate": "2027-12-31"}, 9),
        ({"repeatFrequency": "P1M", "byMonthWeek": 2, "endDate": "2027-12-31"}, 9),
        ({"repeatFrequency": "P1M", "byDay": None, "byMonthDay": 31, "endDate": None}, 6),
        ({"startTime": None, "endTime": None}, 5),
        ({"scheduleTimezone": "Europe/Stockholm"}, 5),
    ],
)
def test_schedules_say_it_in_many_ways(changes: dict[str, object], count: int) -> None:
    assert len(events(node(eventSchedule=schedule(**changes)))) == count


def test_the_zone_of_a_schedule_is_the_zone_of_its_clock() -> None:
    times = schedule(scheduleTimezone="Europe/Stockholm", repeatCount=1)

    (event,) = events(node(eventSchedule=times))

    assert str(event.time.start) == "2027-03-15 14:00:00+02:00"
    assert event.time.timezone == "Europe/Stockholm"


def test_a_schedule_without_end_stops_at_the_window_and_at_a_thousand() -> None:
    endless = schedule(repeatFrequency="P1D", byDay=None, endDate=None, startDate="2000-01-01")
    three = [endless, endless | {"startTime": "16:00"}, endless | {"startTime": "18:00"}]

    found = read(node(eventSchedule=three))

    assert len(found.events) == MOST_OF_ONE
    assert "more than 1000 occurrences" in found.reasons[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"repeatFrequency": "PT1H"},
        {"repeatFrequency": "P0D"},
        {"repeatFrequency": "joskus"},
        {"byDay": "PublicHolidays"},
        {"byMonthDay": 40},
        {"startTime": "iltapäivällä"},
        {"exceptDate": "juhannus"},
        {"endDate": "syksyllä"},
        {"startDate": "1066-10-14"},
    ],
)
def test_a_schedule_that_is_not_understood_leaves_the_event_itself(
    changes: dict[str, object],
) -> None:
    (event,) = events(node(eventSchedule=schedule(**changes)))

    assert (event.series_role, codes(event)) == ("none", ["schedule-unsupported"])
    assert str(event.time.start) == "2027-03-03 10:00:00+02:00"


def test_a_series_that_has_none_in_the_window_gives_none() -> None:
    later = Window.of(date(2027, 6, 1), date(2027, 7, 1))

    found = read(node(eventSchedule=schedule()), window=later)

    assert (found.events, found.series, found.rejections) == ((), (), ())
