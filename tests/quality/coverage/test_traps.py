"""The traps of hyte.md 10: each would make coverage say what is not so."""

from datetime import date
from typing import Any

from hytedata.quality.coverage import Count, CoverageRecords, coverage
from tests.quality.coverage.made import (
    ALL_READ,
    KAINUU,
    KAJAANI,
    KUHMO,
    SOTKAMO,
    counted,
    event,
    place,
    read,
    service,
)


def test_nationwide_services_fill_no_cell_and_are_counted_once() -> None:
    found = counted(service("kela", "finances", at=(), nationwide=True, provider="state"))

    cell = found.cell("finances", KAJAANI)
    assert (cell.count, cell.empty, cell.only) == (Count(), "nothing", ("nationwide",))
    assert found.nationwide["finances"] == 1


def test_a_nationwide_service_of_a_municipality_here_is_told_as_a_likely_mistake() -> None:
    ours = service("a", "guidance", at=(), nationwide=True, owner_municipality=KAJAANI)
    theirs = service("b", "guidance", at=(), nationwide=True, owner_municipality="091")

    assert counted(ours, theirs).nationwide_own == 1


def test_county_wide_services_count_in_each_municipality_and_are_marked() -> None:
    found = counted(
        service("a", "guidance", at=(), wide=frozenset(KAINUU), provider="county"),
        service("b", "guidance", at=KAJAANI, wide=frozenset(KAINUU)),
    )

    assert found.cell("guidance", KUHMO).count == Count(services=2, county_wide=2)
    assert found.cell("guidance", KAJAANI).count == Count(services=2, county_wide=1)
    assert found.cell("guidance", KUHMO).only == ("county-wide",)
    assert found.themes["guidance"].services == 2


def test_without_aland_means_without_aland() -> None:
    facts = (service("a", "finances", at=(), nationwide=True, without_aland=True),)
    records = CoverageRecords(services=facts)

    assert coverage(records, "91", date(2026, 11, 22)).nationwide["finances"] == 0
    assert coverage(records, "20", date(2026, 11, 22)).nationwide["finances"] == 1


def test_what_is_only_possible_is_in_no_cell() -> None:
    meals = service("a", at=KAJAANI, possible=frozenset({"nutrition"}))

    cell = counted(meals).cell("nutrition", KAJAANI)

    assert (cell.count, cell.possible) == (Count(), Count(services=1))
    assert (cell.empty, cell.only) == ("nothing", ("possible",))


def test_online_events_are_in_no_municipality() -> None:
    found = counted(event("e", "exercise", at=None, online=True), event("f", "exercise", at=None))

    assert found.cell("exercise", KAJAANI).count == Count()
    assert (found.online_events, found.unplaced_events) == (1, 1)


def test_services_that_are_only_online_are_told() -> None:
    found = counted(service("a", "self-care", only_online=True))

    assert found.cell("self-care", KAJAANI).only == ("online",)


def test_an_exhibition_is_not_counted_among_what_takes_place() -> None:
    found = counted(event("e", "culture", long_running=True), event("f", "culture"))

    assert found.cell("culture", KAJAANI).count == Count(events=1, long_running=1)


def test_one_event_alone_is_told_as_one_off_and_a_weekly_one_is_not() -> None:
    once = counted(event("e", "culture"))
    weekly = counted(*(event(f"w{week}", "culture", one_off=False) for week in range(4)))

    assert once.cell("culture", KAJAANI).only == ("one-off",)
    assert weekly.cell("culture", KAJAANI).only == ()
    assert weekly.cell("culture", KAJAANI).count.events == 4


def test_a_site_that_is_in_ptv_too_is_one_place() -> None:
    hall = place("1", "exercise", name="Kajaanin uimahalli")
    same = place("c", "exercise", "culture", source="ptv", name="Kajaanin uimahalli")
    other = place("d", "culture", source="ptv", name="Kirjasto", east=531_000)

    found = counted(hall, same, other)

    assert found.cell("exercise", KAJAANI).count.places == 1
    assert found.cell("culture", KAJAANI).count.places == 2
    assert found.merged_places == 1


def test_a_link_says_that_two_are_one_whatever_they_are_called() -> None:
    hall = place("1", "exercise", name="Vesiliikuntakeskus")
    same = place("c", "exercise", source="ptv", name="Uimahalli Kaukavesi", east=545_000)

    assert counted(hall, same).cell("exercise", KAJAANI).count.places == 2
    assert counted(hall, same, links={"c": "1"}).cell("exercise", KAJAANI).count.places == 1


def test_a_hall_and_its_field_stay_two_though_they_share_the_yard() -> None:
    hall = place("1", "exercise", name="Keskuskoulun liikuntasali")
    field = place("c", "exercise", source="ptv", name="Keskuskoulun kenttä")

    assert counted(hall, field).cell("exercise", KAJAANI).count.places == 2


def test_who_runs_the_site_provides_it_though_the_city_tells_of_it_in_ptv() -> None:
    club = place("1", "exercise", name="Kajaanin uimahalli", provider="association")
    city = place("c", "exercise", source="ptv", name="Kajaanin uimahalli")

    assert [*counted(club, city).cell("exercise", KAJAANI).by_provider] == ["association"]


def test_an_organisation_that_stands_twice_in_ptv_has_its_services_once() -> None:
    twice: dict[str, Any] = {
        "names": {"fi": "Vertaistukiryhmä"},
        "owner_key": "1234567-8",
        "provider": "association",
    }
    found = counted(
        service("a", "participation", owner="o1", **twice),
        service("b", "participation", owner="o2", **twice),
        service("c", "participation", owner="o3", **twice | {"owner_key": "7654321-0"}),
        service("d", "participation", owner="o1", at=SOTKAMO, **twice),
    )

    assert found.cell("participation", KAJAANI).count.services == 2
    assert found.doubled_services == 1


def test_in_a_bilingual_municipality_each_cell_is_told_per_language() -> None:
    sources = tuple(read(one.name, one.unit, codes=("905", "545")) for one in ALL_READ)
    found = counted(
        service("a", "exercise", at="905"),
        service("b", "exercise", at="905", languages=frozenset({"fi", "sv"})),
        county="Pohjanmaa",
        sources=sources,
    )

    assert {
        language: one.services for language, one in found.cell("exercise", "905").languages.items()
    } == {"fi": 2, "sv": 1}


def test_finnish_does_not_lack_where_swedish_is_the_only_language() -> None:
    found = counted(service("a", "exercise", at="478", languages=frozenset({"sv"})), county="91")

    assert found.cell("exercise", "478").languages == {}


def test_areas_of_before_2023_are_said_to_be_unclear_and_fill_no_cell() -> None:
    found = counted(service("a", "guidance", at=(), area_unclear=True))

    assert found.unclear_areas == 1
    assert found.themes["guidance"].services == 0


def test_culture_of_lipas_is_empty_by_construction_and_no_gap_of_places() -> None:
    found = counted(service("a", "culture"), place("1", "exercise"))

    assert found.cell("culture", KAJAANI).empty == ""


def test_nothing_ranks_municipalities_or_sums_themes() -> None:
    found = counted(service("a", "exercise", "nature"))

    told = set(found.model_dump()) | set(found.municipalities[0].model_dump())
    assert not told & {"score", "rank", "total", "sum"}
    assert sum(one.services for one in found.themes.values()) == 2
