"""Rows of the table of properties that no other test states (events.md 4)."""

import pytest

from tests.normalise.calendars.icalendar_made import in_2027, only, starts, vevent


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("DTSTART:20270305T180000", "DURATION:PT1H30M", "2027-03-05 19:30:00+02:00"),
        ("DTSTART;VALUE=DATE:20270305", "DURATION:P2D", "2027-03-06"),
        # Days by the clock on the wall, hours as they pass: the night has 23, or 25.
        ("DTSTART:20270327T180000", "DURATION:P1D", "2027-03-28 18:00:00+03:00"),
        ("DTSTART:20270328T020000", "DURATION:PT2H", "2027-03-28 05:00:00+03:00"),
        ("DTSTART:20271031T020000", "DURATION:PT3H", "2027-10-31 04:00:00+02:00"),
    ],
)
def test_a_duration_gives_the_end(start: str, duration: str, end: str) -> None:
    assert f"{only(vevent(start, duration)).time.end}" == end


def test_an_until_in_utc_holds_for_a_zoned_series_over_the_change_of_the_clock() -> None:
    # The last one begins at 10:00 UTC, an hour earlier than those of winter.
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20270331T100000Z"

    found = in_2027(vevent("DTSTART;TZID=Europe/Helsinki:20270317T130000", rule))

    assert starts(found) == [
        "2027-03-17 13:00:00+02:00",
        "2027-03-24 13:00:00+02:00",
        "2027-03-31 13:00:00+03:00",
    ]


@pytest.mark.parametrize("name", ["LAST-MODIFIED", "DTSTAMP"])
@pytest.mark.parametrize("order", [1, -1])
def test_without_a_sequence_the_later_stamp_wins(name: str, order: int) -> None:
    old = vevent("DTSTART:20270303T130000", f"{name}:20270101T080000Z", summary="Vanha")
    new = vevent("DTSTART:20270304T130000", f"{name}:20270102T080000Z", summary="Uusi")

    assert only(*[old, new][::order]).names == {"fi": "Uusi"}


def test_a_description_may_stand_in_its_other_property_and_topics_are_kept() -> None:
    event = only(
        vevent(
            "DTSTART:20270305T180000",
            "X-ALT-DESC;FMTTYPE=text/html:<p>Tule <b>mukaan</b></p>",
            "CATEGORIES:Liikunta,Ikäihmiset",
            "URL:https://kunta.example/jumppa",
        )
    )

    assert event.description == {"fi": "Tule mukaan"}
    assert [it.labels["fi"] for it in event.keywords] == ["Liikunta", "Ikäihmiset"]
    assert event.page_url == "https://kunta.example/jumppa"


def test_latitude_stands_first_in_a_position() -> None:
    place = only(vevent("DTSTART:20270305T180000", "LOCATION:Talo", "GEO:64.2269;27.7287")).places[
        0
    ]

    assert place.position is not None
    assert round(place.position.north, -4) == 7_120_000
