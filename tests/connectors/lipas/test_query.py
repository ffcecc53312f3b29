from typing import Any

import pytest

from hytedata.connectors.lipas.query import SiteQuery, all_statuses
from hytedata.errors import InputError


def test_municipalities_are_sent_as_lipas_writes_them() -> None:
    query = SiteQuery(municipalities=("091", "005"), type_codes=(1340,), owners=("city",))

    params = query.params(2, 100)

    assert params == (
        ("page", "2"),
        ("page-size", "100"),
        ("statuses", ",".join(all_statuses())),
        ("city-codes", "91,5"),
        ("type-codes", "1340"),
        ("owners", "city"),
    )


def test_an_abolished_municipality_is_refused_with_its_successor() -> None:
    with pytest.raises(InputError, match=r"Valtimo became part of Nurmes \(541\)"):
        SiteQuery(municipalities=("911",))


def test_sites_of_a_municipality_that_lipas_has_not_abolished_yet_are_asked_for_too() -> None:
    query = SiteQuery(municipalities=("214",))

    params = dict(query.params(1, 10))

    assert params["city-codes"] == "214,99"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("municipalities", ("999",), "999"),
        ("statuses", ("aktiivinen",), "none of planning, planned, active"),
        ("statuses", (), "name at least one"),
        ("type_codes", (9,), "9 is not in the list of types"),
        ("type_codes", (102,), "type_codes: 102 is deprecated"),
        ("owners", ("kunta",), "owners: 'kunta'"),
        ("admins", ("kunta",), "admins: 'kunta'"),
    ],
)
def test_a_value_that_lipas_does_not_know_is_never_sent(field: str, value: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        SiteQuery(**{field: value})


def test_a_parameter_that_lipas_does_not_know_cannot_be_given() -> None:
    with pytest.raises(TypeError):
        SiteQuery(city_code="091")  # type: ignore[call-arg]


@pytest.mark.parametrize(("page", "size"), [(0, 10), (1, 0), (1, 101), (601, 100)])
def test_a_page_outside_the_window_is_never_asked_for(page: int, size: int) -> None:
    with pytest.raises(ValueError, match="outside the window"):
        SiteQuery().params(page, size)


def test_a_query_is_split_until_nothing_is_left_to_split() -> None:
    country = SiteQuery()

    by_place = country.parts()
    by_status = by_place[0].parts()
    by_type = by_status[0].parts()

    assert (len(by_place), len(by_status), len(by_type)) == (308, 6, 141)
    assert by_type[0].parts() == (by_type[0],)
