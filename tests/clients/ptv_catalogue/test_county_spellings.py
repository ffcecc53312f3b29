"""PTV spells the areas of wellbeing services counties in two ways: either is found."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import respx

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import NotFound
from tests.clients.ptv_catalogue.made import PTV, page


@pytest.mark.parametrize(
    "refusal",
    [
        httpx.Response(400, json={"area": ["'WellbeingServiceCounties' is not allowed value"]}),
        httpx.Response(404, json={"errorMessage": "not found"}),
    ],
    ids=["400", "404"],
)
@pytest.mark.parametrize("kind", ["services", "channels", "organisations"])
def test_a_county_is_asked_for_under_the_other_spelling_where_ptv_refuses_the_first(
    mocked: PtvClient, router: respx.MockRouter, kind: str, refusal: httpx.Response
) -> None:
    first = router.get(path__regex=r".*/list/area/WellbeingServiceCounties/code/19$")
    first.mock(return_value=refusal)
    other = router.get(path__regex=r".*/list/area/WellbeingServicesCounties/code/19$")
    other.respond(json=page(count=1))
    reads: Any = getattr(mocked, kind)

    found = reads.snapshot(county="19", include_nationwide=True)

    assert found.completeness.complete
    assert (first.call_count, other.call_count) == (1, 1)
    assert other.calls.last.request.url.params["includeWholeCountry"] == "true"


def test_a_county_that_ptv_knows_under_no_spelling_is_refused_as_the_first_was(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(path__regex=r".*/area/Wellbeing.*").respond(404, json={"errorMessage": "not found"})

    with pytest.raises(NotFound, match="WellbeingServiceCounties"):
        mocked.services.snapshot(county="19")


def test_the_ids_and_the_code_list_of_counties_have_both_spellings_too(
    mocked: PtvClient, router: respx.MockRouter
) -> None:
    router.get(path__regex=r".*/WellbeingServiceCounties.*").respond(400, json={})
    router.get(path__regex=r".*/area/WellbeingServicesCounties/.*").respond(json=page(count=1))
    counties = [{"code": "19", "names": [{"language": "fi", "value": "Pohjois-Pohjanmaa"}]}]
    router.get(f"{PTV}/CodeList/GetAreaCodes/type/WellbeingServicesCounties").respond(json=counties)

    since = datetime(2026, 1, 1, tzinfo=UTC)
    assert mocked.services.snapshot(county="19", changed_since=since).completeness.complete
    assert [one.code for one in mocked.codes.all("wellbeing-services-counties")] == ["19"]
