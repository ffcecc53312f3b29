"""v12 in a running sandbox: address, key, lag, faults, one store with v11."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

import pytest

from hytedata.config import load_config
from hytedata.sandbox import Fault, Sandbox, World
from tests.sandbox.facade.http_json import call

Json = dict[str, object]
SEARCH = "/v12/service-channel/search"


def read(sandbox: Sandbox, path: str = SEARCH) -> tuple[int, Json]:
    status, document = call(f"{sandbox.ptv12_url}{path}", headers={"x-api-key": sandbox.api_key})
    return status, cast("Json", document)


def ids(page: Json) -> list[str]:
    return [str(item["contentId"]) for item in cast("list[Json]", page["items"])]


def raw(sandbox: Sandbox, path: str = SEARCH) -> bytes:
    """All that comes over the wire until the connection ends."""
    parts = urlsplit(sandbox.ptv12_url)
    head = (
        f"GET {parts.path}{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"x-api-key: {sandbox.api_key}\r\n\r\n"
    )
    received = b""
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as plug:
        plug.sendall(head.encode())
        while chunk := plug.recv(65536):
            received += chunk
    return received


def test_the_address_and_the_key_are_told(sandbox: Sandbox) -> None:
    assert sandbox.ptv12_url == f"{sandbox.url}/ptv12/api"
    _, overview = call(f"{sandbox.control_url}/")
    told = cast("Json", overview)
    assert (told["ptv12_url"], told["api_key"]) == (sandbox.ptv12_url, sandbox.api_key)
    assert sandbox.api_key not in sandbox.config_toml()


def test_hytedata_finds_v12_by_the_configuration(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("config") / "hytedata.toml"
    file.write_text(sandbox.config_toml(), "utf-8")
    environ = {
        sandbox.password_env: sandbox.password,
        sandbox.api_key_env: sandbox.api_key,
    }

    config = load_config(file, environ=environ)

    key = config.ptv_api_key(environ)
    assert str(config.ptv.v12_url).rstrip("/") == sandbox.ptv12_url
    assert key is not None
    assert key.get_secret_value() == sandbox.api_key


def test_another_key_may_be_chosen() -> None:
    with Sandbox(World(), api_key="toinen") as sandbox:
        status, _ = read(sandbox)
        wrong, _ = call(f"{sandbox.ptv12_url}{SEARCH}", headers={"x-api-key": "hiekkalaatikko"})

    assert (sandbox.api_key, status, wrong) == ("toinen", 200, 401)


def test_both_versions_show_the_same_content(sandbox: Sandbox) -> None:
    _, newer = read(sandbox)
    _, older = call(f"{sandbox.ptv_url}/v11/ServiceChannel")

    listed = cast("list[Json]", cast("Json", older)["itemList"])
    assert ids(newer) == [item["id"] for item in listed]


def test_a_persons_edit_is_seen_and_reset_takes_it_back(sandbox: Sandbox) -> None:
    (place, *_) = ids(read(sandbox, f"{SEARCH}?channelTypes=ServiceLocation")[1])
    sandbox.controls.archive_in_ptv("ServiceLocation", place)
    gone, _ = read(sandbox, f"/v12/service-channel/{place}")

    sandbox.controls.reset()

    back, _ = read(sandbox, f"/v12/service-channel/{place}")
    assert (gone, back) == (404, 200)


def test_the_lag_is_a_setting() -> None:
    moment = [datetime(2026, 11, 24, 9, 0, tzinfo=UTC)]
    now: Callable[[], datetime] = lambda: moment[0]  # noqa: E731
    with Sandbox(World(), ptv12_lag_min=90, now=now) as sandbox:
        (place, *_) = ids(read(sandbox, f"{SEARCH}?channelTypes=ServiceLocation")[1])
        sandbox.controls.archive_in_ptv("ServiceLocation", place)

        statuses = []
        for _ in range(2):
            statuses.append(read(sandbox, f"/v12/service-channel/{place}")[0])
            moment[0] += timedelta(minutes=91)

    assert statuses == [200, 404]


def test_the_journal_knows_the_mount_and_that_the_key_was_sent(sandbox: Sandbox) -> None:
    read(sandbox)
    call(f"{sandbox.ptv12_url}{SEARCH}")

    first, second = sandbox.journal()

    assert (first.mount, first.path, first.status) == (
        "/ptv12",
        "/api/v12/service-channel/search",
        200,
    )
    assert (first.authenticated, second.authenticated, second.status) == (True, False, 401)


# faults


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_status(sandbox: Sandbox, status: int) -> None:
    fault = Fault("status", mount="/ptv12", status=status, times=1, body='{"title": "x"}')
    sandbox.controls.add_fault(fault)

    statuses = [read(sandbox)[0] for _ in range(2)]
    older, _ = call(f"{sandbox.ptv_url}/v11/Service")

    assert (statuses, older) == ([status, 200], 200)


def test_a_fault_of_v11_does_not_touch_v12(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("status", mount="/ptv", status=503))

    assert read(sandbox)[0] == 200


def test_a_delay_is_only_a_delay(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("delay", mount="/ptv12", delay_s=0.01, times=1))

    assert read(sandbox)[0] == 200
    assert sandbox.journal()[0].faults == ("delay",)


def test_a_reset_breaks_the_connection(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("reset", mount="/ptv12"))

    with pytest.raises(ConnectionError):
        raw(sandbox)


def test_half_an_answer_is_shorter_than_it_says(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("truncate", mount="/ptv12", count=100))

    head, _, body = raw(sandbox).partition(b"\r\n\r\n")

    length = next(
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    assert len(body) <= 100 < length


def test_a_short_page_lacks_items_and_keeps_its_totals(sandbox: Sandbox) -> None:
    whole = read(sandbox)[1]
    sandbox.controls.add_fault(Fault("short-page", mount="/ptv12", count=2))

    short = read(sandbox)[1]

    assert ids(short) == ids(whole)[:-2]
    assert short["totalItems"] == whole["totalItems"]


def test_a_page_may_come_twice(sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("repeat-page", mount="/ptv12", after=1, times=1))

    first, second, third = (
        ids(read(sandbox, f"{SEARCH}?pageSize=4&page={at}")[1]) for at in (1, 2, 2)
    )

    assert first == second != third


def test_totals_may_change_in_mid_scan(sandbox: Sandbox) -> None:
    fault = Fault("moved-total", mount="/ptv12", after=1, times=1, count=-5)
    sandbox.controls.add_fault(fault)

    first, second = (read(sandbox, f"{SEARCH}?pageSize=4&page={at}")[1] for at in (1, 2))

    total = cast("int", first["totalItems"])
    assert second["totalItems"] == total - 5
    assert second["totalPages"] == -(-(total - 5) // 4)
    assert len(ids(second)) == 4


def totals(sandbox: Sandbox) -> tuple[int, int]:
    """Pages that v11 counts, sites that Lipas counts."""
    _, older = call(f"{sandbox.ptv_url}/v11/ServiceChannel")
    _, sites = call(f"{sandbox.lipas_url}/v2/sports-sites?page-size=100")
    pagination = cast("Json", cast("Json", sites)["pagination"])
    return cast("int", cast("Json", older)["pageCount"]), cast("int", pagination["total-items"])


def test_totals_of_v11_and_of_lipas_change_too(sandbox: Sandbox) -> None:
    before = totals(sandbox)
    sandbox.controls.add_fault(Fault("moved-total", count=3))

    assert totals(sandbox) == (before[0] + 3, before[1] + 3)
