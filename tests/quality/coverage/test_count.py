"""What a cell counts, and the three kinds of empty that are never told by one sign."""

import pytest

from hytedata.codes import UnknownPlace
from hytedata.quality.coverage import Count
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


def test_a_cell_counts_services_places_and_events() -> None:
    found = counted(
        service("a", "exercise"),
        place("1", "exercise"),
        place("2", "exercise", name="Muu kenttä", east=540_000),
        event("e", "exercise"),
        event("f", "nature"),
    )

    cell = found.cell("exercise", KAJAANI)
    assert cell.count == Count(services=1, places=2, events=1)
    assert cell.empty == ""
    assert {kind: one.total for kind, one in cell.by_provider.items()} == {
        "association": 1,
        "municipality": 3,
    }


def test_every_municipality_has_a_cell_of_each_theme() -> None:
    found = counted()

    assert [one.code for one in found.municipalities] == list(KAINUU)
    assert len(found.cells) == 12 * 8


def test_a_record_in_two_themes_counts_once_in_its_municipality() -> None:
    found = counted(service("a", "culture", "participation"))

    (kajaani,) = [one for one in found.municipalities if one.code == KAJAANI]
    assert kajaani.count.services == 1
    assert [found.cell(theme, KAJAANI).count.services for theme in ("culture", "participation")] \
        == [1, 1]  # fmt: skip


def test_a_route_through_two_municipalities_is_one_place_of_the_county() -> None:
    found = counted(place("1", "nature", at=(KAJAANI, SOTKAMO)))

    assert found.cell("nature", KAJAANI).count.places == 1
    assert found.cell("nature", SOTKAMO).count.places == 1
    assert found.themes["nature"].places == 1


def test_nothing_not_described_and_not_read_are_three_things() -> None:
    unread = (*ALL_READ[:3], read("kunta", "events", "no", [KUHMO], "timeout"))
    found = counted(
        place("1", "exercise", at=KAJAANI),
        sources=(*unread, read("muu", "events", codes=[KAJAANI, SOTKAMO])),
    )

    assert found.cell("exercise", KAJAANI).empty == "not-described"
    assert found.cell("exercise", SOTKAMO).empty == "nothing"
    assert found.cell("exercise", KUHMO).empty == "not-read"
    assert found.cell("exercise", KUHMO).unread == ("events",)


def test_without_ptv_no_cell_says_that_nothing_is_described() -> None:
    found = counted(place("1", "exercise"), sources=ALL_READ[2:])

    cell = found.cell("exercise", KAJAANI)
    assert (cell.empty, cell.unread) == ("not-read", ("services",))
    assert {one.empty for one in found.cells} == {"not-read"}


def test_a_read_that_broke_off_makes_no_cell_empty() -> None:
    found = counted(sources=(read("ptv", "services", "partly"), *ALL_READ[1:]))

    assert {one.empty for one in found.cells} == {"not-read"}
    assert found.sources[0].municipalities == KAINUU


def test_what_an_earlier_read_gave_still_counts() -> None:
    found = counted(sources=(read("ptv", "services", "stale"), *ALL_READ[1:]))

    assert {one.empty for one in found.cells} == {"nothing"}
    assert found.sources[0].state == "stale"


def test_a_municipality_that_no_calendar_covers_was_not_read_for_events() -> None:
    found = counted(sources=(*ALL_READ[:3], read("kunta", "events", codes=[KAJAANI])))

    assert found.cell("safety", KAJAANI).empty == "nothing"
    assert found.cell("safety", SOTKAMO).unread == ("events",)


def test_kinds_of_providers_that_show_nothing_are_named() -> None:
    found = counted(service("a", "exercise"), event("e", "culture"))

    (kajaani,) = [one for one in found.municipalities if one.code == KAJAANI]
    assert kajaani.silent == ("county", "parish")


def test_who_describes_a_theme_elsewhere_is_told_of_an_empty_cell() -> None:
    county = {"provider": "county", "owner_names": {"fi": "Kainuun hyvinvointialue"}}
    found = counted(
        service("a", "nutrition", at=(KAJAANI, SOTKAMO), owner="hva", **county),
        service("b", "nutrition", at=KAJAANI, owner="town"),
    )

    (neighbour,) = found.cell("nutrition", KUHMO).neighbours
    assert (neighbour.owner, neighbour.municipalities) == ("hva", 2)
    assert found.cell("nutrition", KAJAANI).neighbours == ()


def test_what_lies_outside_the_county_is_left_out() -> None:
    found = counted(service("a", "exercise", at="091"), event("e", "exercise", at="091"))

    assert found.themes["exercise"] == Count()


def test_a_place_that_is_no_county_is_refused_with_what_is_near() -> None:
    with pytest.raises(UnknownPlace):
        counted(county="Kajaaninseutu")
