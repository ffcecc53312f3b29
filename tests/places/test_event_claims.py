"""Where an event is: by code, point, postal code, names, and by its calendar at the very last."""

import pytest

from hytedata.models.common import LocalizedText, Position
from hytedata.models.event import Event, EventPlace
from hytedata.places.claims import PlaceClaims, claims_of
from hytedata.places.event_places import is_whole_town
from hytedata.places.evidence import ResolvedPlace, resolve_place
from hytedata.places.index import MunicipalityIndex
from tests.places.layers import at

# 091 south-west, 049 south-east, 889 north-west, 235 north-east, 10 km each; see `squares`.


def point(right_km: float, up_km: float) -> Position:
    east, north = at(right_km, up_km)
    return Position(east=east, north=north)


def event(*places: EventPlace, **more: object) -> Event:
    return Event(source="kunta", id="a", places=places, **more)


def place(name: str = "Halli", **more: object) -> EventPlace:
    return EventPlace(names={"fi": name}, **more)


def resolved(
    one: Event, squares: MunicipalityIndex, *, home: str | None = None
) -> list[ResolvedPlace]:
    codes = {"00100": "235", "00200": ("235", "049")}
    return [
        resolve_place(claims, squares, postal_codes=codes) for claims in claims_of(one, home=home)
    ]


def test_evidence_of_an_event_decides_in_the_order_of_all_others(
    squares: MunicipalityIndex,
) -> None:
    espoo: LocalizedText = {"fi": "Espoo"}
    all_of_it = {"position": point(2, 2), "postal_code": "00100", "locality": espoo}

    found = [
        resolved(event(place(**changes)), squares, home="205")[0]
        for changes in (
            all_of_it | {"municipality": "889"},
            all_of_it,
            {"postal_code": "00100", "locality": espoo},
            {"locality": espoo},
            {},
        )
    ]

    assert [one.municipality for one in found] == ["889", "091", "235", "049", "205"]
    assert [one.method for one in found] == ["code", "point", "postal-code", "name", "calendar"]
    assert found[0].confidence < found[1].confidence
    assert found[-1].confidence == 0.3


def test_every_disagreement_is_kept_but_with_the_calendar(squares: MunicipalityIndex) -> None:
    one = event(place(position=point(2, 2), locality={"fi": "Espoo"}))

    (found,) = resolved(one, squares, home="205")

    assert [(each.first, each.second) for each in found.conflicts] == [("point", "name")]
    assert [each.method for each in found.claims] == ["point", "name"]


def test_a_postal_code_in_two_municipalities_is_settled_by_the_locality(
    squares: MunicipalityIndex,
) -> None:
    one = event(place(postal_code="00200", locality={"fi": "Espoossa"}))

    (found,) = resolved(one, squares)

    assert (found.municipality, found.method, found.conflicts) == ("049", "name", ())


def test_and_else_by_the_home_of_its_calendar(squares: MunicipalityIndex) -> None:
    (found,) = resolved(event(place(postal_code="00200")), squares, home="049")

    assert (found.municipality, found.method, found.confidence) == ("049", "calendar", 0.4)


@pytest.mark.parametrize(
    ("names", "municipality"),
    [
        ({"fi": "Kajaanissa"}, "205"),
        ({"sv": "Kajana"}, "205"),
        ({"sv": "i Esbo", "en": "Somewhere"}, "049"),
        ({"fi": "Oulunsalo"}, "564"),
        ({"fi": "Urheilutalo, Kajaani"}, "205"),
        ({"fi": "Kuhmon kaupunki"}, "290"),
    ],
)
def test_names_are_understood_inflected_swedish_and_former(
    squares: MunicipalityIndex, names: LocalizedText, municipality: str
) -> None:
    (by_name,) = resolved(event(EventPlace(names=names)), squares)
    (by_locality,) = resolved(event(EventPlace(locality=names)), squares)

    assert by_name.municipality == municipality
    assert by_locality.municipality in (municipality, None)
    assert by_name.method == "name"


@pytest.mark.parametrize("name", ["Kajaanin pääkirjasto", "Oulun Kärpät", "205", "Tori"])
def test_a_house_that_is_named_after_a_town_is_no_evidence(name: str) -> None:
    assert claims_of(event(place(name))) == ()


def test_a_locality_that_nobody_knows_is_told(squares: MunicipalityIndex) -> None:
    (found,) = resolved(event(place(locality={"fi": "Keksitty"})), squares)

    assert found.municipality is None
    assert "Keksitty" in found.notes[0]


@pytest.mark.parametrize(
    ("made", "is_town"),
    [
        (place("Kajaani"), True),
        (place("Kajaanin kaupunki"), True),
        (EventPlace(names={"sv": "Kajana"}), True),
        (place("Kainuu"), True),
        (place("Kajaani", street={"fi": "Katu 1"}), False),
        (place("Kajaanin teatteri"), False),
        (EventPlace(locality={"fi": "Kajaani"}), False),
    ],
)
def test_a_town_without_a_street_is_no_place_in_it(made: EventPlace, is_town: bool) -> None:
    assert is_whole_town(made) == is_town


def test_the_middle_of_a_town_says_which_municipality_and_that_of_a_region_does_not(
    squares: MunicipalityIndex,
) -> None:
    (town,) = resolved(event(place("Espoo", position=point(12, 2))), squares)
    (region,) = resolved(event(place("Kainuu", position=point(12, 2))), squares)

    assert (town.municipality, town.method) == ("049", "point")
    assert (region.municipality, region.county, region.region) == (None, "20", "18")


def test_each_place_has_evidence_of_its_own() -> None:
    one = event(place(municipality="205"), place(municipality="091"))

    assert claims_of(one) == (PlaceClaims("205"), PlaceClaims("091"))


def test_what_is_only_online_is_nowhere_even_of_a_calendar_with_a_home() -> None:
    assert claims_of(event(online=True), home="205") == ()


def test_what_states_no_place_is_where_its_calendar_is_at_home() -> None:
    assert claims_of(event(), home="205") == (PlaceClaims(home="205"),)
    assert claims_of(event()) == ()
