"""Snapshots, sites by id and sites that cannot be used: what came, and what is told of the rest."""

import logging
from typing import Any

import httpx
import pytest
import respx

from hytedata.clients.lipas import LipasClient
from hytedata.clients.pages import InvalidRecord, Progress
from hytedata.errors import InputError, NotFound, RecordError
from hytedata.models.sports_site import SportsSite
from tests.clients.lipas_double import URL, sites
from tests.clients.lipas_sites.support import ids
from tests.connectors.lipas.builders import coercion_500, encoded, page, site


def test_an_unusable_site_is_skipped_counted_and_logged(
    lipas: respx.MockRouter, client: LipasClient, caplog: pytest.LogCaptureFixture
) -> None:
    sites(site(1), site(2, name=None), site(3)).mount(lipas)

    with caplog.at_level(logging.WARNING, "hytedata.lipas"):
        found = list(client.sites.pages(municipalities=["889"]))

    assert [ids(it.items) for it in found] == [[1], [3]]
    assert [it.ref.id for it in found[0].rejections] == ["2"]
    assert "records_invalid source=lipas count=1" in caplog.text


def test_an_unusable_site_ends_the_read_where_that_is_wanted(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2), site(3, name=None)).mount(lipas)
    found = client.sites.iter(municipalities=["889"], on_invalid="raise")

    assert [next(found).lipas_id, next(found).lipas_id] == [1, 2]
    with pytest.raises(RecordError, match="lipas 3: name: it is missing"):
        next(found)


def test_an_unusable_site_comes_raw_in_its_place(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, name=None)).mount(lipas)

    first, second = client.sites.iter(municipalities=["889"], on_invalid="raw")

    assert isinstance(first, SportsSite)
    assert isinstance(second, InvalidRecord)
    assert (second.ref.id, second.error.field, second.raw["lipas-id"]) == ("2", "name", 2)


def test_a_document_that_lipas_cannot_show_comes_raw_without_content(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1)).mount(lipas)
    broken = httpx.Response(500, content=coercion_500({}, {"items": [{"email": ["bad"]}]}))
    register.before = lambda asked: broken if asked in (0, 1) else None

    found = list(client.sites.pages(municipalities=["889"], on_invalid="raw"))

    lost = [it for each in found for it in each.items if isinstance(it, InvalidRecord)]
    assert [(it.ref.id, it.raw) for it in lost] == [("position 1 of municipality 889", {})]


def test_unknown_fields_are_drift_and_logged_once_per_read(
    lipas: respx.MockRouter, client: LipasClient, caplog: pytest.LogCaptureFixture
) -> None:
    sites(*(site(it, brand_new=1) for it in range(1, 4))).mount(lipas)

    with caplog.at_level(logging.INFO, "hytedata.lipas"):
        found = list(client.sites.iter(municipalities=["889"]))
    read = client.sites.snapshot(municipalities=["889"])

    assert caplog.text.count("source_drifted") == 1
    assert "{'brand-new': 3}" in caplog.text
    assert (read.drift, found[0].extras) == ({"brand-new": 3}, {"brand-new": 1})


def test_a_snapshot_has_its_verdict_and_its_rejections(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(3), site(1), site(2, name=None)).mount(lipas)

    found = client.sites.snapshot(municipalities=["889"])

    assert ids(found.items) == [1, 3]
    assert not found.completeness.complete
    assert "2: name: it is missing" in found.completeness.reasons[0]


def test_a_snapshot_of_the_whole_country_needs_no_municipality(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, city=91)).mount(lipas)

    found = client.sites.snapshot()

    assert (ids(found.items), found.completeness.complete) == ([1, 2], True)


def test_an_outage_makes_a_snapshot_incomplete(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    register.before = lambda asked: httpx.ReadError("down") if asked else None

    found = client.sites.snapshot(municipalities=["889"])

    assert ids(found.items) == [1, 2]
    assert "gave no answer" in found.completeness.reasons[0]


def test_a_missing_site_is_none_or_not_found(lipas: respx.MockRouter, client: LipasClient) -> None:
    sites(site(1)).mount(lipas)

    assert client.sites.get(1).lipas_id == 1
    assert client.sites.find(2) is None
    with pytest.raises(NotFound, match="lipas has no sports site 2"):
        client.sites.get(2)


@pytest.mark.parametrize("lipas_id", [0, -1, True, "1", 1.0])
def test_what_is_no_id_is_refused(client: LipasClient, lipas_id: Any) -> None:
    with pytest.raises(InputError, match="lipas_id"):
        client.sites.get(lipas_id)


def test_a_single_view_that_was_cut_off_is_asked_for_again(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    whole = encoded(site(1))
    lipas.get(f"{URL}/v2/sports-sites/1").mock(
        side_effect=[httpx.Response(200, content=it) for it in (whole[:-9], whole)]
    )

    assert client.sites.get(1).lipas_id == 1


def test_many_sites_come_by_id_and_the_missing_are_named(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(3), site(4, name=None)).mount(lipas)
    told: list[Progress] = []

    found = client.sites.get_many([3, 2, 1, 3, 4], progress=told.append)

    assert ids(found.items) == [1, 3]
    assert found.completeness.reasons[0] == "Lipas has no site 2"
    assert [it.ref.id for it in found.rejections] == ["4"]
    assert told[-1] == Progress(4, 4, 4, 4)


def test_many_sites_stop_asking_after_two_outages_and_say_so(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    route = lipas.get(url__startswith=f"{URL}/v2/sports-sites/")
    route.mock(side_effect=httpx.ConnectError)

    found = client.sites.get_many([1, 2, 3])

    assert found.completeness.reasons[-1] == "was not asked for any more: 3"
    assert not found.completeness.complete


def test_a_stored_document_that_breaks_its_schema_is_a_rejection_among_many(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    broken = coercion_500(site(1), {"email": ["should match regex"]})
    lipas.get(f"{URL}/v2/sports-sites/1").mock(return_value=httpx.Response(500, content=broken))

    found = client.sites.get_many([1])

    assert "email: should match regex" in found.rejections[0].reason


def test_null_missing_and_empty_say_the_same(lipas: respx.MockRouter, client: LipasClient) -> None:
    nothing = {"properties": None, "images": None, "renovation-years": None, "activities": None}
    empty: dict[str, Any] = {
        "properties": {},
        "images": [],
        "renovation-years": [],
        "activities": {},
    }
    bare = site(1)
    lists = [page([bare | it]) for it in ({}, nothing, empty)]
    lipas.get(f"{URL}/v2/sports-sites").mock(
        side_effect=[httpx.Response(200, content=it) for it in lists]
    )

    found = [next(client.sites.iter()).model_dump(exclude={"content_hash"}) for _ in lists]

    assert found[0] == found[1] == found[2]
