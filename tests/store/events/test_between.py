"""What takes place in a span of time: windows, clocks, filters, order."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import shapely

from hytedata.errors import InputError, NotFound, RecordError
from hytedata.models.classification import ProviderVerdict, ThemeVerdict
from hytedata.models.common import Position
from hytedata.store import Catalogue, Store
from hytedata.store.catalogue import AreaCode, Entry, RecordClasses
from tests.store.conftest import Clock
from tests.store.events.made import (
    KAJAANI,
    at,
    entry,
    event,
    ids,
    names,
    place,
    put,
    ref,
    there,
    utc,
)

TODAY = date(2026, 4, 3)
TOMORROW = date(2026, 4, 4)


# --- the window --------------------------------------------------------------------------------


def test_a_day_is_that_of_finland_and_its_end_is_not_in_it(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("before midnight", at(4, 2, 23, 59)),
        event("first moment", at(4, 3, 0)),
        event("last minute", at(4, 3, 23, 59)),
        event("next midnight", at(4, 4, 0)),
        event("until midnight", at(4, 2, 22), at(4, 3, 0)),
        event("over midnight", at(4, 2, 22), at(4, 3, 1)),
    )

    assert ids(catalogue, TODAY, TOMORROW) == ["over midnight", "first moment", "last minute"]


def test_days_last_to_their_end_and_the_last_one_is_in_it(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("yesterday", date(2026, 4, 2)),
        event("to today", date(2026, 3, 30), date(2026, 4, 3)),
        event("tomorrow", date(2026, 4, 4)),
        event("today", date(2026, 4, 3)),
    )

    assert ids(catalogue, TODAY, TOMORROW) == ["to today", "today"]
    # The last minute of a day is still that day, and one moment more is not.
    evening = at(4, 3, 23, 59)
    assert ids(catalogue, evening, evening + timedelta(minutes=1)) == ["to today", "today"]
    assert ids(catalogue, at(4, 4, 0), at(4, 4, 1)) == ["tomorrow"]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
)
def test_a_day_is_as_long_as_its_clock_makes_it(
    catalogue: Catalogue, day: date, hours: int
) -> None:
    put(catalogue, event("1", day))

    (found,) = catalogue.events.between(day, day + timedelta(days=1))

    assert found.ends_at is not None
    assert found.ends_at - found.starts_at == timedelta(hours=hours)
    assert ids(catalogue, day - timedelta(days=1), day) == []
    assert ids(catalogue, day + timedelta(days=1), day + timedelta(days=2)) == []


def test_the_two_half_past_threes_of_autumn_are_told_apart(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("second", at(10, 25, 3, 30, fold=1)),
        event("first", at(10, 25, 3, 30)),
    )

    found = list(catalogue.events.between(date(2026, 10, 25), date(2026, 10, 26)))

    assert [(one.event.id, one.starts_at) for one in found] == [
        ("first", utc(10, 25, 0, 30)),
        ("second", utc(10, 25, 1, 30)),
    ]
    assert ids(catalogue, utc(10, 25, 1), utc(10, 25, 2)) == ["second"]


def test_what_states_no_end_counts_at_its_start_and_gets_none(catalogue: Catalogue) -> None:
    put(catalogue, event("1", at(4, 3)))

    (found,) = catalogue.events.between(TODAY, TOMORROW)

    assert found.ends_at is None
    assert ids(catalogue, at(4, 3, 18), at(4, 3, 19)) == ["1"]
    assert ids(catalogue, at(4, 3, 18, 1), at(4, 3, 19)) == []


def test_series_umbrellas_and_what_has_no_time_take_place_never(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("series", at(4, 3), series_role="series"),
        event("umbrella", at(4, 3), series_role="umbrella"),
        event("child", at(4, 3), series_role="none", series_id="umbrella"),
        event("deleted", at(4, 3), status="deleted"),
        event("postponed", status="postponed"),
    )

    assert ids(catalogue, TODAY, TOMORROW, include_cancelled=True) == ["child"]
    (found,) = catalogue.events.between(TODAY, TOMORROW)
    # It is an event of its own: its key is not that of the umbrella.
    assert found.key.startswith("kainuu|child|")


def test_occurrences_come_by_start_then_key_over_all_portions(catalogue: Catalogue) -> None:
    made = [event(f"{number:04}", at(4, 3, 8 + number % 3)) for number in range(1_000)]
    put(catalogue, *made)

    found = list(catalogue.events.between(TODAY, TOMORROW))

    assert len(found) == 1_000
    told = [(one.starts_at, one.key) for one in found]
    assert told == sorted(told)


def test_the_caller_may_write_while_it_reads(store: Store) -> None:
    put(store.catalogue, *(event(f"{number:03}", at(4, 3)) for number in range(400)))

    for count, one in enumerate(store.catalogue.events.between(TODAY, TOMORROW)):
        if count == 0:
            put(store.catalogue, event("zzz", at(4, 3)), mode="changes")
        last = one

    assert last.event.id == "zzz"


@pytest.mark.parametrize(
    ("start", "end", "selection", "told"),
    [
        (TOMORROW, TODAY, {}, "the window ends"),
        (TODAY, TODAY, {}, "the window ends"),
        (datetime(2026, 4, 3), TOMORROW, {}, "lacks its zone"),  # noqa: DTZ001 - that is what is wrong
        (TODAY, TOMORROW, {"municipality": "Nowhere"}, "municipality: no place is called"),
        (TODAY, TOMORROW, {"theme": "sports"}, "theme: there is no 'sports', only exercise"),
        (TODAY, TOMORROW, {"theme": []}, "theme: the list of themes is empty"),
        (TODAY, TOMORROW, {"source": []}, "source: the list of calendars is empty"),
        (TODAY, TOMORROW, {"is_free": True}, "is_free: there is no True, only yes, no, unknown"),
        (TODAY, TOMORROW, {"kinds": ["fair"]}, "kinds: there is no 'fair', only event"),
        (TODAY, TOMORROW, {"city": "205"}, "events know no 'city', only source"),
    ],
)
def test_a_wrong_question_is_refused_at_once_with_what_is_wrong(
    catalogue: Catalogue, start: date, end: date, selection: Any, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        catalogue.events.between(start, end, **selection)


# --- what is asked for ---------------------------------------------------------------------------


def test_a_municipality_is_where_the_evidence_says(store: Store) -> None:
    put(
        store.catalogue,
        entry(event("stated", at(4, 3)), municipalities=["205"]),
        event("found", at(4, 3)),
        event("elsewhere", at(4, 3)),
        event("nowhere", at(4, 3)),
    )
    place(store.catalogue, {"found": "205", "elsewhere": "765"})

    found = list(store.catalogue.events.between(TODAY, TOMORROW, municipality="Kajaani"))

    assert [one.event.id for one in found] == ["found", "stated"]
    assert {(one.municipality, one.county) for one in found} == {("205", "20")}
    assert ids(store.catalogue, TODAY, TOMORROW, county="20") == ["elsewhere", "found", "stated"]
    assert ids(store.catalogue, TODAY, TOMORROW, region="18", municipality="Sotkamo") == [
        "elsewhere",
        "found",
        "stated",
    ]


def test_a_former_municipality_is_told_as_that_of_today(catalogue: Catalogue) -> None:
    put(catalogue, entry(event("1", at(4, 3)), municipalities=["588"]))  # Pertunmaa

    (found,) = catalogue.events.between(TODAY, TOMORROW, municipality="Mäntyharju")

    assert (found.municipality, found.county) == ("507", "12")


def test_what_is_only_online_belongs_to_its_publishers_area_if_that_is_wanted(
    store: Store,
) -> None:
    county, town = AreaCode("county", "20"), AreaCode("municipality", "765")
    put(
        store.catalogue,
        entry(event("county", at(4, 3), online=True), area=[county]),
        entry(event("town", at(4, 3), online=True), area=[town]),
        entry(event("country", at(4, 3), online=True), nationwide=True),
        entry(event("hall", at(4, 3)), municipalities=["205"]),
    )

    here = ids(store.catalogue, TODAY, TOMORROW, municipality="205")
    online_too = list(
        store.catalogue.events.between(TODAY, TOMORROW, municipality="205", include_online=True)
    )

    assert here == ["hall"]
    assert [one.event.id for one in online_too] == ["country", "county", "hall"]
    assert [(one.municipality, one.area) for one in online_too] == [
        (None, ()),
        (None, ("county:20",)),
        ("205", ()),
    ]
    assert ids(store.catalogue, TODAY, TOMORROW, online=True) == ["country", "county", "town"]
    assert ids(store.catalogue, TODAY, TOMORROW, online=False) == ["hall"]


def test_what_is_known_by_its_municipality_alone_is_near_where_that_is_asked_for(
    store: Store,
) -> None:
    put(
        store.catalogue,
        event("in Kajaani", at(4, 3)),
        event("in Oulu", at(4, 3)),
        event("anywhere", at(4, 3)),
        entry(event("all Kajaani", at(4, 3)), whole_town=True),
    )
    place(store.catalogue, {"in Kajaani": "205", "in Oulu": "564", "all Kajaani": "205"})

    near = {"near": (KAJAANI, 20_000.0)}

    assert ids(store.catalogue, TODAY, TOMORROW, **near) == []
    assert ids(store.catalogue, TODAY, TOMORROW, include_whole_towns=True, **near) == [
        "all Kajaani",
        "in Kajaani",
    ]


def test_near_and_within_ask_for_exact_places(store: Store) -> None:
    def off(east: float, north: float) -> Position:
        return Position(east=KAJAANI.east + east, north=KAJAANI.north + north)

    put(
        store.catalogue,
        event("here", at(4, 3), position=KAJAANI),
        event("corner of the box", at(4, 3), position=off(900, 900)),
        event("edge", at(4, 3), position=off(1_000, 0)),
        event("nowhere", at(4, 3)),
        entry(event("town", at(4, 3), position=KAJAANI), whole_town=True),
    )
    east, north = KAJAANI.east, KAJAANI.north
    box = shapely.box(east - 1, north - 1, east + 950, north + 950)

    near = {"near": (KAJAANI, 1_000.0)}

    assert ids(store.catalogue, TODAY, TOMORROW, **near) == ["edge", "here"]
    assert ids(store.catalogue, TODAY, TOMORROW, include_whole_towns=True, **near) == [
        "edge",
        "here",
        "town",
    ]
    assert ids(store.catalogue, TODAY, TOMORROW, within=box, crs=3067) == [
        "corner of the box",
        "here",
    ]
    (town,) = (
        one for one in store.catalogue.events.between(TODAY, TOMORROW) if one.event.id == "town"
    )
    assert (town.position, town.whole_town) == (None, True)


def test_an_event_at_several_places_is_near_any_of_them(catalogue: Catalogue) -> None:
    far = Position(east=KAJAANI.east + 50_000, north=KAJAANI.north)
    one = event("walk", at(4, 3), position=far)
    both = one.model_copy(update={"places": (*one.places, *event("x", position=KAJAANI).places)})
    put(catalogue, both)

    assert ids(catalogue, TODAY, TOMORROW, near=(KAJAANI, 100.0)) == ["walk"]


def test_free_means_that_it_says_so(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("free", at(4, 3), is_free="yes"),
        event("paid", at(4, 3), is_free="no"),
        event("silent", at(4, 3)),
    )

    assert ids(catalogue, TODAY, TOMORROW, is_free="yes") == ["free"]
    assert ids(catalogue, TODAY, TOMORROW, is_free="unknown") == ["silent"]


def test_what_was_called_off_is_told_only_when_asked_for(catalogue: Catalogue) -> None:
    put(
        catalogue,
        event("cancelled", at(4, 3), status="cancelled"),
        event("postponed", at(4, 3), status="postponed"),
        event("rescheduled", at(4, 3), status="rescheduled"),
    )

    assert ids(catalogue, TODAY, TOMORROW) == ["rescheduled"]
    assert len(ids(catalogue, TODAY, TOMORROW, include_cancelled=True)) == 3


def test_kinds_sources_and_long_running_ones_can_be_asked_for(catalogue: Catalogue) -> None:
    put(catalogue, event("talk", at(4, 3)), event("course", at(4, 3), kind="course"))
    exhibition = event("show", at(1, 1), at(12, 31), source="pohde")
    put(catalogue, entry(exhibition, long_running=True), source="pohde")

    assert ids(catalogue, TODAY, TOMORROW, kinds=["course", "hobby"]) == ["course"]
    assert ids(catalogue, TODAY, TOMORROW, source="pohde") == ["show"]
    assert ids(catalogue, TODAY, TOMORROW, source=["pohde", "kainuu"], long_running=False) == [
        "course",
        "talk",
    ]
    assert ids(catalogue, TODAY, TOMORROW, long_running=True) == ["show"]


def test_themes_are_those_that_are_certain_unless_possible_ones_are_asked_for(
    store: Store,
) -> None:
    put(store.catalogue, event("gym", at(4, 3)), event("walk", at(4, 3)), event("talk", at(4, 3)))
    certain = ThemeVerdict(theme="exercise", strength="certain", evidence=())
    possible = certain.model_copy(update={"strength": "possible"})
    classes = {
        "gym": RecordClasses((certain,), ProviderVerdict(kind="parish")),
        "walk": RecordClasses((possible,)),
    }
    for some in store.catalogue.classes.waiting("rules", store.catalogue.kinds(kind="event")):
        store.catalogue.classes.put(
            "rules", [(one, classes.get(one.id, RecordClasses())) for one in some]
        )

    (gym,) = store.catalogue.events.between(TODAY, TOMORROW, theme="exercise")

    assert (gym.event.id, gym.themes, gym.provider) == ("gym", ("exercise",), "parish")
    either = list(
        store.catalogue.events.between(
            TODAY, TOMORROW, theme=["nature", "exercise"], include_possible_themes=True
        )
    )
    assert [(one.event.id, one.possible_themes) for one in either] == [
        ("gym", ()),
        ("walk", ("exercise",)),
    ]
    assert [one.id for one in store.catalogue.records(theme="exercise")] == ["gym"]
    assert store.catalogue.count(theme="exercise", include_possible_themes=True) == 2


# --- one of them ---------------------------------------------------------------------------------


def test_an_occurrence_is_found_by_its_key(store: Store) -> None:
    put(store.catalogue, event("1", at(4, 3), status="cancelled"))

    found = store.catalogue.events.get("kainuu|1|2026-04-03T15:00:00Z")

    assert names(found.sources) == [("kainuu", "1")]
    with pytest.raises(NotFound, match=r"occurrence kainuu\|2"):
        store.catalogue.events.get("kainuu|2|2026-04-03T15:00:00Z")


def test_an_event_of_other_models_is_told_with_the_way_on(catalogue: Catalogue) -> None:
    good = entry(event("1", at(4, 3)))
    put(catalogue, Entry(ref=ref("1"), hash="h", model=b'{"id": 1}', when=good.when))

    with pytest.raises(RecordError, match="hytedata read events --calendar kainuu --full"):
        list(catalogue.events.between(TODAY, TOMORROW))


# --- what is over --------------------------------------------------------------------------------


def test_what_is_over_is_forgotten_and_all_else_stays(store: Store, clock: Clock) -> None:
    clock.advance(days=10)
    put(
        store.catalogue,
        event("over", at(4, 1), at(4, 2, 23)),
        event("no end", at(4, 2, 23)),
        event("a day", date(2026, 4, 2)),
        event("over midnight", at(4, 2, 22), at(4, 3, 1)),
        event("coming", at(4, 5)),
        event("series", series_role="series"),
    )

    found = store.catalogue.events.forget_before(TODAY)

    assert (found.over, found.untimed) == (3, 0)
    assert sorted(there(store.catalogue)) == ["coming", "over midnight", "series"]
    assert store.catalogue.events.forget_before(TODAY, keep_days=2).over == 0


def test_a_series_is_forgotten_long_after_its_last_occurrence(store: Store) -> None:
    of_series: dict[str, Any] = {"series_role": "occurrence", "series_id": "ended"}
    of_other: dict[str, Any] = {"series_role": "occurrence", "series_id": "goes on"}
    put(
        store.catalogue,
        event("ended", series_role="series"),
        event("goes on", series_role="series"),
        event("1", at(3, 20), **of_series),
        event("2", at(6, 20), **of_other),
    )  # on 1.3.

    soon = store.catalogue.events.forget_before(date(2026, 3, 31))
    later = store.catalogue.events.forget_before(date(2026, 4, 2))

    assert (soon.over, soon.untimed, later.untimed) == (1, 0, 1)
    assert sorted(there(store.catalogue)) == ["2", "goes on"]


def test_days_that_are_kept_are_counted_back_from_the_day(catalogue: Catalogue) -> None:
    put(catalogue, event("1", at(4, 1)), event("2", at(3, 30)))

    found = catalogue.events.forget_before(TODAY, keep_days=3)

    assert (found.over, there(catalogue)) == (1, ["1"])
    with pytest.raises(InputError, match="keep_days: -1 is below 0"):
        catalogue.events.forget_before(TODAY, keep_days=-1)
