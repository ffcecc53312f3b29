"""The generated world: the same for the same seed, valid, and as messy as the real one."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest
from pyproj import Transformer
from shapely.geometry import Point, Polygon, shape

from hytedata.errors import InputError
from hytedata.sandbox.seed import SeedItem
from hytedata.sandbox.world import SiteDocument, World
from hytedata.sandbox.world.documents import LIST_KEYS, PRIVATE_KEYS, first_vertex
from hytedata.sandbox.world.projection import to_tm35fin
from hytedata.sandbox.world.tables import lipas_codes, municipalities

REQUIRED = {
    "lipas-id",
    "event-date",
    "status",
    "name",
    "owner",
    "admin",
    "type",
    "location",
}
EMAIL = re.compile(r"[a-zA-Z0-9åÅäÄöÖ._%+-]+@[a-zA-Z0-9åÅäÄöÖ.-]+\.[a-zA-Z]{2,63}")
LENGTHS = {
    "name": (2, 100),
    "marketing-name": (2, 100),
    "www": (1, 500),
    "phone-number": (1, 50),
    "comment": (1, 2048),
    "reservations-link": (1, 500),
}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def county() -> World:
    return World(scale="county")


def documents(world: World) -> list[dict[str, object]]:
    return [site.document() for site in world.sites]


def geometries(document: Mapping[str, object]) -> list[dict[str, object]]:
    location = cast(
        "dict[str, dict[str, list[dict[str, dict[str, object]]]]]", document["location"]
    )
    return [feature["geometry"] for feature in location["geometries"]["features"]]


def vertices(coordinates: object) -> Iterator[list[float]]:
    each = cast("list[object]", coordinates)
    if isinstance(each[0], list):
        for part in each:
            yield from vertices(part)
    else:
        yield cast("list[float]", each)


def site_named(world: World, landmark: str) -> dict[str, object]:
    wanted = world.landmarks[landmark]
    return next(site for site in world.sites if site.lipas_id == wanted).document()


def test_the_same_seed_makes_the_same_world(world: World) -> None:
    assert World(1).digest() == world.digest()


def test_the_default_world_does_not_change_unnoticed(world: World) -> None:
    """Plans, tests and screenshots refer to it; a change is meant, and noted here."""
    assert (len(world.sites), world.digest()) == (150, "f7166213b52da47d164f9e6716742a08")


def test_another_seed_makes_other_sites_with_the_same_landmarks(world: World) -> None:
    other = World(2)

    assert other.digest() != world.digest()
    assert other.landmarks == world.landmarks
    assert site_named(other, "clean")["name"] == site_named(world, "clean")["name"]


def test_the_home_municipality_is_the_same_at_every_scale(world: World, county: World) -> None:
    home = {site for site in county.sites if site.municipality == "889"}

    assert home == set(world.sites)


def test_the_county_has_its_thirty_municipalities(county: World) -> None:
    assert len(county.municipalities) == 30
    assert {site.municipality for site in county.sites} == set(county.municipalities)
    assert 4000 < len(county.sites) < 5000


@pytest.mark.slow
def test_the_country_is_as_large_as_lipas() -> None:
    country = World(scale="country")

    assert 45_000 <= len(country.sites) <= 57_000
    assert len(country.municipalities) == 308
    assert len({site.lipas_id for site in country.sites}) == len(country.sites)


def test_statuses_come_in_lipass_shares(world: World) -> None:
    counts = Counter(site.status for site in world.sites)

    retired = counts["out-of-service-permanently"] + counts["incorrect-data"]
    assert set(counts) == set(lipas_codes().statuses)
    assert retired == 42


def test_most_sites_belong_to_the_municipality(world: World) -> None:
    counts = Counter(site.owner for site in world.sites)

    assert counts["city"] > 100
    assert counts["city-main-owner"] >= 1
    assert len(counts) >= 6


def test_geometry_kinds_follow_the_types(county: World) -> None:
    types = lipas_codes().types

    wrong = [
        site.lipas_id
        for site in county.sites
        if {each["type"] for each in geometries(site.document())}
        != {types[site.type_code].geometry}
    ]

    assert wrong == []


def test_the_default_world_has_points_routes_and_areas(world: World) -> None:
    kinds = Counter(str(geometries(each)[0]["type"]) for each in documents(world))

    assert min(kinds["Point"], kinds["LineString"], kinds["Polygon"]) >= 8


def test_positions_keep_lipass_bounds_and_rings_are_closed(county: World) -> None:
    for document in documents(county):
        for geometry in geometries(document):
            for lon, lat, *altitude in vertices(geometry["coordinates"]):
                assert 18 <= lon <= 33
                assert 59 <= lat <= 71
                assert all(-10_000 <= each <= 2000 for each in altitude)
            if geometry["type"] == "Polygon":
                rings = cast("list[list[list[float]]]", geometry["coordinates"])
                assert all(ring[0] == ring[-1] for ring in rings)


def test_areas_are_valid_polygons(county: World) -> None:
    areas = [
        geometry
        for document in documents(county)
        for geometry in geometries(document)
        if geometry["type"] == "Polygon"
    ]

    # Some vertices have an altitude and some have not, which shapely does not take.
    rings = [cast("list[list[list[float]]]", area["coordinates"]) for area in areas]
    flat = [[[vertex[:2] for vertex in ring] for ring in area] for area in rings]
    assert all(Polygon(area[0], area[1:]).is_valid for area in flat)
    assert any(len(area) == 2 for area in flat)


def test_sites_lie_in_the_municipality_whose_code_they_carry(county: World, shared: Path) -> None:
    text = (shared / "data/boundaries/kunnat.geojson").read_text("utf-8")
    borders = {each["id"]: shape(each["geometry"]) for each in json.loads(text)["features"]}

    outside = [
        site.lipas_id
        for site in county.sites
        if not borders[site.municipality].contains(Point(first_vertex(site.document())))
    ]

    assert outside == []


def test_every_document_keeps_lipass_schema(county: World) -> None:
    codes = lipas_codes()
    for document in documents(county):
        assert document.keys() >= REQUIRED
        assert document.keys() <= LIST_KEYS | PRIVATE_KEYS
        for key, (low, high) in LENGTHS.items():
            assert low <= len(str(document.get(key, "xx"))) <= high
        assert EMAIL.fullmatch(str(document.get("email", "a@b.fi")))
        assert document["owner"] in codes.owners
        assert document["admin"] in codes.admins
        location = cast("dict[str, object]", document["location"])
        assert re.fullmatch(r"\d{5}", str(location["postal-code"]))
        assert 1 <= len(str(location["address"])) <= 200


def test_properties_belong_to_the_type_and_have_its_values(county: World) -> None:
    codes = lipas_codes()
    for site in county.sites:
        properties = cast("dict[str, object]", site.document().get("properties", {}))
        assert set(properties) <= set(codes.types[site.type_code].properties)
        for key, value in properties.items():
            row = codes.properties[key]
            allowed = {option[0] for option in row.options}
            if row.data_type == "boolean":
                assert isinstance(value, bool)
            elif row.data_type == "numeric":
                assert isinstance(value, int | float)
                assert value > 0
            elif row.data_type == "enum-coll":
                assert set(cast("list[str]", value)) <= allowed
            elif row.data_type == "enum":
                assert value in allowed


def test_the_list_view_has_lipass_25_keys() -> None:
    assert len(LIST_KEYS) == 25
    assert not LIST_KEYS & PRIVATE_KEYS


def test_several_sites_share_a_name(world: World) -> None:
    names = Counter(each["name"] for each in documents(world))

    assert names["Pallokenttä"] >= 3


@pytest.mark.parametrize(
    ("landmark", "key", "value"),
    [
        ("phone-with-hours", "phone-number", "041 555 0168 (klo 9-16)"),
        ("phone-with-company", "phone-number", "0205550120, Mallin Laituri Oy"),
        ("phone-116117", "phone-number", "116117"),
        ("several-phones", "phone-number", "040 555 0111, 050 555 0112"),
        ("phone-in-sweden", "phone-number", "+46 70 555 01 15"),
        ("www-is-a-person", "www", "Maija Meikäläinen"),
        ("double-space", "name", "Rantapuiston  pallokenttä"),
        ("closed-for-now", "status", "out-of-service-temporarily"),
        ("maintenance-building", "type", {"type-code": 7000}),
        ("information-point", "type", {"type-code": 207}),
        ("deprecated-area-type", "type", {"type-code": 102}),
        ("owned-by-state", "owner", "state"),
    ],
)
def test_a_landmark_is_what_its_name_says(
    world: World, landmark: str, key: str, value: object
) -> None:
    assert site_named(world, landmark)[key] == value


@pytest.mark.parametrize(
    ("landmark", "address"),
    [
        ("address-dash", "-"),
        ("address-place", "Hiidenlampi"),
        ("address-without-number", "Opintie"),
    ],
)
def test_addresses_are_not_always_addresses(world: World, landmark: str, address: str) -> None:
    location = cast("dict[str, object]", site_named(world, landmark)["location"])

    assert location["address"] == address


def test_one_postal_code_is_unknown_to_ptv(world: World) -> None:
    location = cast("dict[str, object]", site_named(world, "unknown-postal-code")["location"])

    unknown = {
        str(cast("dict[str, object]", each["location"])["postal-code"]) for each in documents(world)
    } - world.postal_codes.keys()

    assert unknown == {location["postal-code"]}


def test_some_altitudes_are_marked_as_missing(world: World) -> None:
    altitudes = [
        vertex[2]
        for geometry in geometries(site_named(world, "missing-altitude"))
        for vertex in vertices(geometry["coordinates"])
        if len(vertex) == 3
    ]

    assert -9999 in altitudes


def test_only_the_single_view_tells_that_lipas_publishes_a_site(world: World) -> None:
    site = next(
        each for each in world.sites if each.lipas_id == world.landmarks["published-by-lipas"]
    )

    block = cast("dict[str, object]", site.document()["ptv"])
    assert block["sync-enabled"] is True
    assert b"sync-enabled" not in site.body


def test_sites_survive_being_kept_as_bytes(world: World) -> None:
    assert all(SiteDocument.of(site.document()) == site for site in world.sites)


def test_ptv_has_the_308_municipalities_of_2026(world: World) -> None:
    codes = world.ptv_seed.codes

    assert set(codes.municipalities) == set(municipalities())
    assert len(codes.municipalities) == 308


def test_each_municipality_of_the_world_has_an_organisation_and_a_login(county: World) -> None:
    seed = county.ptv_seed

    served = {org.municipality for org in seed.organisations if org.municipality}
    logins = {each for user in seed.users for each in user.organisations}
    assert set(county.municipalities) <= served
    assert all(org.id in logins for org in seed.organisations if org.municipality)


def test_the_organisation_has_its_name_in_three_languages(world: World) -> None:
    (home,) = [org for org in world.ptv_seed.organisations if org.id == world.organisation]

    assert set(home.names) == {"fi", "sv", "en"}
    assert home.area_municipalities == ("889",)


def of_status(world: World, status: str) -> list[SeedItem]:
    return [item for item in world.ptv_seed.items if item.status == status]


def test_people_left_a_draft_an_archived_place_and_a_modified_one(world: World) -> None:
    assert [len(of_status(world, each)) for each in ("Draft", "Deleted", "Modified")] == [1, 1, 1]


def channel_names(world: World) -> set[str]:
    return {
        str(name["value"])
        for item in world.ptv_seed.items
        for name in cast("list[dict[str, object]]", item.body.get("serviceChannelNames", []))
    }


def test_some_hand_made_channels_have_the_names_of_lipas_sites(world: World) -> None:
    for landmark in ("same-name-same-place", "same-name-elsewhere", "modified-in-ptv"):
        assert site_named(world, landmark)["name"] in channel_names(world)


def test_a_hand_made_service_has_the_name_of_a_sub_category(world: World) -> None:
    names = {
        str(name["value"])
        for item in world.ptv_seed.items
        for name in cast("list[dict[str, object]]", item.body.get("serviceNames", []))
    }

    taken = names & {row.names[0] for row in lipas_codes().sub_categories.values()}
    assert taken == {"Koiraurheilu"}


def test_streets_are_registered_with_swedish_names(world: World) -> None:
    streets = world.ptv_seed.streets["889"]

    assert {"fi": "Koulukuja", "sv": "Skolgränden"} in streets


def test_postal_codes_can_come_from_ptvs_own_lists(shared: Path) -> None:
    world = World(codes=shared / "data/ptv-codes/codes.json")

    used = {
        str(cast("dict[str, object]", each["location"])["postal-code"]) for each in documents(world)
    }
    assert world.postal_codes["91600"].municipality == "889"
    assert len(used - world.postal_codes.keys()) == 1
    assert all(each.municipality in municipalities() for each in world.postal_codes.values())


def test_postal_codes_can_come_from_a_table(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    table.write_text("code,municipality_code,name_fi,name_sv\n00123,889,MALLILA,MALLBO\n", "utf-8")

    world = World(codes=table)

    assert world.postal_codes["00123"].names == {"fi": "MALLILA", "sv": "MALLBO"}


def test_a_file_without_postal_codes_is_an_error_that_names_it(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[1, 2]", "utf-8")

    with pytest.raises(InputError, match=r"wrong\.json"):
        World(codes=wrong).postal_codes  # noqa: B018


def test_a_scale_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="scale"):
        World(scale="continent")


def test_a_world_of_given_records_has_one_organisation_for_all_of_them(shared: Path) -> None:
    records = shared / "data/real/lipas-v1-sports-places.json"

    world = World.from_lipas_file(records, codes=shared / "data/ptv-codes/codes.json")

    (organisation,) = world.ptv_seed.organisations
    used = {
        str(cast("dict[str, object]", each["location"])["postal-code"]) for each in documents(world)
    }
    assert len(world.sites) == 206
    assert len(organisation.area_municipalities) == 80
    assert organisation.area_municipalities == world.organisation_municipalities
    assert used <= world.postal_codes.keys()


def test_a_page_of_v2_makes_a_world_too(shared: Path) -> None:
    world = World.from_lipas_file(shared / "reference/lipas-samples/v2-page.json")

    assert world.municipalities == ("625", "694")
    assert {site.lipas_id for site in world.sites} == {900003, 900004}


def test_a_file_without_records_is_an_error_that_names_it(tmp_path: Path) -> None:
    wrong = tmp_path / "sites.json"
    wrong.write_text('{"hello": 1}', "utf-8")

    with pytest.raises(InputError, match=r"sites\.json"):
        World.from_lipas_file(wrong).sites  # noqa: B018


def test_the_projection_agrees_with_proj() -> None:
    proj = Transformer.from_crs("EPSG:4326", "EPSG:3067", always_xy=True)

    for lon, lat in (
        (19.5, 60.1),
        (24.7051081551397, 62.2613211721703),
        (31.5, 62.9),
        (27.0, 70.0),
    ):
        east, north = proj.transform(lon, lat)
        assert to_tm35fin(lon, lat) == pytest.approx((east, north), abs=0.001)
