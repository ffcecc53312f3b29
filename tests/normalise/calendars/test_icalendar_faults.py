"""Feeds with something wrong: one bad event never stops the others, and nothing is endless."""

from datetime import date, datetime, timedelta

import pytest

from hytedata.errors import InputError
from hytedata.normalise.calendars.icalendar import FeedCalendar
from tests.normalise.calendars.icalendar_made import (
    FACTS,
    codes,
    feed,
    in_2027,
    only,
    read,
    starts,
    vevent,
)

NAIVE = datetime.fromisoformat("2027-02-01T00:00:00")
GOOD = vevent("DTSTART:20270305T180000", uid="good", summary="Hyvä")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (vevent(uid="bad"), "DTSTART"),
        (vevent("DTSTART:nyt", uid="bad"), "DTSTART"),
        (vevent("DTSTART:20270301T100000", "RRULE:FREQ=JOSKUS", uid="bad"), "RRULE"),
        (vevent("DTSTART:20270301T100000", "RRULE:FREQ=SECONDLY", uid="bad"), "RRULE"),
        (vevent("DTSTART:20270301T100000", "RRULE:FREQ=DAILY;INTERVAL=0", uid="bad"), "RRULE"),
    ],
)
def test_a_bad_event_is_rejected_with_its_id_and_the_others_are_read(bad: str, field: str) -> None:
    found = in_2027(bad, GOOD)

    (rejection,) = found.rejections
    assert [event.id for event in found.events] == ["good"]
    assert (rejection.ref.id, rejection.field) == ("bad", field)


def test_a_feed_that_cannot_be_read_as_a_whole_is_read_event_by_event() -> None:
    content = feed("not a line", vevent("DTSTART:20270301T100000", uid="bad"), GOOD)

    found = FeedCalendar(content, FACTS).between(date(2027, 1, 1), date(2028, 1, 1))

    assert {event.id for event in found.events} == {"bad", "good"}


def test_a_feed_that_was_cut_off_gives_what_is_whole_and_says_so() -> None:
    content = feed(GOOD, vevent("DTSTART:20270301T100000", uid="lost"))[:-30]

    found = FeedCalendar(content, FACTS).between(date(2027, 1, 1), date(2028, 1, 1))

    assert [event.id for event in found.events] == ["good"]
    assert found.reasons == ("the feed ends before its calendar does",)


def test_a_recurrence_without_end_stops_at_the_window_and_at_a_thousand() -> None:
    rule = "RRULE:FREQ=DAILY;BYHOUR=8,10,12"
    calendar = read(vevent("DTSTART:20200101T080000", rule))

    found = calendar.between(date(2027, 1, 1), date(2028, 1, 1))

    assert len(found.events) == 1000
    assert found.reasons == ("a@kunta.example has more than 1000 occurrences in the window",)


def test_a_window_of_more_than_two_years_is_cut_and_said_so() -> None:
    calendar = read(vevent("DTSTART:20270101T080000", "RRULE:FREQ=YEARLY"))

    found = calendar.between(date(2027, 1, 1), date(2037, 1, 1))

    assert len(found.events) == 2
    assert "24 months" in found.reasons[0]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2027, 2, 1), date(2027, 2, 1)),
        (NAIVE, NAIVE + timedelta(days=1)),
    ],
)
def test_an_empty_window_and_a_time_without_zone_are_refused(start: date, end: date) -> None:
    calendar = read(GOOD)

    with pytest.raises(InputError):
        calendar.between(start, end)


def test_an_event_without_uid_gets_an_id_that_stays() -> None:
    lines = vevent("DTSTART:20270305T180000", uid="")

    first, second = only(lines), only(lines)

    assert first.id == second.id
    assert first.id.startswith("no-uid-")
    assert codes(first) == ["uid-missing"]


def test_two_events_with_one_uid_are_not_taken_for_one_silently() -> None:
    found = in_2027(vevent("DTSTART:20270305T180000"), vevent("DTSTART:20270306T180000"))

    assert len(found.events) == 1
    assert [rejection.field for rejection in found.rejections] == ["UID"]


def test_an_event_that_is_not_public_is_not_shown() -> None:
    found = in_2027(vevent("DTSTART:20270305T180000", "CLASS:PRIVATE"), GOOD)

    assert [event.id for event in found.events] == ["good"]
    assert "not public" in found.rejections[0].reason


def test_properties_that_cannot_be_read_cost_only_themselves() -> None:
    event = only(vevent("DTSTART:20270305T180000", "GEO:here", "SEQUENCE:x", "LOCATION:Talo"))

    assert event.places[0].names == {"fi": "Talo"}
    assert codes(event) == ["unreadable", "unreadable"]


def test_positions_that_cannot_be_right_are_not_kept() -> None:
    swapped = only(vevent("DTSTART:20270305T180000", "GEO:28.3893;64.1306"))
    zero = only(vevent("DTSTART:20270305T180000", "GEO:0;0"))

    assert codes(swapped) == ["swapped-coordinates"]
    assert codes(zero) == ["no-position"]
    assert not swapped.places


def test_scripts_and_contact_data_do_not_come_through() -> None:
    event = only(
        vevent(
            "DTSTART:20270305T180000",
            "DESCRIPTION:<p>Tule&nbsp\\;mukaan</p><script>alert(1)</script> anna@kunta.example",
            "ORGANIZER;CN=Anna Esimerkki:mailto:anna@kunta.example",
            "ATTENDEE;CN=Matti Malli:mailto:matti@kunta.example",
            "CONTACT:Anna Esimerkki\\, 040 123 4567",
        )
    )

    told = event.model_dump_json()
    assert "Tule mukaan" in event.description["fi"]
    assert not any(word in told for word in ("alert", "Anna", "anna@", "Matti", "123 4567"))
    assert codes(event) == ["person-dropped"]


def test_a_status_word_in_the_title_cancels_with_a_remark() -> None:
    event = only(vevent("DTSTART:20270305T180000", summary="PERUTTU: Jumppa"))

    assert event.status == "cancelled"
    assert codes(event) == ["cancelled-in-title"]


def test_the_uid_of_the_events_calendar_is_no_id() -> None:
    page = "https://kunta.example/tapahtuma/jumppa/"
    lines = vevent("DTSTART:20270305T180000", f"URL:{page}", uid="17-1-2@kunta.example")

    event = only(lines, head=("PRODID:-//Kunta - ECPv6.0//NONSGML v1.0//EN",))

    assert (event.id, event.origin_ids) == (page, (page,))


def test_several_calendars_in_one_file_are_all_read() -> None:
    content = feed(GOOD) + feed(vevent("DTSTART:20270306T180000", uid="other"))

    found = FeedCalendar(content, FACTS).between(date(2027, 1, 1), date(2028, 1, 1))

    assert starts(found) == ["2027-03-05 18:00:00+02:00", "2027-03-06 18:00:00+02:00"]
