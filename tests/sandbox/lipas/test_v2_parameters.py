"""Query parameters of the simulated Lipas v2 (lipas-api 2.1, 2.3)."""

import json
from pathlib import Path

import pytest

from hytedata.sandbox.world.tables import lipas_codes, municipalities
from tests.sandbox.lipas.lipas_double import SITES, get, ids, items, lipas, page, total


def test_a_page_has_ten_items_unless_asked_otherwise() -> None:
    found = page(lipas())

    assert len(items(found)) == 10
    assert found["pagination"] == {
        "current-page": 1,
        "page-size": 10,
        "total-items": 150,
        "total-pages": 15,
    }


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("0", "should be between 1 and 100"),
        ("101", "should be between 1 and 100"),
        ("500", "should be between 1 and 100"),
        ("ten", "should be an integer"),
        ("", "should be an integer"),
    ],
)
def test_a_page_size_outside_1_to_100_is_400(size: str, message: str) -> None:
    answer = get(lipas(), SITES, ("page-size", size))

    assert answer.status == 400
    assert json.loads(answer.body)["humanized"] == {"page-size": [message]}


def test_a_400_is_shaped_as_lipass_own(shared: Path) -> None:
    recorded = json.loads((shared / "reference/lipas-samples/error-400.json").read_text("utf-8"))

    answer = get(lipas(), SITES, ("page-size", "500"), ("statuses", "active"))

    assert json.loads(answer.body) == recorded


def test_page_zero_is_400() -> None:
    answer = get(lipas(), SITES, ("page", "0"))

    assert json.loads(answer.body)["humanized"] == {"page": ["should be at least 1"]}


def test_an_unknown_parameter_is_dropped_without_a_word() -> None:
    found = page(lipas(), ("city-code", "91"))

    assert total(found) == 150


@pytest.mark.parametrize(
    "query",
    [
        (("type-codes", "1340,3220"),),
        (("type-codes", "1340"), ("type-codes", "3220")),
    ],
)
def test_a_set_is_comma_separated_or_repeated(query: tuple[tuple[str, str], ...]) -> None:
    found = page(lipas(), *query, ("page-size", "100"))

    types = {item["type"]["type-code"] for item in items(found)}  # type: ignore[index]
    assert types == {1340, 3220}


def test_a_set_that_is_both_comma_separated_and_repeated_is_400() -> None:
    answer = get(lipas(), SITES, ("type-codes", "1310,1340"), ("type-codes", "1120"))

    assert answer.status == 400
    assert json.loads(answer.body)["value"] == {"type-codes": ["1310,1340", "1120"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statuses", ""),
        ("statuses", "active, planned"),
        ("statuses", "closed"),
        ("type-codes", "102"),
        ("type-codes", "1"),
        ("city-codes", "911"),
        ("city-codes", "utajarvi"),
        ("owners", "kunta"),
        ("admins", "city"),
        ("activities", "hiking"),
    ],
)
def test_a_value_outside_its_list_is_400(name: str, value: str) -> None:
    answer = get(lipas(), SITES, (name, value))

    body = json.loads(answer.body)
    assert answer.status == 400
    assert body["value"] == {name: value}
    assert set(body["humanized"]) == {name}


def test_a_scalar_given_twice_is_400() -> None:
    answer = get(lipas(), SITES, ("page", "1"), ("page", "2"))

    assert answer.status == 400


@pytest.mark.parametrize("code", ["91", "091"])
def test_a_municipality_code_needs_no_padding(code: str) -> None:
    assert total(page(lipas(), ("city-codes", code))) == 0


def test_every_municipality_and_active_type_of_today_is_accepted() -> None:
    types = (str(row.code) for row in lipas_codes().types.values() if not row.deprecated)

    found = page(
        lipas(), ("city-codes", ",".join(municipalities())), ("type-codes", ",".join(types))
    )

    assert total(found) > 100


def test_filters_are_anded_and_values_ored() -> None:
    simulator = lipas()

    both = page(simulator, ("statuses", "active,planned"), ("owners", "state"))

    assert {(item["status"], item["owner"]) for item in items(both)} == {("active", "state")}


def test_activities_match_sites_that_carry_the_block() -> None:
    found = page(lipas(), ("activities", "outdoor-recreation-routes"), ("page-size", "100"))

    assert ids(found)
    assert all("outdoor-recreation-routes" in item["activities"] for item in items(found))  # type: ignore[operator]
