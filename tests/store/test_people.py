"""Accounts, sessions and attempts to sign in, on both databases."""

from datetime import timedelta

import pytest

from hytedata.errors import InputError, NotFound
from hytedata.store import Store
from tests.store.conftest import Clock

ORGANISATION = "00000000-0000-4000-8000-000000000889"


def test_an_account_is_given_back_as_it_was_added(store: Store, clock: Clock) -> None:
    store.accounts.add("päivi", "approver", [ORGANISATION], password="hash")

    found = store.accounts.get("päivi")

    assert found is not None
    assert (found.name, found.role, found.organisations) == ("päivi", "approver", (ORGANISATION,))
    assert (found.made_at, found.disabled, found.password) == (clock(), False, "hash")
    assert store.accounts.get("Päivi") is None


def test_one_name_is_one_account(store: Store) -> None:
    store.accounts.add("maija", "viewer", password=None)

    with pytest.raises(InputError, match="already"):
        store.accounts.add("maija", "approver", password="hash")
    with pytest.raises(NotFound, match="account list"):
        store.accounts.remove("matti")

    assert [one.role for one in store.accounts.all()] == ["viewer"]


def test_a_session_is_found_until_it_is_idle_old_or_ended(store: Store, clock: Clock) -> None:
    store.accounts.add("maija", "viewer", password=None)
    store.sessions.begin("a", "maija", {"by": "proxy"})
    store.sessions.begin("b", "maija", {"by": "proxy"}, ends="a")

    first, second = store.sessions.get("a"), store.sessions.get("b")
    clock.advance(seconds=29 * 60)
    store.sessions.seen({"b": clock(), "not-there": clock()})
    clock.advance(seconds=29 * 60)
    later = store.sessions.get("b")
    clock.advance(seconds=60)

    assert first is None
    assert second is not None
    assert (second.account.name, second.content) == ("maija", {"by": "proxy"})
    assert later is not None
    assert later.seen_at == clock() - timedelta(minutes=30)
    assert store.sessions.get("b") is None
    assert store.sessions.forget_ended() == 1


def test_a_session_of_no_account_or_a_disabled_one_is_none(store: Store) -> None:
    store.sessions.begin("of-nobody", "matti", {})
    store.accounts.add("maija", "viewer", password=None)
    store.accounts.disable("maija")
    store.sessions.begin("kept-out", "maija", {})

    assert store.sessions.get("of-nobody") is None
    assert store.sessions.get("kept-out") is None
    store.accounts.disable("maija", disabled=False)
    assert store.sessions.get("kept-out") is None


def test_many_attempts_at_once_are_counted_before_they_are_made(store: Store) -> None:
    waits = [store.attempts.begin(["name", "address"], known="known:x") for _ in range(7)]

    assert waits == [timedelta()] * 5 + [timedelta(seconds=30)] * 2


def test_failures_are_forgotten_after_an_hour_and_after_a_clock_was_set_back(
    store: Store, clock: Clock
) -> None:
    def fail(subject: str) -> list[timedelta]:
        return [store.attempts.begin([subject], known="known:x") for _ in range(5)]

    fail("a")
    clock.advance(seconds=3_601)
    assert fail("a") == [timedelta()] * 5

    clock.advance(days=-30)
    assert fail("a") == [timedelta()] * 5


def test_who_is_known_for_a_name_is_counted_apart(store: Store, clock: Clock) -> None:
    subjects, known = ["name", "address"], "known:both"
    store.attempts.begin(subjects, known=known)
    store.attempts.succeeded(subjects, known=known, clears=["name"])
    strangers = [store.attempts.begin(["name", "elsewhere"], known="known:x") for _ in range(6)]

    mine = [store.attempts.begin(subjects, known=known) for _ in range(6)]
    clock.advance(days=91)
    after = store.attempts.begin(subjects, known=known)

    assert strangers[-1] == mine[-1] == timedelta(seconds=30)
    assert mine[:5] == [timedelta()] * 5
    assert after == timedelta()
    assert store.attempts.forget() > 0
