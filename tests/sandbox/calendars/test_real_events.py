"""What happens in the world of the sandbox, whatever day it is."""

from datetime import date, timedelta
from math import cos, hypot, radians

import pytest

from hytedata.sandbox.calendars.happening import share_of
from hytedata.sandbox.calendars.real_events import happenings
from hytedata.sandbox.world import World
from hytedata.sandbox.world.tables import municipalities

NAMES = ("seutu", "yhdistykset", "mallila", "kylat")
DAYS = [date(2026, 11, 22) + timedelta(days=day) for day in range(7)] + [
    date(2027, 3, 27),
    date(2027, 10, 31),
    date(2028, 2, 28),
]


@pytest.mark.parametrize("today", DAYS)
def test_there_is_free_exercise_near_kajaani_on_the_day_and_in_the_week(today: date) -> None:
    kajaani = municipalities()["205"]
    near = [
        event
        for event in share_of("seutu", happenings(today))
        if event.category == "Liikunta"
        and event.is_free
        and event.position is not None
        and distance_m(event.position, (kajaani.lon, kajaani.lat)) < 20_000
        and 0 <= (event.start.date() - today).days < 7
    ]

    assert {event.start.date() for event in near} >= {today, today + timedelta(days=1)}


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * cos(radians(one[1]))
    return hypot(east, one[1] - other[1]) * 111_195


def test_keys_differ_within_each_calendar() -> None:
    world = World(scale="country")
    real = happenings(DAYS[0], world.calendar_municipalities)

    for name in NAMES:
        keys = [event.key for event in share_of(name, real)]
        assert len(keys) == len(set(keys)) > 0


def test_every_place_lies_well_within_its_municipality() -> None:
    for each in happenings(DAYS[0], municipalities()):
        if (position := each.event.position) is not None:
            row = municipalities()[each.event.municipality]
            assert distance_m(position, (row.lon, row.lat)) <= row.radius_m


def test_one_event_is_in_several_calendars_with_and_without_an_id_of_its_own() -> None:
    several = [each for each in happenings(DAYS[0]) if len(each.shown) > 1]

    shared = [each for each in several if any("origin" in it for it in each.shown.values())]
    assert len(shared) >= 2
    assert len(several) - len(shared) >= 5


def test_every_sort_of_event_is_there() -> None:
    events = [each.event for each in happenings(DAYS[0])]

    assert {event.kind for event in events} == {"event", "course", "volunteering"}
    assert {event.status for event in events} == {"scheduled", "cancelled", "postponed"}
    assert any(event.online for event in events)
    assert any(event.all_day and (event.end - event.start).days > 60 for event in events)
    assert any(event.weeks > 1 for event in events)
    assert {True, False} <= {event.is_free for event in events}
