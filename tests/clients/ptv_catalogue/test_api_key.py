"""The key of v12: when it is sent, and what becomes of a wrong one."""

import logging

import pytest

from hytedata.clients.ptv_catalogue.client import PtvClient
from hytedata.errors import LoginRefused
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_catalogue.conftest import Connect, sent


def test_a_wrong_key_is_refused_with_a_remedy_and_shown_nowhere(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    key, address = "vaara-1234", sandbox.ptv12_url
    ptv = PtvClient(address, contact="it@example.test", read_version="v12", api_key=key)

    with ptv, caplog.at_level(logging.DEBUG), pytest.raises(LoginRefused) as caught:
        ptv.services.snapshot()

    assert "check that it is a key for this environment" in str(caught.value)
    told = [str(caught.value), repr(caught.value), caplog.text, repr(ptv), repr(vars(ptv))]
    assert not any(key in one for one in told)
    assert len(sent(sandbox)) == 1


def test_a_key_that_dies_in_mid_read_is_refused_as_it_is(sandbox: Sandbox, v12: PtvClient) -> None:
    sandbox.controls.add_fault(Fault("status", status=401, after=1, mount="/ptv12"))

    with pytest.raises(LoginRefused):
        v12.services.snapshot(municipality="889")


def test_every_call_of_v12_carries_the_key_and_none_of_v11_does(
    sandbox: Sandbox, connect: Connect
) -> None:
    for version in ("v11", "v12"):
        connect(version).services.snapshot()
        connect(version).codes.all("languages")

    assert {(one.mount, one.authenticated) for one in sandbox.journal()} == {
        ("/ptv", False),
        ("/ptv12", True),
    }
