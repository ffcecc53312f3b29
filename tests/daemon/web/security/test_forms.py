"""Only a form of ours changes anything."""

from collections.abc import Mapping

import pytest

from tests.daemon.web.security.world import (
    BEHIND_PROXY,
    LOCAL,
    PROXY,
    PUBLIC,
    MakeWorld,
    TestClient,
    World,
    sign_in,
    token,
)

PLAN = "/plans/all"


def approve(client: TestClient, csrf: str, headers: Mapping[str, str] | None = None) -> int:
    data = {"csrf": csrf, "reason": "kesä"}
    status: int = client.post(PLAN, data=data, headers=headers).status_code
    return status


def test_a_form_of_ours_is_taken_and_its_fields_arrive(world: World) -> None:
    client = world.signed_in()

    answer = client.post(PLAN, data={"csrf": token(client, PLAN), "reason": "kesä ja talvi"})

    assert answer.text == "maija approved because kesä ja talvi"


@pytest.mark.parametrize("forged", ["", "0" * 64, "ä" * 64])
def test_a_form_without_our_token_changes_nothing_and_is_written_down(
    world: World, forged: str
) -> None:
    client = world.signed_in()

    answer = client.post(PLAN, data={"csrf": forged, "reason": "kesä"})

    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert world.audited()[-1] == ("form-refused", "maija", {"reason": "wrong-token"})


def test_the_token_of_another_session_is_refused(world: World) -> None:
    world.add("matti")
    of_matti = token(world.signed_in("matti"), PLAN)

    assert approve(world.signed_in(), of_matti) == 403


def test_a_form_that_is_sent_again_after_signing_out_and_in_is_refused(world: World) -> None:
    client = world.signed_in()
    form = token(client, PLAN)
    assert approve(client, form) == 200

    client.post("/sign-out", data={"csrf": form})
    sign_in(client)

    assert approve(client, form) == 403


def test_two_tokens_in_one_form_are_none(world: World) -> None:
    client = world.signed_in()
    form = token(client, PLAN)

    answer = client.post(PLAN, data={"csrf": [form, "0" * 64], "reason": "kesä"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://paha.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "https://localhost:8470"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": LOCAL, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_post_from_another_origin_is_refused_even_with_the_token(
    world: World, headers: Mapping[str, str]
) -> None:
    client = world.signed_in()

    assert approve(client, token(client, PLAN), headers) == 403
    assert world.audited()[-1] == ("form-refused", "maija", {"reason": "other-origin"})


@pytest.mark.parametrize(
    "headers", [{}, {"origin": LOCAL}, {"origin": LOCAL, "sec-fetch-site": "same-origin"}]
)
def test_a_post_from_here_is_taken_with_whatever_the_browser_tells(
    world: World, headers: Mapping[str, str]
) -> None:
    client = world.signed_in()

    assert approve(client, token(client, PLAN), headers) == 200


@pytest.mark.parametrize(
    ("origin", "status"), [(PUBLIC, 200), ("http://hyte.kunta.example", 403), (LOCAL, 403)]
)
def test_behind_a_proxy_the_origin_is_the_public_one(
    make_world: MakeWorld, origin: str, status: int
) -> None:
    world = make_world(BEHIND_PROXY)
    world.add()
    client = world.signed_in(url=PUBLIC, peer=PROXY)

    assert approve(client, token(client, PLAN), {"origin": origin}) == status


def test_even_signing_in_needs_our_form(world: World) -> None:
    client = world.browser()

    forced = client.post("/sign-in", data={"name": "maija", "password": "kolme sanaa perätysten"})

    assert forced.status_code == 403


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_only_a_plain_form_is_read(world: World, kind: str) -> None:
    client = world.signed_in()

    answer = client.post(PLAN, content=b"csrf=1", headers={"content-type": kind})

    assert answer.status_code == 415


@pytest.mark.parametrize("is_stated", [True, False])
def test_a_huge_form_is_refused_whether_its_size_is_stated_or_not(
    world: World, is_stated: bool
) -> None:
    client = world.signed_in()
    chunk = b"a" * 65_536
    kind = {"content-type": "application/x-www-form-urlencoded"}

    if is_stated:
        answer = client.post(PLAN, content=chunk * 17, headers=kind)
    else:
        answer = client.post(PLAN, content=(chunk for _ in range(17)), headers=kind)

    assert answer.status_code == 413


def test_a_method_that_no_page_has_does_not_pass_without_a_form(world: World) -> None:
    client = world.signed_in()

    assert client.request("DELETE", PLAN).status_code == 415
    assert client.request("POST", "/").status_code == 415
