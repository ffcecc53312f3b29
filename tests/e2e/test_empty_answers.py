"""Registers that answer as if they held nothing, and PTV's own ways of writing what it was sent."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.sandbox.controls import PTV
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv import PtvSimulator
from tests.e2e.conftest import Run
from tests.e2e.support import channel_of, connections, entities

NO_SITES = {
    "items": [],
    "pagination": {"current-page": 1, "page-size": 100, "total-items": 0, "total-pages": 0},
}
NO_ITEMS = {"pageNumber": 1, "pageSize": 100, "pageCount": 0, "itemList": None}
LISTS = (
    "Service/list/organization",
    "ServiceChannel/list/organization",
    "EntitiesByOrganization",
    "v11/ServiceChannel$",
    "Service/active$",
    "ServiceChannel/active$",
)


def answering(mount: str, path: str, document: object) -> Fault:
    return Fault("status", mount=mount, path=path, status=200, body=json.dumps(document))


@pytest.mark.parametrize(
    "document", [NO_SITES, {}, [], None], ids=["page", "object", "list", "null"]
)
def test_a_lipas_that_answers_as_if_it_held_no_site_archives_and_changes_nothing(
    published: None,
    plan: Run,
    apply: Run,
    sandbox: Sandbox,
    sites: dict[str, int],
    document: object,
) -> None:
    sandbox.controls.retire_site(sites["clean"])
    before = entities(sandbox), connections(sandbox)
    sandbox.controls.add_fault(answering("/lipas", "sports-sites$", document))

    planned = plan()
    applied = apply()
    sandbox.controls.clear_faults()
    whole = plan()

    assert planned.code in {0, 3}
    assert planned.json["changes"] == []
    assert applied.code == 0
    assert (entities(sandbox), connections(sandbox)) == before
    assert whole.json["counts"]["archive_channel"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_ptv_that_is_empty_creates_and_restores_nothing(
    published: None, plan: Run, sandbox: Sandbox, path: str
) -> None:
    sandbox.controls.add_fault(answering("/ptv", path, NO_ITEMS))

    planned = plan()

    assert planned.code in {0, 3}
    assert planned.json["changes"] == []


@dataclass
class Rewriting:
    """A PTV that writes streets and coordinates its own way, as its address register has them."""

    ptv: PtvSimulator

    def handle(self, request: SimRequest) -> SimResponse:
        """Pass a request on, with another street and rounded coordinates in what is written."""
        if request.method in {"POST", "PUT"} and "ServiceLocation" in request.path:
            body: dict[str, Any] = json.loads(request.body)
            for address in body.get("addresses") or []:
                _rewrite(address.get("streetAddress") or address.get("otherAddress") or {})
            request = replace(request, body=json.dumps(body).encode())
        return self.ptv.handle(request)

    def kill_tokens(self) -> None:
        """Make every token die."""
        self.ptv.kill_tokens()


def _rewrite(address: dict[str, Any]) -> None:
    for street in address.get("street") or []:
        street["value"] = street["value"].upper()
    for key in ("latitude", "longitude"):
        if address.get(key):
            address[key] = str(round(float(address[key])))


@pytest.fixture
def rewriting(sandbox: Sandbox) -> Iterator[None]:
    """The sandbox's PTV rewrites."""
    sandbox.controls.server.mount(PTV, Rewriting(sandbox.ptv))
    yield
    sandbox.controls.server.mount(PTV, sandbox.ptv)


def test_streets_and_coordinates_that_ptv_rewrites_are_neither_drift_nor_written_again(
    rewriting: None, published: None, plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    first = plan()
    place = channel_of(sandbox, sites["clean"])["newest"]["addresses"]
    sandbox.controls.edit_site(sites["clean"], {"phone-number": "08 555 0188"})
    changed = plan()
    codes = changed.code, apply().code
    again = plan()

    assert "KOULUKUJA" in str(place)
    assert "7183123" in str(place)
    assert (first.json["changes"], first.json["drift"]) == ([], [])
    (update,) = changed.json["changes"]
    assert not any(path.startswith("address") for path in update["fields"])
    assert codes == (0, 0)
    assert channel_of(sandbox, sites["clean"])["newest"]["addresses"] == place
    assert (again.json["changes"], again.json["drift"]) == ([], [])


@pytest.mark.parametrize(("number", "remedy"), [("9999", "pip install"), ("0001", "store upgrade")])
@pytest.mark.usefixtures("published")
def test_a_store_of_another_version_of_hytedata_stops_before_ptv_is_asked(
    plan: Run, apply: Run, sandbox: Sandbox, tmp_path: Path, number: str, remedy: str
) -> None:
    plan()
    held = _set_version(tmp_path / "hytedata-sandbox.db", number)
    sandbox.controls.clear_journal()

    told = plan(), apply()
    asked = sandbox.journal()
    _set_version(tmp_path / "hytedata-sandbox.db", held)

    for one in told:
        assert one.code == 2
        assert f"is of schema {number}" in one.err
        assert remedy in " ".join(one.err.split())
    assert asked == ()
    assert plan().json["changes"] == []


def _set_version(store: Path, number: str) -> str:
    """Make a store one of another version; returns which it was."""
    connection = sqlite3.connect(store)
    try:
        with connection:
            (held,) = connection.execute("SELECT version_num FROM hytedata_version").fetchone()
            connection.execute("UPDATE hytedata_version SET version_num = ?", (number,))
    finally:
        connection.close()
    return str(held)


def test_a_ptv_whose_lists_are_all_empty_creates_and_restores_nothing(
    published: None, plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    before = entities(sandbox), connections(sandbox)
    for path in LISTS:
        sandbox.controls.add_fault(answering("/ptv", path, NO_ITEMS))

    planned = plan()
    sandbox.controls.clear_faults()
    apply()

    assert planned.code in {3, 5} or planned.json["changes"] == []
    assert (entities(sandbox), connections(sandbox)) == before
