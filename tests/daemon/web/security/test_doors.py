"""Who is heard: peers, hosts, and the header of a proxy that signs people in."""

import pytest

from hytedata_daemon.web.security import accounts
from hytedata_daemon.web.security.peers import address_of, client_of, neighbourhood
from tests.daemon.web.security.world import (
    BEHIND_PROXY,
    BY_PROXY,
    LOCAL,
    PROXY,
    PUBLIC,
    MakeWorld,
    TestClient,
    World,
    sign_in,
    token,
)

MAIJA = {"x-remote-user": "maija"}


@pytest.fixture
def by_proxy(make_world: MakeWorld) -> World:
    """Pages where a proxy signs people in."""
    made = make_world(BY_PROXY)
    made.add(password=None)
    return made


def session(client: TestClient) -> str | None:
    held: str | None = client.cookies.get("__Host-hytedata")
    return held


# --- hosts and peers ---------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8470", "[::1]:8470", "LOCALHOST:9000"])
def test_this_machine_may_be_asked_by_its_own_names(world: World, host: str) -> None:
    assert world.browser().get("/sign-in", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "paha.example",
        "localhost.paha.example",
        "192.0.2.7",
        "",
        "localhost@paha.example",
        "[",
        "x:y",
    ],
)
def test_a_page_whose_name_was_made_to_point_here_gets_nothing(world: World, host: str) -> None:
    client = world.signed_in()

    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert "maija" not in answer.text


def test_behind_a_proxy_the_public_name_is_the_only_other_one(make_world: MakeWorld) -> None:
    client = make_world(BEHIND_PROXY).browser(PUBLIC, peer=PROXY)

    hosts = [
        "hyte.kunta.example",
        "HYTE.kunta.example:443",
        "hyte.kunta.example:8443",
        "kunta.example",
    ]
    statuses = [client.get("/sign-in", headers={"host": host}).status_code for host in hosts]

    assert statuses == [200, 200, 421, 421]


@pytest.mark.parametrize("peer", ["10.0.0.6", "192.0.2.1", "testclient"])
def test_who_comes_past_the_proxy_gets_nothing(make_world: MakeWorld, peer: str) -> None:
    world = make_world(BEHIND_PROXY)

    assert world.browser(PUBLIC, peer=peer).get("/sign-in").status_code == 403


def test_health_is_asked_by_any_name_and_without_signing_in(world: World) -> None:
    answer = world.browser(peer="192.0.2.1").get("/healthz", headers={"host": "10.0.0.7"})

    assert answer.text == "well"


def test_an_address_is_taken_from_the_proxies_that_are_ours_and_no_further() -> None:
    proxies = ["10.0.0.0/24", "fd00::/8"]

    def client(peer: str, forwarded: str) -> str:
        return str(client_of(address_of(peer), forwarded, proxies))

    assert client("10.0.0.5", "1.1.1.1, 192.0.2.1") == "192.0.2.1"
    assert client("10.0.0.5", "1.1.1.1, 192.0.2.1, 10.0.0.9") == "192.0.2.1"
    assert client("::ffff:10.0.0.5", "192.0.2.1") == "192.0.2.1"
    assert client("192.0.2.9", "1.1.1.1") == "192.0.2.9"
    assert client("10.0.0.5", "1.1.1.1, rubbish") == "10.0.0.5"
    assert client("10.0.0.5", "") == "10.0.0.5"


def test_attempts_are_counted_for_all_of_a_network_of_ipv6() -> None:
    assert neighbourhood(address_of("2001:db8::1")) == neighbourhood(address_of("2001:db8::ff:2"))
    assert neighbourhood(address_of("192.0.2.1")) != neighbourhood(address_of("192.0.2.2"))


# --- the header of a proxy that signs people in ------------------------------------------------


def test_whom_the_proxy_names_is_signed_in_and_stays_in_one_session(by_proxy: World) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY, headers={"x-remote-user": "Maija"})

    first = client.get("/")
    held = session(client)
    again = client.get("/")

    assert first.text == again.text == "maija reads in en"
    assert session(client) == held
    assert "set-cookie" not in again.headers
    assert by_proxy.audited() == [("signed-in", "maija", {"by": "proxy"})]


def test_forms_work_where_a_proxy_signs_in(by_proxy: World) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY, headers=MAIJA)

    form = token(client, "/plans/all")

    assert client.post("/plans/all", data={"csrf": form, "reason": "x"}).status_code == 200


def test_a_cookie_that_was_stolen_is_worth_nothing_without_the_proxys_word(
    by_proxy: World,
) -> None:
    owner = by_proxy.browser(PUBLIC, peer=PROXY, headers=MAIJA)
    owner.get("/")
    thief = by_proxy.browser(PUBLIC, peer=PROXY)
    thief.cookies = owner.cookies

    assert thief.get("/").status_code == 303
    assert thief.get("/sign-in").status_code == 403


def test_a_cookie_of_another_person_becomes_a_session_of_ones_own(by_proxy: World) -> None:
    by_proxy.add("matti", "viewer", password=None)
    owner = by_proxy.browser(PUBLIC, peer=PROXY, headers=MAIJA)
    owner.get("/")
    other = by_proxy.browser(PUBLIC, peer=PROXY, headers={"x-remote-user": "matti"})
    other.cookies = owner.cookies

    assert other.get("/").text == "matti reads in en"


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.6"])
def test_the_header_from_anybody_else_is_refused_and_written_down(
    by_proxy: World, peer: str
) -> None:
    client = by_proxy.browser(PUBLIC, peer=peer, headers=MAIJA)

    answers = [client.get("/").status_code for _ in range(3)]

    assert answers == [400] * 3
    reason = {"reason": "header-not-of-proxy"}
    assert by_proxy.audited() == [("sign-in-refused", "", reason)]  # not once for each


def test_a_forwarded_address_does_not_make_anybody_the_proxy(by_proxy: World) -> None:
    headers = {**MAIJA, "x-forwarded-for": PROXY, "x-real-ip": PROXY, "forwarded": f"for={PROXY}"}

    assert by_proxy.browser(PUBLIC, peer="127.0.0.1", headers=headers).get("/").status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        [("X_Remote_User", "maija")],
        [("X-Remote_User", "maija"), ("X-Remote-User", "matti")],
        [("X-Remote-User", "matti"), ("X-Remote-User", "maija")],
        [("x-remote-user", "matti"), ("X-REMOTE-USER", "maija")],
    ],
)
def test_a_header_with_an_underscore_or_sent_twice_is_refused_even_from_the_proxy(
    by_proxy: World, headers: list[tuple[str, str]]
) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY)

    assert client.get("/", headers=headers).status_code == 400


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "ma\u202eija"])
def test_a_header_with_no_name_in_it_signs_nobody_in(by_proxy: World, name: str) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY)
    raw = [("X-Remote-User", name.encode())]

    assert client.get("/", headers=raw).status_code == 303


def test_a_name_beyond_ascii_is_read_as_utf8(by_proxy: World) -> None:
    by_proxy.add("päivi", "viewer", password=None)
    client = by_proxy.browser(PUBLIC, peer=PROXY)
    raw = [("X-Remote-User", "Päivi".encode())]

    assert client.get("/", headers=raw).text == "päivi reads in en"


def test_whom_the_proxy_names_but_who_has_no_account_is_told_whom_to_ask(by_proxy: World) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY, headers={"x-remote-user": "vieras"})

    assert client.get("/").status_code == 303
    page = client.get("/sign-in")

    assert page.status_code == 403
    assert "vieras has no right to these pages" in page.text
    refused = {"reason": "unknown-account", "by": "proxy"}
    assert by_proxy.audited() == [("sign-in-refused", "", refused)]


def test_a_disabled_account_is_refused_whatever_the_proxy_says(by_proxy: World) -> None:
    client = by_proxy.browser(PUBLIC, peer=PROXY, headers=MAIJA)
    client.get("/")

    accounts.disable(by_proxy.store, "maija", who="root")

    assert client.get("/").status_code == 303
    assert client.get("/sign-in").status_code == 403


def test_new_people_become_viewers_where_the_settings_say_so(make_world: MakeWorld) -> None:
    world = make_world(f'{BY_PROXY}proxy_new_users = "viewer"\n')
    client = world.browser(PUBLIC, peer=PROXY, headers={"x-remote-user": "vieras"})

    assert client.get("/").text == "vieras reads in en"
    form = token(client, "/plans/all")

    assert client.post("/plans/all", data={"csrf": form, "reason": "x"}).status_code == 403


def test_a_password_does_not_sign_in_where_the_proxy_does(make_world: MakeWorld) -> None:
    world = make_world(BY_PROXY)
    world.add()
    client = world.browser(LOCAL)
    client.get("/sign-in")

    page = client.get("/sign-in")

    assert "password" not in page.text
    assert page.status_code == 403


def test_a_session_ends_when_people_sign_in_another_way_from_now_on(make_world: MakeWorld) -> None:
    world = make_world(BEHIND_PROXY)
    world.add()
    by_password = world.browser(PUBLIC, peer=PROXY)
    sign_in(by_password)
    held = session(by_password)

    world.reload(BY_PROXY)
    by_password.headers["x-remote-user"] = "maija"
    first = by_password.get("/")
    world.reload(BEHIND_PROXY)

    assert first.status_code == 200
    assert session(by_password) != held
    assert by_password.get("/").status_code == 303
