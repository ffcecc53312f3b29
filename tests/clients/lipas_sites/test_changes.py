"""Changes are told by content, and candidates by the time since when they are asked for."""

from datetime import timedelta

import httpx
import pytest
import respx

from hytedata.clients.lipas import LipasClient
from hytedata.errors import InputError
from hytedata.models.common import Completeness
from tests.clients.lipas_double import URL, sites
from tests.clients.lipas_sites.support import MOMENT, ids, v1_of
from tests.connectors.lipas.builders import site


def known_hashes(client: LipasClient) -> dict[int, str]:
    return {it.lipas_id: it.content_hash for it in client.sites.iter(municipalities=["889"])}


def test_changes_are_told_by_content_and_not_by_date(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    known = known_hashes(client)
    register.documents[0]["event-date"] = "2026-09-09T00:00:00.000Z"  # saved, unchanged
    register.documents[1]["status"] = "out-of-service-permanently"
    register.documents.append(site(5))

    found = client.sites.changes(known, municipalities=["889"])

    assert (ids(found.new), ids(found.changed), found.unchanged) == ([5], [2], 3)
    assert found.changed[0].status == "out-of-service-permanently"
    assert found.completeness == Completeness(complete=True, items=5)
    assert found.hashes == known_hashes(client)


def test_a_known_site_that_is_missing_is_looked_up_before_it_is_called_gone(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 4))).mount(lipas)
    known = known_hashes(client)
    register.documents[0]["location"]["city"]["city-code"] = 91
    del register.documents[1]

    found = client.sites.changes(known, municipalities=["889"])

    assert (ids(found.elsewhere), found.gone, found.unconfirmed) == ([1], (2,), ())
    assert found.elsewhere[0].municipality == "091"
    assert set(found.hashes) == {3}


def test_an_incomplete_read_calls_nothing_gone(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(*map(site, range(1, 5))).mount(lipas)
    known = known_hashes(client)
    register.asked = []
    register.before = lambda asked: httpx.ReadError("down") if asked else None

    found = client.sites.changes(known, municipalities=["889"])

    assert (found.gone, found.unconfirmed, found.unchanged) == ((), (3, 4), 2)
    assert not found.completeness.complete
    assert found.hashes == known


def test_a_known_site_that_became_unusable_is_neither_gone_nor_forgotten(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    register = sites(site(1), site(2)).mount(lipas)
    known = known_hashes(client)
    del register.documents[0]["name"]

    found = client.sites.changes(known, municipalities=["889"])

    assert [it.ref.id for it in found.rejections] == ["1"]
    assert (found.changed, found.gone, found.unchanged) == ((), (), 1)
    assert found.hashes == known


def test_a_lookup_that_fails_leaves_the_site_unconfirmed(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    lipas.get(f"{URL}/v2/sports-sites/9").mock(side_effect=httpx.ConnectError)
    sites(site(1)).mount(lipas)
    known = known_hashes(client) | {9: "x"}

    found = client.sites.changes(known, municipalities=["889"])

    assert (found.gone, found.unconfirmed) == ((), (9,))
    assert found.hashes == known


def test_candidates_are_asked_for_in_helsinki_time_and_in_utc_and_read_anew(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    retired = site(2, status="out-of-service-permanently")
    sites(site(1), retired).mount(lipas)
    v1_of(lipas, [1, 7], [2])

    found = client.sites.changed_since(MOMENT)

    listed, deleted = (
        call.request.url.params for call in lipas.calls if "/v1/" in call.request.url.path
    )
    assert listed["modifiedAfter"] == "2026-10-25 00:30:00.000"  # 21:30 UTC, summer time
    assert deleted["since"] == "2026-10-24 21:30:00.000"
    assert "fields" not in listed
    assert (found.modified, [it.lipas_id for it in found.deleted]) == ((1, 7), [2])
    assert ids(found.sites.items) == [1, 2]
    assert found.sites.completeness.reasons == ("Lipas has no site 7",)


def test_candidates_of_a_municipality_leave_out_what_was_retired_elsewhere(
    lipas: respx.MockRouter, client: LipasClient
) -> None:
    sites(site(1), site(2, city=91)).mount(lipas)
    v1_of(lipas, [1], [2])

    found = client.sites.changed_since(MOMENT, municipalities=["889"], type_codes=[1340])

    assert (ids(found.sites.items), found.deleted) == ([1], ())
    assert found.sites.completeness == Completeness(complete=True, items=1)


def test_a_time_without_a_zone_is_refused(client: LipasClient) -> None:
    naive = MOMENT.replace(tzinfo=None)

    with pytest.raises(InputError, match="moment: give a time with its zone"):
        client.sites.changed_since(naive)
    with pytest.raises(InputError, match="overlap: -1 day"):
        client.sites.changed_since(MOMENT, overlap=timedelta(days=-1))
