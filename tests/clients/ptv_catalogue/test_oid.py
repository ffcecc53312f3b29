"""Organisations by their object identifier."""

from collections.abc import Iterator

import pytest

from hytedata import InputError, PtvClient
from hytedata.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(params=["v11", "v12"])
def ptv(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[PtvClient]:
    newer = request.param == "v12"
    with PtvClient(
        sandbox.ptv12_url if newer else sandbox.ptv_url,
        contact="it@example.test",
        read_version=request.param,
        api_key=sandbox.api_key if newer else None,
    ) as client:
        yield client


def test_the_one_that_has_it_is_found(ptv: PtvClient) -> None:
    wanted = next(one for one in ptv.organisations.iter() if one.oid)

    assert [one.id for one in ptv.organisations.iter(oid=wanted.oid)] == [wanted.id]


def test_an_identifier_of_nobody_finds_nobody(ptv: PtvClient) -> None:
    found = ptv.organisations.snapshot(oid="1.2.246.562.10.404")

    assert found.items == ()
    assert found.completeness.complete


def test_what_is_no_identifier_is_refused_before_anything_is_sent(
    ptv: PtvClient, sandbox: Sandbox
) -> None:
    sandbox.controls.clear_journal()

    with pytest.raises(InputError, match="object identifier"):
        ptv.organisations.iter(oid="no such")

    assert not sandbox.controls.journal()
