"""Municipality of a place from all that is known of it, with every disagreement kept."""

import pytest

from hytedata.models.common import Position
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.ptv import Addresses, Organisation, Service, ServiceLocation
from hytedata.models.ptv.address import OtherAddress, SourcedPosition, StreetAddress
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.claims import PlaceClaims, claims_of
from hytedata.places.evidence import METHODS, Conflict, resolve_place, resolve_places
from hytedata.places.index import MunicipalityIndex
from hytedata.places.located import Share
from tests.places.layers import at

# 091 south-west, 049 south-east, 889 north-west, 235 north-east, 10 km each; see `squares`.


def point(right_km: float, up_km: float) -> Position:
    east, north = at(right_km, up_km)
    return Position(east=east, north=north)


def route(*places: tuple[float, float]) -> SiteGeometry:
    return SiteGeometry(kind="route", parts=((tuple(at(*place) for place in places),),))


def test_a_code_and_a_point_that_agree_are_certain(squares: MunicipalityIndex) -> None:
    found = resolve_place(PlaceClaims("889", point(2, 12)), squares)

    assert (found.municipality, found.county, found.region) == ("889", "19", "17")
    assert (found.method, found.confidence, found.conflicts) == ("code", 1.0, ())
    assert found.shares == (Share("889", "19", 1.0),)


def test_a_code_with_a_point_elsewhere_stays_and_the_disagreement_is_kept(
    squares: MunicipalityIndex,
) -> None:
    found = resolve_place(PlaceClaims("889", point(2, 7)), squares)

    assert (found.municipality, found.method, found.confidence) == ("889", "code", 0.45)
    assert found.conflicts == (Conflict("code", "point", ("889",), ("091",), 3000.0),)


@pytest.mark.parametrize(("km_south", "conflicts"), [(0.15, 0), (0.25, 1)])
def test_a_point_just_across_the_border_contradicts_nothing(
    squares: MunicipalityIndex, km_south: float, conflicts: int
) -> None:
    found = resolve_place(PlaceClaims("889", point(2, 10 - km_south)), squares)

    assert found.municipality == "889"
    assert len(found.conflicts) == conflicts
    assert found.confidence == (0.45 if conflicts else 0.9)


def test_evidence_decides_in_a_fixed_order(squares: MunicipalityIndex) -> None:
    postal_codes = {"00100": "235"}
    whole = PlaceClaims("889", point(2, 2), "00100", "Espoo")
    without_code = PlaceClaims(None, point(2, 2), "00100", "Espoo")
    without_point = PlaceClaims(None, None, "00100", "Espoo")
    name = PlaceClaims(name="Espoo")

    found = [
        resolve_place(one, squares, postal_codes=postal_codes)
        for one in (whole, without_code, without_point, name)
    ]

    assert [one.municipality for one in found] == ["889", "091", "235", "049"]
    assert [one.method for one in found] == list(METHODS[:4])
    assert [one.confidence for one in found] == [0.45, 0.8, 0.5, 0.5]
    assert len(found[0].conflicts) == 6
    assert [claim.method for claim in found[0].claims] == list(METHODS[:4])


def test_a_former_code_is_taken_as_its_successor_and_told(squares: MunicipalityIndex) -> None:
    found = resolve_place(PlaceClaims("588"))

    assert (found.municipality, found.conflicts) == ("507", ())
    assert found.notes == ("588: Pertunmaa became part of Mäntyharju (507) on 2025-01-01",)


def test_a_name_that_several_have_decides_nothing_but_what_they_share() -> None:
    found = resolve_place(PlaceClaims(name="Kainuu"))

    assert (found.municipality, found.method, found.confidence) == (None, None, 0.0)
    assert (found.county, found.region) == ("20", "18")
    assert "which one?" in found.notes[0]


def test_an_ambiguous_name_confirms_a_code_that_is_among_its_meanings() -> None:
    found = resolve_place(PlaceClaims("205", name="Kainuu"))

    assert (found.municipality, found.conflicts) == ("205", ())


def test_a_route_has_a_share_in_each_municipality_that_it_crosses(
    squares: MunicipalityIndex,
) -> None:
    found = resolve_place(PlaceClaims("049", route((7, 5), (11, 5))), squares)

    assert (found.municipality, found.method, found.conflicts) == ("049", "code", ())
    assert [(one.municipality, round(one.share, 3)) for one in found.shares] == [
        ("091", 0.75),
        ("049", 0.25),
    ]


def test_a_route_that_touches_its_stated_municipality_nowhere_is_a_disagreement(
    squares: MunicipalityIndex,
) -> None:
    found = resolve_place(PlaceClaims("889", route((7, 5), (11, 5))), squares)

    assert found.conflicts == (Conflict("code", "point", ("889",), ("049", "091"), 5000.0),)
    assert found.shares == (Share("889", "19", 1.0),)


def test_without_boundaries_a_position_says_nothing() -> None:
    found = resolve_place(PlaceClaims("889", point(2, 2)))

    assert (found.municipality, found.confidence, found.conflicts) == ("889", 0.9, ())


def test_nothing_known_is_an_answer_without_a_place(squares: MunicipalityIndex) -> None:
    empty = resolve_place(PlaceClaims(), squares)
    unknown = resolve_place(PlaceClaims("999", postal_code="00000"), postal_codes={"00100": "091"})

    assert (empty.municipality, empty.shares) == (None, ())
    assert (unknown.municipality, len(unknown.notes)) == (None, 2)


def test_many_are_resolved_as_each_alone(squares: MunicipalityIndex) -> None:
    claims = [
        PlaceClaims("889", point(2, 7)),
        PlaceClaims(),
        PlaceClaims("049", route((7, 5), (11, 5))),
        PlaceClaims(None, point(500 - 400, 300)),
        PlaceClaims("091", point(-1, 5)),
    ]

    together = resolve_places(claims, squares)

    assert together == tuple(resolve_place(one, squares) for one in claims)
    assert together[4].claims[1].said == "offshore by 1000 m"


def site(geometry: SiteGeometry | None) -> SportsSite:
    return SportsSite(
        lipas_id=1, event_date=None, status="active", names={"fi": "Latu"}, type_code=4402,
        owner=None, admin=None, municipality="889", postal_code="91600", postal_office="OULU",
        geometry=geometry,
    )  # fmt: skip


def test_claims_of_records_are_what_they_state() -> None:
    trail, there = route((1, 1), (2, 2)), point(1, 1)
    street = StreetAddress(
        postal_code="91600", municipality="889",
        positions=(SourcedPosition(position=there, source="User"),),
    )  # fmt: skip
    addresses = Addresses(street=(street,), other=(OtherAddress(postal_code="00100"),))
    loi = LocationOfInterest(
        id="x", event_date=None, status="active", category="c", type="t", geometry=trail
    )

    assert claims_of(site(trail)) == (PlaceClaims("889", trail, "91600"),)
    assert claims_of(loi) == (PlaceClaims(place=trail),)
    assert claims_of(ServiceLocation(id="a", location=addresses)) == (
        PlaceClaims("889", there, "91600"),
        PlaceClaims(postal_code="00100"),
    )
    assert claims_of(Organisation(id="o", type="Municipality", municipality="091")) == (
        PlaceClaims("091"),
    )
    assert claims_of(Service(id="s", type="Service")) == ()
