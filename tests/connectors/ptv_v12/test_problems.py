import traceback

import pytest

from hytedata.connectors._http import SyncShell, Upstream
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.problems import (
    KEY_HEADER,
    NotShown,
    RequestRefused,
    or_none,
    with_key_from,
)
from hytedata.connectors.ptv.v12.query import ServiceQuery
from hytedata.errors import InputError, LoginRefused, NotFound, SourceContractError
from tests.connectors.http.doubles import ScriptedWire
from tests.connectors.ptv_v12.builders import ONE, TWO, answer, channel, problem

CHANNEL = endpoints.channel(ONE)
SERVICES = endpoints.services(ServiceQuery())

FOREIGN = [
    b"<html><title>Not found</title></html>",
    b'{"message": "Not Found"}',
    b'{"title": 404}',
    b'"gone"',
    b"",
    b"\xff",
]
"""Bodies of gateways and proxies, none of them v12's."""


@pytest.mark.parametrize(
    ("reason", "detail"),
    [
        ("NotPublished", "it exists but is not published"),
        ("Unknown", "the id is not known"),
        ("Embargoed", "Embargoed"),
        (None, "no reason is given"),
    ],
)
def test_an_item_that_is_not_shown_says_why(reason: str | None, detail: str) -> None:
    error = CHANNEL.refuse(problem(404, reason=reason))

    assert isinstance(error, NotShown)
    assert isinstance(error, NotFound)
    assert error.reason == reason
    assert str(error) == f"PTV has no channel {ONE}: {detail}"


def test_a_hierarchy_gives_no_reason() -> None:
    error = endpoints.organisation_hierarchy(ONE).refuse(problem(404))

    assert isinstance(error, NotShown)
    assert error.reason is None


def test_a_connection_is_named_by_both_its_ids() -> None:
    error = endpoints.connection(ONE, TWO).refuse(problem(404, reason="Unknown"))

    assert f"connection {ONE}/{TWO}" in str(error)


@pytest.mark.parametrize("content", FOREIGN)
def test_a_404_that_is_not_v12s_own_does_not_mean_that_an_item_is_gone(content: bytes) -> None:
    response = answer(content, 404)

    assert isinstance(CHANNEL.refuse(response), SourceContractError)
    with pytest.raises(SourceContractError, match="status 404"):
        or_none(CHANNEL).decode(response)


def test_none_stands_for_an_item_that_is_not_shown() -> None:
    endpoint = or_none(CHANNEL)

    assert endpoint.accept == {200, 404, 410}
    assert endpoint.decode(problem(404, reason="NotPublished")) is None
    assert endpoint.decode(problem(410)) is None
    found = endpoint.decode(answer(channel()))
    assert found is not None
    assert found.model.content_id == ONE


def test_a_refused_request_says_what_is_wrong_with_what() -> None:
    errors = [
        {"path": "query.page", "message": "too small"},
        {"path": "query.page", "message": "no number"},
        {"message": "x" * 600},
    ]

    error = SERVICES.refuse(problem(400, errors=errors))

    assert isinstance(error, RequestRefused)
    assert isinstance(error, InputError)
    assert error.faults["query.page"] == ("too small", "no number")
    assert len(error.faults["answer"][0]) == 500
    assert str(error).startswith("PTV refused to read a page of /service/search: query.page: too")


@pytest.mark.parametrize("errors", [None, []])
def test_a_refused_request_without_a_list_says_its_detail(errors: object) -> None:
    error = SERVICES.refuse(problem(400, errors=errors))

    assert isinstance(error, RequestRefused)
    assert error.faults == {"answer": ("told",)}


@pytest.mark.parametrize("content", FOREIGN)
def test_a_400_that_is_not_v12s_own_is_a_shape_we_do_not_know(content: bytes) -> None:
    assert isinstance(SERVICES.refuse(answer(content, 400)), SourceContractError)


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("content", [*FOREIGN, b'{"title": "Forbidden"}'])
def test_a_refused_key_is_named_by_its_place(status: int, content: bytes) -> None:
    response = answer(content, status)

    plain = SERVICES.refuse(response)
    placed = with_key_from("HYTEDATA_PTV_KEY", SERVICES).refuse(response)

    assert isinstance(plain, LoginRefused)
    assert isinstance(placed, LoginRefused)
    assert "the API key (header x-api-key)" in str(plain)
    assert "the API key from HYTEDATA_PTV_KEY" in str(placed)
    assert placed.status == status


def test_naming_the_keys_place_changes_no_other_refusal() -> None:
    endpoint = with_key_from("HYTEDATA_PTV_KEY", or_none(CHANNEL))

    assert isinstance(endpoint.refuse(problem(404)), NotShown)
    assert endpoint.decode(problem(404)) is None


@pytest.mark.parametrize("status", [302, 405, 418])
def test_any_other_status_is_a_shape_we_do_not_know(status: int) -> None:
    assert f"status {status}: told" in str(SERVICES.refuse(problem(status)))
    assert f"status {status} and no word of PTV's" in str(SERVICES.refuse(answer(b"", status)))


def test_through_the_shell_the_key_is_sent_and_a_busy_v12_asked_again() -> None:
    wire = ScriptedWire([429, problem(500), answer(channel())])
    naps: list[float] = []
    upstream = Upstream("ptv", "https://ptv.test", headers={KEY_HEADER: "K3Y"})

    with SyncShell(upstream, wire=wire, sleep=naps.append) as shell:
        read = shell.send(CHANNEL)

    assert read.model.content_id == ONE
    assert {sent.headers["X-Api-Key"] for sent in wire.sent} == {"K3Y"}
    assert {sent.url for sent in wire.sent} == {f"https://ptv.test/api/v12/service-channel/{ONE}"}
    assert len(naps) == 2


def test_through_the_shell_a_refused_key_is_told_once_and_without_its_value() -> None:
    wire = ScriptedWire([403])
    upstream = Upstream("ptv", "https://ptv.test", headers={KEY_HEADER: "K3Y"})

    with SyncShell(upstream, wire=wire) as shell, pytest.raises(LoginRefused) as caught:
        shell.send(with_key_from("HYTEDATA_PTV_KEY", CHANNEL))

    told = "".join(traceback.format_exception(caught.value))
    assert "HYTEDATA_PTV_KEY" in told
    assert "K3Y" not in told.replace("HYTEDATA_PTV_KEY", "")
    assert len(wire.sent) == 1
