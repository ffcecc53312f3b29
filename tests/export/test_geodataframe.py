"""Records and borders as frames: order and number kept, columns always the same."""

import sys
from datetime import UTC, datetime

import pytest
import shapely

from hytedata import InputError, LocationOfInterest, SportsSite, to_geodataframe
from hytedata.export.geodataframe import BORDER_COLUMNS, COLUMNS, borders_to_geodataframe
from hytedata.models.common import Position
from hytedata.models.ptv import (
    Addresses,
    ServiceLocation,
    ServiceLocationTexts,
    SourcedPosition,
    StreetAddress,
)
from hytedata.models.site_geometry import GeometryKind, SiteGeometry
from tests.export.map.borders import borders

WHEN = datetime(2026, 3, 1, tzinfo=UTC)
RING = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0))
HOLE = ((5.0, 1.0), (6.0, 1.0), (6.0, 2.0), (5.0, 1.0))


def site(number: int = 1, geometry: SiteGeometry | None = None, code: int = 2150) -> SportsSite:
    return SportsSite(
        lipas_id=number,
        event_date=WHEN,
        status="active",
        names={"fi": "Halli", "sv": "Hall"},
        type_code=code,
        owner=None,
        admin=None,
        municipality="911",
        geometry=geometry,
    )


def location(*places: Position) -> ServiceLocation:
    streets = tuple(
        StreetAddress(municipality="091", positions=(SourcedPosition(position=one, source="NLS"),))
        for one in places
    )
    return ServiceLocation(
        id="a",
        status="Published",
        language_versions={"en": ServiceLocationTexts(name="Hall")},
        location=Addresses(street=streets),
    )


def test_records_of_all_kinds_keep_their_order_and_number() -> None:
    interest = LocationOfInterest(
        id="b", event_date=None, status="active", category="outdoor", type="unheard-of"
    )

    frame = to_geodataframe([site(7), location(), interest, site(2)])

    assert frame["id"].tolist() == ["7", "a", "b", "2"]
    assert frame["kind"].tolist() == ["sports-site", "service-channel", "loi", "sports-site"]
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs.to_epsg() == 3067
    assert frame.geometry.isna().all()


def test_a_site_has_names_type_and_the_codes_of_today() -> None:
    frame = to_geodataframe([site()], language="sv")

    row = frame.iloc[0]
    assert (row["name_fi"], row["name_sv"], row["name_en"]) == ("Halli", "Hall", None)
    assert (row["type"], row["type_name"]) == ("2150", "Idrottssal")
    assert (row["municipality"], row["county"]) == ("541", "14")  # Valtimo is part of Nurmes
    assert row["modified_at"] == WHEN


def test_a_type_that_is_not_known_has_no_name() -> None:
    frame = to_geodataframe([site(code=1)])

    assert frame["type_name"].tolist() == [None]


@pytest.mark.parametrize(
    ("kind", "parts", "wkt"),
    [
        ("point", (((1.0, 2.0),),), "POINT (1 2)"),
        ("point", ((((1.0, 2.0)),), (((3.0, 4.0)),)), "MULTIPOINT (1 2, 3 4)"),
        ("route", (RING[:2], RING[1:3]), "MULTILINESTRING ((0 0, 9 0), (9 0, 9 9))"),
        ("area", (RING,), "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))"),
    ],
)
def test_geometries_are_whole(kind: GeometryKind, parts: tuple[object, ...], wkt: str) -> None:
    rings = tuple((one, HOLE) if kind == "area" else (one,) for one in parts)
    if kind == "point":
        rings = tuple((one,) if isinstance(one[0], tuple) else ((one,),) for one in parts)  # type: ignore[index]

    frame = to_geodataframe([site(geometry=SiteGeometry(kind=kind, parts=rings))])

    assert shapely.equals_exact(frame.geometry[0], shapely.from_wkt(wkt))


def test_a_service_location_is_at_all_its_addresses() -> None:
    one, other = (Position(east=400_000.0 + at, north=7_000_000.0) for at in (0, 500))

    frame = to_geodataframe([location(one, other)], position=True)

    row = frame.iloc[0]
    assert row.geometry.wkt == "MULTIPOINT ((400000 7000000), (400500 7000000))"
    assert row["position"].wkt == "POINT (400000 7000000)"
    assert (row["municipality"], row["name_en"]) == ("091", "Hall")


def test_a_position_stands_for_a_geometry_where_it_is_asked_for() -> None:
    places = SiteGeometry(kind="point", parts=((((400_000.0, 7_000_000.0),),),))

    frame = to_geodataframe([site(geometry=places), site(2)], position=True)

    assert frame["position"].crs.to_epsg() == 3067
    assert frame["position"].isna().tolist() == [False, True]
    assert frame.geometry.name == "geometry"


def test_no_records_make_a_frame_with_all_columns() -> None:
    frame = to_geodataframe([])

    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert len(frame) == 0


def test_borders_have_names_and_the_codes_around_them() -> None:
    frame = to_geodataframe(borders())

    assert list(frame.columns) == [*BORDER_COLUMNS, "geometry"]
    espoo = frame.set_index("code").loc["049"]
    assert (espoo["name_sv"], espoo["county"], espoo["region"]) == ("Esbo", "03", "01")
    assert frame.geometry.area.sum() == pytest.approx(400e6)


def test_borders_of_counties_have_no_region() -> None:
    frame = borders_to_geodataframe(borders().counties())

    assert frame["county"].tolist() == frame["code"].tolist()
    assert frame["region"].isna().all()


def test_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="not of str"):
        to_geodataframe(["x"])  # type: ignore[list-item]


def test_without_geopandas_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)

    with pytest.raises(InputError, match=r"hytedata\[geo\]"):
        to_geodataframe([])
