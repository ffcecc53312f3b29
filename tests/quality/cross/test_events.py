from typing import Any

from tests.quality.cross.families import found_in, ids_in

READ = {"ptv": "all", "lipas": "all", "calendar": "all"}


def event(key: str, **told: Any) -> dict[str, Any]:
    place = {
        "id": "p1",
        "names": {"fi": "Otanmäen kylätalo"},
        "municipality": "205",
        "position": {"east": 520_000, "north": 7_110_000},
    }
    time = {"start": "2026-11-10T16:00:00+02:00"}
    base = {"of": "events:event", "id": key, "names": {"fi": "Kyläilta"}, "time": time}
    return {**base, "places": [place], **told}


def test_a_place_that_nobody_knows_is_told_once_of_its_first_event() -> None:
    later = {"start": "2026-11-12T16:00:00+02:00"}

    assert ids_in("X-MIS-011", records=[event("e2", time=later), event("e1")], read=READ) == ["e1"]


def test_a_whole_town_and_the_internet_are_no_unknown_places() -> None:
    town = [
        {
            "names": {"fi": "Kajaani"},
            "municipality": "205",
            "position": {"east": 520_000, "north": 7_110_000},
        }
    ]
    records = [event("e1", places=town), event("e2", places=[], online=True)]

    assert ids_in("X-MIS-011", records=records, read=READ) == []


def test_what_was_cancelled_fills_no_calendar() -> None:
    homes = {"calendar": ["205"]}

    empty = ids_in("X-MIS-012", records=[event("e1", status="cancelled")], read=READ, homes=homes)

    assert empty == ["205"]
    assert ids_in("X-MIS-012", records=[event("e1")], read=READ, homes=homes) == []


def test_a_calendar_that_was_not_read_is_not_called_empty() -> None:
    assert ids_in("X-MIS-012", homes={"calendar": ["205"]}, read={"ptv": "all"}) == []


def test_of_a_series_that_is_a_service_the_series_is_told_and_not_each_occurrence() -> None:
    name = {"fi": "Ikääntyneiden tasapainoryhmä"}
    area = {"type": "LimitedArea", "municipalities": ["205"]}
    service = {
        "of": "ptv:service",
        "id": "s1",
        "area": area,
        "language_versions": {"fi": {"name": name["fi"]}},
    }
    records = [
        service,
        event("series", names=name, series_role="series"),
        event("o1", names=name, series_role="occurrence", series_id="series"),
        event("o2", names=name, series_role="occurrence", series_id="elsewhere"),
    ]

    assert ids_in("X-DUP-021", records=records) == ["o2", "series"]


def test_a_calendar_of_which_a_part_was_read_has_no_orphans() -> None:
    lost = event("e1", series_role="occurrence", series_id="s9")

    other = event("s1", series_role="series")

    assert ids_in("X-SER-001", records=[lost, other], read={"calendar": ["205"]}) == []
    assert ids_in("X-SER-001", records=[lost, other], read={"calendar": "all"}) == ["e1"]


def test_a_calendar_that_keeps_no_series_as_records_has_lost_none() -> None:
    occurrence = event("e1|2026-11-10", series_role="occurrence", series_id="e1")

    assert ids_in("X-SER-001", records=[occurrence], read={"calendar": "all"}) == []


def test_a_possible_double_names_the_other_calendar() -> None:
    records = [event("e1", source="a"), event("e2", source="b", names={"fi": "Kylän ilta"})]

    ((ref, problem),) = found_in("X-DUP-022", records=records, doubles=[["a/e1", "b/e2", 0.9]])

    assert (ref.id, problem.about[0].id) == ("e1", "e2")
    assert (problem.params["calendar"], problem.params["likeness"]) == ("b", 90)
