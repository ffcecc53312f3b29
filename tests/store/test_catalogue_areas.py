"""What the catalogue gives of an area is what one would choose by hand, record by record."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.codes import AmbiguousPlace, municipality
from hytedata.errors import InputError
from hytedata.models.common import Completeness, Position
from hytedata.models.ptv import Addresses, AvailabilityArea, Record, Service, ServiceLocation
from hytedata.models.ptv.address import OtherAddress, SourcedPosition, StreetAddress
from hytedata.models.site_geometry import GeometryKind, SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.places.area_filter import AreaFilter
from hytedata.places.shapes import Bounds, bounds_of, drawn, shape_of
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.store import Catalogue

WEST, SOUTH = 400_000.0, 7_200_000.0
CODES = ("889", "785", "091", "205", "478")
"""In the counties 19, 19, Helsinki, 20 and Åland, and the regions 17, 17, 01, 18 and 21."""

NOW = datetime(2026, 3, 1, tzinfo=UTC)
KM = st.integers(0, 10)
Model = SportsSite | ServiceLocation | Service


def at(right_km: float, up_km: float) -> tuple[float, float]:
    return WEST + right_km * 1000, SOUTH + up_km * 1000


def site(number: int, kind: GeometryKind | None, *places: tuple[float, float]) -> SportsSite:
    vertices = [at(*place) for place in places]
    match kind:
        case None:
            geometry = None
        case "point":
            parts = tuple(((vertex,),) for vertex in vertices)
            geometry = SiteGeometry(kind="point", parts=parts)
        case "route":
            geometry = SiteGeometry(kind="route", parts=((tuple(vertices),),))
        case "area":
            ring = (*vertices, vertices[0])
            geometry = SiteGeometry(kind="area", parts=((ring,),))
    return SportsSite(
        lipas_id=number, event_date=None, status="active", names={"fi": "X"}, type_code=1110,
        owner=None, admin=None, municipality=CODES[number % len(CODES)], geometry=geometry,
    )  # fmt: skip


def location(key: str, area: AvailabilityArea | None, *places: tuple[float, float]) -> Record:
    positions = [
        SourcedPosition(position=Position(east=east, north=north), source="User")
        for east, north in (at(*place) for place in places)
    ]
    streets = tuple(StreetAddress(municipality="785", positions=(one,)) for one in positions[:1])
    others = tuple(OtherAddress(positions=(one,)) for one in positions[1:])
    return ServiceLocation(id=key, area=area, location=Addresses(street=streets, other=others))


def meant_for(kind: str, *codes: str) -> AvailabilityArea:
    return AvailabilityArea(type="LimitedArea", **{kind: codes})


SITES = (
    site(1, "point", (1, 1)),
    site(2, "point", (5, 5), (9, 1)),
    site(3, "route", (0, 0), (10, 10)),
    site(4, "route", (0, 10), (3, 10), (3, 6)),
    site(5, "area", (2, 2), (8, 2), (8, 8), (2, 8)),
    site(6, "area", (6, 0), (7, 0), (7, 1)),
    site(7, None),
)
RECORDS: tuple[Record, ...] = (
    location("a", None, (1, 1)),
    location("b", meant_for("municipalities", "889"), (5, 5), (0, 9)),
    location("c", meant_for("wellbeing_services_counties", "19")),
    Service(id="d", type="Service", area=meant_for("municipalities", "889", "091")),
    Service(id="e", type="Service", area=meant_for("wellbeing_services_counties", "19")),
    Service(id="f", type="Service", area=meant_for("regions", "17", "18")),
    Service(id="g", type="Service", area=AvailabilityArea(type="WholeCountry")),
    Service(id="h", type="Service", area=AvailabilityArea(type="WholeCountryExceptAland")),
    Service(id="i", type="Service"),
)


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    with Catalogue.open("sqlite://", now=lambda: NOW, create=True) as made:
        entries = [*map(entry_of_site, SITES), *map(entry_of_record, RECORDS)]
        for source, kind in {(one.ref.source, one.ref.kind) for one in entries}:
            with made.reading(source, kind, "all") as reading:
                for one in entries:
                    if (one.ref.source, one.ref.kind) == (source, kind):
                        reading.put(one)
                reading.finish(Completeness(complete=True, items=1))
        yield made


boxes = st.tuples(KM, KM, KM, KM).map(
    lambda box: shapely.box(*at(box[0], box[1]), *at(box[0] + box[2] / 2, box[1] + box[3] / 2))
)
triangles = st.tuples(KM, KM, KM, KM, KM, KM).map(
    lambda km: shapely.Polygon([at(*km[:2]), at(*km[2:4]), at(*km[4:])])
)
circles = st.tuples(KM, KM, st.integers(1, 8000)).map(
    lambda km: (Position(east=at(*km[:2])[0], north=at(*km[:2])[1]), float(km[2]))
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "municipality": st.lists(st.sampled_from(CODES), min_size=1, max_size=3),
        "county": st.sampled_from(("19", "20", "90", "91")),
        "region": st.sampled_from(("17", "18", "Uusimaa", "21")),
        "within": boxes | triangles,
        "near": circles,
        "include_nationwide": st.booleans(),
        "include_county_wide": st.booleans(),
    },
)


def chosen_by_hand(one: Record | SportsSite, asked: dict[str, Any]) -> bool:
    names = {"municipality", "county", "region"} & asked.keys()
    shape = shape_of(one)
    if "within" in asked:
        within = shapely.make_valid(asked["within"])  # a box of no size is a point or a line
        if shape is None or not within.intersects(shape):
            return False
    if "near" in asked:
        centre, metres = asked["near"]
        point = shapely.Point(centre.east, centre.north)
        if shape is None or point.distance(shape) > metres:
            return False
    return not names or _is_of(one, _members(asked), asked)


def _members(asked: dict[str, Any]) -> set[str]:
    region = {"Uusimaa": "01"}.get(asked.get("region", ""), asked.get("region"))
    return {
        code
        for code in (one.code for one in _all())
        if code in asked.get("municipality", ())
        or municipality(code).county.code == asked.get("county")
        or municipality(code).region.code == region
    }


def _all() -> tuple[Any, ...]:
    from hytedata.codes import municipalities

    return municipalities()


def _is_of(one: Record | SportsSite, members: set[str], asked: dict[str, Any]) -> bool:
    if isinstance(one, SportsSite):
        return one.municipality in members
    stated: set[str | None] = set()
    if isinstance(one, ServiceLocation):
        stated = {place.municipality for place in one.location.street}
    area: AvailabilityArea | None = getattr(one, "area", None)
    if stated & members or area is None:
        return bool(stated & members)
    if area.is_nationwide:
        on_mainland = any(municipality(code).region.code != "21" for code in members)
        wanted = area.type == "WholeCountry" or on_mainland
        return wanted and bool(asked.get("include_nationwide"))
    wide = [{it.code for it in _all() if it.region.code == code} for code in area.regions]
    wide += [
        {it.code for it in _all() if it.county.code == code}
        for code in area.wellbeing_services_counties
    ]
    if not asked.get("include_county_wide", True):
        wide = [each for each in wide if each <= members]
    return any(each & members for each in [*wide, set(area.municipalities)])


@given(asked=filters)
def test_the_catalogue_gives_what_would_be_chosen_by_hand(
    catalogue: Catalogue, asked: dict[str, Any]
) -> None:
    stated = {**asked, "crs": "EPSG:3067"}

    found = {one.id for one in catalogue.records(**stated)}

    everything: tuple[Record | SportsSite, ...] = (*SITES, *RECORDS)
    assert found == {one.ref.id for one in everything if chosen_by_hand(one, asked)}
    wanted = AreaFilter.of(**stated)
    assert found == {one.ref.id for one in everything if wanted.holds(one)}
    assert catalogue.count(**stated) == len(found)


@given(asked=filters)
@settings(max_examples=20)
def test_models_are_chosen_as_records_are(catalogue: Catalogue, asked: dict[str, Any]) -> None:
    stated = {**asked, "crs": "EPSG:3067"}

    found = [one.lipas_id for one in catalogue.models(SportsSite, **stated)]

    assert found == [int(one.id) for one in catalogue.records(source="lipas", **stated)]


def test_the_box_of_a_record_is_that_of_its_shape() -> None:
    for one in (*SITES, *RECORDS):
        shape = shape_of(one)
        assert bounds_of(one) == (Bounds(*shape.bounds) if shape is not None else None)


def test_a_trail_is_in_an_area_that_it_merely_crosses(catalogue: Catalogue) -> None:
    middle = shapely.box(*at(4.9, 4.9), *at(4.99, 4.99))

    found = [one.id for one in catalogue.records(within=middle, crs="EPSG:3067")]

    assert found == ["3", "5"]


def test_geojson_and_degrees_mean_the_same_as_metres(catalogue: Catalogue) -> None:
    ring = [[24.8, 64.85], [25.2, 64.85], [25.2, 64.95], [24.8, 64.95], [24.8, 64.85]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip  # noqa: E501
    polygon = shapely.Polygon(ring)

    by_feature = [one.id for one in catalogue.records(within=feature)]
    by_list = [
        one.id
        for one in catalogue.records(within={"type": "FeatureCollection", "features": [feature]})
    ]
    by_shape = [one.id for one in catalogue.records(within=polygon, crs=4326)]

    assert by_feature == by_list == by_shape
    assert "1" in by_feature


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"municipality": "Kainuu"}, "municipality: no place is called 'Kainuu'"),
        ({"municipality": "Utajärvi", "county": "Utajärvi"}, "county: no place"),
        ({"municipality": "Pertunmaa"}, "municipality: .*part of .*Mäntyharju.*ask for that"),
        ({"municipality": "588"}, r"municipality: .*Mäntyharju \(507\)"),
        ({"municipality": []}, "municipality: the list of codes is empty"),
        ({"county": "77"}, "county: .*77"),
        ({"region": "03"}, "region: .*03"),
        ({"near": ((65.01, 25.47), 500)}, "near: .*swapped-axes: .*longitude, latitude"),
        ({"near": ((427_000, 7_210_000), 500)}, "near: .*metres-in-degrees.*EPSG:3067"),
        ({"near": ((25.47, 65.01), 500), "crs": 3067}, "near: .*degrees-in-metres"),
        ({"near": ((25.47, 65.01), 0)}, "near: 0 is no distance"),
        ({"near": ((25.47, float("nan")), 5)}, "near: a coordinate is no finite number"),
        ({"near": (25.47, 65.01, 500)}, r"near: give \(\(longitude, latitude\), metres\)"),
        ({"within": shapely.box(0, 0, 1, 1)}, "within: a shapely geometry does not tell its CRS"),
        ({"within": shapely.Polygon(), "crs": 3067}, "within: the geometry is empty"),
        ({"within": {"type": "Wrong"}}, "within: this is no GeoJSON"),
        ({"within": shapely.box(65, 25, 66, 26), "crs": 4326}, "within: .*swapped-axes"),
        ({"within": "889"}, "within: give a shapely geometry"),
        ({"city": "889"}, "records know no 'city', only municipality"),
    ],
)
def test_a_wrong_area_is_refused_with_what_is_wrong(
    catalogue: Catalogue, asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        catalogue.records(**asked)


def test_a_name_with_several_meanings_is_refused_with_all_of_them(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    from hytedata.codes import find_places
    from hytedata.places import named_area

    # No two municipalities of today share a name; names of a later year may.
    def several(name: str, **_: object) -> None:
        raise AmbiguousPlace(find_places(name))

    monkeypatch.setattr(named_area, "get_place", several)

    with pytest.raises(InputError, match=r"municipality: 'Lappi' is .*19.*; or .*684.*which one"):
        catalogue.records(municipality="Lappi")


def test_an_area_that_crosses_itself_is_made_valid() -> None:
    ring = (at(0, 0), at(2, 2), at(2, 0), at(0, 2), at(0, 0))

    shape = drawn(SiteGeometry(kind="area", parts=((ring,),)))

    assert shape.is_valid
    assert shape.area == pytest.approx(2_000_000)
