"""How long one has to wait after attempts to sign in that failed."""

from datetime import timedelta
from ipaddress import ip_address

from pydantic import SecretStr

from hytedata_daemon.web.security.peers import Address
from hytedata_daemon.web.security.sign_in import WRONG, Attempt, SignedIn, Wait, try_password
from tests.daemon.web.security.world import (
    BEHIND_PROXY,
    MALLILA,
    PASSWORD,
    PROXY,
    PUBLIC,
    MakeWorld,
    World,
    sign_in,
)

HOME = ip_address("192.0.2.1")
ELSEWHERE = ip_address("198.51.100.7")


def tried(
    world: World, *, name: str = "maija", right: bool = False, address: Address = HOME
) -> Attempt:
    password = SecretStr(PASSWORD if right else "aivan väärä arvaus")
    return try_password(world.security, name, password, address=address, before="")


def fail(world: World, times: int = 5, name: str = "maija", address: Address = HOME) -> Attempt:
    """Fail so many times; gives the last outcome."""
    return [tried(world, name=name, address=address) for _ in range(times)][-1]


def test_after_five_failures_even_the_right_password_has_to_wait(world: World) -> None:
    client = world.browser()
    statuses = [sign_in(client, password="aivan väärä arvaus").status_code for _ in range(5)]

    answer = sign_in(client)

    assert statuses == [401] * 5
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "30"
    assert "Try again in a minute" in answer.text
    world.clock.advance(seconds=30)
    assert sign_in(client).status_code == 303


def test_waits_rise_but_never_above_a_quarter_of_an_hour(world: World) -> None:
    waits = []
    fail(world, 4)
    for _ in range(9):
        assert fail(world, 1) == WRONG
        outcome = tried(world, right=True)
        assert isinstance(outcome, Wait)
        waits.append(outcome.wait.total_seconds())
        world.clock.time += outcome.wait

    assert waits == [30, 60, 120, 240, 480, 900, 900, 900, 900]


def test_whoever_goes_on_trying_makes_nobody_wait_longer(world: World) -> None:
    fail(world, 5)

    assert fail(world, 20) == Wait(timedelta(seconds=30))


def test_an_address_that_tries_many_names_has_to_wait(world: World) -> None:
    for number in range(5):
        fail(world, 1, f"nimi-{number}")

    assert isinstance(tried(world, right=True), Wait)
    assert isinstance(tried(world, right=True, address=ELSEWHERE), SignedIn)


def test_strangers_cannot_lock_out_who_has_signed_in_from_the_same_place_before(
    world: World,
) -> None:
    tried(world, right=True)

    assert fail(world, 6, address=ELSEWHERE) == Wait(timedelta(seconds=30))

    assert isinstance(tried(world, right=True), SignedIn)
    assert isinstance(tried(world, right=True, address=ELSEWHERE), Wait)


def test_with_an_account_of_ones_own_one_cannot_go_on_guessing_others(world: World) -> None:
    world.add("vieras", "viewer", MALLILA)

    fail(world, 3, "nimi")
    tried(world, name="vieras", right=True)
    fail(world, 2, "nimi-2")

    assert isinstance(tried(world, right=True), Wait)


def test_behind_a_proxy_attempts_are_counted_for_whom_it_speaks_for(make_world: MakeWorld) -> None:
    world = make_world(BEHIND_PROXY)
    world.add()
    here, there = (
        world.browser(PUBLIC, peer=PROXY, headers={"x-forwarded-for": str(address)})
        for address in (HOME, ELSEWHERE)
    )
    fail(world, 5, "nimi", HOME)

    assert sign_in(here).status_code == 429
    assert sign_in(there).status_code == 303
