"""Signing in by name and password, and out."""

import pytest

from hytedata_daemon.web.security import accounts
from hytedata_daemon.web.security.redirects import safe_path
from tests.daemon.web.security.world import (
    BEHIND_PROXY,
    PASSWORD,
    PROXY,
    PUBLIC,
    MakeWorld,
    TestClient,
    World,
    sign_in,
    token,
)


def cookie_of(client: TestClient) -> str:
    held: str = client.cookies["hytedata-session"]
    return held


def holding(client: TestClient, cookie: str) -> TestClient:
    client.cookies.clear()
    client.cookies.set("hytedata-session", cookie)
    return client


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_then_back(world: World) -> None:
    client = world.browser()
    asked = client.get("/plans/all?part=2")

    page = client.get(asked.headers["location"])
    answer = sign_in(client, next="/plans/all?part=2")

    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=%2Fplans%2Fall%3Fpart%3D2"
    assert 'value="/plans/all?part=2"' in page.text
    assert answer.headers["location"] == "/plans/all?part=2"
    assert client.get("/").text == "maija reads in en"


def test_a_name_is_the_same_in_large_letters(world: World) -> None:
    assert sign_in(world.browser(), " MAIJA ").status_code == 303


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_are_told_alike(
    world: World,
) -> None:
    world.add("pois")
    accounts.disable(world.store, "pois", who="root")
    world.add("vain-proxy", password=None)

    answers = [
        sign_in(world.browser(), name, password)
        for name, password in (
            ("maija", "aivan väärä salasana"),
            ("ei-ole", PASSWORD),
            ("pois", PASSWORD),
            ("vain-proxy", PASSWORD),
            ("maija\n", "x" * 900),
        )
    ]

    assert {answer.status_code for answer in answers} == {401}
    texts = {answer.text.split("value=")[0] for answer in answers}  # up to the form's own token
    assert len(texts) == 1
    assert "The user name or the password is wrong" in texts.pop()


def test_an_unknown_name_costs_a_comparison_as_a_known_one_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str | None] = []
    matches = world.passwords.matches

    def noted(known: str | None, password: object) -> bool:
        compared.append(known)
        return matches(known, password)  # type: ignore[arg-type]

    monkeypatch.setattr(world.passwords, "matches", noted)

    sign_in(world.browser(), "ei-ole")
    sign_in(world.browser(), "maija", "aivan väärä salasana")

    assert [known is None for known in compared] == [True, False]


def test_the_audit_log_tells_who_came_and_who_was_refused_but_nothing_that_was_typed(
    world: World,
) -> None:
    client = world.browser()
    sign_in(client)
    client.post("/sign-out", data={"csrf": token(client, "/plans/all")})
    sign_in(world.browser(), "maija", "aivan väärä salasana")
    sign_in(world.browser(), "salasanani-tuli-väärään-kenttään")

    assert world.audited() == [
        ("signed-in", "maija", {"by": "password"}),
        ("signed-out", "maija", {}),
        ("sign-in-refused", "maija", {"reason": "wrong-password"}),
        ("sign-in-refused", "", {"reason": "unknown-account"}),
    ]


def test_an_id_that_was_planted_before_is_not_the_one_of_the_session(world: World) -> None:
    planted = "a" * 43
    client = holding(world.browser(), planted)

    sign_in(client)

    given = [cookie for cookie in client.cookies.jar if cookie.name == "hytedata-session"][-1]
    assert given.value != planted
    assert holding(world.browser(), planted).get("/").status_code == 303


@pytest.mark.parametrize("cookie", ["short", "a" * 4_000, "%" * 42 + "\u00e4"])
def test_what_was_never_an_id_of_ours_is_replaced(world: World, cookie: str) -> None:
    raw = {"cookie": f"hytedata-session={cookie}".encode("latin-1")}

    answer = world.browser().get("/sign-in", headers=raw)

    assert "hytedata-session=" in answer.headers["set-cookie"]


def test_signing_in_again_ends_the_session_that_was_there(world: World) -> None:
    world.add("matti")
    client = world.signed_in()
    before = cookie_of(client)
    form = token(client, "/plans/all")

    client.post("/sign-in", data={"csrf": form, "name": "matti", "password": PASSWORD})

    assert client.get("/").text == "matti reads in en"
    assert holding(world.browser(), before).get("/").status_code == 303


def test_a_cookie_that_was_stolen_is_worth_nothing_after_signing_out(world: World) -> None:
    client = world.signed_in()
    stolen = cookie_of(client)
    thief = holding(world.browser(), stolen)
    assert thief.get("/").status_code == 200

    answer = client.post("/sign-out", data={"csrf": token(client, "/plans/all")})

    assert answer.headers["location"] == "/sign-in?signed-out"
    assert "You have signed out" in client.get(answer.headers["location"]).text
    assert thief.get("/").status_code == 303


@pytest.mark.parametrize("change", ["disable", "password", "role", "remove"])
def test_a_session_ends_when_its_account_is_changed(world: World, change: str) -> None:
    client = world.signed_in()

    if change == "disable":
        accounts.disable(world.store, "maija", who="root")
    elif change == "password":
        world.store.accounts.set_password("maija", "another hash")
    elif change == "role":
        accounts.set_role(world.store, world.settings, "maija", role="viewer", who="root")
    else:
        accounts.remove(world.store, "maija", who="root")

    assert client.get("/").status_code == 303


def test_a_session_ends_half_an_hour_after_its_last_use(world: World) -> None:
    client = world.signed_in()
    for _ in range(4):
        world.clock.advance(minutes=29)
        assert client.get("/").status_code == 200

    world.clock.advance(minutes=30)

    assert client.get("/").status_code == 303


def test_a_session_ends_after_ten_hours_of_use(world: World) -> None:
    client = world.signed_in()
    for _ in range(29):
        world.clock.advance(minutes=20)
        assert client.get("/").status_code == 200

    world.clock.advance(minutes=20)

    assert client.get("/").status_code == 303


def test_the_store_holds_neither_the_cookie_nor_an_address(world: World) -> None:
    client = world.signed_in()
    sign_in(world.browser(), "maija", "aivan väärä salasana")

    kept = b"".join(path.read_bytes() for path in world.folder.glob("store.db*"))

    assert cookie_of(client).encode() not in kept
    assert b"127.0.0.1" not in kept
    assert PASSWORD.encode() not in kept


def test_by_tls_the_cookie_is_bound_to_the_host_and_goes_by_tls_only(
    make_world: MakeWorld,
) -> None:
    world = make_world(BEHIND_PROXY)
    world.add()
    client = world.browser(PUBLIC, peer=PROXY)

    cookie = sign_in(client).headers["set-cookie"]

    assert cookie.startswith("__Host-hytedata=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} == set(cookie.split("; ")[1:])


def test_nobody_is_sent_to_another_site_after_signing_in(world: World) -> None:
    assert sign_in(world.browser(), next="//paha.example").headers["location"] == "/"


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://paha.example/",
        "//paha.example",
        "///paha.example",
        "/\\paha.example",
        "/\t/paha.example",
        "/\n/paha.example",
        "\\\\paha.example",
        "javascript:alert(1)",
        "plans",
        "/" + "a" * 3_000,
    ],
)
def test_only_a_path_of_ours_is_gone_back_to(target: str) -> None:
    assert safe_path(target) == "/"
    assert safe_path("/plans/1?part=2#texts") == "/plans/1?part=2#texts"


def test_where_nobody_has_an_account_the_page_says_how_the_first_one_is_made(
    make_world: MakeWorld,
) -> None:
    made = make_world()

    before = made.browser().get("/sign-in").text
    made.add()
    after = made.browser().get("/sign-in").text

    assert "hytedata-daemon account add NAME --role approver" in before
    assert "account add" not in after
