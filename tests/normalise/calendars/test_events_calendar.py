"""Rows of The Events Calendar become events (events.md 3)."""

import json
from datetime import date
from pathlib import Path

import pytest

from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.normalise.calendars.events_calendar import normalise_row
from tests.normalise.calendars.icalendar_made import FACTS, codes


def row(**changes: object) -> dict[str, object]:
    """A row, with these fields changed."""
    plain: dict[str, object] = {
        "id": 1,
        "status": "publish",
        "url": "https://kunta.example/tapahtuma/jumppa/",
        "title": "Jumppa",
        "all_day": False,
        "start_date": "2027-01-13 13:00:00",
        "end_date": "2027-01-13 14:00:00",
        "timezone": "Europe/Helsinki",
        "venue": [],
        "organizer": [],
    }
    return plain | changes


def event(**changes: object) -> Event:
    """The event of such a row."""
    found = normalise_row(row(**changes), FACTS).result
    assert isinstance(found, Event)
    return found


@pytest.fixture(scope="module")
def sample(shared: Path) -> list[Event]:
    page = json.loads((shared / "reference/event-samples/tribe_events_page.json").read_text())
    read = [normalise_row(it, FACTS) for it in page["events"]]
    assert not any(it.unknown for it in read)
    return [it.result for it in read if isinstance(it.result, Event)]


def test_the_sample_has_an_event_a_whole_weekend_and_an_occurrence(sample: list[Event]) -> None:
    exercise, winter, coffee = sample

    assert exercise.names == {"fi": "Tuolijumppa – ikäihmisille"}
    assert (winter.time.start, winter.time.end) == (date(2027, 2, 20), date(2027, 2, 21))
    assert coffee.id == "https://tapahtumat.example/tapahtuma/muistikahvila/|2027-01-13T11:00:00Z"
    assert (coffee.series_role, coffee.places) == ("occurrence", ())


def test_the_sample_says_what_is_free_what_costs_and_what_is_not_known(
    sample: list[Event],
) -> None:
    assert [it.is_free for it in sample] == ["yes", "unknown", "no"]
    assert [(it.lowest, it.highest) for it in sample[2].prices] == [(5.0, 8.0)]


def test_the_sample_keeps_place_topics_and_organisers_without_contacts(
    sample: list[Event],
) -> None:
    exercise, _, coffee = sample

    assert exercise.places[0].postal_code == "87100"
    assert exercise.places[0].position is not None
    assert [(it.scheme, it.id) for it in exercise.keywords] == [
        ("categories", "liikunta"),
        ("tags", "ikaihmiset"),
    ]
    assert [it["fi"] for it in coffee.organizers] == [
        "Kuvitteellinen muistiyhdistys ry",
        "Keksitty seurakunta",
    ]
    assert "info@" not in exercise.model_dump_json()
    assert "+358" not in exercise.model_dump_json()


@pytest.mark.parametrize(
    ("zone", "start", "code"),
    [
        ("Europe/Helsinki", "2027-07-13 13:00:00+03:00", []),
        ("UTC+2", "2027-07-13 13:00:00+03:00", ["manual-offset"]),
        ("UTC+0", "2027-07-13 13:00:00+03:00", ["manual-offset"]),
        ("UTC", "2027-07-13 13:00:00+03:00", ["manual-offset"]),
        ("UTC+5:30", "2027-07-13 10:30:00+03:00", []),
        ("UTC+5.5", "2027-07-13 10:30:00+03:00", []),
        ("UTC-3", "2027-07-13 19:00:00+03:00", []),
        ("Olematon/Paikka", "2027-07-13 13:00:00+03:00", ["unknown-timezone"]),
        ("", "2027-07-13 13:00:00+03:00", []),
    ],
)
def test_local_times_are_read_by_the_zone_of_the_site(
    zone: str, start: str, code: list[str]
) -> None:
    found = event(start_date="2027-07-13 13:00:00", end_date=None, timezone=zone)

    assert f"{found.time.start}" == start
    assert found.time.end is None
    assert codes(found) == code


@pytest.mark.parametrize(
    ("cost", "values", "expected"),
    [
        ("", [], "unknown"),
        ("", ["0"], "yes"),
        ("Ilmainen", ["0"], "yes"),
        ("Maksuton", [], "yes"),
        ("5 €", ["5"], "no"),
        ("0–5 €", ["0", "5"], "no"),
        ("Kysy hinta", [], "unknown"),
        ("Ilmainen", ["5"], "unknown"),
        ("5 €", ["0"], "unknown"),
        ("Vapaaehtoinen maksu", ["x"], "unknown"),
    ],
)
def test_free_is_said_only_where_it_is_certain(cost: str, values: list[str], expected: str) -> None:
    found = event(cost=cost, cost_details={"currency_symbol": "€", "values": values})

    assert found.is_free == expected


@pytest.mark.parametrize(
    ("venue", "names"),
    [
        ([], []),
        ({"venue": "Talo &amp; piha"}, ["Talo & piha"]),
        ([{"venue": "Talo"}, {"venue": "Sali"}], ["Talo", "Sali"]),
        (None, []),
        ("Talo", []),
    ],
)
def test_a_venue_is_an_object_a_list_or_nothing(venue: object, names: list[str]) -> None:
    assert [it.names["fi"] for it in event(venue=venue).places] == names


def test_a_position_is_read_from_texts_and_refused_where_it_cannot_be() -> None:
    good = event(venue={"venue": "Talo", "geo_lat": "64.2269", "geo_lng": "27.7287"})
    swapped = event(venue={"venue": "Talo", "geo_lat": 27.7287, "geo_lng": 64.2269})

    assert good.places[0].position is not None
    assert swapped.places[0].position is None
    assert codes(swapped) == ["swapped-coordinates"]


def test_what_may_be_a_person_is_no_organiser() -> None:
    found = event(organizer=[{"organizer": "Matti Meikäläinen", "email": "m@kunta.example"}])

    assert found.organizers == ()
    assert codes(found) == ["person-dropped"]
    assert "Meikäläinen" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("PERUTTU: Jumppa", "cancelled"),
        ("Jumppa &#8211; inställt", "cancelled"),
        ("Jumppa (siirretty)", "postponed"),
        ("Jumppa, ei peruttu", "scheduled"),
        ("Jumppa", "scheduled"),
    ],
)
def test_the_title_says_what_is_cancelled(title: str, status: str) -> None:
    assert event(title=title).status == status


@pytest.mark.parametrize(
    ("number", "url", "series"),
    [
        (10000217, "/tapahtuma/kahvila-2027-01-13/", "/tapahtuma/kahvila/"),
        (10000217, "/tapahtuma/kahvila/2027-01-13/2/", "/tapahtuma/kahvila/"),
        (17, "/tapahtuma/kahvila/2027-01-13/", "/tapahtuma/kahvila/"),
        (17, "/tapahtuma/joulumarkkinat-2027-12-05/", ""),
    ],
)
def test_occurrences_are_known_by_their_series_and_start(
    number: int, url: str, series: str
) -> None:
    found = event(id=number, url=f"https://kunta.example{url}")

    expected = f"https://kunta.example{series}" if series else ""
    assert found.series_id == expected
    assert found.id == (f"{expected}|2027-01-13T11:00:00Z" if series else str(number))


def test_an_image_is_an_object_or_false() -> None:
    assert event(image=False).images == ()
    assert [it.url for it in event(image={"url": "https://k.example/a.jpg"}).images] == [
        "https://k.example/a.jpg"
    ]


def test_lineage_tells_where_an_imported_event_comes_from() -> None:
    found = event(global_id="a?id=1", global_id_lineage=["b?id=7", "a?id=1"])

    assert found.origin_ids == ("b?id=7", "a?id=1", "https://kunta.example/tapahtuma/jumppa/")


def test_scripts_do_not_come_through() -> None:
    found = event(description="<p>Tule</p><script>alert(1)</script>", excerpt="<b>Hei</b>")

    assert (found.description, found.summary) == ({"fi": "Tule"}, {"fi": "Hei"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_date": "2027-13-13 13:00:00"}, "start_date"),
        ({"start_date": None}, "start_date"),
        ({"title": ""}, "title"),
        ({"id": None}, "id"),
    ],
)
def test_a_row_without_what_it_needs_is_rejected(changes: dict[str, object], field: str) -> None:
    found = normalise_row(row(**changes), FACTS).result

    assert isinstance(found, Rejection)
    assert found.field == field


def test_a_row_that_is_no_object_is_rejected() -> None:
    assert isinstance(normalise_row("jumppa", FACTS).result, Rejection)


def test_odd_values_cost_only_themselves_and_new_fields_are_counted() -> None:
    read = normalise_row(row(cost=["5"], is_virtual=True), FACTS)

    assert isinstance(read.result, Event)
    assert codes(read.result) == ["odd-value"]
    assert read.unknown == ("is_virtual",)


def test_an_end_before_the_start_is_dropped() -> None:
    found = event(end_date="2027-01-12 14:00:00")

    assert found.time.end is None
    assert codes(found) == ["end-before-start"]
