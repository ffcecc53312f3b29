from pathlib import Path

import pytest

from hytedata.connectors.lipas.endpoints import (
    GarbledAnswer,
    SitePage,
    Trouble,
    Unshowable,
    get_site,
    list_sites,
)
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.errors import InputError, SourceContractError
from tests.connectors.lipas.builders import answer, coercion_500, site

QUERY = SiteQuery(municipalities=("889",))


def test_a_page_keeps_its_documents_as_bytes(shared: Path) -> None:
    content = (shared / "reference/lipas-samples/v2-page.json").read_bytes()

    page = list_sites(QUERY, 1, 2).decode(answer(200, content))

    assert isinstance(page, SitePage)
    assert page.total == 5
    assert bytes(page.items[0]).startswith(b'{\n      "lipas-id": 900004')


def test_a_refused_parameter_is_told_in_lipas_own_words(shared: Path) -> None:
    content = (shared / "reference/lipas-samples/error-400.json").read_bytes()

    error = list_sites(QUERY, 1, 2).refuse(answer(400, content))

    assert isinstance(error, InputError)
    assert "page-size: should be between 1 and 100" in str(error)


def test_a_missing_address_points_to_the_configuration() -> None:
    error = list_sites(QUERY, 1, 2).refuse(answer(404))

    assert isinstance(error, SourceContractError)
    assert "check the URL" in str(error)


def test_a_page_that_breaks_its_schema_is_told_from_other_trouble() -> None:
    endpoint = list_sites(QUERY, 1, 1)
    broken = coercion_500({"items": [site()]}, {"items": [{"name": ["too short"]}]})

    unshowable = endpoint.decode(answer(500, broken))
    trouble = endpoint.decode(answer(500, b"<html>Bad Gateway</html>"))

    assert unshowable == Unshowable("items.name: too short")
    assert trouble == Trouble()


def test_a_patient_call_leaves_500_to_the_shell() -> None:
    assert list_sites(QUERY, 1, 1, patient=True).accept == frozenset({200})
    assert get_site(1, patient=True).accept == frozenset({200, 404})


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b'{"items":[', b"[]", b'{"items":[],"pagination":{}}', b"[" * 9999]
)
def test_anything_else_with_status_200_is_garbled(content: bytes) -> None:
    with pytest.raises(GarbledAnswer):
        list_sites(QUERY, 1, 1).decode(answer(200, content))


def test_an_unknown_site_is_not_found_in_either_way() -> None:
    endpoint = get_site(5)

    by_status = endpoint.decode(answer(404))
    by_schema = endpoint.decode(answer(500, coercion_500(None, ["invalid type"])))

    assert by_status is None
    assert by_schema is None


def test_a_site_that_breaks_its_schema_is_not_taken_for_missing() -> None:
    content = coercion_500(site(), {"email": ["should match regex"]})

    with pytest.raises(SourceContractError, match="email: should match regex"):
        get_site(1).decode(answer(500, content))
