from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
import respx

from hytedata.clients.lipas import AsyncLipasClient, LipasClient
from hytedata.errors import InputError, NotFound, SourceContractError
from tests.clients.lipas_double import URL
from tests.connectors.lipas.builders import encoded

LIST = f"{URL}/v2/sports-site-categories"
FIELD = {
    "type-code": 1340,
    "name": {"fi": "Pallokenttä", "se": "Bollplan", "en": "Ball field"},
    "description": {"fi": "Kenttä"},
    "tags": {"fi": ["kenttä", "pallo"]},
    "main-category": {"type-code": 1000, "name": {"fi": "Ulkokentät"}},
    "sub-category": {"type-code": 1300, "name": {"fi": "Pallokentät"}},
    "geometry-type": "Point",
    "props": [
        {
            "key": "surface-material",
            "priority": 90,
            "name": {"fi": "Pintamateriaali", "se": "Ytmaterial"},
            "data-type": "enum-coll",
            "opts": {"sand": {"label": {"fi": "Hiekka"}, "description": {"fi": "Hieno"}}},
        },
        {"key": "toilet?", "priority": 10, "data-type": "boolean"},
    ],
    "season": "summer",
}


@pytest.fixture
def lipas() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def client() -> Iterator[LipasClient]:
    async def no_nap(seconds: float) -> None:
        pass

    with LipasClient(URL, contact="it@example.fi", sleep=no_nap) as client:
        yield client


def test_a_type_is_read_whole(lipas: respx.MockRouter, client: LipasClient) -> None:
    lipas.get(f"{LIST}/1340").mock(return_value=httpx.Response(200, content=encoded(FIELD)))

    found = client.categories.get(1340)

    assert found.names == {"fi": "Pallokenttä", "sv": "Bollplan", "en": "Ball field"}
    assert (found.geometry, found.tags) == ("point", {"fi": ("kenttä", "pallo")})
    assert found.sub_category is not None
    assert (found.sub_category.code, found.extras) == (1300, {"season": "summer"})
    surface, toilet = found.properties
    assert (surface.kind, surface.priority, toilet.key) == ("enum-coll", 90, "toilet?")
    assert surface.options[0].value == "sand"
    assert surface.options[0].names == {"fi": "Hiekka"}
    assert surface.options[0].description == {"fi": "Hieno"}


def test_a_kind_of_geometry_that_is_new_is_kept(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    solid = FIELD | {"geometry-type": "Polyhedron"}
    lipas.get(LIST).mock(return_value=httpx.Response(200, content=encoded([solid])))

    (found,) = client.categories.all()

    assert found.geometry is None
    assert found.extras["geometry-type"] == "Polyhedron"


@pytest.mark.parametrize("status", [400, 404])
def test_a_deprecated_or_unknown_type_is_not_found(
    lipas: respx.MockRouter, client: LipasClient, status: int
) -> None:
    lipas.get(f"{LIST}/102").mock(return_value=httpx.Response(status, content=b"{}"))

    with pytest.raises(NotFound, match="no active type 102: it is unknown or deprecated"):
        client.categories.get(102)


@pytest.mark.parametrize("code", ["1340", -1, True, None])
def test_what_is_no_code_is_refused(client: LipasClient, code: Any) -> None:
    with pytest.raises(InputError, match="type_code"):
        client.categories.get(code)


def test_html_instead_of_a_list_is_told(lipas: respx.MockRouter, client: LipasClient) -> None:
    lipas.get(LIST).mock(return_value=httpx.Response(200, content=b"<html>"))

    with pytest.raises(SourceContractError, match="begins with '<html>'"):
        client.categories.all()


def test_the_asynchronous_client_reads_the_same(lipas: respx.MockRouter) -> None:
    lipas.get(LIST).mock(return_value=httpx.Response(200, content=encoded([FIELD])))
    lipas.get(f"{LIST}/1340").mock(return_value=httpx.Response(200, content=encoded(FIELD)))

    async def read() -> tuple[Any, ...]:
        async with AsyncLipasClient(URL, contact="it@example.fi") as client:
            return await client.categories.all(), await client.categories.get(1340)

    every, one = anyio.run(read)

    assert every == (one,)
