import json
from pathlib import Path
from typing import Any

import pytest

from hytedata.quality.facts import Beside, World, facts_of
from tests.normalise.ptv.test_samples import records as ptv_records
from tests.normalise.test_lipas_v1 import normalised
from tests.quality.cross.families import RULES, findings, found_in, ids_in

EAST, NORTH = 534_000.0, 7_125_000.0
READ = {"ptv": "all", "lipas": "all"}


def site(key: int, name: str, *, east: float = 0.0, **told: Any) -> dict[str, Any]:
    geometry = {"kind": "point", "parts": [[[[EAST + east, NORTH]]]]}
    base = {"of": "lipas:sports-site", "lipas_id": key, "names": {"fi": name}, "type_code": 1340}
    return {**base, "geometry": geometry, **told}


def location(key: str, name: str, *, east: float = 0.0, **told: Any) -> dict[str, Any]:
    at = {"position": {"east": EAST + east, "north": NORTH}, "source": "NLS"}
    street = {"municipality": "205", "positions": [at], **told.pop("street", {})}
    return {
        "of": "ptv:service-channel",
        "id": key,
        "organisation_id": "o1",
        "language_versions": {"fi": {"name": name, **told.pop("texts", {})}},
        "location": {"street": [street]},
        **told,
    }


def test_a_place_beyond_the_border_stands_for_a_site_all_the_same() -> None:
    near = location("c1", "Rajakylän kenttä", east=60, street={"municipality": "765"})

    records = [site(1, "Rajakylän pallokenttä"), near]

    assert ids_in("X-MIS-001", records=records, read=READ) == []
    assert ids_in("X-MIS-002", records=records, read=READ) == []


def test_a_hall_is_not_the_field_beside_it_that_is_known_already() -> None:
    field = [site(1, "Keskuskoulun kenttä"), location("c1", "Keskuskoulun kenttä")]
    hall = site(2, "Keskuskoulun jäähalli", type_code=2510, east=200)

    assert ids_in("X-MIS-001", records=[*field, hall], read=READ) == ["2"]
    assert ids_in("X-MIS-001", records=[field[1], hall], read=READ) == []


def test_a_field_and_a_hall_in_one_yard_are_not_taken_for_one() -> None:
    records = [site(1, "Keskuskoulun kenttä"), location("c1", "Keskuskoulun jäähalli", east=20)]

    assert ids_in("X-DRF-006", records=records) == []
    assert (
        ids_in("X-RET-002", records=[records[0] | {"status": "incorrect-data"}, records[1]]) == []
    )


def test_a_channel_that_several_sites_stand_for_is_told_of_each() -> None:
    records = [site(1, "Areena"), site(2, "Harjoitushalli"), location("c1", "Areena")]

    found = found_in("X-DRF-001", records=records, links=[["1", "c1"], ["2", "c1"]])

    assert [problem.about[0].id for _, problem in found] == ["2"]


@pytest.mark.parametrize(
    ("lipas", "detail", "fires"),
    [
        ("Kirkkokatu 3", "3", False),
        ("Kirkkokatu 3", "3 A 12", False),
        ("Kirkko-katu 3", "3", False),
        ("Kirkkokatu 3", "5", True),
        ("Rantakatu 3", "3", True),
        ("Kirkkokatu", "3", False),
        ("Kirkkokatu 3", None, False),
    ],
)
def test_an_address_differs_where_street_or_house_do(
    lipas: str, detail: str | None, fires: bool
) -> None:
    street = {"street": {"fi": "Kirkkokatu"}, "detail": detail}
    records = [site(1, "Halli", address=lipas), location("c1", "Halli", street=street)]

    assert ids_in("X-DRF-002", records=records, links=[["1", "c1"]]) == (["c1"] if fires else [])


def test_no_number_stands_in_a_finding_since_it_may_be_a_persons() -> None:
    phones = [{"type": "InternationalPhone", "dial_code": "+358", "number": "445550199"}]
    told = location("c1", "Halli", texts={"phones": phones})

    ((_, problem),) = found_in(
        "X-DRF-003", records=[site(1, "Halli", phone="044 555 0100"), told], links=[["1", "c1"]]
    )

    assert "5550" not in repr(problem)


def test_a_position_may_lie_anywhere_within_an_area() -> None:
    corners = [[EAST, NORTH], [EAST + 900, NORTH], [EAST + 900, NORTH + 900], [EAST, NORTH]]
    area = site(1, "Puisto", geometry={"kind": "area", "parts": [[corners]]})

    records = [area, location("c1", "Puisto", east=880), location("c2", "Puisto", east=4_000)]

    assert ids_in("X-DRF-005", records=records, links=[["1", "c1"], ["1", "c2"]]) == ["c2"]


def test_doubles_with_an_address_need_no_point() -> None:
    street: dict[str, Any] = {"street": {"fi": "Lehtikatu"}, "detail": "3", "positions": []}
    records = [location(key, "Halli", street=street) for key in ("c1", "c2")]

    assert ids_in("X-DUP-011", records=records) == ["c2"]


def test_of_three_descriptions_of_one_place_each_but_the_first_is_told_once() -> None:
    records = [location(key, "Halli") for key in ("c1", "c2", "c3")]

    found = found_in("X-DUP-011", records=records)

    assert [(ref.id, it.about[0].id) for ref, it in found] == [("c2", "c1"), ("c3", "c1")]


def test_doubles_of_a_place_without_point_and_address_are_not_told() -> None:
    records = [location(key, "Halli", street={"positions": []}) for key in ("c1", "c2")]

    assert ids_in("X-DUP-011", records=records) == []


def test_one_spot_with_two_addresses_is_two_places() -> None:
    told = [{"street": {"fi": "Lehtikatu"}, "detail": detail} for detail in ("3", "5")]
    records = [location(f"c{at}", "Halli", street=it) for at, it in enumerate(told)]

    assert ids_in("X-DUP-011", records=records) == []


def test_in_the_real_records_what_is_certain_is_right(shared: Path) -> None:
    places = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    ptv = [
        *ptv_records(shared, "data/real/ptv-v8-services.json"),
        *ptv_records(shared, "data/real/ptv-v8-service-channels.json"),
    ]
    records = [*ptv, *map(normalised, places)]
    facts = [(it, None) for one in records if (it := facts_of(one)) is not None]
    world = World.of(facts, Beside())

    found = {
        (code, str(problem.params["name"]))
        for code, rule in RULES.items()
        for _, problem in findings(rule, world)
    }

    # Read by a person: two phone channels, and a channel and a service, of one owner each.
    assert found == {
        ("X-DUP-002", "Työnjohtaja"),
        ("X-DUP-003", "Kommunens officiella meddelanden"),
    }
